"""What a round that is opened finds: rows left half typed, by me or by another nurse."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.reading import Quantity
from carelog.station.desk import Station

from .homes import MORNING, a_round, held, other_terminal, told, type_on

if TYPE_CHECKING:
    from carelog.clock import FixedClock
    from carelog.station.desk import Station

T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


def test_what_is_half_done_is_a_draft_and_no_entry(station: Station) -> None:
    type_on(a_round(station), "366 97")
    assert held(station, 0) == []
    (draft,) = station.drafts()
    assert {r.quantity: r.value for r in draft.readings} == {T: 366, S: 97, O2: 0}


def test_after_a_killed_terminal_the_round_stands_where_it_was_and_waits_for_a_look(station: Station) -> None:
    type_on(a_round(station), "366 97 0 368 9")
    again = a_round(station)
    assert again.state.at == 1
    assert told_of_row(again, 1) == {T: 368}
    assert again.state.parked
    type_on(again, "97")
    assert again.state.stop is not None
    type_on(again, "<escape> 96 0")
    (one,) = held(station, 1)
    assert told(one) == {T: 368, S: 96, O2: 0}
    assert station.drafts() == ()


def told_of_row(job: object, at: int) -> dict[Quantity, int | None]:
    return {r.quantity: r.value for r in job.state.rows[at].readings}  # type: ignore[attr-defined]  # a RoundJob


def test_the_draft_of_a_row_whose_alarm_is_stored_goes_on_in_the_same_observation(station: Station) -> None:
    type_on(a_round(station), "391 96")
    again = a_round(station)
    assert told_of_row(again, 0) == {T: 391, S: 96, O2: 0}
    type_on(again, "<space> 0")
    (one,) = held(station, 0)
    assert told(one) == {T: 391, S: 96, O2: 0}
    assert one.symptoms == ()


def test_a_row_of_which_only_the_alarm_was_stored_is_not_finished_and_goes_on(station: Station) -> None:
    type_on(a_round(station), "391")
    again = a_round(station)
    assert again.state.at == 0
    type_on(again, "<right> 96 0")
    (one,) = held(station, 0)
    assert told(one) == {T: 391, S: 96, O2: 0}


def test_a_draft_of_somebody_else_is_shown_and_nothing_of_it_is_in_my_row(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "366 97")
    job = a_round(station)
    assert job.storing.foreign[0].author == other.actor().id
    assert job.state.rows == {}
    other.close_log()


def test_f12_goes_on_with_what_another_nurse_left_and_she_stays_who_measured(
    station: Station, clock: FixedClock
) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "366 97")
    clock.move(timedelta(minutes=5))
    job = type_on(a_round(station), "<f12>")
    assert told_of_row(job, 0) == {T: 366, S: 97, O2: 0}
    assert [draft.author for draft in station.drafts()] == [station.actor().id]
    type_on(job, "c<enter>")
    (one,) = held(station, 0)
    assert told(one) == {T: 366, S: 97, O2: 0}
    assert one.symptoms == ("cough",)
    assert (one.recorded_by, one.measured_by) == (station.actor().id, other.actor().id)
    assert one.happened_at == MORNING
    assert station.drafts() == ()
    other.close_log()


def test_who_left_a_row_and_types_on_is_told_that_it_was_taken_over(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    theirs = type_on(a_round(other), "366 97")
    type_on(a_round(station), "<f12>0")
    type_on(theirs, "0")
    conflict = theirs.storing.trays[0].conflict
    assert conflict is not None
    assert conflict.by == "N01"
    assert len(held(station, 0)) == 1
    other.close_log()


def test_a_row_taken_over_behind_an_alarm_already_stored_does_not_store_the_alarm_again(
    station: Station, clock: FixedClock
) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "391 96")
    job = type_on(a_round(station), "/R000<enter><f12>")
    assert told_of_row(job, 0) == {T: 391, S: 96, O2: 0}
    type_on(job, "0")
    assert [told(one) for one in held(station, 0)] == [{T: 391}, {S: 96, O2: 0}]
    other.close_log()


def test_a_row_left_long_ago_is_stored_at_its_own_time_and_what_i_measure_now_is_mine(
    station: Station, clock: FixedClock
) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "366")
    clock.move(timedelta(minutes=20))
    type_on(a_round(station), "<f12> 97 0")
    first, second = held(station, 0)
    assert (told(first), first.happened_at, first.measured_by) == ({T: 366}, MORNING, other.actor().id)
    assert (told(second), second.measured_by) == ({S: 97, O2: 0}, None)
    assert station.drafts() == ()
    other.close_log()


def test_a_row_its_author_has_finished_meanwhile_cannot_be_taken_over(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    theirs = type_on(a_round(other), "366 97")
    job = a_round(station)
    type_on(theirs, "0")
    type_on(job, "<f12>")
    assert job.said is not None
    assert job.said.code == "sheet.draft_gone"
    assert job.state.rows == {}
    assert len(held(station, 0)) == 1
    other.close_log()


def test_where_nobody_left_anything_f12_stops_the_sheet(station: Station) -> None:
    job = type_on(a_round(station), "<f12>")
    assert job.state.stop is not None
    assert job.state.stop.code == "sheet.stop_no_draft"


def test_my_own_draft_keeps_who_measured(station: Station) -> None:
    type_on(a_round(station), "<f5>n02<enter> 366 97")
    type_on(a_round(station), "<space>0")
    (one,) = held(station, 0)
    assert one.measured_by == station.by_code("N02").id


def test_a_draft_older_than_a_quarter_of_an_hour_keeps_its_time_and_takes_no_new_reading(
    station: Station, clock: FixedClock
) -> None:
    job = type_on(a_round(station), "366")
    clock.move(timedelta(minutes=20))
    type_on(job, "97 0")
    first, second = held(station, 0)
    assert (told(first), first.happened_at) == ({T: 366}, MORNING)
    assert (told(second), second.happened_at) == ({S: 97, O2: 0}, MORNING + timedelta(minutes=20))
