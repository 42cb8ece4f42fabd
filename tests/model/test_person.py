"""Somebody written down with a code and a name is checked like everybody until somebody says otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carelog.log import codec, plain
from carelog.model.person import Ceiling, Checks, Decision, Kind, Leaving, Moved, Person, Presence, Role
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.words import LANGUAGES, said_in

WANG = Person("0189", "3-1", Kind.RESIDENT, "王芳")


def test_who_is_written_down_with_a_name_only_is_here_fully_checked_and_on_the_common_scale() -> None:
    assert (WANG.presence, WANG.checks, WANG.ceiling) == (Presence.PRESENT, Checks.ALL, Ceiling.FULL)
    assert (WANG.spo2_scale, WANG.round_last) == (1, False)


def test_without_an_order_there_is_no_oxygen_and_no_target_and_not_zero_of_it() -> None:
    assert (WANG.oxygen_tenths_l_min, WANG.target_low_percent, WANG.target_high_percent) == (None, None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"presence": Presence.HOSPITAL},
        {"checks": Checks.COMFORT},
        {"spo2_scale": 2},
        {"oxygen_tenths_l_min": 0},
        {"usual_symptoms": ("cough",)},
        {"round_last": True},
        {"left": Leaving.DIED},
        {"admitted_on": date(2020, 9, 1)},
        {"allergies": ("penicillin",)},
        {"vaccines": (Vaccine(Against.COVID, Dose.GIVEN, date(2021, 6, 1), 1, "CoronaVac"),)},
        {"role": Role.KITCHEN},
        {"zone": "A"},
        {"shift": "night"},
        {"plan_decision": Decision.HOSPITAL},
        {"plan_by": "Dr. Wu"},
        {"plan_on": date(2026, 1, 5)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_one_fact_changed_is_another_page_and_reads_back_whole(changed: dict[str, object]) -> None:
    now = replace(WANG, **changed)  # type: ignore[arg-type]  # the case names its fact
    assert now != WANG
    assert codec.read("person", codec.VERSIONS["person"], plain.text(now)) == now


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("domain", "values"),
    [("kind", Kind), ("presence", Presence), ("checks", Checks), ("ceiling", Ceiling)],
    ids=["kind", "presence", "checks", "ceiling"],
)
def test_each_fact_is_said_in_words_of_its_own(
    language: str, domain: str, values: type[Kind] | type[Presence] | type[Checks] | type[Ceiling]
) -> None:
    said = [said_in(language, f"{domain}.{value.value}") for value in values]
    assert not any(text.startswith(f"{domain}.") for text in said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("said", "scale"),
    [
        ({}, 1),
        ({"spo2_scale": 2}, 1),
        ({"spo2_scale": 2, "scale_by": "Dr. Li"}, 1),
        ({"spo2_scale": 2, "scale_on": date(2026, 1, 5)}, 1),
        ({"spo2_scale": 1, "scale_by": "Dr. Li", "scale_on": date(2026, 1, 5)}, 1),
        ({"spo2_scale": 2, "scale_by": "Dr. Li", "scale_on": date(2026, 1, 5)}, 2),
        ({"conditions": ("copd",)}, 1),
    ],
)
def test_scale_2_counts_only_with_the_clinician_who_decided_it_and_the_date(said: dict[str, Any], scale: int) -> None:
    assert replace(WANG, **said).scale() == scale


def test_somebody_may_go_without_saying_when_she_comes_back() -> None:
    assert Moved("p", Presence.OUT).until is None
