"""Which reading decides where one check holds several."""

from collections.abc import Sequence
from typing import Literal

from carelog.protocol.state import Sample

Several = Literal["worst_of_two", "worst", "median"]
"""How several readings of one check are weighed: as `deciding` says, or the worst of all, or the middle of all."""


def deciding(values: Sequence[int], *, high: bool, several: Several = "worst_of_two") -> int:
    """The value that counts: of two the more dangerous one, of three and more the median.

    `high` says whether high is dangerous (fever) or low (cold, SpO2). Two that agree are treated as two that do not:
    the more dangerous one counts, so that a second reading never makes the first one milder. An even number
    of values has two middle ones; the more dangerous counts. At least one value. A file may ask for the worst of all
    instead, or for the plain median: of two middle ones their mean, which then holds a line only where it reaches it.
    """
    if len(values) == 1:
        return values[0]
    ranked = sorted(values, reverse=not high)
    half = len(ranked) // 2
    if several == "worst":
        return ranked[-1]
    if several == "median" and len(ranked) % 2 == 0:
        both = ranked[half - 1] + ranked[half]
        return both // 2 if high else -(-both // 2)
    return ranked[half]


def apart(samples: Sequence[Sample], most: int) -> bool:
    """Whether the two readings of one site differ by more than `most`, and no third has been taken."""
    by_site = [[s.value for s in samples if s.site == site] for site in {s.site for s in samples}]
    return any(len(values) == 2 and abs(values[0] - values[1]) > most for values in by_site)  # noqa: PLR2004 - a pair
