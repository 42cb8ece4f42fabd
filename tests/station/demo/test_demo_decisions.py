"""What was decided of the demo home's residents is what a doctor and a nurse would decide, each with a signature."""

from collections import Counter
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from carelog.model.person import Colour, Disease, Kind, Person, Vaccination
from carelog.station.demo import decisions
from carelog.station.intake import decided

from .on_paper import month, write

TODAY = month().plan.at.astimezone(month().plan.zone).date()
EVERYTHING = {field.name for field in fields(Person)}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_decision_would_be_taken_from_a_list_of_people(seed: int, language: str) -> None:
    for person in write(seed=seed, days=0, language=language).residents:
        assert decided.unfit(person, None, EVERYTHING, TODAY) == []
        assert person.spo2_scale == person.scale()


def test_underlying_disease_follows_from_what_a_person_has() -> None:
    for person in month().residents:
        ill = not decisions._CHRONIC.isdisjoint(person.conditions)
        assert person.disease is None or (person.disease is not Disease.NONE) == ill
    found = Counter(person.disease for person in month().residents)
    assert found[Disease.STABLE] > found[Disease.NONE] > found[Disease.UNSTABLE] > 0


def test_most_are_vaccinated_and_some_are_not() -> None:
    found = Counter(person.vaccination for person in month().residents)
    assert found[Vaccination.COMPLETE] > 40
    assert found[Vaccination.INCOMPLETE] + found[Vaccination.NONE] > 2


def test_of_one_resident_nobody_has_asked_what_the_class_needs() -> None:
    unknown = [p for p in month().residents if p.disease is None or p.vaccination is None]
    assert [(p.disease, p.vaccination) for p in unknown] == [(None, None)]


def test_every_range_is_signed_and_one_has_run_out() -> None:
    signed = [p for p in month().residents if p.target_low_percent]
    assert all(p.target_by and p.target_until for p in signed)
    over = [p for p in signed if p.target_until and p.target_until < TODAY]
    assert [p.spo2_scale for p in over] == [1]
    assert all(p.target_until == TODAY + timedelta(days=90) for p in signed if p not in over)


def test_who_is_on_oxygen_on_good_days_has_a_usual_score() -> None:
    scored = [p for p in month().residents if p.usual_news2 is not None]
    assert scored == [p for p in month().residents if p.oxygen_tenths_l_min]
    assert all(p.normals_by and p.normals_until for p in scored)


def test_one_takes_an_antipyretic_for_sore_joints_and_one_class_was_raised_with_its_reason() -> None:
    (masked,) = [p for p in month().residents if p.takes_antipyretic]
    assert "osteoarthritis" in masked.conditions
    (raised,) = [p for p in month().residents if p.colour]
    assert (raised.colour, raised.disease, bool(raised.colour_why)) == (Colour.YELLOW, Disease.NONE, True)


@pytest.mark.parametrize("residents", [0, 1, 2, 7])
def test_a_very_small_home_has_what_it_has_room_for(residents: int) -> None:
    told: list[Person] = write(residents=residents, staff=1, days=0).residents
    assert sum(p.disease is None for p in told) == min(residents, 1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_trouble_of_tonight_is_somebodys_at_low_risk(seed: int) -> None:
    paper = write(seed=seed)
    tonight = [
        life.person
        for life in paper.lives
        for t in life.troubles
        if t.shape == "complaint" and len(t.symptoms) == 1 and t.end == paper.plan.at
    ]
    assert len(tonight) == 2
    assert all(decisions.low_risk(person, TODAY) for person in tonight)


@pytest.mark.parametrize(
    ("facts", "low"),
    [
        ({"disease": Disease.NONE, "vaccination": Vaccination.NONE}, True),
        ({"disease": Disease.STABLE, "vaccination": Vaccination.COMPLETE}, True),
        ({"disease": Disease.STABLE, "vaccination": Vaccination.INCOMPLETE}, False),
        ({"disease": Disease.UNSTABLE, "vaccination": Vaccination.COMPLETE}, False),
        ({"disease": Disease.NONE, "colour": Colour.YELLOW}, False),
        ({"disease": Disease.NONE, "birth_date": TODAY - timedelta(days=80 * 366)}, False),
        ({"disease": Disease.NONE, "birth_date": None}, False),
        ({}, False),
    ],
)
def test_low_risk_is_young_for_a_home_and_healthy_or_settled(facts: dict[str, Any], low: bool) -> None:
    young = Person("p", "R001", Kind.RESIDENT, "王芳", birth_date=TODAY - timedelta(days=75 * 365))
    assert decisions.low_risk(replace(young, **facts), TODAY) == low
