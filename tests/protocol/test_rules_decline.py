"""Rule S-11: SpO2 that slowly gets lower, which a baseline of 14 days follows down without a word."""

from datetime import datetime, timedelta

import pytest

from carelog.model.history import moment
from carelog.model.severity import Severity
from carelog.protocol import breathing
from carelog.protocol.breathing import Windows
from carelog.protocol.state import NO_VALUES, Values, Verdict

from .bedside import MONDAY, Bed, care, care_with, oxygen, spo2, temperature
from .test_conditions import look

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
ABSENT, CLEAR, NEAR, HOLDS = Verdict
WARM = temperature(364)
DAY = timedelta(days=1)
TIMES = Windows(14 * DAY, 60 * DAY, 90 * DAY, 3)


def falling(to: int, *, days: int = 100, flow: int = 0, start: int = 97, last: int = 16) -> Bed:
    """A person at 97 %, and for the last days at another value; the story ends on Monday."""
    bed = Bed()
    for day in range(-days, 1):
        bed.seen(WARM, spo2(to if day > -last else start), oxygen(flow), days=day)
    return bed


@pytest.mark.parametrize(("to", "watched"), [(97, False), (96, False), (95, True), (98, False)])
def test_two_points_less_than_two_or_three_months_ago_is_a_watch(to: int, watched: bool) -> None:
    care_of = care_with("least_readings = 20", "least_readings = 10")
    bed = falling(to)
    bed.protocol = care_of
    assert (bed.rules().get("S-11") is WATCH) is watched
    if watched:
        assert (bed.fired("S-11").value, bed.fired("S-11").bound) == (95, "95")


def test_with_too_few_readings_nothing_is_said() -> None:
    assert falling(95).rules() == {}, "one a day makes 14 in 14 days, not 20"


def test_on_oxygen_nothing_is_compared() -> None:
    bed = falling(95, flow=10)
    bed.protocol = care_with("least_readings = 20", "least_readings = 10")
    assert "S-11" not in bed.rules()


def test_it_ends_within_one_point() -> None:
    bed = falling(95, last=40)
    bed.protocol = care_with("least_readings = 20", "least_readings = 10")
    assert bed.rules() == {"S-11": WATCH}
    for day in range(1, 7):
        bed.seen(WARM, spo2(97), days=day)
        assert "S-11" in bed.rules()
    for day in range(7, 10):
        bed.seen(WARM, spo2(97), days=day)
    assert bed.rules() == {}


def _known(found: list[tuple[datetime, int]]) -> Values:
    return Values(tuple(at for at, _ in found), tuple(value for _, value in found))


def test_it_freezes_no_normal_and_hides_no_value_from_it() -> None:
    bed = falling(95, last=40)
    bed.protocol = care_with("least_readings = 20", "least_readings = 10")
    assert bed.course().baselines.frozen is None


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        ((97, 97, 97), (95, 95, 95), HOLDS),
        ((97, 97, 97), (94, 95, 99), HOLDS),
        ((97, 97, 97), (95, 96, 96), CLEAR),
        ((97, 97, 97), (99, 99, 99), CLEAR),
        ((97, 97), (95, 95, 95), ABSENT),
        ((97, 97, 97), (95, 95), ABSENT),
        ((97, 97, 97, 97, 97, 97), (), ABSENT),
        ((), (), ABSENT),
    ],
)
def test_the_medians_of_two_times(then: tuple[int, ...], now: tuple[int, ...], verdict: Verdict) -> None:
    here = look()
    old = [(MONDAY - 89 * DAY + n * DAY, value) for n, value in enumerate(then)]
    between = [(MONDAY - 40 * DAY, 70)] * 3
    new = [(MONDAY - 10 * DAY + n * DAY, value) for n, value in enumerate(now)]
    here.baselines = here.baselines._replace(slow=_known([*old, *between, *new]) if then else NO_VALUES)
    assert breathing.decline(TIMES, by=2, clear=1)(here) is verdict
    assert [(h.value, h.bound, h.way) for h in here.hits] == ([(95, "95", -1)] if verdict is HOLDS else [])


def test_between_the_fall_and_its_margin_it_is_neither() -> None:
    here = look()
    slow = [(MONDAY - 80 * DAY, 97)] * 3 + [(MONDAY - 5 * DAY, 95)] * 3
    here.baselines = here.baselines._replace(slow=_known(slow))
    assert breathing.decline(TIMES, by=3, clear=1)(here) is NEAR


def test_values_are_kept_for_ninety_days_and_only_where_a_rule_asks_for_them() -> None:
    kept = falling(97, days=120).course().baselines
    assert len(kept.slow.times) == len(kept.slow.values) == 91
    assert len(kept.recent) == 2
    plain = Bed(
        protocol=care_with(
            'kind = "decline", reading = "spo2", by = 2, clear = 1, recent_days = 14, '
            "from_days = 60, to_days = 90, least_readings = 20",
            'kind = "target_ran_out"',
        )
    )
    for day in range(4):
        plain.well(days=day)
    assert plain.course().baselines.slow == NO_VALUES


def test_a_history_folded_from_well_before_a_calm_moment_says_what_the_whole_one_says() -> None:
    bed = Bed()
    for day in range(-260, 1):
        for hours in (0, 10):
            percent = 97 if day < -16 else 95
            ill = day in (-150, -110)
            bed.seen(temperature(386 if ill else 364), spo2(percent), days=day, hours=hours)
        if ill:
            bed.answered("T-04", days=day, hours=12)
    events = bed.history().events
    back = MONDAY - care().ruleset.look_back()
    late = Bed(events=[e for e in events if moment(e)[0] >= back])
    assert len(late.events) < len(events)
    assert bed.rules() == {"S-11": WATCH}
    told = [[(f.rule, f.value, f.bound) for f in b.now().fired] for b in (bed, late)]
    assert told[0] == told[1]
    assert late.course().baselines == bed.course().baselines


def test_a_check_over_midnight_compares_with_its_first_reading_of_the_new_day() -> None:
    bed = falling(95)
    bed.protocol = care_with("least_readings = 20", "least_readings = 15")
    assert "S-11" not in bed.rules()
    late = {"symptoms": None, "act": "night"}
    bed.seen(spo2(95), days=0.7).seen(spo2(95), hours=17.9, **late)  # type: ignore[arg-type]  # named arguments
    assert "S-11" not in bed.rules()
    assert "S-11" in bed.seen(spo2(95), hours=18.1, **late).rules()  # type: ignore[arg-type]
