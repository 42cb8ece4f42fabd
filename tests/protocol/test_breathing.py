"""The truth table of each condition about breath."""

import pytest

from carelog.model.person import Person
from carelog.protocol import breathing
from carelog.protocol.state import Verdict

from .bedside import resident
from .test_conditions import look, nothing

ABSENT, CLEAR, NEAR, HOLDS = Verdict


@pytest.mark.parametrize(
    ("person", "verdict"),
    [
        (resident(), CLEAR),
        (resident(conditions=("diabetes",)), CLEAR),
        (resident(conditions=("diabetes", "copd")), HOLDS),
        (resident(conditions=("copd", "asthma")), HOLDS),
    ],
)
def test_a_disease_is_on_file_or_it_is_none(person: Person, verdict: Verdict) -> None:
    here = look(person=person)
    assert breathing.disease(frozenset({"copd", "asthma"}))(here) is verdict
    assert here.hits == []


def test_nothing_is_known_of_somebody_unknown() -> None:
    assert breathing.disease(frozenset({"copd"}))(nothing()) is CLEAR
