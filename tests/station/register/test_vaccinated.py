"""How far the house is vaccinated: by unit, who is due, who has refused."""

from datetime import date

import pytest

from carelog.model.person import Kind, Person, Vaccination
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.register.vaccinated import Coverage, vaccinated

TODAY = date(2023, 1, 12)
DUE = Vaccine(Against.COVID, Dose.DUE, date(2023, 1, 2), 2)


def person(n: int, *card: Vaccine, kind: Kind = Kind.RESIDENT, unit: str = "3", said: str = "") -> Person:
    status = Vaccination(said) if said else None
    return Person(f"p{n}", f"R{n}", kind, f"P{n}", unit=unit, vaccination=status, vaccines=card)


def test_coverage_is_counted_by_kind_and_unit_and_who_is_not_known_is_not_called_unvaccinated() -> None:
    people = [
        person(1, said="complete"),
        person(2, said="none"),
        person(3),
        person(4, unit="4", said="incomplete"),
        person(5, kind=Kind.STAFF, unit="", said="complete"),
        person(6, kind=Kind.VISITOR),
    ]
    assert vaccinated(people, TODAY).coverage == (
        Coverage(Kind.RESIDENT, "3", 3, 1, 0, 1, 1),
        Coverage(Kind.RESIDENT, "4", 1, 0, 1, 0, 0),
        Coverage(Kind.STAFF, "", 1, 1, 0, 0, 0),
    )


def test_the_most_overdue_dose_comes_first_and_one_to_come_is_not_overdue() -> None:
    later = Vaccine(Against.INFLUENZA, Dose.DUE, date(2023, 10, 1))
    told = vaccinated([person(1, later), person(2, DUE)], TODAY).due
    assert [(one.person.code, one.overdue_days) for one in told] == [("R2", 10), ("R1", 0)]


@pytest.mark.parametrize(
    ("given", "still_due"),
    [
        (Vaccine(Against.COVID, Dose.GIVEN, date(2022, 6, 1), 1), True),
        (Vaccine(Against.COVID, Dose.GIVEN, date(2022, 12, 30), 2), False),
        (Vaccine(Against.COVID, Dose.GIVEN, date(2022, 12, 30), 3), False),
        (Vaccine(Against.COVID, Dose.GIVEN, date(2023, 1, 2)), False),
        (Vaccine(Against.COVID, Dose.GIVEN, date(2023, 1, 1)), True),
        (Vaccine(Against.COVID, Dose.GIVEN), True),
        (Vaccine(Against.INFLUENZA, Dose.GIVEN, date(2023, 1, 5), 2), True),
    ],
    ids=["the first", "that dose", "a later dose", "that day", "the day before", "no day", "another vaccine"],
)
def test_a_dose_stays_due_until_it_was_given(given: Vaccine, still_due: bool) -> None:
    assert bool(vaccinated([person(1, given, DUE)], TODAY).due) is still_due


def test_a_refusal_stands_until_the_person_changes_their_mind() -> None:
    refused = Vaccine(Against.INFLUENZA, Dose.DECLINED, date(2022, 11, 1))
    after = Vaccine(Against.INFLUENZA, Dose.GIVEN, date(2022, 12, 1))
    told = vaccinated([person(1, refused), person(2, refused, after)], TODAY).declined
    assert [one.person.code for one in told] == ["R1"]
