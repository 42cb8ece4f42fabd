"""A shift told from the log, over a night on a real home; signed by two, and begun anew from there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.model.assessment import open_alerts
from carelog.model.care import Care, Dropped
from carelog.model.deeds import Given, Method, Result
from carelog.model.person import Kind, Person, Presence
from carelog.model.reading import NotMeasured
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.report.handover import said
from carelog.report.handover.flat import as_object
from carelog.station.alerting.door import AlertState
from carelog.station.care.rows import For, Told, When
from carelog.station.desk import Station
from carelog.station.handover.door import SHIFT
from carelog.words import use
from tests.station.support import later, tell

from .night import at, who


def codes(rows: Sequence[object]) -> list[str]:
    return [row.person.code for row in rows]  # type: ignore[attr-defined]  # every row of a handover has a person


def test_the_first_handover_looks_back_over_the_longest_shift(station: Station) -> None:
    told = station.handover.page()
    assert (told.since, told.until, told.before) == (station.now() - SHIFT, station.now(), None)
    assert (told.begun, told.open, told.worse, told.better, told.moved, told.notes) == ((), (), (), (), (), ())


def test_the_one_who_got_worse_is_told_with_her_end_and_the_fever_with_its_clock(night: Station) -> None:
    told = night.handover.page()
    assert [(b.person.code, b.severity, b.open) for b in told.begun] == [
        ("3-1", Severity.URGENT, False),
        ("3-12", Severity.REVIEW, True),
    ]
    end = told.begun[0].ended
    assert end is not None
    assert (end.outcome, end.by, f"{night.local(end.at):%H:%M}") == (Outcome.TRANSFERRED, "N02", "02:40")
    (row,) = told.open
    assert (row.person.code, row.state, row.action, row.by) == ("3-12", AlertState.RETURNED, Action.RECHECK, "N02")


def test_who_turned_worse_or_was_closed_with_an_outcome_and_who_went(night: Station) -> None:
    told = night.handover.page()
    assert [(t.person.code, t.was, t.now) for t in told.worse] == [("3-7", Severity.NONE, Severity.WATCH)]
    (better,) = told.better
    assert better.person.code == "3-2"
    assert better.ended is not None
    assert better.ended.outcome is Outcome.TREATED_HERE
    (gone,) = told.moved
    assert (gone.person.code, gone.presence, gone.by) == ("3-1", Presence.HOSPITAL, "N02")


def test_oxygen_isolation_and_rechecks_leave_out_who_is_in_hospital(night: Station) -> None:
    told = night.handover.page()
    assert [(n.person.code, n.flow, n.spo2) for n in told.desk.needs] == [("3-4", 20, 96)]
    assert told.oxygen == ()
    assert codes(told.isolated) == ["3-2", "3-7", "3-12"]
    assert [person.code for person, _ in told.rechecks] == ["3-12", "3-7"]


def test_who_was_passed_over_and_who_refused_are_told_with_the_reason(night: Station, clock: FixedClock) -> None:
    told = night.handover.page()
    assert [(n.person.code, n.round.slot, n.reasons) for n in told.not_seen] == [
        ("3-7", "evening", ()),
        ("3-8", "evening", (NotMeasured.REFUSED, NotMeasured.ASLEEP)),
    ]
    at(clock, 12, 0, 13)
    assert "3-2" in codes([n for n in night.handover.page().not_seen if n.round.slot == "morning"])


def test_a_slip_taken_back_stays_to_be_told_and_so_do_notes_and_medicines(night: Station) -> None:
    told = night.handover.page()
    assert {w.person.code for w in told.withdrawn} == {"3-4"}
    assert [(n.kind, n.text) for n in told.notes] == [
        ("closed", "喝水，少盖被"),
        ("acknowledged", "叫了 120"),
    ]
    (cared,) = told.cared
    assert (cared.person and cared.person.code, [one.given for one in cared.done]) == (
        "3-1",
        [Given(who(night, "3-1"), antipyretic=True, medicine="对乙酰氨基酚")],
    )


def test_a_reminder_that_was_dropped_is_told_with_its_reason_and_one_put_off_stands_anew(night: Station) -> None:
    wang, today = For(who(night, "3-4")), night.care.today()
    night.care.remind(wang, Care.FAMILY_CONTACT, When(today), Told("女儿"))
    night.care.remind(For(), Care.ACTIVITY, When(today), Told("[b]饺子"))
    night.care.remind(wang, Care.FAMILY_VISIT, When(today))
    night.care.drop(1, Dropped.NOT_REACHED, "没人接")
    night.care.drop(2, Dropped.NOT_NEEDED)
    night.care.drop(3, Dropped.POSTPONED, again=When(today, 23 * 60))
    told = night.handover.page()
    assert [(one.number, one.why, one.by) for one in told.dropped] == [
        (1, Dropped.NOT_REACHED, "N02"),
        (2, Dropped.NOT_NEEDED, "N02"),
    ]
    assert [row.number for row in told.reminders] == [4]
    use("en")
    (part,) = [one for one in said.parts(told, night) if one.title == "Will not be done"]
    assert part.lines[0].endswith("3-4 王芳: family contact, 女儿: nobody reached, 没人接 (N02)")
    assert part.lines[1].endswith("whole house: activity or festival, [b]饺子: not needed any more (N02)")
    assert [row["reason"] for row in as_object(told, night, None)["dropped"]] == ["not_reached", "not_needed"]  # type: ignore[attr-defined]  # a list of rows


def test_an_order_for_oxygen_without_a_reading_is_said_to_be_one(station: Station, clock: FixedClock) -> None:
    (told,) = station.handover.page().oxygen
    assert (told.person.code, told.at) == ("3-4", None)
    tell(station, "3-1", oxygen=15)
    later(clock, 60)
    tell(station, "3-1", spo2=None)
    told_later = station.handover.page()
    assert [(n.person.code, n.flow) for n in told_later.desk.needs] == [("3-1", 15)]
    assert codes(told_later.oxygen) == ["3-4"]


def test_who_waits_for_oxygen_is_told_before_who_has_it(station: Station) -> None:
    tell(station, "3-2", oxygen=15, spo2=96)
    tell(station, "3-1", spo2=86)
    told = station.handover.page()
    assert [(n.person.code, n.stand.value) for n in told.desk.needs] == [("3-1", "waits"), ("3-2", "served")]


def test_after_a_positive_swab_the_day_of_isolation_is_told(station: Station) -> None:
    station.swabbed(who(station, "3-2"), Method.ANTIGEN, Result.POSITIVE, station.now())
    first = station.handover.page().isolated[0]
    assert first.person.code == "3-2"
    assert first.after is not None
    assert first.after.day >= 0


def test_what_was_written_down_later_belongs_to_the_shift_that_wrote_it(station: Station, clock: FixedClock) -> None:
    later(clock, 60)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)
    later(clock, 10)
    tell(station, "3-1", 390, at=station.now() - timedelta(minutes=30))
    station.given(who(station, "3-1"), station.now() - timedelta(minutes=20), antipyretic=True)
    told = station.handover.page()
    assert codes(told.begun) == ["3-1"]
    assert told.begun[0].since < told.since
    assert [len(one.done) for one in told.cared] == [1]


def test_two_who_are_there_sign_and_the_next_handover_begins_there(night: Station, clock: FixedClock) -> None:
    told = night.handover.page()
    signed = night.handover.sign(told, "n01", "a" * 64)
    assert (signed.gives, signed.takes) == (who(night, "N02"), who(night, "N01"))
    assert (signed.since, signed.until, signed.sha256) == (told.since, told.until, "a" * 64)
    assert [d.body for d in night.log.deeds("handed_over")][-1] == signed
    later(clock, 1)
    fresh = night.handover.page()
    assert (fresh.since, fresh.before, fresh.begun, fresh.moved) == (told.until, signed, (), ())
    assert codes(fresh.open) == ["3-12"]


def test_who_cannot_sign_is_told_why_and_nothing_is_stored(night: Station) -> None:
    told, before = night.handover.page(), len(night.log.deeds("handed_over"))
    night.put([replace(night.by_code("N01"), id=night.new_id(), code="N03")])
    night.move(who(night, "N03"), Presence.OUT, date(2023, 1, 20))
    for code, refused in (
        ("N02", "handover.same"),
        ("3-2", "handover.not_here"),
        ("N03", "handover.not_here"),
        ("nobody", "station.no_person"),
    ):
        with pytest.raises(Refusal) as caught:
            night.handover.sign(told, code, "0" * 64)
        assert caught.value.code == refused
    night.by = None
    with pytest.raises(Refusal) as unsigned:
        night.handover.sign(told, "N01", "0" * 64)
    assert unsigned.value.code == "station.who"
    assert len(night.log.deeds("handed_over")) == before


def test_a_shift_is_handed_over_once_whoever_is_faster(night: Station) -> None:
    told = night.handover.page()
    night.handover.sign(told, "N01", "0" * 64)
    with pytest.raises(Refusal) as caught:
        night.handover.sign(told, "N01", "0" * 64)
    assert caught.value.code == "handover.signed_meanwhile"


def test_a_time_asked_for_is_gone_by_and_one_to_come_refused(night: Station) -> None:
    told = night.handover.page(night.now() - timedelta(hours=4, minutes=30))
    assert codes(told.begun) == ["3-12"]
    with pytest.raises(Refusal) as caught:
        night.handover.page(night.now() + timedelta(minutes=1))
    assert caught.value.code == "handover.ahead"


def test_who_left_with_an_alert_open_is_named_in_every_handover_until_somebody_closes_it(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 5)
    station.register.move(who(station, "3-1"), Presence.LEFT)
    assert codes(station.alerts.every()) == codes(station.handover.page().open) == ["3-1"]
    later(clock, 24 * 60)
    assert codes(station.handover.page().open) == ["3-1"]
    station.close(who(station, "3-1"), Outcome.DIED)
    assert codes(station.handover.page().open) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    found=st.lists(
        st.tuples(
            st.sampled_from(["3-1", "3-2", "3-12", "3-4", "3-9"]),
            st.sampled_from(["fever", "low", "well", "see", "close", "hospital"]),
            st.integers(1, 200),
        ),
        max_size=8,
    ),
    most=st.integers(0, 2),
    signs=st.booleans(),
)
def test_nobody_with_an_open_alert_is_ever_missing_from_the_page(
    station: Station, clock: FixedClock, found: list[tuple[str, str, int]], most: int, signs: bool
) -> None:
    if station.log.by_code("3-9") is None:
        station.put([Person(id=clock.new_id(), code="3-9", kind=Kind.RESIDENT, name="孙九", unit="3", bed="3-9")])
    for code, deed, minutes in found:
        later(clock, minutes)
        _do(station, code, deed)
    if signs:
        station.handover.sign(station.handover.page(), "N02", "0" * 64)
        later(clock, 1)
    told = station.handover.page()
    text = "\n".join("\n".join((p.title, *p.lines)) for p in said.parts(told, station, most))
    people = {p.id: p for p in station.log.people()}
    for person, step in station.log.steps_at(station.now()).items():
        if open_alerts(step):
            who_ = people[person]
            assert f"{who_.bed} {who_.name}" in text


def _do(station: Station, code: str, deed: str) -> None:
    person = who(station, code)
    open_ = {row.person.id for row in station.alerts.every()}
    if deed == "fever":
        tell(station, code, 389, 97)
    elif deed == "low":
        tell(station, code, 366, 86)
    elif deed == "well":
        tell(station, code, 366, 97)
    elif deed == "see" and person in open_:
        station.acknowledge(person, action=Action.CALLED)
    elif deed == "close" and person in open_:
        station.close(person, Outcome.TREATED_HERE, decided_by="吴医生")
    elif deed == "hospital":
        station.move(person, Presence.HOSPITAL)
