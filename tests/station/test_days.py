"""What a day's file tells: everybody expected has a row, and every row says what it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Exported, Why
from carelog.model.observation import Way
from carelog.model.person import Checks, Kind, Person, Presence
from carelog.model.severity import Severity, Task
from carelog.station.days import Late, Status, Told, of_day, of_days
from carelog.station.desk import Station

from .support import later, readings, row, tell

DAY = date(2023, 1, 12)
SHANGHAI = ZoneInfo("Asia/Shanghai")
AFTER = datetime(2023, 1, 12, 12, 0, tzinfo=SHANGHAI)
EVENING_OVER = datetime(2023, 1, 12, 21, 0, tzinfo=SHANGHAI)


def stand_at(clock: FixedClock, at: datetime) -> None:
    clock.move(at - clock.now())


def told(station: Station, code: str, slot: str = "morning") -> list[Told]:
    return [one for one in of_day(station, DAY) if one.person.code == code and one.round and one.round.slot == slot]


def status(station: Station, code: str, slot: str = "morning") -> list[Status]:
    return [one.status for one in told(station, code, slot)]


def test_everybody_has_a_row_in_every_round_in_walking_order_residents_before_staff(
    station: Station, clock: FixedClock
) -> None:
    stand_at(clock, EVENING_OVER)
    rows = of_day(station, DAY)
    order = ["3-1", "3-2", "3-4", "3-12", "N01", "N02"]
    assert [one.person.code for one in rows] == order * 2
    assert [one.round.slot for one in rows if one.round] == ["morning"] * 6 + ["evening"] * 6
    assert {one.status for one in rows} == {Status.NOT_SEEN}


def test_a_round_that_has_not_begun_is_not_there_and_an_open_one_says_due(station: Station) -> None:
    assert {one.round.slot for one in of_day(station, DAY) if one.round} == {"morning"}
    assert status(station, "3-1") == [Status.DUE]
    assert of_day(station, DAY + timedelta(days=1)) == []


def test_who_was_seen_has_the_observation_and_what_stood_decided_at_the_rounds_end(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", temperature=366, spo2=97)
    tell(station, "3-2", temperature=366, spo2=85)
    stand_at(clock, AFTER)
    (well,), (ill,) = told(station, "3-1"), told(station, "3-2")
    assert (well.status, well.severity, well.late, well.recorded_by) == (Status.CURRENT, Severity.NONE, Late.NO, "N01")
    assert ill.severity is not None
    assert ill.severity >= Severity.REVIEW
    assert ill.tasks


def test_who_was_not_seen_needs_looking_at(station: Station, clock: FixedClock) -> None:
    stand_at(clock, AFTER)
    (one,) = told(station, "3-1")
    assert (one.status, one.severity) == (Status.NOT_SEEN, Severity.NOT_KNOWN)
    assert one.observation is None


def test_a_second_missed_round_says_recheck_as_the_board_does(station: Station, clock: FixedClock) -> None:
    stand_at(clock, EVENING_OVER + timedelta(days=1))
    day = DAY + timedelta(days=1)
    rows = [one for one in of_day(station, day) if one.person.code == "3-1"]
    board = next(one for one in station.board().rows if one.person.code == "3-1")
    assert Task.RECHECK in rows[-1].tasks
    assert (rows[-1].severity, rows[-1].tasks) == (board.severity, board.tasks)


def test_the_away_and_those_whose_plan_asks_for_no_checks_say_so(station: Station, clock: FixedClock) -> None:
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    station.move(station.by_code("3-2").id, Presence.OUT)
    station.put([replace(station.by_code("3-4"), checks=Checks.NONE)])
    station.move(station.by_code("3-12").id, Presence.LEFT)
    stand_at(clock, AFTER)
    assert status(station, "3-1") == [Status.AWAY]
    assert status(station, "3-2") == [Status.AWAY]
    assert status(station, "3-4") == [Status.NOT_EXPECTED]
    assert status(station, "3-12") == []


def test_a_visitor_has_a_row_only_when_seen(station: Station, clock: FixedClock) -> None:
    station.put(
        [Person(clock.new_id(), "V1", Kind.VISITOR, "访客"), Person(clock.new_id(), "V2", Kind.VISITOR, "访客二")]
    )
    tell(station, "V1", temperature=366, spo2=None, oxygen=None)
    stand_at(clock, AFTER)
    assert (status(station, "V1"), status(station, "V2")) == ([Status.CURRENT], [])


def test_facts_are_those_of_the_rounds_end(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    stand_at(clock, AFTER)
    station.put([replace(station.by_code("3-1"), bed="9")])
    assert [one.person.bed for one in told(station, "3-1")] == ["3-1"]
    assert [one.person.bed for one in of_days(station, DAY, DAY)] == ["9"]


# late


def test_what_was_measured_in_the_round_and_written_down_after_it_is_written_late(
    station: Station, clock: FixedClock
) -> None:
    stand_at(clock, AFTER)
    tell(station, "3-1", at=AFTER - timedelta(hours=3))
    (one,) = told(station, "3-1")
    assert one.late is Late.WRITTEN


def test_what_was_measured_after_the_round_is_measured_late(station: Station, clock: FixedClock) -> None:
    stand_at(clock, AFTER)
    tell(station, "3-1")
    (one,) = told(station, "3-1")
    assert one.late is Late.MEASURED


def test_caught_up_from_paper_is_written_late_even_within_the_round(station: Station, clock: FixedClock) -> None:
    window = station.open_round().window
    assert window is not None
    part = row(station, "3-1", window.key, readings=readings(366, 97), way=Way.PAPER)
    station.finish(part)
    stand_at(clock, AFTER)
    assert [one.late for one in told(station, "3-1")] == [Late.WRITTEN]


# corrected, voided, undone


def test_a_correction_stands_with_what_it_took_the_place_of(station: Station, clock: FixedClock) -> None:
    first = tell(station, "3-1", temperature=386)
    (kept,) = station.log.kept(station.by_code("3-1").id)
    later(clock, 1)
    station.correct(first.entry, Why.TYPING, replace(kept.seen.observed, readings=readings(366, 97)))
    stand_at(clock, AFTER)
    old, new = told(station, "3-1")
    assert (old.status, old.severity, old.corrects) == (Status.CORRECTED, None, ())
    assert new.status is Status.CURRENT
    assert old.observation is not None
    assert new.observation is not None
    assert new.corrects == (old.observation.entry,) == (first.entry,)
    assert new.observation.entry != first.entry
    assert [r.value for r in new.observation.readings][:1] == [366]


def test_a_correction_of_a_correction_keeps_all_three(station: Station, clock: FixedClock) -> None:
    first = tell(station, "3-1", temperature=386)
    (seen,) = [k.seen for k in station.log.kept(station.by_code("3-1").id)]
    for tenths in (376, 366):
        later(clock, 1)
        again = replace(seen.observed, readings=readings(tenths, 97))
        station.correct(first.entry, Why.TYPING, again)
    stand_at(clock, AFTER)
    rows = told(station, "3-1")
    assert sorted(one.status for one in rows) == [Status.CORRECTED, Status.CORRECTED, Status.CURRENT]
    (now,) = [one for one in rows if one.status is Status.CURRENT]
    struck = {one.observation.entry for one in rows if one.observation and one.status is Status.CORRECTED}
    assert set(now.corrects) == struck
    assert now.observation is not None
    assert now.observation.entry not in struck


def test_an_entry_in_error_stays_visible_and_its_person_counts_as_not_seen(station: Station, clock: FixedClock) -> None:
    first = tell(station, "3-1")
    station.correct(first.entry, Why.WRONG_PERSON, None)
    stand_at(clock, AFTER)
    assert sorted(status(station, "3-1")) == sorted([Status.VOID, Status.NOT_SEEN])


def test_what_was_taken_back_stays_visible_too(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1")
    station.undo(saved.act)
    stand_at(clock, AFTER)
    assert sorted(status(station, "3-1")) == sorted([Status.UNDONE, Status.NOT_SEEN])


# periods


def test_a_period_holds_observations_only_day_by_day(station: Station, clock: FixedClock) -> None:
    tell(station, "3-2")
    tell(station, "3-1")
    stand_at(clock, EVENING_OVER + timedelta(hours=12))
    tell(station, "3-1")
    found = list(of_days(station, DAY, DAY + timedelta(days=1)))
    assert [(one.day, one.person.code) for one in found] == [
        (DAY, "3-1"),
        (DAY, "3-2"),
        (DAY + timedelta(days=1), "3-1"),
    ]
    assert list(of_days(station, DAY + timedelta(days=2), DAY + timedelta(days=9))) == []


def test_a_long_period_is_the_same_as_its_days(station: Station, clock: FixedClock) -> None:
    for _ in range(33):
        tell(station, "3-1")
        later(clock, 24 * 60)
    last = DAY + timedelta(days=40)
    whole = list(of_days(station, DAY, last))
    by_day = [one for n in range(41) for one in of_days(station, DAY + timedelta(days=n), DAY + timedelta(days=n))]
    assert whole == by_day
    assert len(whole) == 33


def test_an_export_on_record_changes_no_later_one(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    stand_at(clock, EVENING_OVER)
    before = of_day(station, DAY)
    station.note_export(Exported("day", DAY, DAY, len(before), "0" * 64, "excel"))
    later(clock, 60)
    assert of_day(station, DAY) == before


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2199, 12, 31)])
def test_days_long_ago_or_to_come_hold_nobody(station: Station, day: date) -> None:
    assert [one for one in of_day(station, day) if one.status is Status.CURRENT] == []
