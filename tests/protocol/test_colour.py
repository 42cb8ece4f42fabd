"""The colour class against the printed table: every row, every gap, every age with every disease and vaccination."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from carelog.model.person import Colour, Disease, Person, Vaccination
from carelog.protocol.colour import By, Classed, Classes, classed

from .bedside import MONDAY, care, resident

GREEN, YELLOW, RED = Colour
WELL, STABLE, UNSTABLE = Disease
NOBODY, PART, FULL = Vaccination


def table() -> Classes:
    asked = care().classes
    assert asked is not None
    return asked.ready()


def aged(years: int, disease: Disease | None = WELL, vaccination: Vaccination | None = FULL, **facts: object) -> Person:
    born = date(MONDAY.year - years, 1, 5)
    return resident(birth_date=born, disease=disease, vaccination=vaccination, **facts)


def of(person: Person) -> Classed:
    return classed(table(), person, MONDAY)


@pytest.mark.parametrize(
    ("ages", "disease", "vaccinations", "colour"),
    [
        ((0, 64, 65, 79), WELL, tuple(Vaccination), GREEN),
        ((0, 64, 65, 79), STABLE, (FULL,), GREEN),
        ((0, 64), UNSTABLE, (FULL,), YELLOW),
        ((65, 80), STABLE, (PART, NOBODY), YELLOW),
        ((81, 110), WELL, (FULL,), YELLOW),
        ((81, 110), STABLE, (FULL,), YELLOW),
        ((0, 64), UNSTABLE, (PART, NOBODY), RED),
        ((65, 80), UNSTABLE, tuple(Vaccination), RED),
        ((81, 110), STABLE, (PART, NOBODY), RED),
        ((81, 110), UNSTABLE, (PART, NOBODY), RED),
    ],
)
def test_each_row_of_the_table(
    ages: tuple[int, ...], disease: Disease, vaccinations: tuple[Vaccination, ...], colour: Colour
) -> None:
    for years, vaccination in product(ages, vaccinations):
        assert of(aged(years, disease, vaccination)) == Classed(colour, By.TABLE, ())


@pytest.mark.parametrize(
    ("years", "disease", "vaccination", "colour"),
    [
        (81, UNSTABLE, FULL, RED),
        (81, WELL, PART, YELLOW),
        (81, WELL, NOBODY, RED),
        (64, STABLE, PART, YELLOW),
        (64, STABLE, NOBODY, YELLOW),
        (80, WELL, PART, YELLOW),
        (80, WELL, FULL, GREEN),
        (80, WELL, NOBODY, YELLOW),
        (80, STABLE, FULL, YELLOW),
    ],
)
def test_where_no_row_fits_points_decide(
    years: int, disease: Disease, vaccination: Vaccination, colour: Colour
) -> None:
    assert of(aged(years, disease, vaccination))[:2] == (colour, By.POINTS)


def test_the_table_goes_before_the_points_even_where_they_say_more() -> None:
    assert of(aged(70, WELL, NOBODY))[:2] == (GREEN, By.TABLE)


def by_hand(years: int, disease: Disease, vaccination: Vaccination) -> Colour:
    """The class as somebody would read it off the printed page."""
    full = vaccination is FULL
    if years < 80 and (disease is WELL or (disease is STABLE and full)):
        return GREEN
    if disease is UNSTABLE and years <= 80:
        return YELLOW if years < 65 and full else RED
    if years > 80 and disease is not UNSTABLE and full:
        return YELLOW
    if years > 80 and disease is not WELL and not full:
        return RED
    if 65 <= years <= 80 and disease is STABLE and not full:
        return YELLOW
    points = (years >= 65) + (years > 80) + list(Disease).index(disease) + [NOBODY, PART, FULL][::-1].index(vaccination)
    return GREEN if points <= 1 else YELLOW if points <= 3 else RED


def test_every_age_with_every_disease_and_vaccination_has_one_class() -> None:
    for years, disease, vaccination in product(range(111), Disease, Vaccination):
        found = of(aged(years, disease, vaccination))
        assert found.colour is by_hand(years, disease, vaccination), (years, disease, vaccination)
        assert found.missing == ()


def test_a_nurse_raises_and_never_lowers() -> None:
    order = list(Colour)
    for years, disease, vaccination, said in product((50, 70, 80, 90), Disease, Vaccination, Colour):
        plain, raised = (of(aged(years, disease, vaccination, colour=c)) for c in (None, said))
        assert plain.colour is not None
        assert raised.colour is max(plain.colour, said, key=order.index)
        assert (raised.by is By.NURSE) is (order.index(said) > order.index(plain.colour))


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"birth_date": None}, ("birth_date",)),
        ({"disease": None}, ("disease",)),
        ({"vaccination": None}, ("vaccination",)),
        ({"birth_date": None, "disease": None, "vaccination": None}, ("birth_date", "disease", "vaccination")),
    ],
)
def test_what_is_missing_is_named_and_the_class_not_known(facts: dict[str, None], missing: tuple[str, ...]) -> None:
    person = replace(aged(70), **facts)  # type: ignore[arg-type]  # any field of a person
    assert (of(person).colour, of(person).by, of(person).missing) == (None, None, missing)
    for said in Colour:
        assert of(replace(person, colour=said)) == (said, By.NURSE, missing)


def test_the_class_goes_by_the_age_on_the_day() -> None:
    turning = resident(birth_date=date(MONDAY.year - 81, 1, 6), disease=STABLE, vaccination=PART)
    assert of(turning).colour is YELLOW
    assert of(replace(turning, birth_date=date(MONDAY.year - 81, 1, 5))).colour is RED
    assert of(replace(turning, birth_date=date(MONDAY.year + 1, 1, 1))).colour is YELLOW
