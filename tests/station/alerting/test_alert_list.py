"""Open alerts from the first sight to their end, over a real home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.model.deeds import Why
from carelog.model.observation import Observed, Way
from carelog.model.person import Ceiling, Kind, Person, Presence, Role
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.report import alerting
from carelog.report.limits import limit
from carelog.station.alerting.door import AlertRow, AlertState
from carelog.station.desk import Station
from carelog.words import use
from tests.station.support import later, tell


def who(station: Station, code: str = "3-1") -> str:
    return station.by_code(code).id


def row(station: Station, code: str = "3-1") -> AlertRow:
    return next(r for r in station.alerts.every() if r.person.code == code)


def waiting(station: Station, code: str = "3-1") -> bool:
    return next(r for r in station.board().rows if r.person.code == code).waiting


def urgent(station: Station, code: str = "3-1") -> None:
    tell(station, code, spo2=88)


def review(station: Station, code: str = "3-2") -> None:
    tell(station, code, spo2=97, temperature=388)


def test_urgent_stands_first_and_who_waits_longest_before_the_others(station: Station, clock: FixedClock) -> None:
    review(station, "3-2")
    later(clock, 5)
    review(station, "3-12")
    urgent(station, "3-1")
    rows = station.alerts.every()
    assert [r.person.code for r in rows] == ["3-1", "3-2", "3-12"]
    assert [r.severity for r in rows] == [Severity.URGENT, Severity.REVIEW, Severity.REVIEW]
    assert rows[1].since == station.now() - timedelta(minutes=5)
    assert {r.state for r in rows} == {AlertState.NEW}


def test_an_urgent_alert_comes_back_after_15_minutes_until_a_call_is_recorded(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", symptoms=("breathless",))
    station.acknowledge(who(station), action=Action.RECHECK)
    assert (row(station).state, row(station).by, row(station).action) == (AlertState.SEEN, "N01", Action.RECHECK)
    assert row(station).until == station.now() + timedelta(minutes=15)
    assert not waiting(station)
    later(clock, 15)
    assert row(station).state is AlertState.RETURNED
    assert waiting(station)
    station.acknowledge(who(station), action=Action.CALLED)
    later(clock, 120)
    assert row(station).state is AlertState.SEEN


def test_a_rule_that_joins_later_is_new_though_the_first_was_seen(station: Station, clock: FixedClock) -> None:
    urgent(station)
    station.acknowledge(who(station), action=Action.RECHECK)
    later(clock, 10)
    assert "S-02" in {f.rule for f in row(station).fired}
    assert row(station).state is AlertState.NEW
    assert waiting(station)


def test_a_promised_next_check_brings_it_back(station: Station, clock: FixedClock) -> None:
    review(station)
    station.acknowledge(who(station, "3-2"), action=Action.TREATED, next_check=station.now() + timedelta(minutes=30))
    later(clock, 29)
    assert row(station, "3-2").state is AlertState.SEEN
    later(clock, 1)
    assert row(station, "3-2").state is AlertState.RETURNED


def test_a_next_check_that_has_gone_by_is_refused(station: Station) -> None:
    review(station)
    with pytest.raises(Refusal) as refused:
        station.acknowledge(who(station, "3-2"), next_check=station.now())
    assert refused.value.code == "alerts.next_is_past"
    assert row(station, "3-2").state is AlertState.NEW


def test_several_for_review_are_seen_in_one_act_that_is_taken_back_as_one(station: Station) -> None:
    review(station, "3-2")
    review(station, "3-12")
    station.alerts.acknowledge({who(station, "3-2"): Action.TREATED, who(station, "3-12"): Action.WATCHING})
    assert [r.action for r in station.alerts.every()] == [Action.TREATED, Action.WATCHING]
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert {r.state for r in station.alerts.every()} == {AlertState.NEW}


def test_an_urgent_one_is_never_seen_among_several(station: Station) -> None:
    review(station)
    urgent(station)
    with pytest.raises(Refusal) as refused:
        station.alerts.acknowledge({who(station, "3-2"): Action.TREATED, who(station): Action.TREATED})
    assert refused.value.code == "alerts.urgent_alone"
    assert {r.state for r in station.alerts.every()} == {AlertState.NEW}
    with pytest.raises(Refusal) as nobody:
        station.alerts.acknowledge({who(station, "3-12"): Action.TREATED})
    assert nobody.value.code == "station.no_alert"


def test_an_alert_that_comes_in_while_several_are_answered_is_not_answered_with_them(station: Station) -> None:
    review(station, "3-2")
    shown = {who(station, "3-2"): station.alerts.meant(who(station, "3-2"))}
    tell(station, "3-2", 387, 93)
    with pytest.raises(Refusal) as refused:
        station.alerts.acknowledge({who(station, "3-2"): Action.TREATED}, None, shown)
    assert (refused.value.code, refused.value.facts["name"]) == ("alerts.more_of", station.by_code("3-2").name)
    assert row(station, "3-2").state is AlertState.NEW
    shown = {who(station, "3-2"): station.alerts.meant(who(station, "3-2"))}
    station.alerts.acknowledge({who(station, "3-2"): Action.TREATED}, None, shown)
    assert row(station, "3-2").state is AlertState.SEEN


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_urgent_alert_is_not_closed_by_a_look(station: Station, outcome: Outcome) -> None:
    urgent(station)
    if outcome in (Outcome.TRANSFERRED, Outcome.DIED):
        station.close(who(station), outcome)
        assert station.alerts.every() == ()
        return
    with pytest.raises(Refusal) as refused:
        station.close(who(station), outcome)
    assert refused.value.code == "alerts.needs_more"
    station.close(who(station), outcome, decided_by="吴医生")
    assert station.alerts.every() == ()


def test_a_new_reading_lets_a_nurse_close_it(station: Station, clock: FixedClock) -> None:
    urgent(station)
    later(clock, 5)
    assert station.needs_a_doctor(who(station), Outcome.TREATED_HERE)
    tell(station, "3-1", spo2=96)
    assert not station.needs_a_doctor(who(station), Outcome.TREATED_HERE)
    station.close(who(station), Outcome.TREATED_HERE)


def test_symptoms_alone_are_no_new_reading(station: Station, clock: FixedClock) -> None:
    urgent(station)
    later(clock, 5)
    tell(station, "3-1", temperature=None, spo2=None, symptoms=())
    assert station.needs_a_doctor(who(station), Outcome.SEEN)


def test_a_carer_closes_no_urgent_alert_and_whose_role_nobody_wrote_down_is_not_kept_from_it(
    station: Station, clock: FixedClock
) -> None:
    for code, role in (("N07", Role.NURSE), ("C01", Role.CARER)):
        station.put([Person(id=clock.new_id(), code=code, kind=Kind.STAFF, name=code, role=role)])
    urgent(station)
    review(station)
    station.sign_in("C01")
    with pytest.raises(Refusal) as refused:
        station.close(who(station), Outcome.TRANSFERRED)
    assert (refused.value.code, refused.value.facts["code"]) == ("alerts.not_yours", "C01")
    station.close(who(station, "3-2"), Outcome.SEEN)
    station.sign_in("N07")
    station.close(who(station), Outcome.TRANSFERRED)
    urgent(station, "3-12")
    station.sign_in("N02")
    station.close(who(station, "3-12"), Outcome.TRANSFERRED)


def test_an_alert_whose_reading_was_taken_back_stays_to_be_told(station: Station, clock: FixedClock) -> None:
    urgent(station)
    last = station.last_act()
    assert last is not None
    station.undo(last.act)
    assert station.alerts.every() == ()
    told = {w.fired.rule for w in station.alerts.withdrawn()}
    assert "S-02b" in told
    one = station.alerts.withdrawn()[0]
    assert (one.person.code, one.by, one.at) == ("3-1", "N01", station.now())
    later(clock, 25 * 60)
    assert station.alerts.withdrawn() == ()


def test_a_corrected_reading_is_told_with_the_reason(station: Station) -> None:
    saved = tell(station, "3-1", spo2=88)
    right = station.log.parts_of([saved.act])[0].observed
    better = tuple(r if r.quantity != "spo2" else r.__class__(r.quantity, 98) for r in right.readings)
    station.correct(saved.entry, Why.WRONG_DEVICE, right.__class__(right.person, right.round, better, right.symptoms))
    assert {(w.fired.rule, w.why) for w in station.alerts.withdrawn()} >= {("S-02b", Why.WRONG_DEVICE)}


def test_the_bell_is_for_urgent_alerts_in_the_house_without_a_call(station: Station) -> None:
    review(station)
    assert station.alerts.ringing() == frozenset()
    urgent(station)
    assert len(station.alerts.ringing()) >= 1
    station.acknowledge(who(station), action=Action.RECHECK)
    assert station.alerts.ringing()
    station.acknowledge(who(station), action=Action.CALLED)
    assert station.alerts.ringing() == frozenset()
    urgent(station, "3-12")
    station.move(who(station, "3-12"), Presence.HOSPITAL)
    assert station.alerts.ringing() == frozenset()


def test_who_must_be_measured_again_stands_with_its_clock(station: Station) -> None:
    tell(station, "3-1", spo2=92)
    ((person, told),) = station.alerts.rechecks()
    assert person.code == "3-1"
    assert told.until is not None


@pytest.mark.parametrize("why", [NotMeasured.REFUSED, NotMeasured.OUT, NotMeasured.HOSPITAL, NotMeasured.ASLEEP])
def test_a_refusal_or_an_absence_never_resets_an_alert(station: Station, clock: FixedClock, why: NotMeasured) -> None:
    urgent(station)
    before = {f.rule for f in row(station).fired}
    later(clock, 12 * 60)
    both = tuple(Reading(quantity, None, why) for quantity in (Quantity.TEMPERATURE, Quantity.SPO2))
    station.record(Observed(who(station), None, both, None, why, way=Way.COMMAND), station.now())
    assert row(station).severity is Severity.URGENT
    assert before <= {f.rule for f in row(station).fired}
    assert not row(station).improving


def test_values_that_are_back_are_said_and_the_alert_stays_open(station: Station, clock: FixedClock) -> None:
    use("en")
    tell(station, "3-1", symptoms=("breathless",))
    for _ in range(3):
        later(clock, 5 * 60)
        tell(station, "3-1")
    assert row(station).improving
    assert alerting.state(row(station), station) == (
        "nobody has seen it yet; values are back, somebody has to close it"
    )
    station.acknowledge(who(station), action=Action.CALLED)
    assert alerting.state(row(station), station).endswith("values are back, somebody has to close it")


def test_a_rule_that_joins_after_somebody_looked_is_said_to_be_unseen(station: Station, clock: FixedClock) -> None:
    use("en")
    urgent(station)
    station.acknowledge(who(station), action=Action.CALLED)
    later(clock, 12)
    said = alerting.state(row(station), station)
    assert said.endswith("called a doctor or an ambulance; another rule has joined since, nobody has seen that yet")


def test_what_the_care_plan_limits_and_where_somebody_is_stand_beside_the_alert(
    station: Station, clock: FixedClock
) -> None:
    use("en")
    urgent(station)
    person = row(station).person
    assert limit(person) == []
    station.put([replace(person, ceiling=Ceiling.NO_TRANSFER)])
    station.register.move(person.id, Presence.HOSPITAL)
    (said,) = limit(row(station).person)
    assert said.startswith("Care plan: no transfer.")
    assert "(in hospital)" in alerting.head(row(station), station, station.now())
    lines = alerting.lines(station)
    assert lines.index(f"      {said}") < next(n for n, line in enumerate(lines) if "S-02b" in line)


def test_a_value_that_was_read_again_and_confirmed_is_not_withdrawn(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", spo2=88)
    said = station.log.parts_of([saved.act])[0].observed
    sure = tuple(replace(r, confirmed=True) for r in said.readings)
    station.correct(saved.entry, Why.TYPING, replace(said, readings=sure))
    assert row(station).severity is Severity.URGENT
    assert station.alerts.withdrawn() == ()
    later(clock, 1)
    lower = tuple(r if r.quantity != "spo2" else replace(r, value=84) for r in sure)
    station.correct(saved.entry, Why.TYPING, replace(said, readings=lower))
    assert {w.fired.value for w in station.alerts.withdrawn() if w.fired.rule == "S-02b"} == {88}


def test_what_a_correction_had_raised_is_told_when_that_is_voided_however_old(
    station: Station, clock: FixedClock
) -> None:
    saved = tell(station, "3-1", spo2=97)
    said = station.log.parts_of([saved.act])[0].observed
    low = tuple(r if r.quantity != "spo2" else replace(r, value=86) for r in said.readings)
    station.correct(saved.entry, Why.FROM_PAPER, replace(said, readings=low))
    assert station.alerts.withdrawn() == ()
    later(clock, 9 * 24 * 60)
    assert row(station).severity is Severity.URGENT
    station.correct(saved.entry, Why.WRONG_PERSON, None)
    assert {w.why for w in station.alerts.withdrawn() if w.fired.rule == "S-02b"} == {Why.WRONG_PERSON}


def test_no_alert_vanishes_when_the_clock_is_set_back_and_nothing_is_written(
    station: Station, clock: FixedClock
) -> None:
    urgent(station)
    station.acknowledge(who(station), action=Action.CALLED)
    shown, advice, now = station.alerts.every(), station.advice([who(station)]), clock.now()
    for minutes in (1, 61, 24 * 60):
        clock.at = now - timedelta(minutes=minutes)
        assert station.alerts.every() == shown
        assert station.advice([who(station)]) == advice
        assert waiting(station) is False
    with pytest.raises(Refusal, match=r"log\.clock_behind"):
        review(station)


def test_an_alert_that_came_in_while_somebody_answered_is_neither_seen_nor_closed(
    station: Station, clock: FixedClock
) -> None:
    review(station, "3-1")
    shown = station.alerts.meant(who(station))
    other = Station.open(station.home, clock, "N02")
    later(clock, 1)
    tell(other, "3-1", temperature=388, spo2=86)
    other.close_log()
    with pytest.raises(Refusal, match=r"alerts\.more_now"):
        station.acknowledge(who(station), action=Action.CALLED, shown=shown)
    with pytest.raises(Refusal, match=r"alerts\.more_now"):
        station.close(who(station), Outcome.TRANSFERRED, shown=shown)
    assert (row(station).severity, row(station).state) == (Severity.URGENT, AlertState.NEW)
    station.acknowledge(who(station), action=Action.CALLED, shown=station.alerts.meant(who(station)))
    assert row(station).state is AlertState.SEEN
