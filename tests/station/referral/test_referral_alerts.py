"""A transfer and the alerts of who is transferred: one act, one undo, and no way past an urgent alert."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.model.person import Kind, Person, Presence, Role
from carelog.model.referral import ReferralReason
from carelog.model.referral import ReferralStep as S
from carelog.model.severity import Severity
from carelog.station.alerting.door import AlertRow, AlertState
from carelog.station.desk import Station
from carelog.station.referral.rows import Told
from tests.station.support import later, tell

CODE = "3-12"
TO_CALL = (S.NEEDED, S.DECIDED)
TO_LEAVE = (*TO_CALL, S.CALLED, S.ACCEPTED)


@pytest.fixture
def grandma(station: Station) -> str:
    tell(station, CODE, 366, 88)
    return station.by_code(CODE).id


def walk(station: Station, person: str, *steps: S, reason: ReferralReason | None = None) -> None:
    for step in steps:
        station.referral.step(person, step, Told(reason=reason))


def row(station: Station, code: str = CODE) -> AlertRow:
    return next(r for r in station.alerts.every() if r.person.code == code)


def rules(station: Station, person: str) -> set[str]:
    return set(station.register.open_alerts(person))


def take_back(station: Station) -> None:
    act = station.referral.last_act()
    assert act is not None
    station.undo(act)


def test_a_call_to_the_hospital_is_the_call_for_the_urgent_alert(
    station: Station, clock: FixedClock, grandma: str
) -> None:
    walk(station, grandma, *TO_CALL)
    assert station.alerts.ringing()
    before = station.log.state_hash()
    walk(station, grandma, S.CALLED)
    assert not station.alerts.ringing()
    assert (row(station).state, row(station).by, row(station).action) == (AlertState.SEEN, "N01", Action.CALLED)
    later(clock, 120)
    assert row(station).until is None
    take_back(station)
    assert station.alerts.ringing()
    assert row(station).state is AlertState.NEW
    assert station.log.state_hash() == before


def test_a_call_written_down_late_does_not_speak_for_an_alarm_after_it(station: Station, clock: FixedClock) -> None:
    other = station.by_code("3-2").id
    walk(station, other, *TO_CALL)
    later(clock, 30)
    tell(station, "3-2", 366, 88)
    station.referral.step(other, S.CALLED, at=station.now() - timedelta(minutes=20))
    assert row(station, "3-2").state is AlertState.NEW


def test_a_call_that_the_hospital_refused_brings_the_alert_back_and_the_bell(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-2", symptoms=("breathless",))
    person = station.by_code("3-2").id
    walk(station, person, *TO_CALL, S.CALLED)
    later(clock, 40)
    assert row(station, "3-2").state is AlertState.SEEN
    walk(station, person, S.REFUSED, reason=ReferralReason.NO_BED)
    assert station.alerts.ringing()
    assert row(station, "3-2").until == station.now() + timedelta(minutes=15)
    later(clock, 15)
    assert row(station, "3-2").state is AlertState.RETURNED
    walk(station, person, S.CALLED)
    assert not station.alerts.ringing()
    assert row(station, "3-2").state is AlertState.SEEN
    walk(station, person, S.CANCELLED, reason=ReferralReason.FAMILY)
    assert station.alerts.ringing()


def test_an_alarm_that_joins_while_the_hospital_is_asked_is_new_and_does_not_ring(
    station: Station, clock: FixedClock, grandma: str
) -> None:
    before = rules(station, grandma)
    walk(station, grandma, *TO_CALL, S.CALLED)
    later(clock, 12)
    assert rules(station, grandma) > before
    assert row(station).state is AlertState.NEW
    assert not station.alerts.ringing()


def test_a_new_alarm_after_a_call_to_a_doctor_rings_again(station: Station, clock: FixedClock, grandma: str) -> None:
    station.acknowledge(grandma, action=Action.CALLED)
    station.acknowledge(grandma, action=Action.RECHECK)
    assert not station.alerts.ringing()
    later(clock, 12)
    assert station.alerts.ringing()


def test_who_is_taken_to_hospital_has_the_alert_closed_so_in_the_same_act(station: Station, grandma: str) -> None:
    walk(station, grandma, *TO_LEAVE)
    before = station.log.state_hash()
    walk(station, grandma, S.LEFT)
    (closed,) = station.log.deeds("closed", grandma)
    assert (closed.body.outcome, closed.by) == (Outcome.TRANSFERRED, station.actor().id)
    assert station.alerts.every() == ()
    take_back(station)
    assert {f.severity for f in row(station).fired} >= {Severity.URGENT}
    assert station.log.state_hash() == before


def test_who_died_has_the_alert_closed_so(station: Station, grandma: str) -> None:
    walk(station, grandma, S.NEEDED, S.DIED)
    assert [deed.body.outcome for deed in station.log.deeds("closed", grandma)] == [Outcome.DIED]
    assert station.alerts.every() == ()


@pytest.mark.parametrize("step", [S.LEFT, S.DIED])
def test_a_carer_sends_on_and_an_urgent_alert_stays_to_be_closed(
    station: Station, clock: FixedClock, grandma: str, step: S
) -> None:
    station.put([Person(id=clock.new_id(), code="C01", kind=Kind.STAFF, name="小张", role=Role.CARER)])
    walk(station, grandma, *TO_LEAVE)
    station.sign_in("C01")
    before = rules(station, grandma)
    walk(station, grandma, step)
    assert rules(station, grandma) == before
    assert row(station).person.presence in (Presence.HOSPITAL, Presence.LEFT)
    assert [r.person.code for r in station.handover.page().open] == [CODE]
    station.sign_in("N01")
    station.close(grandma, Outcome.TRANSFERRED)
    assert station.alerts.every() == ()


def test_a_carer_closes_what_is_only_for_review(station: Station, clock: FixedClock) -> None:
    tell(station, "3-2", 388, 97)
    person = station.by_code("3-2").id
    station.put([Person(id=clock.new_id(), code="C01", kind=Kind.STAFF, name="小张", role=Role.CARER)])
    station.sign_in("C01")
    walk(station, person, *TO_LEAVE, S.LEFT)
    assert station.alerts.every() == ()


@pytest.mark.parametrize("presence", list(Presence))
def test_wherever_somebody_goes_an_open_alert_is_told(station: Station, grandma: str, presence: Presence) -> None:
    station.register.move(grandma, presence)
    assert [r.person.code for r in station.alerts.every()] == [CODE]
    assert [r.person.code for r in station.handover.page().open] == [CODE]
