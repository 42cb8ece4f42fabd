"""Which reading decides."""

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.protocol.decide import Several, deciding


def test_one_reading_decides_by_itself() -> None:
    assert deciding([374], high=True) == 374


def test_of_two_the_more_dangerous_counts() -> None:
    assert deciding([374, 366], high=True) == 374
    assert deciding([374, 366], high=False) == 366


def test_of_three_the_middle_one() -> None:
    assert deciding([374, 366, 368], high=True) == 368
    assert deciding([374, 366, 368], high=False) == 368


def test_of_four_the_more_dangerous_of_the_middle_two() -> None:
    assert deciding([360, 370, 380, 390], high=True) == 380
    assert deciding([360, 370, 380, 390], high=False) == 370


@given(st.lists(st.integers(250, 450), min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 100), st.booleans())
@settings(deadline=None)
def test_a_worse_reading_never_decides_for_milder(values: list[int], which: int, by: int, high: bool) -> None:
    worse = list(values)
    worse[which % len(values)] += by if high else -by
    assert (deciding(worse, high=high) - deciding(values, high=high)) * (1 if high else -1) >= 0


def test_a_file_may_ask_for_the_worst_of_all() -> None:
    assert deciding([374, 366, 368], high=True, several="worst") == 374
    assert deciding([374, 366, 368], high=False, several="worst") == 366
    assert deciding([374], high=True, several="worst") == 374


def test_a_file_may_ask_for_the_plain_median_which_reaches_a_line_only_where_it_does() -> None:
    assert deciding([373, 372], high=True, several="median") == 372
    assert deciding([94, 93], high=False, several="median") == 94
    assert deciding([374, 372], high=True, several="median") == 373
    assert deciding([374, 366, 368], high=True, several="median") == 368
    assert deciding([360, 370, 380, 390], high=True, several="median") == 375


@given(
    st.lists(st.integers(250, 450), min_size=1, max_size=6),
    st.integers(0, 5),
    st.integers(0, 100),
    st.booleans(),
    st.sampled_from(["worst", "median"]),
)
@settings(deadline=None)
def test_nor_does_it_in_any_other_way_a_file_may_ask_for(
    values: list[int], which: int, by: int, high: bool, several: Several
) -> None:
    worse = list(values)
    worse[which % len(values)] += by if high else -by
    told, before = (deciding(v, high=high, several=several) for v in (worse, values))
    assert (told - before) * (1 if high else -1) >= 0
