"""Oxygen: fifty cases worked out by hand on paper, the working beside each; and what holds for any figures."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.severity import Severity
from carelog.protocol import oxygen
from carelog.protocol.oxygen import Breather, Draw, Need, Supply

NOW = datetime(2026, 3, 7, 2, 10, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


# water capacity (tenths of a litre), gauge (kPa), reserve (kPa), flow (tenths of L/min) -> litres, minutes
CYLINDERS = [
    (400, 12_500, 0, 20, Fraction(5000), 2500),  # 1: 40 L x 125 bar = 5000 L; 5000 / 2
    (400, 15_000, 0, 50, Fraction(6000), 1200),  # 2: 40 x 150 = 6000; / 5
    (400, 15_000, 1_000, 50, Fraction(5600), 1120),  # 3: 40 x (150 - 10) = 5600; / 5
    (100, 10_000, 0, 20, Fraction(1000), 500),  # 4: 10 x 100 = 1000; / 2
    (100, 10_000, 0, 30, Fraction(1000), 333),  # 5: 1000 / 3 = 333.3, never rounded up
    (100, 2_500, 0, 25, Fraction(250), 100),  # 6: 10 x 25 = 250; / 2.5
    (47, 13_700, 0, 100, Fraction(6439, 10), 64),  # 7: 4.7 x 137 = 643.9; / 10 = 64.39
    (20, 13_700, 0, 150, Fraction(274), 18),  # 8: 2 x 137 = 274; / 15 = 18.27
    (20, 5_000, 0, 5, Fraction(100), 200),  # 9: 2 x 50 = 100; / 0.5
    (400, 0, 0, 20, Fraction(0), 0),  # 10: an empty cylinder lasts no minute
    (400, 900, 1_000, 20, Fraction(0), 0),  # 11: below its reserve it gives nothing
    (400, 1_000, 1_000, 20, Fraction(0), 0),  # 12: at its reserve likewise
    (400, 12_500, 0, 0, Fraction(5000), None),  # 13: nobody draws
    (68, 20_000, 0, 10, Fraction(1360), 1360),  # 14: 6.8 x 200 = 1360; / 1
    (25, 1_234, 0, 10, Fraction(617, 20), 30),  # 15: 2.5 x 12.34 = 30.85; / 1
    (400, 101, 0, 150, Fraction(404, 10), 2),  # 16: 40 x 1.01 = 40.4; / 15 = 2.69
]


@pytest.mark.parametrize(("water", "kpa", "reserve", "flow", "litres", "minutes"), CYLINDERS)
def test_what_a_cylinder_holds_and_how_long_it_lasts(
    water: int, kpa: int, reserve: int, flow: int, litres: Fraction, minutes: int | None
) -> None:
    held = oxygen.litres(water, kpa, reserve)
    assert (held, oxygen.minutes(held, flow)) == (litres, minutes)


TYPED = [
    ("12.5MPa", 12_500),  # 17: 12.5 x 1000
    ("125 bar", 12_500),  # 18: 125 x 100
    ("１２．５ＭＰａ", 12_500),  # 19: an input method's full-width letters
    ("12。5m", 12_500),  # 20: a Chinese full stop for the point
    ("120b", 12_000),  # 21
    ("9000 kPa", 9_000),  # 22
    ("0bar", 0),  # 23: empty is a reading
    ("125", None),  # 24: no unit: 12.5 MPa or 125 bar would be guessed
    ("1250bar", None),  # 25: 125 MPa: no gauge goes there
    ("full", None),  # 26
]


@pytest.mark.parametrize(("text", "kpa"), TYPED)
def test_a_pressure_is_read_with_its_unit_and_never_guessed(text: str, kpa: int | None) -> None:
    assert oxygen.pressure(text) == kpa


# who drew (minute, tenths of L/min), from minute, to minute -> litres
DRAWN = [
    ([(0, 20)], 0, 60, Fraction(120)),  # 27: 60 min x 2
    ([(0, 20), (30, 40)], 0, 60, Fraction(180)),  # 28: 30 x 2 + 30 x 4
    ([(0, 20), (30, 0)], 0, 600, Fraction(60)),  # 29: 30 x 2, then stopped
    ([(0, 20)], 45, 60, Fraction(30)),  # 30: of 60 minutes only the 15 since the gauge was read
    ([(0, 20), (10, None)], 0, 60, None),  # 31: an unread flow is not known, and no low one
    ([(0, None), (10, 20)], 10, 60, Fraction(100)),  # 32: unread only before the gauge was: 50 x 2
    ([(30, 20)], 0, 60, Fraction(60)),  # 33: nobody drew before
    ([(0, 15)], 0, 0.5, Fraction(3, 4)),  # 34: half a minute x 1.5
    ([], 0, 60, Fraction(0)),  # 35
]


@pytest.mark.parametrize(("draws", "start", "end", "litres"), DRAWN)
def test_what_was_drawn_since_a_gauge_was_read(
    draws: list[tuple[int, int | None]], start: float, end: float, litres: Fraction | None
) -> None:
    assert oxygen.used([Draw(at(m), flow) for m, flow in draws], at(start), at(end)) == litres


def test_three_flows_one_after_the_other_are_each_drawn_until_the_next() -> None:
    """10 min x 2 + 20 min x 3 + 30 min x 6 L/min."""
    draws = [Draw(at(0), 20), Draw(at(10), 30), Draw(at(30), 60)]
    assert oxygen.used(draws, at(0), at(60)) == 20 + 60 + 180


def test_a_gauge_read_once_more_in_between_changes_nothing_of_what_is_gone() -> None:
    draws, between = [Draw(at(0), 7)], at(30) + timedelta(microseconds=1)
    first, second = oxygen.used(draws, at(0), between), oxygen.used(draws, between, at(60))
    assert first is not None
    assert second is not None
    assert first + second == oxygen.used(draws, at(0), at(60)) == 42
    assert oxygen.litres(400, 12_500) == 5000  # without a reserve to the last


def test_the_highest_pressure_a_gauge_shows_is_still_read() -> None:
    assert (oxygen.pressure("350bar"), oxygen.pressure("350.01bar")) == (35_000, None)


def cylinder(code: str, litres: int | None, most: int | None = None) -> Supply:
    return Supply(code, endless=False, most=most, litres=None if litres is None else Fraction(litres))


def concentrator(code: str, most: int | None = 50) -> Supply:
    return Supply(code, endless=True, most=most, litres=None)


def on(person: str, flow: int | None, source: str) -> Breather:
    return Breather(person, flow, source)


def waits(person: str, flow: int | None = None) -> Breather:
    return Breather(person, flow, "", waits=True)


HOUSES = [
    # 36: a concentrator never ends
    ([concentrator("C1")], [on("wang", 20, "C1")], (None, "", ())),
    # 37: 600 L / 2 = 300 min, and nothing else in the house
    ([cylinder("B1", 600)], [on("wang", 20, "B1")], (300, "wang", ())),
    # 38: after 300 min on to the concentrator: 5 - 3 = 2 L/min are left there, which is enough
    ([cylinder("B1", 600), concentrator("C1")], [on("wang", 20, "B1"), on("li", 30, "C1")], (None, "", ())),
    # 39: 5 - 4 = 1 L/min is left there, which is not enough
    ([cylinder("B1", 600), concentrator("C1")], [on("wang", 20, "B1"), on("li", 40, "C1")], (300, "wang", ())),
    # 40: B1 600 / 2 = 300 min, then B2 1000 / 2 = 500 more
    ([cylinder("B1", 600), cylinder("B2", 1000)], [on("wang", 20, "B1")], (800, "wang", ())),
    # 41: B1 empty at 600 / 2 = 300; B2 then holds 1000 - 300 x 1 = 700, 700 / (2 + 1) = 233.3; who draws 2 L/min is
    # moved first, and there is nowhere
    (
        [cylinder("B1", 600), cylinder("B2", 1000)],
        [on("wang", 20, "B1"), on("li", 10, "B2")],
        (533, "wang", ()),
    ),
    # 42: somebody waits and nothing is left in the house: now
    ([cylinder("B1", 0)], [waits("wang")], (0, "wang", ())),
    # 43: who waits draws at least 1 L/min: 5 - 4 = 1 L/min is enough
    ([concentrator("C1")], [on("li", 40, "C1"), waits("wang")], (None, "", ())),
    # 44: 5 - 4.5 = 0.5 L/min is not: now
    ([concentrator("C1")], [on("li", 45, "C1"), waits("wang")], (0, "wang", ())),
    # 45: nobody said where Li's oxygen comes from, the flow of Wu, the pressure of B9: they are left out and named
    (
        [cylinder("B1", 600), cylinder("B9", None)],
        [on("li", 20, ""), on("wu", None, "B1"), on("he", 20, "B9"), on("wang", 20, "B1")],
        (300, "wang", ("li", "wu", "he")),
    ),
    # 46: both empty at 100 min; the greatest flow is moved first, and 3 L/min is too much for B3
    (
        [cylinder("B1", 500), cylinder("B3", 500, most=20)],
        [on("wang", 30, "B1"), on("li", 20, "B1")],
        (100, "wang", ()),
    ),
    # 47: B1 at 100 L / 2 = 50 min; of 5 - 4 = 1, 5 - 3 = 2 and 8 - 0 = 8 L/min to spare the one of 2 is taken, so that
    # Zhao's 8 L/min from B2 (800 / 8 = 100 min) still find a place
    (
        [cylinder("B1", 100), cylinder("B2", 800), concentrator("C1"), concentrator("C2"), concentrator("C3", 80)],
        [on("wang", 20, "B1"), on("zhao", 80, "B2"), on("li", 40, "C1"), on("wu", 30, "C2")],
        (None, "", ()),
    ),
]


@pytest.mark.parametrize(("supplies", "breathers", "short"), HOUSES)
def test_when_the_house_first_falls_short(
    supplies: list[Supply], breathers: list[Breather], short: tuple[int | None, str, tuple[str, ...]]
) -> None:
    assert oxygen.first_short(supplies, breathers) == short


U, R = Severity.URGENT, Severity.REVIEW

QUEUES = [
    # 48: severity first, though the other has waited longer and lower
    ([Need("a", R, 80, 94, at(0)), Need("b", U, 93, 94, at(9))], "ba"),
    # 49: then the margin: 86 of 88 is 2 below, 90 of 94 is 4 below
    ([Need("a", U, 86, 88, at(0)), Need("b", U, 90, 94, at(9))], "ba"),
    # 50: then who waits longest; and nobody knows how low an unmeasured one is
    ([Need("a", U, 90, 94, at(9)), Need("b", U, 90, 94, at(0)), Need("c", U, None, 94, at(20))], "cba"),
]


@pytest.mark.parametrize(("needs", "order"), QUEUES)
def test_who_comes_first(needs: list[Need], order: str) -> None:
    assert "".join(need.person for need in oxygen.ranked(needs)) == order


def test_there_are_fifty_cases_and_neither_colour_nor_age_is_asked() -> None:
    assert len(CYLINDERS) + len(TYPED) + len(DRAWN) + len(HOUSES) + len(QUEUES) == 50
    assert Need._fields == ("person", "severity", "spo2", "target", "since")


def test_the_draw_on_a_source_is_the_sum_and_not_known_where_one_flow_is_not_read() -> None:
    breathers = [on("a", 20, "C1"), on("b", 15, "C1"), on("c", None, "B1"), on("d", 10, "B1"), on("e", 10, "")]
    meant = Breather("g", 20, "C1", waits=True)
    assert oxygen.drawn([*breathers, waits("f", 20), meant]) == {"C1": 35, "B1": None}


def test_a_concentrator_gives_no_more_than_it_can() -> None:
    assert oxygen.gives(concentrator("C1"), 30, 20)
    assert not oxygen.gives(concentrator("C1"), 30, 21)
    assert oxygen.gives(concentrator("C1", None), 30, 150)


MOVES = [
    # Wang leaves B1 at 50 min for the fuller B4, though B3 would do. B3 is left for Li, whose B2 is empty at 100 min
    # and whom B4 does not give enough: 1000 L / 6 = 166.7 min more
    (
        [cylinder("B1", 100), cylinder("B2", 600), cylinder("B3", 1000, most=60), cylinder("B4", 2000, most=20)],
        [on("wang", 20, "B1"), on("li", 60, "B2")],
        (266, "li"),
    ),
    # to spare are 5 and 8 - 6 = 2 L/min: Wang takes the 2, and Zhao finds the 5 when B2 is empty
    (
        [cylinder("B1", 100), cylinder("B2", 800), concentrator("C1", 50), concentrator("C2", 80)],
        [on("wang", 20, "B1"), on("zhao", 50, "B2"), on("li", 60, "C2")],
        (None, ""),
    ),
    # to spare are 8 - 5 = 3 and 5 - 3 = 2 L/min: likewise, and Zhao's 3 are there
    (
        [cylinder("B1", 100), cylinder("B2", 800), concentrator("C1", 80), concentrator("C2", 50)],
        [on("wang", 20, "B1"), on("zhao", 30, "B2"), on("li", 50, "C1"), on("wu", 30, "C2")],
        (None, ""),
    ),
    # of one without a limit there is always enough
    ([cylinder("B1", 100), concentrator("C1", None)], [on("wang", 150, "B1"), on("li", 150, "C1")], (None, "")),
    # 600 min, and the one litre of B2 lasts a minute more
    ([cylinder("B1", 600), cylinder("B2", 1)], [on("wang", 10, "B1")], (601, "wang")),
    # two with the same flow, and room for one: by their names, not as they happen to be told
    ([cylinder("B1", 400), concentrator("C1", 30)], [on("wang", 20, "B1"), on("li", 20, "B1")], (100, "wang")),
    # who waits and has an ordered flow needs that: 5 - 4 = 1 L/min is not 2
    ([concentrator("C1")], [on("li", 40, "C1"), waits("wang", 20)], (0, "wang")),
    # and who has none ordered 1 L/min: 5 - 4.1 = 0.9 is not enough
    ([concentrator("C1")], [on("li", 41, "C1"), waits("wang")], (0, "wang")),
    # a concentrator never ends, whatever litres stand beside it
    ([Supply("C1", endless=True, most=50, litres=Fraction(10))], [on("wang", 20, "C1")], (None, "")),
]


@pytest.mark.parametrize(("supplies", "breathers", "short"), MOVES)
def test_who_is_moved_goes_where_most_is_left_for_the_others(
    supplies: list[Supply], breathers: list[Breather], short: tuple[int | None, str]
) -> None:
    found = oxygen.first_short(supplies, breathers)
    assert (found.minutes, found.person, found.unknown) == (*short, ())


def test_of_two_alike_in_everything_the_order_stays_whoever_is_told_first() -> None:
    alike = [Need(name, U, 90, 94, at(0)) for name in "ba"]
    assert [need.person for need in oxygen.ranked(alike)] == ["a", "b"]


WATER, KPA, FLOW = st.integers(1, 500), st.integers(0, oxygen.MOST_KPA), st.integers(1, 150)


@given(WATER, KPA, FLOW, FLOW)
def test_more_flow_never_lasts_longer(water: int, kpa: int, flow: int, more: int) -> None:
    held = oxygen.litres(water, kpa)
    slow, fast = oxygen.minutes(held, flow), oxygen.minutes(held, flow + more)
    assert slow is not None
    assert fast is not None
    assert fast <= slow


@given(WATER, KPA, KPA, FLOW, KPA)
def test_more_pressure_never_lasts_shorter_and_a_reserve_never_longer(
    water: int, kpa: int, more: int, flow: int, reserve: int
) -> None:
    least = oxygen.minutes(oxygen.litres(water, kpa), flow)
    assert least is not None
    assert (oxygen.minutes(oxygen.litres(water, kpa + more), flow) or 0) >= least
    assert (oxygen.minutes(oxygen.litres(water, kpa, reserve), flow) or 0) <= least


CODES = st.sampled_from(["B1", "B2", "B3"])


@given(st.lists(st.integers(0, 5000), min_size=3, max_size=3), st.lists(st.tuples(CODES, FLOW), min_size=1, max_size=5))
def test_a_house_of_cylinders_falls_short_no_sooner_than_its_first_is_empty_and_no_later_than_all_litres_last(
    litres: list[int], told: list[tuple[str, int]]
) -> None:
    held = dict(zip(["B1", "B2", "B3"], litres, strict=True))
    breathers = [on(str(n), flow, code) for n, (code, flow) in enumerate(told)]
    found = oxygen.first_short([cylinder(code, n) for code, n in held.items()], breathers)
    empty = [oxygen.minutes(Fraction(held[c]), f) for c, f in oxygen.drawn(breathers).items() if f]
    assert found.minutes is not None
    assert min(m for m in empty if m is not None) <= found.minutes
    assert found.minutes <= Fraction(sum(litres) * 10, sum(flow for _, flow in told))
