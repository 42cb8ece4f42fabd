"""One story told whole: the fever at night, from the tablet to the daughter's answer."""

from datetime import datetime, timedelta

import pytest

from carelog import words
from carelog.clock import FixedClock
from carelog.model.care import Care, Intervention, ReminderEnded
from carelog.model.history import Dosed
from carelog.protocol.care import Urge
from carelog.report.handover import flat
from carelog.report.handover import said as handover
from carelog.report.letter import text
from carelog.station.care.rows import For, Told, When
from carelog.station.desk import Station
from tests.station.care.night import at, evening, night, who
from tests.station.conftest import MORNING
from tests.station.support import tell


@pytest.fixture
def wang(station: Station, clock: FixedClock) -> str:
    evening(station, clock)
    night(station, clock)
    return who(station, "3-12")


def two(clock: FixedClock) -> datetime:
    """02:00 of the night."""
    return clock.at.replace(hour=2, minute=0)


def test_the_reserve_is_one_tablet_less_and_has_it_back_when_the_dose_is_taken_back(
    station: Station, wang: str
) -> None:
    def left() -> int | None:
        seen = station.stock.row("antipyretic").outlook
        return seen.amount if seen else None

    assert left() == 19
    (dose,) = station.log.deeds("given", wang)
    assert (dose.body.antipyretic, dose.body.article, dose.body.pieces) == (True, "antipyretic", 1)
    station.undo(dose.act)
    assert left() == 20


def test_the_fever_rule_holds_the_time_of_the_tablet(station: Station, clock: FixedClock, wang: str) -> None:
    doses = [event for event in station.log.history(wang).events if isinstance(event, Dosed)]
    assert [(one.at, one.antipyretic) for one in doses] == [(two(clock), True)]
    at(clock, 7, 30)
    tell(station, "3-12", 366, 97)
    fired = {one.rule for one in station.person(wang).row.fired}
    assert fired, "a normal temperature within 6 hours of the tablet clears no fever"


def test_nothing_that_was_written_down_closes_the_alert(station: Station, wang: str) -> None:
    assert station.person(wang).row.open_alert
    assert station.log.deeds("closed", wang) == []


def test_the_daughter_stands_among_what_is_due_and_is_done_by_a_named_nurse(
    station: Station, clock: FixedClock, wang: str
) -> None:
    (due,) = station.care.due()
    assert (due.number, due.urge, due.by, due.note) == (1, Urge.SOON, "N02", "给女儿打电话")
    at(clock, 9, 0, 15)
    (late,) = station.care.due()
    assert (late.urge, late.days_over) == (Urge.OVERDUE, 1)
    station.sign_in("N01")
    done = station.care.finish(1, Told("周日来 [b]"), again=When(station.care.today() + timedelta(days=7)))
    assert (done.what, done.note, done.by) == (Care.FAMILY_CONTACT, "给女儿打电话 - 周日来 [b]", "N01")
    assert [row.what for row in station.care.of(wang, MORNING)] == [
        None,
        Care.REMOTE_CONSULTATION,
        Care.FLUIDS,
        Care.FAMILY_CONTACT,
    ]
    (again,) = station.care.open()
    assert (again.number, again.note, again.days_over) == (2, "给女儿打电话", -7)
    station.undo(station.care.last_act() or "")
    assert [row.number for row in station.care.open()] == [1]
    assert len(station.care.of(wang, MORNING)) == 3


def test_the_person_has_it_all_in_their_history(station: Station, wang: str) -> None:
    told = [one.body for one in station.person(wang).done]
    assert [body.what for body in told if isinstance(body, Intervention)] == [Care.FLUIDS, Care.REMOTE_CONSULTATION]
    assert station.log.deeds("reminder_ended", wang) == []
    assert ReminderEnded("x").dropped is None


def test_what_was_folded_step_by_step_is_what_a_rebuild_folds(station: Station, wang: str) -> None:
    station.care.finish(1)
    before = station.log.state_hash()
    station.log.rebuild()
    assert station.log.state_hash() == before
    assert station.log.verify().first_bad is None
    assert station.care.open(wang) == ()


def test_the_next_shift_hears_of_it_and_of_the_daughter_when_her_day_comes(
    station: Station, clock: FixedClock, wang: str
) -> None:
    words.use("en")
    told = station.handover.page()
    parts = {part.title: part.lines for part in handover.parts(told, station)}
    (line,) = parts["Done for people"]
    assert line.split("; ") == [
        "3-12 老人3-12: 02:00 antipyretic given (1 of the reserve)",
        "02:20 remote consultation, 市医院, 先降温，多喝水 [b]",
        "02:25 fluids 200 ml",
    ]
    due = "To be done by the end of the next shift"
    assert due not in parts
    assert "Notes" not in parts
    at(clock, 19)
    evening_page = handover.parts(station.handover.page(), station)
    (line,) = next(part.lines for part in evening_page if part.title == due)
    assert line == "1  01-14 tomorrow  3-12 老人3-12: family contact, 给女儿打电话"
    found = flat.as_object(station.handover.page(), station, None)
    assert [row["kind"] for row in found["care"]] == ["given", "remote_consultation", "fluids"]  # type: ignore[attr-defined]
    assert [row["id"] for row in found["reminders"]] == [1]  # type: ignore[attr-defined]


def test_the_doctor_reads_in_the_letter_what_was_given_and_done(station: Station, clock: FixedClock, wang: str) -> None:
    words.use("en")

    def read() -> str:
        return " ".join(" ".join(text.lines(station.letter(wang), station, ("en",))).split())

    letter = read()
    assert "Medicines in the last 72 hours: 01-13 02:00 antipyretic given (1 of the reserve)" in letter
    fluids, doctor = "01-13 02:25 fluids 200 ml", "01-13 02:20 remote consultation, 市医院, 先降温，多喝水 [b]"
    assert f"Done in the last 72 hours: {fluids}, {doctor}" in letter
    assert "Fluids recorded in the last 24 hours: 200 ml" in letter
    assert "给女儿打电话" not in letter
    for _ in range(3):
        station.care.write(For(wang), Care.FLUIDS, Told(amount_ml=100))
    assert "1 older" in read()
    at(clock, 3, 0, 16)
    assert "No consultation, visit or fluids recorded in the last 72 hours" not in read()
    at(clock, 8, 0, 16)
    assert "No consultation, visit or fluids recorded in the last 72 hours" in read()
