"""NEWS2 against the printed chart: every value of every parameter, every sum, and what a part of a set can say."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.reading import HARD, Consciousness, Quantity, Site
from carelog.protocol.chart import news2
from carelog.protocol.news2 import PARAMETERS, Score, Vitals, score, summed

NORMAL = Vitals(16, 97, False, 120, 70, 0, 366)
Printed = list[tuple[int, int, int]]
"""From, to, points: as the chart prints its columns, both ends included."""

BREATHS: Printed = [(1, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 80, 3)]
SCALE_1: Printed = [(30, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)]
SCALE_2_AIR: Printed = [(30, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 100, 0)]
SCALE_2_OXYGEN: Printed = [(30, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 94, 1), (95, 96, 2), (97, 100, 3)]
SYSTOLIC: Printed = [(40, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3)]
PULSE: Printed = [(10, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 300, 3)]
ACVPU: Printed = [(0, 0, 0), (1, 4, 3)]
TEMPERATURE: Printed = [(250, 350, 3), (351, 360, 1), (361, 380, 0), (381, 390, 1), (391, 450, 2)]
CHART = [
    (Quantity.RESPIRATORY_RATE, BREATHS),
    (Quantity.SYSTOLIC, SYSTOLIC),
    (Quantity.PULSE, PULSE),
    (Quantity.CONSCIOUSNESS, ACVPU),
    (Quantity.TEMPERATURE, TEMPERATURE),
]


def found(vitals: Vitals) -> Score:
    return score(news2(), vitals)


def put(vitals: Vitals, field: str, value: int | None = None) -> Vitals:
    return vitals._replace(**{field: value})  # type: ignore[arg-type]  # any field of a set


def printed(table: Printed, value: int) -> int:
    (points,) = [points for low, high, points in table if low <= value <= high]
    return points


@pytest.mark.parametrize(("quantity", "table"), CHART)
def test_every_value_of_a_parameter_has_the_points_the_chart_prints(quantity: Quantity, table: Printed) -> None:
    low, high = HARD[quantity]
    for value in range(low, high + 1):
        got = found(put(Vitals(), quantity.value, value))
        assert got.points[quantity.value] == printed(table, value) == got.lower_bound, value


@pytest.mark.parametrize(
    ("scale", "on_oxygen", "table"),
    [
        (1, False, SCALE_1),
        (1, True, SCALE_1),
        (1, None, SCALE_1),
        (2, False, SCALE_2_AIR),
        (2, True, SCALE_2_OXYGEN),
    ],
)
def test_every_percent_on_both_scales(scale: int, on_oxygen: bool | None, table: Printed) -> None:
    for percent in range(30, 101):
        got = found(Vitals(spo2=percent, on_oxygen=on_oxygen, scale=scale))
        assert got.points["spo2"] == printed(table, percent), percent


@pytest.mark.parametrize(("percent", "least"), [(92, 0), (93, 0), (97, 0), (100, 0), (87, 1), (83, 3)])
def test_on_scale_2_with_oxygen_unknown_a_high_value_has_the_least_points_it_can(percent: int, least: int) -> None:
    got = found(NORMAL._replace(spo2=percent, on_oxygen=None, scale=2))
    assert (got.points["spo2"], got.missing, got.total, got.lower_bound) == (least, ("oxygen",), None, least)


def test_air_and_oxygen() -> None:
    assert [found(Vitals(on_oxygen=on)).points["oxygen"] for on in (False, True, None)] == [0, 2, None]


@pytest.mark.parametrize("level", Consciousness)
def test_anything_but_alert_is_a_red_score(level: Consciousness) -> None:
    got = found(NORMAL._replace(consciousness=level.value))
    assert got.single_three is (level is not Consciousness.A)
    assert got.band == ("low" if level is Consciousness.A else "low-medium")


def with_sum(wanted: int, *, red: bool) -> Score:
    """A complete set of a given sum, with or without a single 3."""
    for points in product((0, 1, 2, 3), repeat=7):
        if sum(points) == wanted and (3 in points) is red:
            return summed(news2(), dict(zip(PARAMETERS, points, strict=True)), Site.ORAL)
    raise AssertionError(wanted)


@pytest.mark.parametrize(
    ("wanted", "red", "band", "interval"),
    [
        (0, False, "low", "12h"),
        *((n, False, "low", "4-6h") for n in (1, 2, 3, 4)),
        *((n, True, "low-medium", "1h") for n in (3, 4)),
        *((n, red, "medium", "1h") for n in (5, 6) for red in (False, True)),
        *((n, red, "high", "continuous") for n in (7, 10, 14) for red in (False, True)),
        (20, True, "high", "continuous"),
    ],
)
def test_what_the_sum_of_a_complete_set_means(wanted: int, red: bool, band: str, interval: str) -> None:
    got = with_sum(wanted, red=red)
    assert (got.complete, got.total, got.lower_bound) == (True, wanted, wanted)
    assert (got.band, got.band_at_least, got.interval, got.single_three) == (band, band, interval, red)


@pytest.mark.parametrize(
    ("vitals", "least", "band", "at_least", "interval"),
    [
        (Vitals(), 0, None, None, None),
        (Vitals(temperature=366, spo2=97), 0, None, None, None),
        (Vitals(temperature=355, spo2=93), 3, None, None, None),
        (Vitals(temperature=350), 3, None, "low-medium", "1h"),
        (Vitals(temperature=391, spo2=91), 5, None, "medium", "1h"),
        (Vitals(temperature=391, spo2=92, respiratory_rate=22), 6, None, "medium", "1h"),
        (Vitals(temperature=391, spo2=91, respiratory_rate=22), 7, "high", "high", "continuous"),
    ],
)
def test_a_part_of_a_set_says_only_what_is_certain(
    vitals: Vitals, least: int, band: str | None, at_least: str | None, interval: str | None
) -> None:
    got = found(vitals)
    assert (got.lower_bound, got.total, got.complete) == (least, None, False)
    assert (got.band, got.band_at_least, got.interval) == (band, at_least, interval)


def test_what_is_missing_is_named_in_the_order_of_the_chart_and_is_not_0() -> None:
    got = found(Vitals(spo2=97, temperature=366))
    assert got.missing == ("respiratory_rate", "oxygen", "systolic", "pulse", "consciousness")
    assert got.points == {
        "respiratory_rate": None,
        "spo2": 0,
        "oxygen": None,
        "systolic": None,
        "pulse": None,
        "consciousness": None,
        "temperature": 0,
    }


@pytest.mark.parametrize("site", Site)
def test_points_of_a_temperature_from_the_armpit_are_marked_as_not_adjusted(site: Site) -> None:
    near = {Site.ORAL, Site.TYMPANIC, Site.RECTAL}
    assert found(NORMAL._replace(temperature=358, site=site)).unadjusted is (site not in near)
    assert not found(NORMAL._replace(site=site)).unadjusted
    assert not found(NORMAL._replace(temperature=None, site=site)).unadjusted


def _maybe(quantity: Quantity) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(*HARD[quantity]))


sets = st.builds(
    Vitals,
    respiratory_rate=_maybe(Quantity.RESPIRATORY_RATE),
    spo2=_maybe(Quantity.SPO2),
    on_oxygen=st.sampled_from([None, False, True]),
    systolic=_maybe(Quantity.SYSTOLIC),
    pulse=_maybe(Quantity.PULSE),
    consciousness=_maybe(Quantity.CONSCIOUSNESS),
    temperature=_maybe(Quantity.TEMPERATURE),
    scale=st.sampled_from([1, 2]),
    site=st.sampled_from(Site),
)
FIELDS = ("respiratory_rate", "spo2", "on_oxygen", "systolic", "pulse", "consciousness", "temperature")


@given(sets)
def test_a_score_lies_between_0_and_20_and_hangs_together(vitals: Vitals) -> None:
    got = found(vitals)
    assert 0 <= got.lower_bound == sum(p for p in got.points.values() if p is not None) <= 20
    assert got.complete is (got.missing == ()) is (got.total is not None)
    assert got.missing == tuple(name for name in PARAMETERS if got.points[name] is None)
    assert got.total in (None, got.lower_bound)
    assert got.band in (None, got.band_at_least)
    assert (got.band is not None) is (got.complete or got.lower_bound >= 7)
    assert got.single_three is (3 in got.points.values())
    assert (got.interval is None) is (got.band_at_least is None)


@given(st.one_of(sets, st.just(NORMAL)))
def test_oxygen_adds_exactly_2_on_scale_1(vitals: Vitals) -> None:
    on_air = found(vitals._replace(scale=1, on_oxygen=False))
    on_oxygen = found(vitals._replace(scale=1, on_oxygen=True))
    assert on_oxygen.lower_bound == on_air.lower_bound + 2
    assert on_oxygen.complete is on_air.complete
    rest = [{name: p for name, p in one.points.items() if name != "oxygen"} for one in (on_air, on_oxygen)]
    assert rest[0] == rest[1]


BANDS = [None, "low", "low-medium", "medium", "high"]


@given(sets, st.sampled_from(FIELDS))
def test_leaving_a_value_out_never_raises_the_lower_bound_nor_completes_a_set(vitals: Vitals, field: str) -> None:
    whole, part = found(vitals), found(put(vitals, field))
    assert part.lower_bound <= whole.lower_bound
    assert not part.complete
    assert len(part.missing) >= len(whole.missing)
    assert BANDS.index(part.band_at_least) <= BANDS.index(whole.band_at_least)


def test_the_worst_of_everything_is_20() -> None:
    assert found(Vitals(30, 80, True, 80, 140, 4, 340)).total == 20
    assert found(Vitals(30, 99, True, 80, 140, 4, 340, 2)).total == 20


def test_a_normal_set_on_air_is_0() -> None:
    assert (found(NORMAL).total, found(NORMAL).band, found(NORMAL).interval) == (0, "low", "12h")


@pytest.mark.parametrize(
    ("name", "value", "edge"),
    [
        ("respiratory_rate", 5, 8),
        ("respiratory_rate", 10, 11),
        ("respiratory_rate", 23, 21),
        ("respiratory_rate", 40, 25),
        ("spo2_scale_1", 80, 91),
        ("spo2_scale_1", 94, 95),
        ("spo2_scale_2_oxygen", 85, 85),
        ("spo2_scale_2_oxygen", 94, 93),
        ("spo2_scale_2_oxygen", 99, 97),
        ("systolic", 230, 220),
        ("temperature", 340, 350),
        ("temperature", 385, 381),
    ],
)
def test_where_the_band_of_a_value_begins(name: str, value: int, edge: int) -> None:
    assert news2().bands[name].edge(value) == edge


def test_a_value_below_the_lowest_possible_one_counts_as_that() -> None:
    assert news2().bands["temperature"].of(0) == 3
    assert news2().bands["temperature"].edge(0) == 350
