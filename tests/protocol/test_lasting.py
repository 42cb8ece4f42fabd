"""Confirmed values and values that last: the truth tables over time."""

from datetime import timedelta
from itertools import pairwise

import pytest

from carelog.model.history import Facts
from carelog.model.reading import Quantity, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, course
from carelog.protocol.conditions import Limits, bound
from carelog.protocol.lasting import Certain, confirmed, lasting
from carelog.protocol.look import Look
from carelog.protocol.state import Hit, Pending, Sample, Streak, Verdict

from .bedside import MONDAY, Bed, care, care_with, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
ROUND = RoundKey(MONDAY.date(), "morning")
HALF, HOUR = timedelta(minutes=30), timedelta(hours=1)
WHY = Hit("temperature", 374, "373", 1, "temperature")


def _first(site: Site = Site.AXILLARY) -> Pending:
    return Pending(MONDAY, MONDAY + HOUR, "e1", site, "a1", ROUND, WHY, doubted=False, confirmed=False)


def _second(minutes: int, site: Site = Site.AXILLARY, act: str = "a2", same_round: bool = False) -> Sample:
    at = MONDAY + timedelta(minutes=minutes)
    return Sample(375, site, None, at, "e2", act, ROUND if same_round else None)


@pytest.mark.parametrize(
    ("certain", "second", "counts"),
    [
        (Certain(HALF, HOUR, True, False, frozenset(), False, None), _second(29), False),
        (Certain(HALF, HOUR, True, False, frozenset(), False, None), _second(30), True),
        (Certain(HALF, HOUR, True, False, frozenset(), False, None), _second(60), True),
        (Certain(HALF, HOUR, True, False, frozenset(), False, None), _second(61), False),
        (Certain(HALF, HOUR, True, True, frozenset(), False, None), _second(1, act="a1"), True),
        (Certain(HALF, HOUR, True, True, frozenset(), False, None), _second(1, same_round=True), True),
        (Certain(HALF, HOUR, True, True, frozenset(), False, None), _second(1), False),
        (Certain(HALF, HOUR, True, False, frozenset({Site.ORAL}), False, None), _second(40), False),
        (Certain(HALF, HOUR, True, False, frozenset({Site.ORAL}), False, None), _second(40, Site.ORAL), True),
        (Certain(HALF, HOUR, True, False, frozenset(), True, None), _second(40), False),
        (Certain(HALF, HOUR, True, False, frozenset(), True, None), _second(40, Site.ORAL), True),
    ],
)
def test_what_makes_a_reading_certain(certain: Certain, second: Sample, counts: bool) -> None:
    assert certain.by(_first(), second) is counts


def test_a_reading_in_doubt_or_confirmed_runs_out_no_more() -> None:
    assert _first().due() == MONDAY + HOUR
    assert _first()._replace(doubted=True).due() is None
    assert _first()._replace(confirmed=True).due() is None
    assert _first()._replace(until=None).due() is None


@pytest.mark.parametrize(
    ("change", "runs"),
    [({}, True), ({"ran": True}, False), ({"back": MONDAY}, False), ({"broken_after": MONDAY}, False)],
)
def test_a_streak_runs_out_while_nothing_was_read_back(change: dict[str, object], runs: bool) -> None:
    streak = Streak(MONDAY, MONDAY, None, MONDAY + HOUR, MONDAY + 2 * HOUR, WHY, ran=False)
    assert (streak._replace(**change).due() is not None) is runs  # type: ignore[arg-type]  # fields by name


def test_silence_confirms_though_something_else_was_measured_meanwhile() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).seen(spo2(97), minutes=45)
    assert "T-02" not in bed.rules()
    later = bed.later(minutes=61)
    assert {f.rule: f.entries for f in later.fired}["T-02"] == ("e1",)


def test_two_readings_within_take_a_first_one_away() -> None:
    bed = Bed().seen(temperature(374), temperature(366), temperature(367), spo2(97))
    assert bed.course().pending == {}


def test_a_reading_in_doubt_that_is_seen_again_waits_anew() -> None:
    bed = Bed().seen(temperature(391), temperature(380), spo2(97))
    assert [p.doubted for p in bed.course().pending.values() if isinstance(p, Pending) and not p.confirmed] == [
        True
    ] * 2
    assert bed.seen(temperature(391), symptoms=None, minutes=20, act="a1").rules()["T-06"] is REVIEW


def test_a_second_reading_after_the_greatest_gap_is_a_first_one_again() -> None:
    bed = Bed().seen(temperature(391), temperature(380), spo2(97)).seen(temperature(391), spo2(97), minutes=40)
    assert "T-06" not in bed.rules()
    assert "T-06" in {f.rule for f in bed.later(minutes=71).fired}


def test_a_reading_too_soon_leaves_the_first_waiting() -> None:
    bed = (
        Bed().seen(temperature(350, Site.AXILLARY), spo2(97)).seen(temperature(349), symptoms=None, minutes=9, act="a1")
    )
    assert "T-08" not in bed.rules()
    assert bed.later(minutes=61).severity is REVIEW


def test_a_fever_that_was_never_there_starts_no_count() -> None:
    assert Bed().seen(temperature(386, Site.ORAL), spo2(97)).seen(temperature(360), spo2(97), days=3).course().pending
    assert Bed().seen(temperature(360), spo2(97)).seen(temperature(361), spo2(97), days=3).course().pending == {}


def test_a_cool_reading_with_no_fever_before_it_says_where_it_stands() -> None:
    ask = lasting("x", Quantity.TEMPERATURE, Limits(386, 382, "385", high=True), HOUR, HOUR)
    check = Bed().seen(temperature(364), spo2(97)).course().check
    look = Look(care().ruleset, resident(), MONDAY, check)
    look.fresh = frozenset({Quantity.TEMPERATURE})
    assert ask(look) is Verdict.CLEAR
    assert ask(Look(care().ruleset, None, MONDAY, None)) is Verdict.ABSENT


def test_a_count_of_days_is_not_lost_when_only_spo2_is_measured() -> None:
    bed = Bed().seen(temperature(387), spo2(97)).seen(spo2(97), hours=12).seen(temperature(387), spo2(97), hours=74)
    assert "T-05" in bed.rules()
    assert "T-05" in bed.seen(spo2(97), hours=80).rules()
    assert bed.seen(temperature(391), spo2(97), hours=84).fired("T-05").value == 391, "the newest value is the reason"


# as if every reading had been read again and held


def test_what_waits_to_be_read_again_can_be_taken_as_held() -> None:
    bed = Bed().seen(temperature(391, Site.FOREHEAD), spo2(93))
    state = course.held(care(), bed.course())
    sure = assess.assess(care(), state, bed.at())[0]
    assert {"S-02", "T-02", "T-06"} <= state.open.keys()
    assert sure.severity is Severity.URGENT
    assert set(sure.tasks) >= {Task.CALL, Task.TRANSFER, Task.ISOLATE}
    assert state.due is None, "nothing waits any more"


def test_what_waits_is_taken_as_held_also_after_a_check_without_it() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).seen(spo2(97), minutes=45)
    sure = course.held(care(), bed.course())
    assert sure.open["T-02"].entries == ("e1",)


def test_what_waits_for_nothing_stays_as_it_is() -> None:
    well = Bed().well().course()
    assert course.held(care(), well) == well
    begun = course.start(resident())
    assert course.held(care(), begun) == begun
    answered = course.fold(care(), begun, Facts("e1", 1, MONDAY, resident()))
    assert course.held(care(), answered) == answered


def test_a_fever_that_lasts_is_not_made_longer_by_reading_it_again() -> None:
    bed = Bed().seen(temperature(386), spo2(97))
    assert "T-05" not in {f.rule for f in assess.assess(care(), course.held(care(), bed.course()), bed.at())[0].fired}


def test_a_warm_mouth_read_back_under_the_arm_twice_confirms_no_fever() -> None:
    bed = Bed().seen(temperature(345), temperature(373, Site.ORAL), spo2(97))
    bed.seen(temperature(345), symptoms=None, minutes=3, act="a1")
    assert bed.seen(temperature(345), symptoms=None, minutes=6, act="a1").rules().keys() == {"T-01", "T-07"}
    bed.seen(temperature(373), symptoms=None, minutes=9, act="a1")
    assert "T-02" not in bed.rules()
    assert {f.rule: f.entries for f in bed.later(minutes=70).fired}["T-02"] == ("e4",)


def test_what_holds_only_since_the_scale_was_taken_back_waits_to_be_confirmed() -> None:
    bed = Bed(resident(spo2_scale=2)).seen(temperature(364), spo2(91))
    bed.written(hours=0.1, spo2_scale=1).seen(symptoms=("cough",), minutes=7, act="a1")
    assert "S-02" not in bed.rules()
    assert {f.rule: f.severity for f in bed.later(minutes=17).fired}["S-02"] is URGENT
    assert "S-02" not in {f.rule for f in bed.seen(spo2(97), spo2(97), symptoms=None, minutes=8, act="a1").now().fired}


def test_a_wrong_scale_that_is_put_right_judges_what_stands_at_once_and_asks_to_repeat_from_then() -> None:
    bed = Bed(resident(spo2_scale=2)).seen(temperature(364), spo2(91))
    assert bed.rules() == {"S-05": NONE} or bed.severity() is NONE
    bed.written(hours=7, spo2_scale=1)
    assert bed.rules()["S-02a"] is REVIEW
    assert "S-02" not in {f.rule for f in bed.later(hours=7, minutes=9).fired}
    assert {f.rule: f.severity for f in bed.later(hours=7, minutes=11).fired}["S-02"] is URGENT
    assert all(one.start < two.start for one, two in pairwise(bed.steps()))
    lower = Bed(resident(spo2_scale=2)).seen(temperature(364), spo2(88)).written(hours=0.5, spo2_scale=1)
    assert lower.severity() is URGENT


def test_what_was_not_read_is_not_clear() -> None:
    judge = bound(Quantity.TEMPERATURE, {None: Limits(373, 370, "373", high=True)}, None, None, None)
    certain = Certain(HALF, HOUR, True, False, frozenset(), False, None)
    ask = confirmed("T-02/1", "T-02", Quantity.TEMPERATURE, judge, certain)
    assert ask(Look(care().ruleset, resident(), MONDAY, None)) is Verdict.ABSENT
    assert ask(Look(care().ruleset, resident(), MONDAY, Bed().seen(spo2(97)).course().check)) is Verdict.ABSENT


def test_a_file_may_ask_for_a_second_reading_that_silence_does_not_stand_for() -> None:
    asks = care_with('30, source = "confirmed; gaps our proposal" }', '30, silence = false, source = "x" }')
    for protocol, certain in ((care(), True), (asks, False)):
        bed = Bed(protocol=protocol).seen(temperature(391), spo2(97))
        assert ("T-06" in {f.rule for f in bed.later(minutes=31).fired}) is certain
        assert "T-06" in bed.seen(temperature(391), symptoms=None, minutes=9, act="a1").rules()
