"""What a typed round stores, read back from the log of a real home."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from carelog.model.deeds import Why
from carelog.model.observation import Way
from carelog.model.person import Presence
from carelog.model.reading import NotMeasured, Quantity
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.ui.sheet import said
from carelog.ui.sheet.cells import layout, painted
from carelog.ui.sheet.job import Note, RoundJob

from .homes import MORNING, a_home, a_round, held, other_terminal, the_clock, told, type_on
from .typed_rounds import normal_round

if TYPE_CHECKING:
    from pathlib import Path

    from carelog.clock import FixedClock

T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


def words_below(job: RoundJob) -> str:
    return "\n".join("".join(text for text, _ in line) for line in said.below(job, job.station.now(), 120))


def test_six_keys_store_36_6_and_97_on_air_and_no_symptoms(station: Station) -> None:
    type_on(a_round(station), "366 97 0")
    (one,) = held(station, 0)
    assert told(one) == {T: 366, S: 97, O2: 0}
    assert one.symptoms == ()
    assert one.way is Way.SHEET
    assert one.recorded_by == station.actor().id


def test_enter_in_place_of_0_says_that_symptoms_were_not_asked(station: Station) -> None:
    type_on(a_round(station), "366 97 <enter>")
    (one,) = held(station, 0)
    assert one.symptoms is None


def test_sixty_normal_residents_typed_in_one_go_stand_in_the_log_person_by_person(tmp_path: Path) -> None:
    station = a_home(tmp_path / "sixty", the_clock(), residents=60)
    visits = normal_round()
    job = a_round(station)
    for visit in visits:
        for key in visit.keys:
            job.press(key, key)
    for n, visit in enumerate(visits):
        (one,) = held(station, n)
        assert told(one) == {T: visit.temperature, S: visit.spo2, O2: 0}
        assert one.symptoms == ()
    assert station.drafts() == ()
    station.close_log()


def test_a_fever_is_in_the_log_before_the_rest_of_its_row(station: Station) -> None:
    job = type_on(a_round(station), "391")
    (one,) = held(station, 0)
    assert told(one) == {T: 391}
    assert job.storing.severity[0] >= Severity.REVIEW


def test_the_rest_of_a_row_joins_the_alarm_as_one_observation(station: Station) -> None:
    type_on(a_round(station), "391 96 c <enter>")
    (one,) = held(station, 0)
    assert told(one) == {T: 391, S: 96, O2: 0}
    assert one.symptoms == ("cough",)


def test_an_unlikely_value_is_stored_unconfirmed_before_plus_and_confirmed_by_it(station: Station) -> None:
    job = type_on(a_round(station), "366 88")
    (one,) = held(station, 0)
    spo2 = one.last(S)
    assert spo2 is not None
    assert (spo2.value, spo2.confirmed) == (88, False)
    type_on(job, "+ 0")
    (one,) = held(station, 0)
    spo2 = one.last(S)
    assert spo2 is not None
    assert (spo2.value, spo2.confirmed) == (88, True)
    assert one.symptoms == ()
    assert len([r for r in one.readings if r.quantity is S]) == 1


def test_an_alarm_typed_by_mistake_and_rubbed_out_is_corrected_and_stays_visible(station: Station) -> None:
    type_on(a_round(station), "396 <backspace> 369 97 0")
    (one,) = held(station, 0)
    assert told(one)[T] == 369
    kept = station.person(station.by_code("R000").id).kept
    assert "corrected" in {k.status for k in kept}


def test_the_bed_on_oxygen_is_asked_and_the_flow_stands_beside_the_value(station: Station) -> None:
    job = type_on(a_round(station), "/R002<enter> 366 92")
    assert job.state.rows[2].field is O2
    type_on(job, "*2<enter> 0")
    (one,) = held(station, 2)
    assert told(one) == {T: 366, S: 92, O2: 20}


def test_oxygen_whose_flow_was_not_read_is_not_air(station: Station) -> None:
    type_on(a_round(station), "366 *<enter> 96 0")
    (one,) = held(station, 0)
    oxygen = one.last(O2)
    assert oxygen is not None
    assert oxygen.value is None
    assert oxygen.not_measured is None


def test_a_whole_row_asleep_has_a_reason_in_place_of_every_value(station: Station) -> None:
    type_on(a_round(station), "--2")
    (one,) = held(station, 0)
    assert {(r.quantity, r.value, r.not_measured) for r in one.readings} == {
        (T, None, NotMeasured.ASLEEP),
        (S, None, NotMeasured.ASLEEP),
    }
    assert one.not_asked is NotMeasured.ASLEEP


def test_who_enters_a_person_second_is_told_by_whom_and_may_make_it_a_repeat(
    station: Station, clock: FixedClock
) -> None:
    job = a_round(station)
    other = other_terminal(station, clock)
    type_on(a_round(other), "365 98 0")
    type_on(job, "366 97 0")
    assert job.state.at == 1
    conflict = job.storing.trays[0].conflict
    assert conflict is not None
    assert conflict.by == "N02"
    assert len(held(station, 0)) == 1
    assert "Not saved: 1-01" in words_below(job)
    assert "1 to decide" in words_below(job)
    type_on(job, "<up><right><enter>")
    assert "to decide" not in words_below(job)
    assert len(held(station, 0)) == 2
    assert station.drafts() == ()
    other.close_log()


def test_who_enters_a_person_second_may_let_it_go(station: Station, clock: FixedClock) -> None:
    job = a_round(station)
    other = other_terminal(station, clock)
    type_on(a_round(other), "365 98 0")
    type_on(job, "366 97 0 <up><right><delete>")
    (one,) = held(station, 0)
    assert told(one)[T] == 365
    assert station.drafts() == ()
    other.close_log()


def test_typing_on_an_entered_row_is_a_repeat_reading_and_both_are_kept(station: Station) -> None:
    job = type_on(a_round(station), "384 97 0")
    type_on(job, "<up><right> 369 <enter>")
    assert [told(one)[T] for one in held(station, 0)] == [384, 369]
    assert job.state.at == 1


def test_backspace_before_the_first_field_reopens_my_last_row_and_corrects_it_as_typing(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0")
    type_on(job, "<backspace> <left><left> <backspace> 365 <enter>")
    (one,) = held(station, 0)
    assert told(one) == {T: 365, S: 97, O2: 0}
    assert one.symptoms == ()
    kept = station.person(station.by_code("R000").id).kept
    assert Why.TYPING in {k.why for k in kept}
    assert job.state.at == 1


def test_after_two_minutes_a_correction_wants_its_reason(station: Station, clock: FixedClock) -> None:
    job = type_on(a_round(station), "366 97 0")
    clock.move(timedelta(minutes=3))
    type_on(job, "<backspace> <left><left> <backspace> 365")
    (one,) = held(station, 0)
    assert told(one)[T] == 366
    assert 0 in job.storing.unexplained
    type_on(job, "<enter>")
    assert "Not corrected yet: 1-01" in words_below(job)
    type_on(job, "<up><right><f4> 3 <enter>")
    type_on(job, "<enter>")
    (one,) = held(station, 0)
    assert told(one)[T] == 365
    assert job.storing.unexplained == {}


def test_f4_corrects_what_somebody_else_entered_with_a_reason(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "365 98 0")
    type_on(a_round(station), "<up><right> <f4>3<enter> <left> <backspace> 97 <enter>")
    (one,) = held(station, 0)
    assert told(one) == {T: 365, S: 97, O2: 0}
    other.close_log()


def test_a_row_of_the_wrong_person_is_taken_off(station: Station) -> None:
    type_on(a_round(station), "366 97 0 <up><right><f4>2<enter>")
    assert held(station, 0) == []
    statuses = {k.status for k in station.person(station.by_code("R000").id).kept}
    assert statuses == {"void"}


def test_f6_twice_takes_back_my_last_row(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0 365 98 0")
    type_on(job, "<f6>")
    assert len(held(station, 1)) == 1
    type_on(job, "<f6>")
    assert held(station, 1) == []
    assert len(held(station, 0)) == 1
    assert 1 not in job.state.rows


def test_f6_behind_a_correction_takes_that_back_and_the_row_shows_what_the_log_holds(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0 <backspace> <left> <backspace> 95 <enter>")
    assert told(held(station, 0)[0])[S] == 95
    type_on(job, "<f6><f6>")
    assert told(held(station, 0)[0]) == {T: 366, S: 97, O2: 0}
    assert {r.quantity: r.value for r in job.state.rows[0].readings} == {T: 366, S: 97, O2: 0}
    assert job.said is not None
    assert job.said.code == "sheet.undone_change"


def status(job: RoundJob, at: int) -> str:
    """A person's line as it is painted at 120 columns."""
    return "".join(piece for piece, _ in painted(job, at, layout(120)))


def test_a_repeat_taken_back_leaves_the_earlier_observation_on_its_row_with_its_mark(station: Station) -> None:
    job = type_on(a_round(station), "366 92 c<enter>")
    before = status(job, 0)
    assert "!! review" in before
    type_on(job, "<up><right> 389 91 c<enter> <f6><f6>")
    assert [told(one)[T] for one in held(station, 0)] == [366]
    assert status(job, 0) == before
    type_on(job, "<f6><f6>")
    assert held(station, 0) == []
    assert "366" not in status(job, 0)
    assert "taken back" in status(job, 0)


def test_what_was_entered_before_and_taken_back_stands_on_its_row_no_more(station: Station) -> None:
    type_on(a_round(station), "385 97 0")
    job = type_on(a_round(station), "<f6><f6>")
    assert held(station, 0) == []
    assert status(job, 0).count("38.5") == 1  # the last value before, dimmed in a column of its own
    assert "taken back" in status(job, 0)


@pytest.mark.parametrize("corrected", ["<backspace> 97+ 0", "+ 0 <backspace> <left> <backspace> 97 <enter>"])
def test_the_mark_of_a_row_follows_the_value_that_stands_after_a_correction(station: Station, corrected: str) -> None:
    job = type_on(a_round(station), "366 70")
    assert "!!! URGENT" in status(job, 0)
    type_on(job, corrected)
    assert told(held(station, 0)[0])[S] == 97
    assert "!!" not in status(job, 0)


def test_a_row_taken_off_by_mistake_comes_back_with_f6(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0 <up><right><f4>2<enter>")
    assert held(station, 0) == []
    type_on(job, "<f6><f6>")
    assert told(held(station, 0)[0]) == {T: 366, S: 97, O2: 0}
    assert {r.quantity: r.value for r in job.state.rows[0].readings} == {T: 366, S: 97, O2: 0}


def test_oxygen_that_was_not_measured_is_not_said_to_be_given(station: Station) -> None:
    job = type_on(a_round(station), "/R002<enter> --2")
    assert "on oxygen" not in words_below(job)
    assert "oxygen asleep" in words_below(job)


def test_six_people_in_a_minute_ask_whether_they_come_from_paper(tmp_path: Path) -> None:
    station = a_home(tmp_path / "paper", the_clock(), residents=8)
    job = a_round(station)
    type_on(job, "366 97 0 " * 5)
    assert job.hurried() == 0
    type_on(job, "366 97 0")
    assert job.hurried() == 6
    type_on(job, "<f7> 0805 <enter>")
    for n in range(6):
        (one,) = held(station, n)
        assert station.local(one.happened_at).strftime("%H:%M") == "08:05"
    assert job.hurried() == 0
    station.close_log()


def test_catching_up_from_paper_keeps_both_times(station: Station, clock: FixedClock) -> None:
    measured = MORNING - timedelta(minutes=50)
    type_on(a_round(station, at=measured, catch_up=True), "366 97 0")
    (one,) = held(station, 0)
    assert (one.happened_at, one.recorded_at, one.way) == (measured, MORNING, Way.PAPER)


def test_while_another_terminal_holds_the_book_the_row_waits_and_the_cursor_goes_on(station: Station) -> None:
    job = a_round(station)
    holder = Station.open(station.home, the_clock(seed=9), "N02")
    station.log.set_patience(1)
    with holder.log.batch():
        type_on(job, "366 97 0 365 98")
        assert job.state.at == 1
        assert job.pending() == 1
    job.retry()
    assert job.pending() == 0
    (one,) = held(station, 0)
    assert told(one) == {T: 366, S: 97, O2: 0}
    type_on(job, "0")
    (one,) = held(station, 1)
    assert told(one) == {T: 365, S: 98, O2: 0}
    holder.close_log()


def test_nobody_leaves_while_something_typed_is_stored_nowhere(station: Station) -> None:
    job = a_round(station)
    holder = Station.open(station.home, the_clock(seed=9), "N02")
    station.log.set_patience(1)
    with holder.log.batch():
        type_on(job, "391 <escape><escape>")
        assert not job.left
        assert job.said is not None
        assert job.said.code == "sheet.cannot_leave"
    type_on(job, "<escape>")
    assert job.left
    assert told(held(station, 0)[0]) == {T: 391}
    holder.close_log()


def test_who_measured_and_with_which_device_goes_with_every_value(station: Station) -> None:
    type_on(a_round(station), "<f5>n02<enter> <f5><f5>cart7<enter> 366 97 0")
    (one,) = held(station, 0)
    assert one.measured_by == station.by_code("N02").id
    assert {r.device for r in one.readings if r.quantity is not O2} == {"cart7"}


def test_a_moved_bed_is_a_note_and_the_order_and_the_cursor_stay(station: Station, clock: FixedClock) -> None:
    job = type_on(a_round(station), "366")
    order = [p.person.id for p in job.sheet.people]
    other = other_terminal(station, clock)
    away, elsewhere = other.by_code("R002"), other.by_code("R000")
    other.put([replace(elsewhere, bed="9-01")])
    other.move(away.id, Presence.HOSPITAL)
    job.tick()
    assert job.moved == {0: Note("9-01", Presence.PRESENT), 2: Note("1-03", Presence.HOSPITAL)}
    assert [p.person.id for p in job.sheet.people] == order
    type_on(job, "97 0")
    (one,) = held(station, 0)
    assert told(one) == {T: 366, S: 97, O2: 0}
    other.put([elsewhere])
    other.move(away.id, Presence.PRESENT)
    job.tick()
    assert job.moved == {}
    other.close_log()
