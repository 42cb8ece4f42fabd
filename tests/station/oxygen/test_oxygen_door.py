"""Oxygen given, changed and stopped; sources and gauges; need against supply, all from entries."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.observation import Observed, Way
from carelog.model.oxygen import OxygenDevice, SourceKind, SourceSet, SourceState, TherapyStep
from carelog.model.person import Presence
from carelog.model.reading import Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked, NeedRow, Order, SourceRow, Stand
from tests.station.support import later, tell

CONCENTRATOR = SourceSet("C1", SourceKind.CONCENTRATOR, SourceState.IN_USE, 50, place="3F")
CYLINDER = SourceSet("B1", SourceKind.CYLINDER, SourceState.IN_USE, water_tenths=400)


def who(station: Station, code: str) -> str:
    return station.by_code(code).id


def row(station: Station, code: str) -> NeedRow:
    return next(r for r in station.oxygen.desk().needs if r.person.code == code)


def source(station: Station, code: str) -> SourceRow:
    found = station.oxygen.source(code)
    assert found is not None
    return found


def rules(station: Station, code: str) -> set[str]:
    return {f.rule for f in next(r for r in station.board().rows if r.person.code == code).fired}


def refused(station: Station, code: str, asked: Asked, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        station.oxygen.give(who(station, code), asked)


def test_oxygen_started_runs_the_rechecks_and_says_what_order_is_missing(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 91)
    later(clock, 2)
    done = station.oxygen.give(who(station, "3-12"), Asked(20))
    assert (done.body.step, done.held.order, done.body.device) == (
        TherapyStep.STARTED,
        Order.NONE,
        OxygenDevice.NASAL_CANNULA,
    )
    assert {"O-01", "O-04"} <= rules(station, "3-12")
    (due,) = [a for a in station.advice([who(station, "3-12")]) if a.quantity is Quantity.SPO2]
    assert due.until is not None
    assert due.until <= station.now() + timedelta(minutes=5)
    assert row(station, "3-12").stand is Stand.UNMEASURED


def test_an_order_told_with_the_flow_stands_on_the_persons_page_and_no_order_is_missing(station: Station) -> None:
    tell(station, "3-12", 366, 91)
    asked = Asked(20, ordered_by="Dr. Wu", target_low=94, target_high=98, until=date(2023, 1, 20))
    done = station.oxygen.give(who(station, "3-12"), asked)
    assert done.held.order is Order.ON_FILE
    assert station.by_code("3-12").target_low_percent == 94
    assert "O-04" not in rules(station, "3-12")
    assert "O-01" in rules(station, "3-12")


def test_an_order_that_ran_out_is_said(station: Station, clock: FixedClock) -> None:
    asked = Asked(10, ordered_by="Dr. Wu", target_low=94, target_high=98, until=date(2023, 1, 12))
    station.oxygen.give(who(station, "3-12"), asked)
    assert row(station, "3-12").held.order is Order.ON_FILE
    later(clock, 24 * 60)
    assert row(station, "3-12").held.order is Order.RAN_OUT


def test_what_the_sheet_says_of_oxygen_and_what_was_given_agree(station: Station, clock: FixedClock) -> None:
    station.oxygen.set_source(CONCENTRATOR)
    station.oxygen.give(who(station, "3-12"), Asked(20, source="c1"))
    later(clock, 6)
    tell(station, "3-12", 366, 95, oxygen=30)
    assert (row(station, "3-12").flow, row(station, "3-12").source, row(station, "3-12").stand) == (
        30,
        "C1",
        Stand.SERVED,
    )
    assert source(station, "C1").draw == 30
    later(clock, 6)
    tell(station, "3-12", 366, 92, oxygen=30)
    assert row(station, "3-12").stand is Stand.BELOW
    later(clock, 6)
    tell(station, "3-12", 366, 97, oxygen=0)
    assert source(station, "C1").people == ()


def test_a_flow_that_nobody_read_is_not_known_and_no_low_one(station: Station) -> None:
    station.oxygen.set_source(CYLINDER)
    station.oxygen.gauge("B1", "125bar")
    station.oxygen.give(who(station, "3-12"), Asked(20, source="B1"))
    tell(station, "3-12", 366, 95, oxygen=None)
    person = who(station, "3-12")
    station.record(Observed(person, None, (Reading(Quantity.OXYGEN, None),), way=Way.COMMAND), station.now())
    assert (source(station, "B1").draw, source(station, "B1").empty_at) == (None, None)
    assert [p.code for p in station.oxygen.desk().unknown] == ["3-12"]


def test_changed_and_stopped_hold_what_was_said_before(station: Station, clock: FixedClock) -> None:
    station.oxygen.set_source(CONCENTRATOR)
    asked = Asked(20, OxygenDevice.VENTURI_24, "C1", "Dr. Wu")
    station.oxygen.give(who(station, "3-12"), asked, only=TherapyStep.STARTED)
    later(clock, 10)
    done = station.oxygen.give(who(station, "3-12"), Asked(10), only=TherapyStep.CHANGED)
    assert (done.body.step, done.body.device, done.body.source, done.body.ordered_by) == (
        TherapyStep.CHANGED,
        OxygenDevice.VENTURI_24,
        "C1",
        "Dr. Wu",
    )
    later(clock, 10)
    assert station.oxygen.stop(who(station, "3-12")).body.step is TherapyStep.STOPPED
    assert [r.person.code for r in station.oxygen.desk().needs] == []
    assert source(station, "C1").draw == 0
    with pytest.raises(Refusal, match="not_stopped"):
        station.oxygen.stop(who(station, "3-12"))


def test_what_is_drawn_since_the_gauge_was_read_is_taken_off(station: Station, clock: FixedClock) -> None:
    station.oxygen.set_source(CYLINDER)
    assert source(station, "B1").litres is None
    station.oxygen.gauge("b1", "12.5MPa")
    station.oxygen.give(who(station, "3-12"), Asked(20, source="B1"))
    assert source(station, "B1").litres == 5000
    assert source(station, "B1").empty_at == station.now() + timedelta(minutes=2500)
    later(clock, 60)
    assert source(station, "B1").litres == 4880
    station.oxygen.give(who(station, "3-12"), Asked(40))
    later(clock, 30)
    assert source(station, "B1").litres == Fraction(4760)
    assert station.oxygen.desk().short_at == station.now() + timedelta(minutes=1190)
    found = station.oxygen.desk().short_of
    assert found is not None
    assert found.code == "3-12"


def test_a_gauge_read_before_the_cylinder_was_changed_says_nothing_of_the_new_one(station: Station) -> None:
    station.oxygen.set_source(CYLINDER)
    station.oxygen.gauge("B1", "10bar")
    station.oxygen.set_source(replace(CYLINDER, state=SourceState.EMPTY))
    refused(station, "3-12", Asked(20, source="B1"), "source_empty")
    station.oxygen.set_source(CYLINDER)
    assert (source(station, "B1").kpa, source(station, "B1").litres) == (None, None)


def test_who_waits_is_ranked_and_counted_and_with_nothing_left_it_falls_short_now(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-12", 366, 88)
    later(clock, 1)
    tell(station, "3-2", 366, 85)
    desk = station.oxygen.desk()
    assert [(r.person.code, r.stand) for r in desk.needs] == [("3-2", Stand.WAITS), ("3-12", Stand.WAITS)]
    assert (desk.count(Stand.WAITS), desk.short_at) == (2, desk.at)
    station.oxygen.set_source(CONCENTRATOR)
    assert station.oxygen.desk().short_at is None
    station.oxygen.give(who(station, "3-2"), Asked(50, source="C1"))
    assert station.oxygen.desk().short_at == station.oxygen.desk().at


def test_oxygen_alone_is_no_check_it_hides_no_missed_round_and_closes_no_alarm(
    station: Station, clock: FixedClock
) -> None:
    later(clock, 24 * 60)
    assert "D-02" in rules(station, "3-1")
    station.oxygen.give(who(station, "3-1"), Asked(10))
    assert "D-02" in rules(station, "3-1")
    tell(station, "3-12", 366, 88)
    later(clock, 5)
    station.oxygen.give(who(station, "3-12"), Asked(20))
    with pytest.raises(Refusal, match="needs_more"):
        station.close(who(station, "3-12"), Outcome.SEEN)


def test_one_undo_takes_back_the_flow_the_order_and_the_reading(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 88)
    before = station.board()
    later(clock, 2)
    asked = Asked(20, ordered_by="Dr. Wu", target_low=94, target_high=98)
    station.oxygen.give(who(station, "3-12"), asked)
    act = station.oxygen.last_act()
    assert act is not None
    station.undo(act)
    assert station.oxygen.last_act() is None
    assert station.by_code("3-12").target_low_percent is None
    after = {r.person.code: (r.severity, r.latest) for r in station.board().rows}
    assert after == {r.person.code: (r.severity, r.latest) for r in before.rows}
    assert row(station, "3-12").stand is Stand.WAITS
    assert (row(station, "3-12").severity, Task.OXYGEN in station.board().rows[0].tasks) == (Severity.URGENT, True)


def test_what_cannot_be_is_refused_and_nothing_is_stored(station: Station, clock: FixedClock) -> None:
    refused(station, "3-12", Asked(0), "oxygen.flow")
    refused(station, "3-12", Asked(151), "oxygen.flow")
    refused(station, "3-12", Asked(20, source="X9"), "no_source")
    refused(station, "3-12", Asked(20, ordered_by="Wu", target_low=98, target_high=94), "oxygen.target")
    refused(station, "3-12", Asked(20, target_low=94, target_high=98), "oxygen.target")
    station.oxygen.set_source(CONCENTRATOR)
    refused(station, "3-12", Asked(51, source="C1"), "too_much")
    station.oxygen.give(who(station, "3-2"), Asked(40, source="C1"))
    refused(station, "3-12", Asked(20, source="C1"), "too_much")
    with pytest.raises(Refusal, match="not_started"):
        station.oxygen.give(who(station, "3-2"), Asked(10), only=TherapyStep.STARTED)
    with pytest.raises(Refusal, match="not_changed"):
        station.oxygen.give(who(station, "3-12"), Asked(10), only=TherapyStep.CHANGED)
    with pytest.raises(Refusal, match="ahead"):
        station.oxygen.give(who(station, "3-12"), Asked(10), station.now() + timedelta(hours=1))
    signed = replace(station.by_code("3-4"), target_by="Dr. Li", target_until=date(2023, 6, 1))
    station.put([signed])
    refused(station, "3-4", Asked(10, ordered_by="Wu", target_low=94, target_high=98), "target_signed")
    with pytest.raises(Refusal, match="no_person"):
        station.oxygen.give("nobody", Asked(10))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (replace(CONCENTRATOR, code=" "), "source_code"),
        (replace(CONCENTRATOR, code="C 1"), "source_code"),
        (replace(CONCENTRATOR, max_flow_tenths=None), "source_most"),
        (replace(CYLINDER, water_tenths=None), "source_water"),
    ],
)
def test_a_source_needs_a_code_and_what_is_reckoned_with(station: Station, told: SourceSet, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        station.oxygen.set_source(told)


def test_a_gauge_is_of_a_cylinder_that_is_known_with_its_unit(station: Station) -> None:
    station.oxygen.set_source(CONCENTRATOR)
    station.oxygen.set_source(CYLINDER)
    for code, typed, why in (("X", "1bar", "no_source"), ("C1", "1bar", "no_gauge"), ("B1", "120", "oxygen.pressure")):
        with pytest.raises(Refusal, match=why):
            station.oxygen.gauge(code, typed)


def test_an_order_told_with_oxygen_given_half_an_hour_ago_was_there_then(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 91)
    later(clock, 40)
    asked = Asked(20, ordered_by="Dr. Wu", target_low=94, target_high=98)
    station.oxygen.give(who(station, "3-12"), asked, station.now() - timedelta(minutes=30))
    assert "O-04" not in rules(station, "3-12")
    assert station.by_code("3-12").target_low_percent == 94


def test_an_order_told_late_does_not_take_back_what_was_written_since(station: Station, clock: FixedClock) -> None:
    later(clock, 40)
    station.put([replace(station.by_code("3-12"), bed="3-99")])
    later(clock, 10)
    asked = Asked(20, ordered_by="Dr. Wu", target_low=94, target_high=98)
    station.oxygen.give(who(station, "3-12"), asked, station.now() - timedelta(minutes=30))
    assert (station.by_code("3-12").bed, station.by_code("3-12").target_low_percent) == ("3-99", 94)


def test_an_order_that_ran_out_is_missing_to_the_rules_at_the_next_value(station: Station, clock: FixedClock) -> None:
    asked = Asked(10, ordered_by="Dr. Wu", target_low=94, target_high=98, until=date(2023, 1, 12))
    station.oxygen.give(who(station, "3-12"), asked)
    later(clock, 15 * 60)
    tell(station, "3-12", 366, 96, oxygen=10)
    assert "O-04" not in rules(station, "3-12")  # 23:00, its last day
    later(clock, 70)
    tell(station, "3-12", 366, 96, oxygen=10)
    assert "O-04" in rules(station, "3-12")
    station.oxygen.give(who(station, "3-12"), Asked(10, ordered_by="Dr. Wu", until=date(2023, 1, 20)))
    assert row(station, "3-12").held.order is Order.ON_FILE
    station.close(who(station, "3-12"), Outcome.SEEN)
    assert "O-04" not in rules(station, "3-12")


def test_oxygen_given_again_without_an_order_does_not_make_an_old_one_valid(
    station: Station, clock: FixedClock
) -> None:
    asked = Asked(10, ordered_by="Dr. Wu", target_low=94, target_high=98, until=date(2023, 1, 12))
    station.oxygen.give(who(station, "3-12"), asked)
    later(clock, 60)
    station.oxygen.stop(who(station, "3-12"))
    later(clock, 48 * 60)
    station.oxygen.give(who(station, "3-12"), Asked(10))
    assert row(station, "3-12").held.order is Order.RAN_OUT
    assert "O-04" in rules(station, "3-12")
    station.oxygen.give(who(station, "3-12"), Asked(20, ordered_by="Dr. Li"))
    assert row(station, "3-12").held.order is Order.ON_FILE


def test_a_doctor_without_a_target_range_is_an_order_that_still_lacks_it(station: Station) -> None:
    done = station.oxygen.give(who(station, "3-12"), Asked(10, ordered_by="Dr. Wu"))
    assert done.held.order is Order.NO_TARGET
    assert "O-04" in rules(station, "3-12")


def test_no_step_is_told_of_a_time_before_the_last_one(station: Station, clock: FixedClock) -> None:
    station.oxygen.give(who(station, "3-12"), Asked(20))
    later(clock, 10)
    for hours in (1, 30):
        early = station.now() - timedelta(hours=hours)
        with pytest.raises(Refusal, match=r"oxygen\.backwards"):
            station.oxygen.give(who(station, "3-12"), Asked(30), early)
        with pytest.raises(Refusal, match=r"oxygen\."):
            station.oxygen.stop(who(station, "3-12"), at=early)
    assert row(station, "3-12").flow == 20


def test_nobody_who_has_left_is_given_oxygen(station: Station) -> None:
    station.move(who(station, "3-12"), Presence.LEFT)
    refused(station, "3-12", Asked(20), r"station\.has_left")


def test_a_code_in_wide_letters_is_the_one_on_the_label(station: Station) -> None:
    station.oxygen.set_source(replace(CYLINDER, code="Ｂ１"))
    station.oxygen.gauge("ｂ１", "１２．５MPa")
    station.oxygen.give(who(station, "3-12"), Asked(20, source="Ｂ1"))
    assert source(station, "b1").kpa == 12_500
    assert row(station, "3-12").source == "B1"


def test_two_terminals_do_not_both_start_it(station: Station, clock: FixedClock) -> None:
    other = Station.open(station.home, clock, "N02")
    try:
        station.oxygen.give(who(station, "3-12"), Asked(20), only=TherapyStep.STARTED)
        with pytest.raises(Refusal, match=r"oxygen\.not_started"):
            other.oxygen.give(who(station, "3-12"), Asked(30), only=TherapyStep.STARTED)
        assert row(other, "3-12").flow == 20
    finally:
        other.close_log()
