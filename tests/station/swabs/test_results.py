"""A sample goes out, its result comes back, and nothing is ever entered twice or for somebody else."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.model.swabs import Finding, Label, NotTaken, Target
from carelog.station.desk import Station
from carelog.station.happened import Ids
from carelog.station.swabs.results import LOOK_BACK, Told, all_of, sample_of, some_positive
from tests.station.support import later

P, M, A = Method.PCR, Method.MULTIPLEX, Method.ANTIGEN
POSITIVE, NEGATIVE, INVALID = Result.POSITIVE, Result.NEGATIVE, Result.INVALID


def who(station: Station, code: str = "3-1") -> str:
    return station.by_code(code).id


def out(station: Station, code: str = "3-1", method: Method = P, tube: str = "1") -> str:
    """Somebody's sample on its way."""
    return station.swabs.take(sample_of(who(station, code), method, Label(pool="P1", tube=tube)), station.now())


def answer(station: Station, sample: str, result: Result = POSITIVE, code: str = "3-1") -> None:
    told = next(s for s in station.swabs.pending() if s.entry == sample)
    found = all_of(told.targets, result)
    station.swabs.record(Told(who(station, code), told.method, found, told.taken_at, told.label, sample))


def results(station: Station, code: str = "3-1") -> list[Swabbed]:
    return [deed.body for deed in station.log.deeds("swabbed", who(station, code))]


def test_a_sample_waits_until_its_result_and_keeps_the_time_it_was_taken(station: Station, clock: FixedClock) -> None:
    sample = out(station, tube="7")
    taken = station.now()
    later(clock, 26 * 60)
    (waiting,) = station.swabs.pending()
    assert (waiting.entry, waiting.taken_at, waiting.label) == (sample, taken, Label("", "P1", "7"))
    answer(station, sample)
    assert station.swabs.pending() == ()
    (deed,) = station.log.deeds("swabbed", who(station))
    assert (deed.at, deed.body.sample, deed.body.tube) == (taken, sample, "7")


def test_samples_wait_the_oldest_first_each_with_its_person(station: Station, clock: FixedClock) -> None:
    first = out(station, "3-4", tube="1")
    later(clock, 5)
    second = out(station, "3-1", tube="2")
    assert [(s.entry, s.person) for s in station.swabs.pending()] == [
        (first, who(station, "3-4")), (second, who(station, "3-1")),
    ]  # fmt: skip
    assert [s.entry for s in station.swabs.pending(who(station, "3-1"))] == [second]


def test_a_multiplex_is_one_act_with_an_entry_for_each_target_and_judged_as_one(station: Station) -> None:
    found = some_positive(tuple(Target), ["influenza_a"])
    step = station.swabs.record(Told(who(station), M, found, station.now(), Label("LOT1")))
    deeds = station.log.deeds("swabbed", who(station))
    assert len({deed.act for deed in deeds}) == 1
    assert {d.body.target: d.body.result for d in deeds} == {
        t: POSITIVE if t is Target.INFLUENZA_A else NEGATIVE for t in Target
    }
    assert {d.body.lot for d in deeds} == {"LOT1"}
    assert step is not None
    assert step.severity is Severity.REVIEW
    assert Task.ISOLATE in step.tasks


def test_one_key_takes_back_a_whole_multiplex(station: Station) -> None:
    station.swabs.record(Told(who(station), M, some_positive(tuple(Target), ["rsv"]), station.now()))
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert results(station) == []


def test_the_result_of_a_sample_taken_back_leaves_it_waiting_again(station: Station) -> None:
    sample = out(station)
    answer(station, sample)
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert [s.entry for s in station.swabs.pending()] == [sample]


def test_a_sample_is_answered_once(station: Station) -> None:
    sample = out(station)
    told = Told(who(station), P, all_of(("sars_cov_2",), NEGATIVE), station.now(), sample=sample)
    station.swabs.record(told)
    with pytest.raises(Refusal) as refused:
        station.swabs.record(told)
    assert refused.value.code == "tests.no_sample"
    assert len(results(station)) == 1


def test_a_sample_is_never_answered_for_somebody_else(station: Station) -> None:
    sample = out(station, "3-4")
    with pytest.raises(Refusal) as refused:
        answer(station, sample, code="3-1")
    assert refused.value.code == "tests.no_sample"
    assert results(station, "3-1") == results(station, "3-4") == []


def test_trying_again_under_the_same_ids_stores_nothing_twice(station: Station) -> None:
    ids = Ids(station.new_id(), station.new_id())
    told = Told(who(station), A, all_of(("sars_cov_2",), NEGATIVE), station.now())
    for _ in range(2):
        station.swabs.record(told, ids)
        station.swabs.take(sample_of(who(station), P), station.now(), Ids(ids.act, ids.entry[:-1] + "0"))
    assert len(results(station)) == 1
    assert len(station.swabs.pending()) == 1


def test_who_was_not_swabbed_is_listed_with_the_reason_and_judged_by_nothing(station: Station) -> None:
    station.swabs.not_taken(who(station), NotTaken.REFUSED, "明天再问")
    now = station.now()
    (one,) = station.swabs.missed(now - timedelta(hours=1), now + timedelta(hours=1))
    assert (one.person, one.why) == (who(station), NotTaken.REFUSED)
    assert station.swabs.missed(now + timedelta(hours=1), now + timedelta(hours=2)) == ()
    assert station.log.steps_at(now).get(who(station)) is None


@pytest.mark.parametrize(
    ("findings", "label", "code"),
    [
        ((), Label(), "tests.targets_twice"),
        ((Finding("rsv", NEGATIVE), Finding("rsv", POSITIVE)), Label(), "tests.targets_twice"),
        ((Finding("rsv", POSITIVE, 9),), Label(), "tests.ct_range"),
        ((Finding("rsv", POSITIVE, 601),), Label(), "tests.ct_range"),
        ((Finding("rsv", POSITIVE),), Label(tube="9" * 41), "tests.label_long"),
    ],
)
def test_what_no_laboratory_writes_is_refused(
    station: Station, findings: tuple[Finding, ...], label: Label, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        station.swabs.record(Told(who(station), M, findings, station.now(), label))
    assert refused.value.code == code
    assert results(station) == []


def test_nobody_who_left_is_swabbed(station: Station) -> None:
    station.move(who(station), Presence.LEFT)
    with pytest.raises(Refusal):
        out(station)
    with pytest.raises(Refusal):
        station.swabs.not_taken(who(station), NotTaken.OUT)


def test_a_sample_of_weeks_ago_is_not_waited_for_any_more(station: Station, clock: FixedClock) -> None:
    out(station)
    clock.move(LOOK_BACK)
    assert len(station.swabs.pending()) == 1
    clock.move(timedelta(minutes=1))
    assert station.swabs.pending() == ()
    assert station.swabs.pending(who(station)) == ()


def test_a_screen_reads_the_ct_as_it_was_told(station: Station) -> None:
    station.swabs.record(Told(who(station), P, (Finding("sars_cov_2", POSITIVE, 315),), station.now()))
    assert results(station)[0].ct_tenths == 315
