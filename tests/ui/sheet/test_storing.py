"""What became of each line: stored once under its ids, held back in order, or waiting for a reason."""

from datetime import timedelta

from carelog.clock import FixedClock
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.ui.sheet.state import Amend, Finish, Keep

from .homes import a_round, held, other_terminal, told, type_on
from .typed_rounds import O2, S, T


def test_an_ordinary_value_is_a_draft_and_no_entry_until_the_row_is_finished(station: Station) -> None:
    job = type_on(a_round(station), "366 97")
    assert held(station, 0) == []
    (draft,) = station.drafts()
    assert draft.entry == job.storing.trays[0].entry
    type_on(job, "0")
    assert held(station, 0)[0].entry == draft.entry
    assert station.drafts() == ()


def test_an_alarm_is_stored_under_the_id_its_draft_had_and_the_rest_gets_the_next(station: Station) -> None:
    job = type_on(a_round(station), "391")
    tray = job.storing.trays[0]
    first = held(station, 0)[0].entry
    assert [part.entry for part in tray.parts] == [first]
    assert tray.entry != first
    assert job.storing.severity[0] >= Severity.REVIEW


def test_of_two_drafts_that_wait_only_the_newer_is_stored_and_a_finished_row_goes_before_both(
    station: Station, clock: FixedClock
) -> None:
    other = other_terminal(station, clock)
    job = a_round(station)
    station.log.set_patience(0)
    with other.log.act(other.actor().id, clock.now(), other.new_id):
        type_on(job, "391 96 0 392")
        waiting = {at: [type(act) for act in acts] for at, acts in job.storing.waiting.items()}
        assert waiting == {0: [Finish], 1: [Keep]}
        assert job.storing.refusal is not None
        assert job.storing.refusal.code == "log.busy"
    job.retry()
    assert job.storing.waiting == {}
    assert [told(one) for one in held(station, 0)] == [{T: 391, S: 96, O2: 0}]
    other.close_log()


def test_trying_again_with_nothing_waiting_stores_nothing(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0")
    before = station.log.head()
    assert job.storing.retry() == []
    assert station.log.head() == before


def test_a_late_correction_waits_for_its_reason_and_the_log_still_says_the_old_value(
    station: Station, clock: FixedClock
) -> None:
    job = type_on(a_round(station), "366 97 0")
    clock.move(timedelta(minutes=3))
    type_on(job, "<up><space><backspace><left><left><backspace>371")
    assert isinstance(job.storing.unexplained.get(0), Amend)
    assert told(held(station, 0)[0])[T] == 366


def test_mine_let_go_leaves_what_the_other_entered_and_no_draft(station: Station, clock: FixedClock) -> None:
    job, other = a_round(station), other_terminal(station, clock)
    type_on(a_round(other), "371 96 0")
    type_on(job, "366 97 0")
    assert job.storing.undecided() == 1
    assert job.storing.let_go(0)
    assert not job.storing.let_go(0)
    assert job.storing.undecided() == 0
    assert [told(one)[T] for one in held(station, 0)] == [371]
    assert station.drafts() == ()
    other.close_log()


def test_mine_kept_as_a_repeat_stands_beside_the_first(station: Station, clock: FixedClock) -> None:
    job, other = a_round(station), other_terminal(station, clock)
    type_on(a_round(other), "371 96 0")
    type_on(job, "366 97 0")
    assert job.storing.again(0) == {0}
    assert job.storing.again(0) == set()
    assert [(told(one)[T], one.recorded_by) for one in held(station, 0)] == [
        (371, other.actor().id),
        (366, station.actor().id),
    ]
    other.close_log()


def test_an_act_that_was_no_row_of_this_round_belongs_to_no_line(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0")
    assert job.storing.undone("no-such-act") is None
    act = job.storing.trays[0].act
    assert job.storing.undone(act) == 0
    assert job.storing.undone(act) is None
    assert job.storing.undone_lines == {0}
