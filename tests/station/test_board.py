"""The board: who needs somebody first, what was last found of each, and how each stands in the round for now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.assessment import Standing
from carelog.model.deeds import Outcome, Why
from carelog.model.observation import Observed
from carelog.model.person import Checks, Kind, Person, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.rows import BoardRow, RoundState

from .conftest import PLAN, SHANGHAI, resident
from .support import later, readings, tell

DAY = date(2023, 1, 12)
LONDON = ZoneInfo("Europe/London")


def local(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time on the home's clock, on the day it was founded or days after."""
    return datetime(2023, 1, 12, hour, minute, tzinfo=SHANGHAI) + timedelta(days=days)


def go(clock: FixedClock, at: datetime) -> None:
    clock.move(at - clock.now())


def row(station: Station, code: str, at: datetime | None = None, kind: Kind = Kind.RESIDENT) -> BoardRow:
    return next(r for r in station.board(kind, at).rows if r.person.code == code)


def state(station: Station, code: str, at: datetime | None = None) -> RoundState:
    return row(station, code, at).round.state


def missed(station: Station, code: str, at: datetime | None = None) -> int:
    """How many rounds the board says were missed, 0 where it says nothing of it."""
    return next((f.value or 0 for f in row(station, code, at).fired if f.rule == "D-02"), 0)


def reasons(why: NotMeasured) -> tuple[Reading, ...]:
    return Reading(Quantity.TEMPERATURE, None, why), Reading(Quantity.SPO2, None, why)


# order


def test_a_home_where_nobody_was_seen_yet_stands_in_bed_order_and_nobody_is_fine(station: Station) -> None:
    board = station.board()
    assert [r.person.code for r in board.rows] == ["3-1", "3-2", "3-4", "3-12"]
    assert {r.severity for r in board.rows} == {Severity.NOT_KNOWN}
    assert (board.at, board.facility, board.demo) == (station.now(), "松鹤楼", False)


def test_every_step_of_severity_has_its_place_and_not_known_stands_before_fine(station: Station) -> None:
    tell(station, "3-1")
    tell(station, "3-4", spo2=96)
    tell(station, "3-2", 375)
    tell(station, "3-12", spo2=93)
    station.put([resident(FixedClock(local(9), seed=9), "2-1"), resident(FixedClock(local(9), seed=8), "2-2")])
    tell(station, "2-1", spo2=88)
    found = [(r.person.code, r.severity) for r in station.board().rows]
    assert found == [
        ("2-1", Severity.URGENT),
        ("3-12", Severity.REVIEW),
        ("3-2", Severity.WATCH),
        ("2-2", Severity.NOT_KNOWN),
        ("3-1", Severity.NONE),
        ("3-4", Severity.NONE),
    ]


def test_of_two_as_bad_the_one_nobody_has_looked_at_stands_first(station: Station) -> None:
    tell(station, "3-1", spo2=88)
    tell(station, "3-12", spo2=88)
    assert [r.person.code for r in station.board().rows[:2]] == ["3-1", "3-12"]
    station.acknowledge(station.by_code("3-1").id)
    assert [r.person.code for r in station.board().rows[:2]] == ["3-12", "3-1"]


def test_an_alert_seen_does_not_sink_below_what_is_less_bad(station: Station) -> None:
    tell(station, "3-12", spo2=88)
    tell(station, "3-1", spo2=93)
    station.acknowledge(station.by_code("3-12").id)
    first, second = station.board().rows[:2]
    assert (first.person.code, first.waiting) == ("3-12", False)
    assert (second.person.code, second.waiting) == ("3-1", True)


# what was last found


def test_the_latest_is_one_observation_and_what_it_lacks_is_none(station: Station, clock: FixedClock) -> None:
    assert row(station, "3-1").latest is None
    tell(station, "3-1", 368, 96, symptoms=("cough",))
    whole = row(station, "3-1").latest
    assert whole is not None
    assert (whole.temperature_tenths_c, whole.temperature_site, whole.spo2_percent) == (368, Site.AXILLARY, 96)
    assert (whole.oxygen_tenths_l_min, whole.symptoms, whole.happened_at) == (0, ("cough",), station.now())
    later(clock, 60)
    tell(station, "3-1", None, 95, symptoms=None, oxygen=None)
    part = row(station, "3-1").latest
    assert part is not None
    assert (part.temperature_tenths_c, part.temperature_site, part.spo2_percent) == (None, None, 95)
    assert (part.oxygen_tenths_l_min, part.symptoms, part.happened_at) == (None, None, station.now())


def test_a_refused_thermometer_shows_no_value_and_no_site(station: Station) -> None:
    refused = (Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED, site=Site.ORAL), Reading(Quantity.SPO2, 97))
    station.record(Observed(station.by_code("3-1").id, None, refused, ()), station.now())
    latest = row(station, "3-1").latest
    assert latest is not None
    assert (latest.temperature_tenths_c, latest.temperature_site, latest.spo2_percent) == (None, None, 97)


def test_a_voided_value_gives_its_place_back_to_the_one_before(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366)
    later(clock, 10)
    wrong = tell(station, "3-1", 391)
    station.correct(wrong.entry, Why.WRONG_PERSON, None)
    found = row(station, "3-1")
    assert found.latest is not None
    assert found.latest.temperature_tenths_c == 366
    assert found.severity is Severity.NONE
    assert [p.temperature_tenths_c for p in found.trend] == [366]


# the round through a day


@pytest.mark.parametrize(
    ("hour", "minute", "slot", "stand"),
    [
        (8, 0, "morning", RoundState.DUE),
        (10, 59, "morning", RoundState.DUE),
        (11, 0, "morning", RoundState.LATE),
        (13, 59, "morning", RoundState.LATE),
        (14, 0, "evening", RoundState.UPCOMING),
        (14, 59, "evening", RoundState.UPCOMING),
        (15, 0, "evening", RoundState.DUE),
        (19, 59, "evening", RoundState.DUE),
        (20, 0, "evening", RoundState.LATE),
        (23, 59, "evening", RoundState.LATE),
    ],
)
def test_nobody_entered_through_the_day(
    station: Station, clock: FixedClock, hour: int, minute: int, slot: str, stand: RoundState
) -> None:
    go(clock, local(hour, minute))
    found = row(station, "3-1").round
    assert found.window is not None
    assert (found.state, found.window.key) == (stand, RoundKey(DAY, slot))


@pytest.mark.parametrize(
    ("hour", "minute", "day", "slot", "stand"),
    [
        (0, 0, DAY, "evening", RoundState.LATE),
        (3, 59, DAY, "evening", RoundState.LATE),
        (4, 0, DAY + timedelta(days=1), "morning", RoundState.UPCOMING),
        (5, 0, DAY + timedelta(days=1), "morning", RoundState.DUE),
    ],
)
def test_after_midnight_it_is_yesterdays_evening_until_the_morning_is_near(
    station: Station, clock: FixedClock, hour: int, minute: int, day: date, slot: str, stand: RoundState
) -> None:
    go(clock, local(hour, minute, days=1))
    found = row(station, "3-1").round
    assert found.window is not None
    assert (found.state, found.window.key) == (stand, RoundKey(day, slot))


@pytest.mark.parametrize(
    ("found", "symptoms", "not_asked", "stand"),
    [
        (readings(366, 97), (), None, RoundState.DONE),
        (readings(366), (), None, RoundState.PARTIAL),
        (readings(366, 97), None, None, RoundState.PARTIAL),
        (reasons(NotMeasured.REFUSED), (), None, RoundState.DONE),
        (reasons(NotMeasured.ASLEEP), None, NotMeasured.ASLEEP, RoundState.NOT_MEASURED),
    ],
)
def test_what_was_entered_says_how_the_round_stands_and_still_does_when_its_time_is_over(
    station: Station,
    clock: FixedClock,
    found: tuple[Reading, ...],
    symptoms: tuple[str, ...] | None,
    not_asked: NotMeasured | None,
    stand: RoundState,
) -> None:
    observed = Observed(station.by_code("3-1").id, None, found, symptoms, not_asked)
    station.record(observed, station.now())
    assert state(station, "3-1") is stand
    assert state(station, "3-2") is RoundState.DUE
    go(clock, local(13))
    assert state(station, "3-1") is stand
    assert state(station, "3-2") is RoundState.LATE


def test_the_same_nurse_coming_back_for_the_rest_finishes_the_row(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, None)
    assert state(station, "3-1") is RoundState.PARTIAL
    later(clock, 20)
    tell(station, "3-1", None, 97, symptoms=None)
    assert state(station, "3-1") is RoundState.DONE


def test_the_morning_does_not_count_for_the_evening(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    go(clock, local(15))
    assert state(station, "3-1") is RoundState.DUE
    tell(station, "3-1")
    assert state(station, "3-1") is RoundState.DONE


def test_a_value_of_half_past_two_is_work_of_the_evening_round(station: Station, clock: FixedClock) -> None:
    go(clock, local(14, 30))
    tell(station, "3-1")
    go(clock, local(15, 30))
    assert state(station, "3-1") is RoundState.DONE


@pytest.mark.parametrize("presence", [Presence.HOSPITAL, Presence.OUT])
def test_who_is_away_is_away_even_where_something_was_entered_before(station: Station, presence: Presence) -> None:
    tell(station, "3-1")
    station.move(station.by_code("3-1").id, presence, date(2023, 1, 20))
    assert state(station, "3-1") is RoundState.AWAY
    station.move(station.by_code("3-1").id, Presence.PRESENT)
    assert state(station, "3-1") is RoundState.DONE


def test_who_has_left_is_on_no_board(station: Station) -> None:
    station.move(station.by_code("3-1").id, Presence.LEFT)
    assert [r.person.code for r in station.board().rows] == ["3-2", "3-4", "3-12"]


def test_whose_plan_asks_for_no_checks_is_neither_due_nor_late_nor_missed(station: Station, clock: FixedClock) -> None:
    station.put([replace(station.by_code("3-1"), checks=Checks.NONE)])
    assert state(station, "3-1") is RoundState.NOT_MEASURED
    go(clock, local(21, days=2))
    assert state(station, "3-1") is RoundState.NOT_MEASURED
    assert missed(station, "3-1") == 0
    assert missed(station, "3-2") > 0


# a home in London


@pytest.fixture
def london(tmp_path: Path) -> Iterator[Station]:
    """A home in London, founded on 20 March 2023 at noon, with one resident."""
    clock = FixedClock(datetime(2023, 3, 20, 12, tzinfo=LONDON))
    found = Station.found(tmp_path / "london", clock, PLAN._replace(timezone="Europe/London", language="en"))
    found.put([resident(clock, "3-1")])
    yield found
    found.close_log()


@pytest.mark.parametrize(
    ("at", "stand"),
    [
        ("2023-03-25T04:59+00:00", RoundState.UPCOMING),
        ("2023-03-25T05:00+00:00", RoundState.DUE),
        ("2023-03-26T03:59+00:00", RoundState.UPCOMING),
        ("2023-03-26T04:00+00:00", RoundState.DUE),
        ("2023-03-26T09:59+00:00", RoundState.DUE),
        ("2023-03-26T10:00+00:00", RoundState.LATE),
        ("2023-10-28T04:00+00:00", RoundState.DUE),
        ("2023-10-29T04:59+00:00", RoundState.UPCOMING),
        ("2023-10-29T05:00+00:00", RoundState.DUE),
        ("2023-10-29T10:59+00:00", RoundState.DUE),
        ("2023-10-29T11:00+00:00", RoundState.LATE),
    ],
)
def test_the_round_follows_the_clock_on_the_wall_when_london_changes_it(
    london: Station, at: str, stand: RoundState
) -> None:
    assert state(london, "3-1", datetime.fromisoformat(at)) is stand


@pytest.mark.parametrize("day", [date(2023, 3, 26), date(2023, 10, 29)])
def test_a_night_in_which_the_clocks_change_is_one_missed_round_not_two(london: Station, day: date) -> None:
    clock = london.clock
    assert isinstance(clock, FixedClock)
    go(clock, datetime(day.year, day.month, day.day, 15, 30, tzinfo=LONDON) - timedelta(days=1))
    tell(london, "3-1")
    go(clock, datetime(day.year, day.month, day.day, 10, 59, tzinfo=LONDON))
    assert missed(london, "3-1") == 0
    go(clock, datetime(day.year, day.month, day.day, 11, 0, tzinfo=LONDON))
    assert missed(london, "3-1") == 1


# missed rounds


def test_one_missed_round_makes_a_fine_person_not_known_two_make_her_watched(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1")
    go(clock, local(19, 59))
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (0, Severity.NONE)
    go(clock, local(20))
    one = row(station, "3-1")
    assert (missed(station, "3-1"), one.severity, one.tasks) == (1, Severity.NOT_KNOWN, (Task.RECHECK,))
    go(clock, local(11, days=1))
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (2, Severity.WATCH)
    tell(station, "3-1")
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (0, Severity.NONE)


def test_a_missed_round_takes_nothing_from_an_urgent_person(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    go(clock, local(21))
    found = row(station, "3-1")
    assert (found.severity, missed(station, "3-1")) == (Severity.URGENT, 1)
    assert found.fired[0].severity is Severity.URGENT
    assert {Task.TRANSFER, Task.RECHECK} <= set(found.tasks)


@pytest.mark.parametrize(
    ("hour", "minute", "days", "count"),
    [
        (12, 0, 0, 0),  # the morning had begun before she came
        (19, 59, 0, 0),
        (20, 0, 0, 1),
        (11, 0, 1, 2),
    ],
)
def test_who_came_in_during_a_round_did_not_miss_that_one(
    station: Station, clock: FixedClock, hour: int, minute: int, days: int, count: int
) -> None:
    go(clock, local(hour, minute, days))
    assert missed(station, "3-1") == count


def test_who_comes_back_from_hospital_missed_nothing_while_away(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    person = station.by_code("3-1").id
    station.move(person, Presence.HOSPITAL)
    go(clock, local(16, days=2))
    assert missed(station, "3-1") == 0
    station.move(person, Presence.PRESENT)
    go(clock, local(21, days=2))
    assert (missed(station, "3-1"), missed(station, "3-2")) == (0, 5)
    go(clock, local(11, days=3))
    assert missed(station, "3-1") == 1


def test_values_written_late_from_paper_fill_the_round_that_seemed_missed(station: Station, clock: FixedClock) -> None:
    go(clock, local(21))
    assert missed(station, "3-1") == 1
    tell(station, "3-1", at=local(16))
    assert (missed(station, "3-1"), state(station, "3-1")) == (0, RoundState.DONE)


# trend and earlier times


def test_the_trend_is_seven_days_oldest_first_and_no_older(station: Station, clock: FixedClock) -> None:
    for day, temperature in enumerate((361, 362, 363, 364, 365, 366, 367, 368, 369)):
        go(clock, local(8, days=day))
        tell(station, "3-1", temperature, 97 if day % 2 else None)
    found = row(station, "3-1").trend
    assert [p.temperature_tenths_c for p in found] == [362, 363, 364, 365, 366, 367, 368, 369]
    assert [p.spo2_percent for p in found[:3]] == [97, None, 97]
    assert found[-1].happened_at == station.now()
    later(clock, 1)
    assert row(station, "3-1").trend[0].temperature_tenths_c == 363
    assert row(station, "3-2").trend == ()


def test_the_board_of_an_earlier_time_knows_nothing_that_came_after(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, 97)
    early = station.now()
    later(clock, 30)
    tell(station, "3-1", 366, 88, symptoms=("cough",))
    now, then = row(station, "3-1"), row(station, "3-1", early)
    assert (now.severity, now.open_alert, now.waiting) == (Severity.URGENT, True, True)
    assert (then.severity, then.open_alert, then.waiting) == (Severity.NONE, False, False)
    assert then.latest is not None
    assert (then.latest.spo2_percent, then.latest.symptoms) == (97, ())
    assert [p.spo2_percent for p in then.trend] == [97]
    assert station.board(at=early).at == early


def test_a_round_entered_later_was_still_due_before(station: Station, clock: FixedClock) -> None:
    later(clock, 30)
    tell(station, "3-1")
    assert state(station, "3-1", local(8, 29)) is RoundState.DUE
    assert state(station, "3-1", local(8, 30)) is RoundState.DONE


# staff, twins, alerts


def test_staff_have_their_own_board_and_are_done_without_spo2(station: Station) -> None:
    assert [r.person.code for r in station.board(Kind.STAFF).rows] == ["N01", "N02"]
    tell(station, "N02", 366, None, oxygen=None)
    found = row(station, "N02", kind=Kind.STAFF)
    assert (found.round.state, found.severity) == (RoundState.DONE, Severity.NONE)
    assert {r.person.kind for r in station.board().rows} == {Kind.RESIDENT}


def test_two_of_one_name_are_marked_until_one_of_them_leaves(station: Station, clock: FixedClock) -> None:
    station.put([resident(clock, "3-9", "王芳"), Person(clock.new_id(), "N03", Kind.STAFF, "老人3-1")])
    assert {r.person.code for r in station.board().rows if r.twin} == {"3-4", "3-9"}
    station.move(station.by_code("3-9").id, Presence.LEFT)
    assert not any(r.twin for r in station.board().rows)


def test_a_second_alert_waits_although_the_first_was_seen(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    station.acknowledge(station.by_code("3-1").id, "家属已知")
    assert not row(station, "3-1").waiting
    later(clock, 20)
    tell(station, "3-1", 391, 88)
    found = row(station, "3-1")
    assert (found.waiting, found.open_alert, found.improving) == (True, True, False)


def test_an_alert_improves_only_when_every_rule_of_it_does_and_ends_by_a_name(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", 386, 88)
    for _ in range(2):
        later(clock, 300)
        tell(station, "3-1", 386, 97)
    improving = []
    for _ in range(6):
        later(clock, 300)
        tell(station, "3-1", 364, 97)
        improving.append(row(station, "3-1").improving)
    assert improving == [False] * 5 + [True], "the fever has to be gone for 24 hours as well"
    found = row(station, "3-1")
    assert (found.improving, found.open_alert) == (True, True)
    assert {f.standing for f in found.fired if f.severity >= Severity.REVIEW} == {Standing.IMPROVING}
    station.close(found.person.id, Outcome.TREATED_HERE)
    closed = row(station, "3-1")
    assert (closed.waiting, closed.improving, closed.open_alert) == (False, False, False)


def test_a_watched_person_has_no_alert_that_waits(station: Station) -> None:
    tell(station, "3-1", symptoms=("cough",))
    found = row(station, "3-1")
    assert (found.severity, found.waiting, found.open_alert) == (Severity.WATCH, False, False)


# all about one person


def test_a_persons_page_has_the_boards_own_row_and_every_version_newest_first(
    station: Station, clock: FixedClock
) -> None:
    first = tell(station, "3-1", 391)
    later(clock, 1)
    person = station.by_code("3-1").id
    station.sign_in("N02")
    station.correct(first.entry, Why.TYPING, Observed(person, None, readings(361, 97), ()))
    later(clock, 10)
    tell(station, "3-1", 362)
    page = station.person(person)
    assert page.row == row(station, "3-1")
    assert [o.last(Quantity.TEMPERATURE).value for o in page.observations] == [362, 361]  # type: ignore[union-attr]  # each has one
    assert [(k.status, k.by, k.struck_by, k.why) for k in page.kept] == [
        ("current", "N02", "", None),
        ("current", "N02", "", None),
        ("corrected", "N01", "N02", Why.TYPING),
    ]
    assert page.names[station.actor().id] == "N02 张敏"
    assert [s.start for s in page.steps] == sorted(s.start for s in page.steps)


def test_a_persons_page_goes_back_fourteen_days(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 361)
    go(clock, local(8, days=14))
    tell(station, "3-1", 362)
    person = station.by_code("3-1").id
    assert len(station.person(person).observations) == 2
    later(clock, 1)
    page = station.person(person)
    assert (len(page.observations), len(page.kept)) == (1, 1)
    earlier = station.person(person, local(9, days=1))
    assert [o.happened_at for o in earlier.observations] == [local(8)]


def test_the_staffs_page_is_found_as_well(station: Station) -> None:
    assert station.person(station.by_code("N02").id).row.person.code == "N02"
