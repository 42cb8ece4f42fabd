"""Who was sent out of the house, and whether anybody was warned."""

from datetime import datetime, timedelta

import pytest

from carelog.model.assessment import Answer, TaskEnd
from carelog.model.history import Event, Facts, History
from carelog.model.person import Kind, Person, Presence
from carelog.model.severity import Severity, Task
from carelog.protocol.alarms import Alarm
from carelog.station.referrals import Referral, Sign, Warned, referrals, warned

from .conftest import MORNING


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def moved(hours: float, presence: Presence) -> Facts:
    return Facts("f", 0, at(hours), Person("p", "1", Kind.RESIDENT, "王芳", presence=presence))


def closed(hours: float, outcome: str = "transferred") -> Answer:
    return Answer("a", 0, at(hours), "n", (), outcome)


def ended(hours: float, task: Task = Task.TRANSFER, *, done: bool = True) -> TaskEnd:
    return TaskEnd("t", 0, at(hours), "n", task, done)


def alarm(start: float, until: float | None, severity: Severity = Severity.REVIEW, *, old: bool = False) -> Alarm:
    over = None if until is None else at(until)
    return Alarm("p", "T-04", severity, at(start), over, over, would_have=old)


def found(*events: Event) -> list[tuple[datetime, str]]:
    return [(r.at, r.sign.value) for r in referrals(History("p", events))]


HERE = moved(-100, Presence.PRESENT)


@pytest.mark.parametrize(
    ("event", "sign"),
    [(closed(1), "outcome"), (ended(1), "task"), (moved(1, Presence.HOSPITAL), "hospital")],
)
def test_each_of_three_signs_is_a_referral(event: Event, sign: str) -> None:
    assert found(HERE, event) == [(at(1), sign)]


def test_the_earliest_sign_of_a_spell_counts_once() -> None:
    hospital = moved(3, Presence.HOSPITAL)
    assert found(HERE, ended(1), closed(2), hospital, closed(90)) == [(at(1), "task")]


def test_who_comes_back_and_is_sent_again_is_referred_twice() -> None:
    story = (moved(1, Presence.HOSPITAL), moved(100, Presence.PRESENT), moved(120, Presence.HOSPITAL))
    assert found(HERE, *story) == [(at(1), "hospital"), (at(120), "hospital")]


def test_two_days_without_a_move_separate_two_referrals() -> None:
    assert found(HERE, ended(1), closed(49)) == [(at(1), "task")]
    assert found(HERE, ended(1), closed(49.1)) == [(at(1), "task"), (at(49.1), "outcome")]


def test_what_is_no_referral() -> None:
    assert found(HERE, closed(1, "seen"), ended(2, done=False), ended(3, Task.TEST), moved(4, Presence.OUT)) == []
    assert found(moved(0, Presence.HOSPITAL)) == []
    assert found(HERE, moved(0, Presence.PRESENT)) == []


SENT = Referral("p", at(0), Sign.TASK)


def test_the_first_alert_of_the_illness_is_the_warning() -> None:
    assert warned(SENT, [alarm(-3, None)]) == at(-3)
    assert warned(SENT, [alarm(-30, -20), alarm(-3, None)]) == at(-30)
    assert warned(SENT, [alarm(-90, -1), alarm(-3, 0)]) == at(-90)


def test_an_alert_of_an_illness_before_that_is_no_warning() -> None:
    assert warned(SENT, [alarm(-60, -30), alarm(-3, None)]) == at(-3)
    assert warned(SENT, [alarm(-60, -24)]) is None


def test_nobody_was_warned_by_a_watch_a_later_alert_or_old_readings() -> None:
    assert warned(SENT, []) is None
    assert warned(SENT, [alarm(-3, None, Severity.WATCH), alarm(1, None), alarm(-2, None, old=True)]) is None


def test_the_lead_is_how_long_before_the_referral_it_began() -> None:
    told = Warned(SENT, at(-3), None)
    assert (told.lead(told.recorded), told.lead(told.replayed)) == (timedelta(hours=3), None)
