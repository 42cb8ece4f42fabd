"""What is told to the station is in the log, once, under its author, and can be taken back or corrected."""

from datetime import timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Why
from carelog.model.observation import Observed
from carelog.model.person import Kind, Presence
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.station.rows import Conflict, Saved

from .support import later, readings, row, tell


def severity(station: Station, code: str) -> Severity:
    return next(r.severity for r in station.board().rows if r.person.code == code)


def test_a_normal_resident_has_nothing_found(station: Station) -> None:
    assert tell(station, "3-1").severity is Severity.NONE
    assert severity(station, "3-1") is Severity.NONE


def test_a_value_left_out_is_not_known_never_fine(station: Station) -> None:
    tell(station, "3-1", spo2=None)
    tell(station, "3-2", symptoms=None)
    assert severity(station, "3-1") is Severity.NOT_KNOWN
    assert severity(station, "3-2") is Severity.NOT_KNOWN


def test_a_low_spo2_is_urgent_the_moment_it_is_stored(station: Station) -> None:
    saved = tell(station, "3-1", spo2=88)
    assert saved.severity is Severity.URGENT
    assert severity(station, "3-1") is Severity.URGENT


def test_an_alarming_value_does_not_wait_for_the_rest_of_its_row(station: Station) -> None:
    sheet = station.open_round()
    saved = station.keep(row(station, "3-1", sheet.key, readings=readings(spo2=88)))
    assert saved is not None
    assert severity(station, "3-1") is Severity.URGENT
    assert station.drafts() == ()


def test_a_harmless_value_waits_as_a_draft_and_is_on_no_board(station: Station) -> None:
    sheet = station.open_round()
    draft = row(station, "3-1", sheet.key, readings=readings(366))
    assert station.keep(draft) is None
    assert station.drafts() == (draft,)
    assert station.log.latest(station.now(), Kind.RESIDENT) == {}


def test_the_rest_of_a_row_joins_its_alarming_value_as_one_observation(station: Station) -> None:
    sheet = station.open_round()
    first = row(station, "3-1", sheet.key, readings=readings(391))
    station.keep(first)
    rest = first._replace(entry=station.new_id(), readings=readings(spo2=95), symptoms=("cough",))
    station.finish(rest)
    (seen,) = station.person(first.person).observations
    assert {r.quantity for r in seen.readings} == {Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN}
    assert seen.symptoms == ("cough",)


def test_a_row_stored_twice_under_the_same_id_is_there_once(station: Station) -> None:
    sheet = station.open_round()
    done = row(station, "3-1", sheet.key, readings=readings(366, 97), symptoms=())
    station.finish(done)
    station.finish(done)
    assert len(station.person(done.person).observations) == 1


def test_a_draft_left_by_a_killed_terminal_is_offered_again(station: Station, clock: FixedClock) -> None:
    sheet = station.open_round()
    draft = row(station, "3-1", sheet.key, readings=readings(366))
    station.keep(draft)
    again = Station.open(station.home, clock, "N01")
    assert again.drafts() == (draft,)
    again.finish(draft._replace(symptoms=()))
    assert again.drafts() == ()


def test_two_nurses_at_one_bed_the_second_is_told_who_entered_it(station: Station, clock: FixedClock) -> None:
    other = Station.open(station.home, clock, "N02")
    mine, theirs = station.open_round(), other.open_round()
    other.finish(row(other, "3-1", theirs.key, readings=readings(365, 96), symptoms=()))
    later(clock, 1)
    answer = station.finish(row(station, "3-1", mine.key, readings=readings(366, 97), symptoms=()))
    assert isinstance(answer, Conflict)
    assert answer.by == "N02"
    assert len(station.person(station.by_code("3-1").id).observations) == 1


def test_the_second_nurse_may_keep_her_value_as_a_repeat(station: Station, clock: FixedClock) -> None:
    other = Station.open(station.home, clock, "N02")
    mine, theirs = station.open_round(), other.open_round()
    other.finish(row(other, "3-1", theirs.key, readings=readings(365, 96), symptoms=()))
    later(clock, 1)
    kept = station.finish(row(station, "3-1", mine.key, readings=readings(366, 97), symptoms=()), repeat=True)
    assert isinstance(kept, Saved)
    assert len(station.person(station.by_code("3-1").id).observations) == 2


def test_an_act_taken_back_leaves_the_board_as_it_was(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    before = severity(station, "3-1")
    later(clock, 30)
    tell(station, "3-1", spo2=88)
    last = station.last_act()
    assert last is not None
    station.undo(last.act)
    assert severity(station, "3-1") is before
    kept = station.person(station.by_code("3-1").id).kept
    assert [(k.status, k.struck_by) for k in kept] == [("undone", "N01"), ("current", "")]
    assert kept[0].struck_at == clock.now()


def test_what_was_taken_back_cannot_be_taken_back_again(station: Station) -> None:
    saved = tell(station, "3-1")
    station.undo(saved.act)
    with pytest.raises(Refusal, match=r"log\.undone"):
        station.undo(saved.act)


def test_a_slip_of_the_finger_is_corrected_and_both_values_stay(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", 396)
    later(clock, 1)
    person = station.by_code("3-1").id
    fixed = Observed(person, None, readings(366, 97), ())
    station.correct(saved.entry, Why.TYPING, fixed)
    view = station.person(person)
    assert [k.status for k in view.kept] == ["corrected"] or {k.status for k in view.kept} == {"corrected", "current"}
    newest = view.observations[0].last(Quantity.TEMPERATURE)
    assert newest is not None
    assert newest.value == 366


def test_what_was_corrected_once_is_corrected_again_and_keeps_the_time_told_for_it(
    station: Station, clock: FixedClock
) -> None:
    saved = tell(station, "3-1", spo2=70)
    later(clock, 1)
    measured = station.now() - timedelta(minutes=40)
    station.from_paper([saved.act], measured)
    person = station.by_code("3-1").id
    (standing,) = [k.seen for k in station.person(person).kept if k.status == "current"]
    station.correct(standing.entry, Why.TYPING, Observed(person, None, readings(366, 97), ()))
    (one,) = station.person(person).observations
    newest = one.last(Quantity.SPO2)
    assert newest is not None
    assert newest.value == 97
    assert one.happened_at == measured


def test_an_observation_of_the_wrong_person_is_voided(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", spo2=88)
    later(clock, 1)
    station.correct(saved.entry, Why.WRONG_PERSON, None)
    assert station.person(station.by_code("3-1").id).observations == ()
    assert severity(station, "3-1") is Severity.NOT_KNOWN


def test_rows_typed_from_paper_get_the_time_they_were_measured(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1")
    measured = clock.now() - timedelta(hours=2)
    later(clock, 1)
    station.from_paper([saved.act], measured)
    (seen,) = station.person(station.by_code("3-1").id).observations
    assert seen.happened_at == measured


def test_several_rows_from_paper_are_taken_back_by_one_undo(station: Station, clock: FixedClock) -> None:
    acts = [tell(station, code).act for code in ("3-1", "3-2")]
    typed = clock.now()
    later(clock, 1)
    station.from_paper(acts, typed - timedelta(hours=2))
    last = station.last_act()
    assert last is not None
    assert last.person == ""
    station.undo(last.act)
    for code in ("3-1", "3-2"):
        (seen,) = station.person(station.by_code(code).id).observations
        assert seen.happened_at == typed


def test_a_late_value_never_becomes_the_latest(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366)
    later(clock, 10)
    tell(station, "3-1", 359, at=clock.now() - timedelta(hours=1))
    latest = next(r.latest for r in station.board().rows if r.person.code == "3-1")
    assert latest is not None
    assert latest.temperature_tenths_c == 366


def test_a_time_that_has_not_come_is_refused(station: Station) -> None:
    with pytest.raises(Refusal, match=r"station\.ahead"):
        tell(station, "3-1", at=station.now() + timedelta(hours=1))


def test_a_person_in_hospital_is_away_and_not_on_the_sheet(station: Station) -> None:
    person = station.by_code("3-2")
    station.move(person.id, Presence.HOSPITAL)
    assert "3-2" not in [p.person.code for p in station.open_round().people]
    station.move(person.id, Presence.PRESENT)
    assert "3-2" in [p.person.code for p in station.open_round().people]


def test_nobody_signed_in_can_look_but_not_write(tmp_path: Path, station: Station, clock: FixedClock) -> None:
    looking = Station.open(station.home, clock)
    assert len(looking.board().rows) == 4
    with pytest.raises(Refusal, match=r"station\.who"):
        tell(looking, "3-1")


def test_a_code_nobody_has_is_refused(station: Station, clock: FixedClock) -> None:
    with pytest.raises(Refusal, match=r"station\.nobody"):
        Station.open(station.home, clock, "N99")
    with pytest.raises(Refusal, match=r"station\.no_person"):
        station.by_code("9-9")


def test_what_was_folded_ahead_decides_as_a_whole_refold_does(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 375)
    tell(station, "3-2", 375)
    later(clock, 20)
    again = Station.open(station.home, clock, "N01")
    assert not again.foresee(again.by_code("3-1").id)
    again.warm()
    assert again.foresee(again.by_code("3-1").id)
    ahead, refolded = tell(again, "3-1", 376), tell(again, "3-2", 376)
    assert ahead.step is not None
    assert refolded.step is not None
    assert (ahead.step.severity, ahead.step.tasks) == (refolded.step.severity, refolded.step.tasks)


def test_people_written_down_from_a_file_are_not_taken_back_by_a_key(station: Station) -> None:
    assert station.last_act() is None
    saved = tell(station, "3-1")
    last = station.last_act()
    assert last is not None
    assert last.act == saved.act
