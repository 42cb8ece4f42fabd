"""A device is asked about when a whole round with it is off, and never on the word of a few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.protocol.stock.devices import Fit, checked


@pytest.mark.parametrize(
    ("gaps", "fit", "off"),
    [
        ([], Fit.NOT_KNOWN, None),
        ([-9, -9, -9, -9], Fit.NOT_KNOWN, -9),
        ([-5, -5, -5, -5, -5], Fit.CHECK, -5),
        ([5, 5, 5, 5, 5], Fit.CHECK, 5),
        ([-4, -4, -4, -4, -4], Fit.FITS, -4),
        ([4.5, 4.5, 4.5, 5, 9], Fit.FITS, 4.5),
        ([0, 0, 0, 20, 20], Fit.FITS, 0),
        ([0, 4, 6, 6, 6, 9], Fit.CHECK, 6),
        ([4, 4, 4, 5, 5, 5], Fit.FITS, 4.5),
    ],
)
def test_half_a_degree_off_in_the_middle_of_five_people_asks_for_a_check(
    gaps: list[float], fit: Fit, off: float | None
) -> None:
    assert checked(gaps, 5, 5) == (fit, off, len(gaps))


@given(st.integers(-60, 60), st.integers(1, 9), st.integers(1, 9), st.integers(1, 20))
def test_bands_have_no_gap_and_no_overlap(off: int, margin: int, least: int, people: int) -> None:
    fit = checked([off] * people, margin, least).fit
    assert fit is (Fit.NOT_KNOWN if people < least else Fit.CHECK if abs(off) >= margin else Fit.FITS)


@given(st.lists(st.integers(-60, 60), min_size=5, max_size=30))
def test_who_was_measured_first_makes_no_difference(gaps: list[int]) -> None:
    assert checked(gaps, 5, 5) == checked(sorted(gaps), 5, 5)
