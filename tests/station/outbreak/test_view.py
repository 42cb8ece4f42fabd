"""What the head nurse is told about a house in which people fall ill."""

from dataclasses import replace
from datetime import date

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.outbreak.view import OutbreakView

from .conftest import Ill, day


def signals(view: OutbreakView) -> list[tuple[str, str, int]]:
    return [(s.cluster, s.unit, len(told.people)) for told in view.told for s in told.signals]


def people(station: Station, view: OutbreakView) -> list[list[str]]:
    return [[view.cases.lives[case.person].now.code for case in told.people] for told in view.told]


def test_nobody_ill_is_no_signal(ward: Station, ill: Ill) -> None:
    ill("A1", 9)
    assert (ward.outbreaks.view().told, ward.outbreaks.view().known) == ((), True)


def test_two_coughs_on_one_unit_are_told_once_with_their_names(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A2", 9, "sore_throat")
    view = ward.outbreaks.view()
    assert signals(view) == [("U-01b", "A", 2), ("U-01a", "A", 2)]
    assert people(ward, view) == [["A1", "A2"]]


def test_staff_count_with_the_residents_of_their_zone(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("N03", 9, "cough")
    assert people(ward, ward.outbreaks.view()) == [["A1", "N03"]]


def test_a_usual_cough_is_no_case_and_a_new_sore_throat_of_the_same_person_is(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("C1", 8, "cough")
    assert ward.outbreaks.view().told == ()
    ill("C1", 9, "cough", "sore_throat")
    assert people(ward, ward.outbreaks.view()) == [["A1", "C1"]]


def test_what_was_new_then_stays_a_case_when_it_is_called_usual_later(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A2", 8, "cough")
    ward.put([replace(ward.by_code("A2"), usual_symptoms=("cough",))])
    assert people(ward, ward.outbreaks.view()) == [["A1", "A2"]]


def test_a_fever_of_37_3_alone_raises_nothing_however_many_have_it(ward: Station, ill: Ill) -> None:
    for code in ("A1", "A2", "B1", "C1", "3-1", "3-2", "3-12", "3-4", "N02", "N03", "N01"):
        ill(code, 9, warm=373)
        ill(code, 9.5, warm=389)
    view = ward.outbreaks.view()
    assert (view.told, view.cases.cases) == ((), ())


def test_one_positive_asks_to_test_everybody_and_two_to_report(ward: Station, positive: Ill) -> None:
    positive("A1", 8)
    assert signals(ward.outbreaks.view()) == [("U-01d", "A", 1)]
    positive("B1", 9)
    told = signals(ward.outbreaks.view())
    assert told[0] == ("U-01g", "", 2)
    assert ("U-01d", "A", 1) in told


def test_one_influenza_is_to_be_reported(ward: Station, positive: Ill) -> None:
    positive("A1", 9, "influenza_a")
    assert signals(ward.outbreaks.view())[0] == ("U-01c", "A", 1)


def test_a_positive_nobody_counts_is_said_and_not_swallowed(ward: Station, positive: Ill) -> None:
    positive("A1", 9, "scabies")
    view = ward.outbreaks.view()
    assert view.told == ()
    assert [case.illness.why for case in view.cases.unplaced] == [("scabies",)]


def test_the_unit_is_the_one_at_the_onset_and_the_move_is_told(ward: Station, ill: Ill, clock: FixedClock) -> None:
    ill("A1", 8, "cough")
    ill("A2", 8, "cough")
    ward.put([replace(ward.by_code("A2"), unit="B", bed="B-9")])
    ward.put([replace(ward.by_code("B1"), bed="B-10")])
    view = ward.outbreaks.view()
    assert signals(view) == [("U-01b", "A", 2), ("U-01a", "A", 2)]
    steps = [(step.person.code, step.before, step.after, step.crossed) for step in view.moves]
    assert ("A2", "A A-2", "B B-9", True) in steps
    assert ("B1", "B B-1", "B B-10", False) in steps


def test_the_curve_counts_each_person_on_the_day_of_onset_by_unit(ward: Station, ill: Ill, positive: Ill) -> None:
    ill("A1", 8, "cough", "vomiting")
    ill("N03", 8, "cough")
    ill("B1", 9, "diarrhoea")
    days = {d.day: d for d in ward.outbreaks.view().curve}
    assert (days[date(2023, 1, 20)].people, days[date(2023, 1, 20)].staff) == (2, 1)
    assert days[date(2023, 1, 20)].units == {"A": 2}
    assert days[date(2023, 1, 21)].units == {"B": 1}
    assert len(days) == 14


def test_a_wrong_day_of_onset_is_put_right_by_an_entry_and_can_be_taken_back(ward: Station, ill: Ill) -> None:
    ill("A1", 4, "cough")
    ill("A2", 8, "cough")
    assert signals(ward.outbreaks.view()) == [("U-01b", "A", 2)]
    ward.outbreaks.put_onset_right(ward.by_code("A1").id, day(4), day(6), "家属说的")
    assert signals(ward.outbreaks.view()) == [("U-01b", "A", 2), ("U-01a", "A", 2)]
    undoable = ward.last_act()
    assert undoable is not None
    ward.undo(undoable.act)
    assert signals(ward.outbreaks.view()) == [("U-01b", "A", 2)]


def test_an_onset_put_right_is_found_again_by_itself(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    who = ward.by_code("A1").id
    ward.outbreaks.put_onset_right(who, day(8), day(6))
    ward.outbreaks.put_onset_right(who, day(6), day(7))
    (case,) = [case for case in ward.outbreaks.view().cases.cases if case.syndrome == "resp"]
    assert (case.onset, case.illness.derived) == (day(7), day(8))


@pytest.mark.parametrize(
    ("illness", "onset", "code"),
    [(2, 2, "outbreak.no_illness"), (8, 12, "outbreak.onset_far"), (8, -70, "outbreak.onset_far")],
)
def test_an_onset_that_cannot_be_is_refused(ward: Station, ill: Ill, illness: int, onset: int, code: str) -> None:
    ill("A1", 8, "cough")
    with pytest.raises(Refusal) as caught:
        ward.outbreaks.put_onset_right(ward.by_code("A1").id, day(illness), day(onset))
    assert caught.value.code == code


def test_an_observation_taken_back_takes_its_case_along(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A2", 9, "cough")
    undoable = ward.last_act()
    assert undoable is not None
    ward.undo(undoable.act)
    assert ward.outbreaks.view().told == ()


def test_somebody_who_went_to_hospital_still_counts(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A2", 9, "cough")
    ward.move(ward.by_code("A1").id, Presence.HOSPITAL)
    assert people(ward, ward.outbreaks.view()) == [["A1", "A2"]]


def test_an_hour_ago_is_told_as_it_was_known_for_then(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A2", 9, "cough")
    assert ward.outbreaks.view(day(8.5)).told == ()
