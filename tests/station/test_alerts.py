"""An alert waits for a named person, and ends with an outcome."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.assessment import Assessed, Fired, Standing, Step
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.rows import Advice, BoardRow

from .support import later, tell


def standing(station: Station, code: str) -> BoardRow:
    return next(r for r in station.board().rows if r.person.code == code)


def test_an_urgent_value_waits_until_somebody_has_seen_it(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    assert standing(station, "3-1").waiting
    later(clock, 2)
    station.acknowledge(station.by_code("3-1").id)
    row = standing(station, "3-1")
    assert not row.waiting
    assert row.open_alert
    assert row.severity is Severity.URGENT


def test_good_values_do_not_close_an_urgent_alert(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    for _ in range(3):
        later(clock, 300)
        tell(station, "3-1", spo2=97)
    row = standing(station, "3-1")
    assert row.severity is Severity.URGENT
    assert row.improving
    assert {f.standing for f in row.fired} == {Standing.IMPROVING}


def test_a_named_person_closes_it_with_an_outcome(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    for _ in range(2):
        later(clock, 300)
        tell(station, "3-1", spo2=97)
    station.close(station.by_code("3-1").id, Outcome.TREATED_HERE, decided_by="吴医生")
    row = standing(station, "3-1")
    assert not row.open_alert
    assert row.severity < Severity.REVIEW


def test_closing_while_the_value_still_holds_keeps_the_severity_on_the_board(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 5)
    station.close(station.by_code("3-1").id, Outcome.PLAN, decided_by="吴医生")
    row = standing(station, "3-1")
    assert row.severity is Severity.URGENT
    assert not row.open_alert


def test_there_is_nothing_to_close_where_no_alert_is_open(station: Station) -> None:
    tell(station, "3-1")
    with pytest.raises(Refusal, match=r"station\.no_alert"):
        station.close(station.by_code("3-1").id, Outcome.SEEN, decided_by="吴医生")
    with pytest.raises(Refusal, match=r"station\.no_alert"):
        station.acknowledge(station.by_code("3-1").id)


def test_a_test_stays_a_task_until_it_is_done(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", symptoms=("cough",))
    for _ in range(3):
        later(clock, 300)
        tell(station, "3-1")
    assert Task.TEST in standing(station, "3-1").tasks
    station.end_task(station.by_code("3-1").id, Task.TEST, done=True)
    assert Task.TEST not in standing(station, "3-1").tasks
    with pytest.raises(Refusal, match=r"station\.no_task"):
        station.end_task(station.by_code("3-1").id, Task.TEST, done=True)


def test_a_first_fever_asks_for_a_recheck_with_a_clock(station: Station) -> None:
    tell(station, "3-1", 375)
    (advice,) = station.advice([station.by_code("3-1").id])
    assert advice.task is Task.RECHECK
    assert advice.until is not None
    assert advice.until > advice.since


def test_the_clock_of_a_repeat_is_its_rules_own(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=93)
    tell(station, "3-2", 375)
    low, warm = (station.by_code(code).id for code in ("3-1", "3-2"))
    everybody = [p.id for p in station.people()]
    began = station.now()
    found = station.advice(everybody)
    assert [(a.person, a.quantity) for a in found] == [(low, Quantity.SPO2), (warm, Quantity.TEMPERATURE)]
    assert [a.until and a.until - began for a in found] == [timedelta(minutes=5), timedelta(minutes=30)]
    later(clock, 7)
    assert station.advice([low]) == found[:1], "late is late: the clock does not begin anew"


def test_another_terminal_counts_the_same_clocks(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 374, 93)
    later(clock, 1)
    person = station.by_code("3-1").id
    other = Station.open(station.home, clock, "N01")
    try:
        assert station.judge.known(person) is not None
        assert other.judge.known(person) is None
        assert other.advice([person]) == station.advice([person])
        assert other.advice(p.id for p in other.people()) == station.advice([person])
    finally:
        other.close_log()


def test_a_sheet_without_repeats_folds_nobody_and_needs_no_rules(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    other = Station.open(station.home, clock, "N01")
    try:
        assert other.advice([p.id for p in other.people()]) == ()
        assert other.advice([other.by_code("3-2").id]) == ()
        assert other.judge._protocol is None
    finally:
        other.close_log()


def test_a_repeat_that_an_earlier_protocol_asked_for_has_no_clock(station: Station) -> None:
    tell(station, "3-1")
    person, now = station.by_code("3-1").id, station.now()
    asked = Fired("X-09", Severity.WATCH, (Task.RECHECK,), Standing.ON, "e", ("e",), "pulse", 44, "45")
    step = Step(now, Severity.WATCH, (Task.RECHECK,), (asked,))
    with station.deed() as act:
        act.append(Assessed(person, "0" * 64, now, (step,)), person=person, happened_at=now)
    assert station.advice([person]) == (Advice(person, Quantity.PULSE, Task.RECHECK, now, None),)


def test_the_worst_stand_first_on_the_board(station: Station) -> None:
    tell(station, "3-12", spo2=88)
    tell(station, "3-2", symptoms=("cough",))
    tell(station, "3-1")
    assert [r.person.code for r in station.board().rows] == ["3-12", "3-2", "3-4", "3-1"]
