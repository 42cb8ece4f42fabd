"""How a person stands in a round, and what missed rounds mean."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from carelog.model.assessment import Standing, Step
from carelog.model.observation import Observation, Seen, merged
from carelog.model.person import Checks, Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.round import RoundKey, Window, windows
from carelog.model.severity import Severity, Task
from carelog.protocol import due, light, load
from carelog.protocol.due import Stand

from .bedside import ID, Bed, left_out, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
LIGHT = light.parse(load.packaged(ID))
ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 1, 5)
MORNING, EVENING = windows(DAY, DAY, LIGHT.slots, ZONE)
WARM = temperature(364)
NO = {q: left_out(q, NotMeasured.REFUSED) for q in Quantity}


def observed(
    *readings: Reading,
    symptoms: tuple[str, ...] | None = (),
    at: datetime = MORNING.start,
    key: RoundKey | None = None,
    not_asked: NotMeasured | None = None,
) -> Observation:
    seen = Bed().seen(*readings, symptoms=symptoms, in_round=None, not_asked=not_asked).events[0]
    assert isinstance(seen, Seen)
    return merged([seen])._replace(happened_at=at, round=key)


def state(
    person: Person, found: list[Observation], window: Window | None, at: datetime, *, away: bool = False
) -> Stand:
    return due.state(LIGHT, person, found, window, at, away=away)


@pytest.mark.parametrize(
    ("found", "stand"),
    [
        ([observed(WARM, spo2(97))], Stand.DONE),
        ([observed(WARM, symptoms=None), observed(spo2(97))], Stand.DONE),
        ([observed(WARM)], Stand.PARTIAL),
        ([observed(WARM, spo2(97), symptoms=None)], Stand.PARTIAL),
        ([observed(WARM, NO[Quantity.SPO2])], Stand.DONE),
        ([observed(NO[Quantity.TEMPERATURE], NO[Quantity.SPO2], symptoms=None)], Stand.PARTIAL),
        (
            [observed(NO[Quantity.TEMPERATURE], NO[Quantity.SPO2], symptoms=None, not_asked=NotMeasured.ASLEEP)],
            Stand.NOT_MEASURED,
        ),
        (
            [
                observed(NO[Quantity.TEMPERATURE], NO[Quantity.SPO2], symptoms=None),
                observed(symptoms=None, not_asked=NotMeasured.ASLEEP),
            ],
            Stand.NOT_MEASURED,
        ),
        ([observed(NO[Quantity.TEMPERATURE], NO[Quantity.SPO2])], Stand.DONE),
    ],
)
def test_what_was_entered_in_the_round(found: list[Observation], stand: Stand) -> None:
    assert state(resident(), found, MORNING, MORNING.start) is stand


def test_staff_are_done_without_spo2() -> None:
    assert state(resident(kind=Kind.STAFF), [observed(WARM)], MORNING, MORNING.start) is Stand.DONE


def test_nothing_entered_yet() -> None:
    before, after = MORNING.start - timedelta(seconds=1), MORNING.end
    assert state(resident(), [], MORNING, before) is Stand.UPCOMING
    assert state(resident(), [], None, before) is Stand.UPCOMING
    assert state(resident(), [], MORNING, MORNING.start) is Stand.DUE
    assert state(resident(), [], MORNING, after) is Stand.LATE
    assert state(resident(), [observed(WARM)], MORNING, after, away=True) is Stand.AWAY


def test_who_is_for_comfort_only_is_not_due() -> None:
    comfort = resident(checks=Checks.COMFORT)
    assert state(comfort, [], MORNING, MORNING.end) is Stand.NOT_MEASURED
    assert state(comfort, [], MORNING, MORNING.start - timedelta(hours=1)) is Stand.UPCOMING


NEAR = windows(DAY - timedelta(days=1), DAY, LIGHT.slots, ZONE)


@pytest.mark.parametrize(
    ("last", "since", "count"),
    [
        (observed(WARM, at=EVENING.start), None, 0),
        (observed(WARM, at=MORNING.end + timedelta(hours=1)), None, 1),
        (observed(WARM, at=MORNING.start), None, 1),
        (observed(WARM, at=NEAR[1].start), None, 2),
        (observed(WARM, at=NEAR[1].start), MORNING.end, 1),
        (observed(WARM, at=EVENING.start - timedelta(hours=1), key=EVENING.key), None, 0),
        (None, None, 1),
        (None, NEAR[0].start, 4),
        (None, EVENING.end, 0),
    ],
)
def test_missed_rounds_are_counted_back_to_the_last_observation(
    last: Observation | None, since: datetime | None, count: int
) -> None:
    assert due.missed(last, NEAR, since) == count


def _held(step: Step | None, last: Observation | None, person: Person | None = None, *, away: bool = False) -> Step:
    return due.held(LIGHT, person or resident(), step, last, NEAR, EVENING.end, away=away)


WELL = Step(MORNING.start, NONE, (), ())


def test_one_missed_round_is_not_known_and_asks_for_a_recheck() -> None:
    found = _held(WELL, observed(WARM, at=MORNING.start))
    assert (found.severity, found.tasks) == (NOT_KNOWN, (Task.RECHECK,))
    assert [(f.rule, f.value, f.standing) for f in found.fired] == [("D-02", 1, Standing.ON)]


def test_two_missed_rounds_are_watched() -> None:
    assert _held(WELL, observed(WARM, at=NEAR[1].start)).severity is WATCH


def test_the_last_severity_is_kept() -> None:
    urgent = Bed().seen(WARM, spo2(88)).now()
    found = _held(urgent, observed(WARM, at=MORNING.start))
    assert found.severity is URGENT
    assert found.fired[0].severity is URGENT
    assert [f.rule for f in found.fired if f.severity < WATCH] == ["D-02", "D-01"]
    assert set(found.tasks) == {*urgent.tasks, Task.RECHECK}


def test_a_round_that_was_done_changes_nothing() -> None:
    assert _held(WELL, observed(WARM, at=EVENING.start)) is WELL


def test_who_is_away_or_for_comfort_only_is_not_blamed() -> None:
    old = observed(WARM, at=NEAR[0].start)
    assert _held(WELL, old, away=True) is WELL
    assert _held(WELL, old, resident(checks=Checks.COMFORT)) is WELL


def test_who_was_never_seen_is_not_known() -> None:
    assert _held(None, None).severity is NOT_KNOWN
    assert _held(None, None, away=True).severity is NOT_KNOWN
