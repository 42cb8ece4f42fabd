"""What of a row is stored already, and what a changed row changes of it."""

from datetime import timedelta

import pytest

from carelog.model.observation import Observed
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.ui.sheet.state import SYMPTOMS, Row
from carelog.ui.sheet.tray import OLD, Part, Tray, corrected

from .typed_rounds import KEY, O2, OPENED, S, T

FEVER, COOLER = Reading(T, 391, typed="391"), Reading(T, 371, typed="371")
SPO2, AIR = Reading(S, 96, typed="96"), Reading(O2, 0)


def part(n: int, *readings: Reading, symptoms: tuple[str, ...] | None = None) -> Part:
    return Part(f"entry{n}", Observed("p0", KEY, readings, symptoms), "nurse", OPENED)


def tray(*parts: Part) -> Tray:
    return Tray("act", "next", "p0", OPENED, list(parts))


def row(*readings: Reading, symptoms: tuple[str, ...] | None = None) -> Row:
    return Row(SYMPTOMS, readings=readings, symptoms=symptoms)


def changes(parts: list[Part], changed: Row) -> dict[str, Observed]:
    return {one.entry: wanted for one, wanted in corrected(parts, changed)}


def test_an_alarm_stored_at_once_is_not_stored_again_with_the_rest() -> None:
    assert tray(part(1, FEVER)).unstored(row(FEVER, SPO2, AIR)) == (SPO2, AIR)


def test_what_an_older_observation_holds_is_not_stored_again_either() -> None:
    held = tray()
    held.before.append(FEVER)
    assert held.unstored(row(FEVER, SPO2)) == (SPO2,)


def test_a_value_confirmed_behind_its_alarm_changes_the_stored_part_only() -> None:
    sure = Reading(T, 391, confirmed=True, typed="391")
    ((stored, wanted),) = tray(part(1, FEVER), part(2, SPO2)).changed(row(sure, SPO2))
    assert stored.entry == "entry1"
    assert wanted.readings == (sure,)


def test_a_row_that_stands_as_it_was_changes_nothing() -> None:
    parts = [part(1, FEVER), part(2, SPO2, AIR, symptoms=("cough",))]
    assert tray(*parts).changed(row(FEVER, SPO2, AIR)) == []
    assert corrected(parts, row(FEVER, SPO2, AIR, symptoms=("cough",))) == []


def test_nothing_stored_is_nothing_to_correct() -> None:
    assert corrected([], row(FEVER)) == []


def test_a_corrected_value_changes_the_part_that_holds_it() -> None:
    parts = [part(1, FEVER), part(2, SPO2, symptoms=())]
    found = changes(parts, row(COOLER, SPO2, symptoms=()))
    assert set(found) == {"entry1"}
    assert found["entry1"].readings == (COOLER,)


def test_of_two_readings_the_one_that_counts_is_corrected_and_the_first_stays() -> None:
    parts = [part(1, FEVER, COOLER, symptoms=())]
    last = Reading(T, 375)
    assert changes(parts, row(last, symptoms=()))["entry1"].readings == (FEVER, last)


def test_a_value_counts_before_a_reason_given_behind_it() -> None:
    refused = Reading(T, None, NotMeasured.REFUSED)
    parts = [part(1, FEVER), part(2, refused, symptoms=())]
    found = changes(parts, row(COOLER, symptoms=()))
    assert found["entry1"].readings == (COOLER,)
    assert "entry2" not in found


def test_what_was_not_measured_before_goes_to_the_last_part() -> None:
    parts = [part(1, FEVER), part(2, SPO2, symptoms=())]
    pulse = Reading(Quantity.PULSE, 90)
    assert changes(parts, row(FEVER, SPO2, pulse, symptoms=())) == {"entry2": Observed("p0", KEY, (SPO2, pulse), ())}


def test_a_new_answer_about_symptoms_stands_where_the_old_one_stood() -> None:
    parts = [part(1, FEVER, symptoms=()), part(2, SPO2)]
    assert set(changes(parts, row(FEVER, SPO2, symptoms=("cough",)))) == {"entry1"}
    unasked = [part(1, FEVER), part(2, SPO2)]
    assert set(changes(unasked, row(FEVER, SPO2, symptoms=("cough",)))) == {"entry2"}


@pytest.mark.parametrize(("late", "old"), [(timedelta(0), False), (timedelta(milliseconds=1), True)])
def test_after_a_quarter_of_an_hour_what_is_there_keeps_its_time(late: timedelta, old: bool) -> None:
    assert tray(part(1, FEVER)).is_old(OPENED + OLD + late) is old


def test_where_nothing_is_stored_yet_nothing_is_old() -> None:
    assert not tray().is_old(OPENED + timedelta(days=1))
