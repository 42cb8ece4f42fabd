"""Whether a device shows what its people usually show: it may ask to be checked, and never takes an alert away."""

from collections.abc import Sequence
from enum import StrEnum
from statistics import median
from typing import NamedTuple


class Fit(StrEnum):
    """What a round says of a device."""

    NOT_KNOWN = "not_known"
    """too few of its people have a normal of their own"""
    FITS = "fits"
    CHECK = "check"


class Checked(NamedTuple):
    """The middle of how far a device was from its people's own normals, in the reading's own unit; None of nobody."""

    fit: Fit
    off: float | None
    people: int


def checked(gaps: Sequence[float], margin: int, least: int) -> Checked:
    """Judge a device by a round: `gaps` is, once for each person, the value less the person's own normal.

    Off by the margin or more, up or down, asks for a check; of fewer people than `least` nothing is said.
    """
    if not gaps:
        return Checked(Fit.NOT_KNOWN, None, 0)
    off = float(median(gaps))
    if len(gaps) < least:
        return Checked(Fit.NOT_KNOWN, off, len(gaps))
    return Checked(Fit.CHECK if abs(off) >= margin else Fit.FITS, off, len(gaps))
