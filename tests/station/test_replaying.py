"""A home's own days decided again: what is added, what is removed, what it costs, and that nothing is written."""

import gc
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.protocol import load
from carelog.protocol.alarms import Alarm
from carelog.protocol.schema import CareProtocol
from carelog.station import replaying
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL
from carelog.station.replaying import Count, Replayed

from .conftest import MORNING
from .support import later, tell

WATCH, REVIEW = Severity.WATCH, Severity.REVIEW
FIRST = MORNING - timedelta(hours=8)
LINE = 'lines = [{ op = ">", value = 385, clear = 382 }] }\n[rule.words]\nzh_CN = "体温超过 38.5 度：'


def line(value: int) -> CareProtocol:
    """The protocol with the line of T-04 at another temperature."""
    text = load.packaged(DEFAULT_PROTOCOL)
    assert LINE in text
    changed = LINE.replace("385", str(value)).replace("382", str(value - 3))
    return load.care_protocol(text.replace(LINE, changed), "changed")


@pytest.fixture
def told(station: Station, clock: FixedClock) -> Station:
    """Two days: 3-1 at 38.8 sent to hospital, 3-2 at 38.3 and nobody warned, 3-12 well, 3-4 never seen."""
    tell(station, "3-1", 388)
    later(clock, 10)
    tell(station, "3-2", 383)
    tell(station, "3-12")
    later(clock, 110)
    one, two = station.by_code("3-1").id, station.by_code("3-2").id
    station.close(one, Outcome.TRANSFERRED)
    station.move(one, Presence.HOSPITAL)
    later(clock, 60 * 22)
    tell(station, "3-12")
    station.move(two, Presence.HOSPITAL)
    later(clock, 60 * 4)
    return station


def replayed(station: Station, protocol: CareProtocol, last: datetime | None = None) -> Replayed:
    return replaying.replay(station, protocol, FIRST, last or station.now() + timedelta(days=9))


def count(found: Replayed, rule: str, kind: Severity = REVIEW) -> Count | None:
    return next((c for c in found.counts if (c.rule, c.kind) == (rule, kind)), None)


def short(station: Station, alarms: tuple[Alarm, ...]) -> list[tuple[str, str, Severity, datetime]]:
    codes = {p.id: p.code for p in station.log.people()}
    return [(codes[a.person], a.rule, a.severity, a.start) for a in alarms]


def test_the_protocol_that_decided_adds_and_removes_nothing(told: Station) -> None:
    found = replayed(told, told.judge.protocol())
    assert (found.added, found.removed) == ((), ())
    assert all((c.recorded, c.recorded_observations) == (c.replayed, c.replayed_observations) for c in found.counts)
    assert count(found, "T-04") == Count("T-04", REVIEW, 1, 1, 0, 0, 1, 1)


def test_a_lower_line_adds_the_alert_it_would_have_raised(told: Station) -> None:
    found = replayed(told, line(381))
    assert short(told, tuple(a for a in found.added if a.alert)) == [
        ("3-2", "T-04", REVIEW, MORNING + timedelta(minutes=10))
    ]
    assert count(found, "T-04") == Count("T-04", REVIEW, 1, 2, 1, 0, 1, 2)


def test_a_higher_line_removes_exactly_the_alert_it_would_not_have_raised(told: Station) -> None:
    found = replayed(told, line(420))
    assert short(told, tuple(a for a in found.removed if a.alert)) == [("3-1", "T-04", REVIEW, MORNING)]
    assert [a for a in found.added if a.alert] == []
    assert count(found, "T-04") == Count("T-04", REVIEW, 1, 0, 0, 1, 1, 0)


def test_the_lead_before_a_referral_by_both_decisions(told: Station) -> None:
    found = replayed(told, line(381))
    codes = {p.id: p.code for p in told.log.people()}
    leads = {codes[w.referral.person]: (w.lead(w.recorded), w.lead(w.replayed)) for w in found.warnings}
    two_hours, a_day = timedelta(hours=2), timedelta(hours=23, minutes=50)
    assert leads == {"3-1": (two_hours, two_hours), "3-2": (None, a_day)}


def test_missed_checks_stand_apart_and_are_no_alarms(told: Station) -> None:
    found = replayed(told, told.judge.protocol())
    codes = {p.id: p.code for p in told.log.people()}
    lost = sorted((codes[m.person], m.round.date.day, m.round.slot) for m in found.attendance.missed)
    assert ("3-12", 12, "evening") in lost
    assert [one for one in lost if one[0] == "3-1"] == []
    assert not any(c.rule == "D-02" for c in found.counts)
    assert found.attendance.resident_days == 0 + 1 + 2 + 2


def test_only_what_began_in_the_time_asked_for_counts(told: Station) -> None:
    assert replayed(told, line(381), MORNING).counts == ()
    assert replaying.replay(told, line(381), MORNING + timedelta(hours=1), told.now()).added == ()


def test_what_happened_before_the_time_is_folded_all_the_same(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 388)
    later(clock, 600)
    tell(station, "3-1", 388)
    found = replaying.replay(station, station.judge.protocol(), MORNING + timedelta(hours=5), station.now())
    assert count(found, "T-04") == Count("T-04", REVIEW, 0, 0, 0, 0, 0, 0) or count(found, "T-04") is None


def test_nothing_is_said_of_what_has_not_happened_yet(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=92)
    found = replayed(station, station.judge.protocol())
    assert {c.rule for c in found.counts} == {"S-02a"}
    later(clock, 30)
    assert "S-02" in {c.rule for c in replayed(station, station.judge.protocol()).counts}


def test_a_replay_leaves_no_trace_and_needs_no_right_to_write(told: Station) -> None:
    before = (told.log.head(), told.log.state_hash())
    reader = Station.open(told.home, told.clock, read_only=True)
    replayed(reader, line(381))
    replaying.recorded_price(reader, FIRST, told.now())
    reader.close_log()
    assert (told.log.head(), told.log.state_hash()) == before


def test_progress_is_told_person_by_person(told: Station) -> None:
    heard: list[tuple[int, int]] = []
    note: Callable[[int, int], None] = lambda done, total: heard.append((done, total))  # noqa: E731 - a listener
    replaying.replay(told, told.judge.protocol(), FIRST, told.now(), note)
    people = len(told.log.people())
    assert heard == [(n + 1, people) for n in range(people)]


def test_a_replay_that_is_broken_off_leaves_the_collector_as_it_was(told: Station) -> None:
    def stop(done: int, _: int) -> None:
        assert gc.get_threshold()[0] > before[0] > done
        raise KeyboardInterrupt

    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt):
        replaying.replay(told, told.judge.protocol(), FIRST, told.now(), stop)
    assert gc.get_threshold() == before


def test_the_totals_of_all_rules(told: Station) -> None:
    found = replayed(told, line(381))
    assert found.total(REVIEW) == Count("", REVIEW, 1, 2, 1, 0, 1, 2)
    assert replayed(told, line(381), MORNING).total(WATCH) == Count("", WATCH, 0, 0, 0, 0, 0, 0)


def test_the_price_of_what_is_recorded(told: Station) -> None:
    cost = replaying.recorded_price(told, FIRST, told.now())
    assert cost.alerts["T-04"] == pytest.approx(100 / 5)
    assert replaying.recorded_price(told, FIRST, MORNING).alerts == {}


def test_a_task_ended_as_done_is_a_referral_too(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 45)
    station.end_task(station.by_code("3-1").id, Task.TRANSFER, done=True)
    (one,) = replayed(station, station.judge.protocol()).warnings
    assert one.lead(one.recorded) == timedelta(minutes=45)


def test_a_home_where_nothing_was_found_has_nothing_to_tell(station: Station) -> None:
    found = replayed(station, station.judge.protocol())
    assert (found.counts, found.added, found.removed, found.warnings) == ((), (), (), ())
    with pytest.raises(Refusal):
        load.packaged("no-such")
