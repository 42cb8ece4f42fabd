"""The list of symptoms a nurse can type."""

import string

import pytest

from carelog.model.symptom import Symptom
from carelog.protocol import symptoms

from .bedside import Bed, care, spo2, temperature


def test_every_symptom_has_a_letter_of_its_own_and_words_in_both_languages() -> None:
    listed = symptoms.every()
    assert len({s.letter for s in listed}) == len({s.code for s in listed}) == len(listed)
    assert all(s.letter in string.ascii_lowercase + ">!" and len(s.letter) == 1 for s in listed)
    assert all(set(s.words) == {"zh_CN", "en"} and all(s.words.values()) for s in listed)
    assert all(s.groups and set(s.groups) <= set(symptoms.GROUPS) for s in listed)
    for language in ("zh_CN", "en"):
        assert len({s.words[language] for s in listed}) == len(listed)


def test_fever_is_measured_not_typed() -> None:
    assert "fever" not in {s.code for s in symptoms.every()}


@pytest.mark.parametrize("symptom", symptoms.every(), ids=lambda s: s.code)
def test_no_symptom_goes_unjudged(symptom: Symptom) -> None:
    bed = Bed().seen(temperature(364), spo2(97), symptoms=(symptom.code,))
    assert any(rule.startswith("Y-") for rule in bed.rules())
    assert care().ruleset.whom


def test_codes_of_groups() -> None:
    assert symptoms.codes(("danger",)) == {"breathless", "chest_pain", "blue_lips"}
    assert symptoms.codes(()) == frozenset()
