"""What was entered means the same, whoever entered it, in whatever order, on whichever terminal."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.assessment import Assessed, open_alerts
from carelog.model.deeds import Why
from carelog.model.observation import Observed
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.station import recording
from carelog.station.desk import Station

from .conftest import MORNING, PLAN, resident
from .decisions import NONE, NOT_KNOWN, URGENT, entries, meaning, replayed, row, stored
from .support import later, readings, tell

SCALE_2: dict[str, Any] = {"spo2_scale": 2, "scale_by": "Dr. Li", "scale_on": date(2026, 1, 2)}


@pytest.fixture
def other(station: Station, clock: FixedClock) -> Iterator[Station]:
    opened = Station.open(station.home, clock, "N02")
    yield opened
    opened.close_log()


# an assessment is written only when it says something new


def test_a_decision_is_written_with_the_first_value_and_not_again_while_nothing_changes(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1")
    assert len(entries(station, "3-1")) == 1
    for _ in range(4):
        later(clock, 300)
        tell(station, "3-1", 367, 96)
    assert len(entries(station, "3-1")) == 1
    later(clock, 300)
    tell(station, "3-1", symptoms=("cough",))
    assert len(entries(station, "3-1")) == 2


def test_a_decision_belongs_to_the_act_of_its_value_and_names_the_rules_that_decided(station: Station) -> None:
    saved = tell(station, "3-1", spo2=88)
    (decided,) = entries(station, "3-1")
    body = station.log.body(decided.id)
    assert isinstance(body, Assessed)
    assert (decided.act, decided.recorded_by) == (saved.act, station.actor().id)
    assert (body.protocol, body.since, body.steps[0].severity) == (station.used.sha256, station.now(), URGENT)
    assert saved.step == body.steps[0]


def test_a_name_corrected_changes_no_decision_and_a_clinicians_scale_does(station: Station, clock: FixedClock) -> None:
    tell(station, "3-4", spo2=90, oxygen=20)
    early = station.now()
    assert row(station, "3-4").severity is URGENT
    before = len(entries(station, "3-4"))
    later(clock, 5)
    station.put([replace(station.by_code("3-4"), name="王方")])
    assert len(entries(station, "3-4")) == before
    station.put([replace(station.by_code("3-4"), **SCALE_2)])
    tell(station, "3-1", spo2=90, oxygen=20)
    for code in ("3-4", "3-1") * 2:
        later(clock, 150)
        tell(station, code, spo2=90, oxygen=20)
    assert row(station, "3-4").improving, "90 is in the target of the second scale"
    assert not row(station, "3-1").improving
    assert not row(station, "3-4", early).improving, "what was decided then stays decided"


# values that come late


def test_a_low_value_of_an_hour_ago_found_on_paper_raises_its_alert_now(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, 97)
    later(clock, 60)
    saved = tell(station, "3-1", 366, 88, at=MORNING - timedelta(minutes=30))
    assert saved.severity is URGENT
    found = row(station, "3-1")
    assert (found.severity, found.open_alert) == (URGENT, True)
    assert {f.episode for f in found.fired if f.rule == "S-02b"} == {saved.entry}
    assert row(station, "3-1", MORNING - timedelta(minutes=20)).severity is URGENT


def told_in(folder: Path, values: list[tuple[int, int, int]], order: list[int], end: int) -> Station:
    """A home told (minute, temperature, SpO2) in some order, each when it happened or late, until a minute."""
    clock = FixedClock(MORNING)
    home = Station.found(folder, clock, PLAN)
    home.put([resident(clock, "3-1")])
    late = order != sorted(order)
    if late:
        later(clock, end)
    for n in order:
        minute, temperature, spo2 = values[n]
        at = MORNING + timedelta(minutes=minute)
        if not late:
            clock.move(at - clock.now())
        tell(home, "3-1", temperature, spo2, at=at)
    clock.move(MORNING + timedelta(minutes=end) - clock.now())
    return home


@pytest.mark.parametrize("order", [[2, 1, 0, 3], [3, 0, 2, 1], [1, 2, 3, 0]])
@pytest.mark.parametrize(
    "values",
    [
        [(0, 366, 97), (40, 366, 88), (340, 366, 97), (640, 366, 97)],
        [(0, 375, 97), (35, 376, 97), (300, 366, 96), (600, 364, 97)],
        [(0, 366, 93), (4, 366, 96), (8, 366, 97), (400, 366, 97)],
    ],
    ids=["low oxygen", "fever confirmed", "repeat withdraws"],
)
def test_the_order_in_which_paper_is_typed_changes_no_decision(
    tmp_path: Path, values: list[tuple[int, int, int]], order: list[int]
) -> None:
    in_time = told_in(tmp_path / "a", values, [0, 1, 2, 3], 700)
    jumbled = told_in(tmp_path / "b", values, order, 700)
    assert meaning(stored(jumbled, "3-1")) == meaning(stored(in_time, "3-1"))
    in_time.close_log()
    jumbled.close_log()


def open_for_forty_days(station: Station, clock: FixedClock) -> str:
    """An alert nobody has closed, good values every day since; the entry that began it."""
    began = tell(station, "3-1", spo2=88).entry
    for _ in range(40):
        later(clock, 24 * 60)
        tell(station, "3-1")
    return began


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=2), timedelta(days=3)])
def test_a_value_forty_days_into_an_open_alert_keeps_that_alert(
    station: Station, clock: FixedClock, late: timedelta
) -> None:
    began = open_for_forty_days(station, clock)
    cold = Station.open(station.home, clock, "N02")
    saved = tell(cold, "3-1", at=cold.now() - late)
    assert saved.severity is NONE
    found = row(cold, "3-1")
    assert (found.severity, found.improving, found.waiting) == (URGENT, True, True)
    assert {f.episode for f in open_alerts(cold.log.steps_at(cold.now())[found.person.id])} == {began}
    cold.close_log()


def test_after_forty_days_it_is_still_closed_by_a_name(station: Station, clock: FixedClock) -> None:
    open_for_forty_days(station, clock)
    cold = Station.open(station.home, clock, "N02")
    cold.close(cold.by_code("3-1").id, Outcome.TREATED_HERE, decided_by="吴医生")
    assert not row(station, "3-1").open_alert
    later(clock, 60)
    tell(station, "3-1")
    assert row(station, "3-1").severity is NONE
    cold.close_log()


def test_an_older_value_as_harmless_as_the_newer_one_is_judged_at_its_own_time_as_well(
    station: Station, clock: FixedClock
) -> None:
    later(clock, 120)
    tell(station, "3-1")
    tell(station, "3-1", at=MORNING)
    assert [s.start for s in stored(station, "3-1")] == [MORNING]
    assert row(station, "3-1", MORNING).severity is NONE
    assert row(station, "3-1", MORNING - timedelta(minutes=1)).severity is NOT_KNOWN


# what was never stored never happened


class PowerCutError(Exception):
    """Something that ends a deed half way."""


def half_done(station: Station, code: str, end: Exception) -> None:
    """A value of 80 % is judged inside an act that then ends without being stored."""
    observed = Observed(station.by_code(code).id, None, readings(366, 80), ())
    with station.deed() as act:
        judged = recording.append_part(station, act, observed, station.now(), None)
        assert judged.severity is URGENT
        raise end


@pytest.mark.parametrize("known_before", [True, False])
def test_an_act_that_fails_leaves_nothing_in_the_log_and_nothing_in_the_judges_mind(
    station: Station, clock: FixedClock, known_before: bool
) -> None:
    if known_before:
        tell(station, "3-1")
        later(clock, 5)
    head = station.log.head()
    with pytest.raises(PowerCutError):
        half_done(station, "3-1", PowerCutError())
    assert station.log.head() == head
    assert station.judge.known(station.by_code("3-1").id) is None
    saved = tell(station, "3-1", 366, 97)
    assert saved.step is not None
    assert (saved.step.severity, row(station, "3-1").severity, row(station, "3-1").open_alert) == (NONE, NONE, False)
    assert stored(station, "3-1") == list(replayed(station, "3-1"))


def test_a_lost_value_is_not_mistaken_for_the_one_another_terminal_stores_in_its_place(
    station: Station, other: Station, clock: FixedClock
) -> None:
    tell(station, "3-1")
    later(clock, 5)
    with pytest.raises(PowerCutError):
        half_done(station, "3-1", PowerCutError())
    tell(other, "3-1")
    later(clock, 5)
    tell(station, "3-1", 367)
    assert (row(station, "3-1").severity, row(station, "3-1").open_alert) == (NONE, False)
    assert stored(station, "3-1") == list(replayed(station, "3-1"))


def test_a_refusal_half_way_through_is_forgotten_as_well(station: Station) -> None:
    tell(station, "3-2")
    person = station.by_code("3-1").id
    with pytest.raises(Refusal, match=r"station\.no_entry"):
        half_done(station, "3-1", Refusal("station.no_entry", entry="x"))
    assert station.judge.known(station.by_code("3-2").id) is None
    assert station.advice([person]) == ()
    assert row(station, "3-1").latest is None


# two terminals


Value = tuple[int | None, int | None, tuple[str, ...] | None]

NIGHTS: dict[str, list[Value]] = {
    "oxygen falls and comes back": [(366, 97, ()), (366, 93, ()), (366, 91, ()), (366, 96, ()), (366, 97, ())],
    "a fever in two hands": [(375, 97, ()), (376, 97, ("cough",)), (378, 96, None), (366, 97, ()), (364, 97, ())],
    "parts left out": [(366, None, None), (None, 88, None), (None, 97, ("sore_throat",)), (366, 97, ()), (366, 97, ())],
}


@pytest.mark.parametrize("minutes", [4, 35, 300])
@pytest.mark.parametrize("night", NIGHTS)
def test_two_nurses_writing_the_same_person_in_turn_judge_as_one_would(
    station: Station, other: Station, clock: FixedClock, night: str, minutes: int
) -> None:
    for n, (temperature, spo2, symptoms) in enumerate(NIGHTS[night]):
        tell((station, other)[n % 2], "3-1", temperature, spo2, symptoms)
        tell(station, "3-2", temperature, spo2, symptoms)
        assert row(station, "3-1") == row(other, "3-1")
        assert stored(station, "3-1") == list(replayed(other, "3-1"))
        later(clock, minutes)
    assert meaning(stored(other, "3-1")) == meaning(stored(station, "3-2"))


def act_of(station: Station, entry: str) -> str:
    found = station.log.entry(entry)
    assert found is not None
    return found.act


Deed = Callable[[Station, str, str], object]
"""What another nurse does, told the person's id and the entry of the first value."""

DEEDS: dict[str, Deed] = {
    "corrected": lambda s, person, first: s.correct(first, Why.TYPING, Observed(person, None, readings(366, 98), ())),
    "voided": lambda s, _, first: s.correct(first, Why.WRONG_PERSON, None),
    "undone": lambda s, _, first: s.undo(act_of(s, first)),
    "closed": lambda s, person, _: s.close(person, Outcome.NOT_CONFIRMED, decided_by="吴医生"),
    "task ended": lambda s, person, _: s.end_task(person, Task.TRANSFER, done=False),
    "facts": lambda s, _, __: s.put([replace(s.by_code("3-1"), **SCALE_2)]),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_another_terminal_changed_is_not_missed_by_the_next_value_here(
    station: Station, other: Station, clock: FixedClock, deed: Deed
) -> None:
    first = tell(station, "3-1", spo2=88).entry
    later(clock, 5)
    assert station.judge.known(station.by_code("3-1").id) is not None
    deed(other, station.by_code("3-1").id, first)
    assert station.judge.known(station.by_code("3-1").id) is None
    later(clock, 5)
    tell(station, "3-1", spo2=96)
    assert stored(station, "3-1") == list(replayed(station, "3-1"))


def test_a_scale_that_is_put_right_on_file_is_judged_at_once_and_stands_on_the_board(
    station: Station, clock: FixedClock
) -> None:
    station.put([replace(station.by_code("3-1"), **SCALE_2)])
    tell(station, "3-1", spo2=88)
    assert row(station, "3-1").severity is NONE
    later(clock, 30)
    station.put([replace(station.by_code("3-1"), spo2_scale=1, scale_by="", scale_on=None)])
    assert row(station, "3-1").severity is URGENT
    assert stored(station, "3-1") == list(replayed(station, "3-1"))


def test_what_is_told_of_one_person_is_no_news_of_another(station: Station, other: Station) -> None:
    tell(station, "3-1")
    tell(other, "3-2", spo2=88)
    assert station.judge.known(station.by_code("3-1").id) is not None
    assert row(station, "3-1").severity is NONE


def test_a_slow_decline_over_a_hundred_days_is_judged_value_by_value_as_the_whole_history_is(
    station: Station, clock: FixedClock
) -> None:
    for day in range(45):
        for _ in range(2):
            tell(station, "3-1", spo2=97 if day < 31 else 95)
            later(clock, 12 * 60)
        if day == 30:
            later(clock, 55 * 24 * 60)
    assert meaning(stored(station, "3-1")) == meaning(replayed(station, "3-1"))
    assert "S-11" in {f.rule for f in row(station, "3-1").fired}
    station.judge.forget()
    tell(station, "3-1", spo2=95)
    assert meaning(stored(station, "3-1")) == meaning(replayed(station, "3-1"))
