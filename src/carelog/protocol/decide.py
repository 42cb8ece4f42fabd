"""Which reading decides where one check holds several."""

from collections.abc import Sequence

from carelog.protocol.state import Sample


def deciding(values: Sequence[int], *, high: bool) -> int:
    """The value that counts: of two the more dangerous one, of three and more the median.

    `high` says whether high is dangerous (fever) or low (cold, SpO2). Two that agree are treated as two that do not:
    the more dangerous one counts, so that a second reading never makes the first one milder. An even number
    of values has two middle ones; the more dangerous counts. At least one value.
    """
    if len(values) == 1:
        return values[0]
    ranked = sorted(values, reverse=not high)
    return ranked[len(ranked) // 2]


def apart(samples: Sequence[Sample], most: int) -> bool:
    """Whether the two readings of one site differ by more than `most`, and no third has been taken."""
    by_site = [[s.value for s in samples if s.site == site] for site in {s.site for s in samples}]
    return any(len(values) == 2 and abs(values[0] - values[1]) > most for values in by_site)  # noqa: PLR2004 - a pair
