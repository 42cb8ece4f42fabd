"""NEWS2, the National Early Warning Score of the Royal College of Physicians (London, 2017), exactly as its chart says.

The chart is the College's and stands with its source in data/news2.toml. What was not measured is missing, never 0.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from carelog.model.reading import Site

PARAMETERS = ("respiratory_rate", "spo2", "oxygen", "systolic", "pulse", "consciousness", "temperature")
"""The seven of the chart, in its order."""
CORE = frozenset({Site.ORAL, Site.TYMPANIC, Site.RECTAL})
"""Where a temperature comes near the one the chart means; the armpit and the forehead read lower."""
_RED = 3


class Bands(NamedTuple):
    """A parameter's bands: the lowest value of each, ascending, and its points."""

    lows: tuple[int, ...]
    points: tuple[int, ...]

    def of(self, value: int) -> int:
        """The points of a value; one below the lowest possible value counts as that."""
        return self.points[max(0, bisect_right(self.lows, value) - 1)]

    def edge(self, value: int) -> int:
        """The mildest value of the same band: its upper end where low is dangerous, else its lower one."""
        n = max(0, bisect_right(self.lows, value) - 1)
        return self.lows[n + 1] - 1 if 0 in self.points[n + 1 :] else self.lows[n]


class Risk(NamedTuple):
    """What a sum from `least` on means, and how soon the next set is due."""

    least: int
    band: str
    interval: str


class Chart(NamedTuple):
    """The chart ready to be read; `risks` ascending, `red` what 3 points in one parameter mean by themselves."""

    bands: Mapping[str, Bands]
    risks: tuple[Risk, ...]
    red: Risk

    def spo2(self, scale: int, *, on_oxygen: bool | None) -> Bands:
        """The bands of SpO2. Scale 2 with oxygen unknown reads as on air: the least its points can be."""
        if scale == 1:
            return self.bands["spo2_scale_1"]
        return self.bands["spo2_scale_2_oxygen" if on_oxygen else "spo2_scale_2_air"]


class Vitals(NamedTuple):
    """One set of values, None where there is none: breaths and beats a minute, percent, mmHg, ACVPU 0-4, tenths of °C.

    `on_oxygen` None = nobody said. `scale` 2 only by a clinician's decision.
    """

    respiratory_rate: int | None = None
    spo2: int | None = None
    on_oxygen: bool | None = None
    systolic: int | None = None
    pulse: int | None = None
    consciousness: int | None = None
    temperature: int | None = None
    scale: int = 1
    site: Site = Site.UNKNOWN


class Score(NamedTuple):
    """What a set scores. `points` by parameter, None where it is missing; their sum is the least the score can be.

    `total` and `band` are known of a complete set only; `high` also of a part that reaches it already. `band_at_least`
    is what is certain: of a part `low-medium`, `medium` or `high`, None where it says nothing yet. `interval` is that
    of the band, or of what is certain. `unadjusted`: temperature gives points from a site the chart does not mean.
    """

    points: Mapping[str, int | None]
    lower_bound: int
    missing: tuple[str, ...]
    complete: bool
    total: int | None
    band: str | None
    band_at_least: str | None
    single_three: bool
    interval: str | None
    unadjusted: bool


def score(chart: Chart, vitals: Vitals) -> Score:
    """Score a set, or as much of it as there is. Pure; every value the models allow has its points."""
    values: dict[str, int | None] = {
        "respiratory_rate": vitals.respiratory_rate,
        "oxygen": None if vitals.on_oxygen is None else int(vitals.on_oxygen),
        "systolic": vitals.systolic,
        "pulse": vitals.pulse,
        "consciousness": vitals.consciousness,
        "temperature": vitals.temperature,
    }
    points = {name: None if value is None else chart.bands[name].of(value) for name, value in values.items()}
    on_scale = chart.spo2(vitals.scale, on_oxygen=vitals.on_oxygen)
    points["spo2"] = None if vitals.spo2 is None else on_scale.of(vitals.spo2)
    return summed(chart, points, vitals.site)


def summed(chart: Chart, points: Mapping[str, int | None], site: Site) -> Score:
    """What the points of a set mean together; `site` is where its temperature was taken."""
    missing = tuple(name for name in PARAMETERS if points.get(name) is None)
    given = [found for name in PARAMETERS if (found := points.get(name)) is not None]
    least, red = sum(given), _RED in given
    certain = _risk(chart, least, red=red)
    lowest, highest = chart.risks[0].band, chart.risks[-1].band
    known = not missing or certain.band == highest
    at_least = certain if known or certain.band != lowest else None
    return Score(
        points={name: points.get(name) for name in PARAMETERS},
        lower_bound=least,
        missing=missing,
        complete=not missing,
        total=None if missing else least,
        band=certain.band if known else None,
        band_at_least=at_least.band if at_least else None,
        single_three=red,
        interval=at_least.interval if at_least else None,
        unadjusted=bool(points.get("temperature")) and site not in CORE,
    )


def _risk(chart: Chart, least: int, *, red: bool) -> Risk:
    """The risk of a sum, raised by a single 3 where the sum alone says low."""
    found = [risk for risk in chart.risks if least >= risk.least][-1]
    return chart.red if red and found.band == chart.risks[0].band else found
