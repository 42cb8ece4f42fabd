"""Reading the NEWS2 chart from its file, checked before it may score anybody."""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from carelog.model.reading import HARD, Quantity
from carelog.protocol.news2 import Bands, Chart, Risk

_LOWEST = {
    "respiratory_rate": HARD[Quantity.RESPIRATORY_RATE][0],
    "spo2_scale_1": HARD[Quantity.SPO2][0],
    "spo2_scale_2_air": HARD[Quantity.SPO2][0],
    "spo2_scale_2_oxygen": HARD[Quantity.SPO2][0],
    "oxygen": 0,
    "systolic": HARD[Quantity.SYSTOLIC][0],
    "pulse": HARD[Quantity.PULSE][0],
    "consciousness": HARD[Quantity.CONSCIOUSNESS][0],
    "temperature": HARD[Quantity.TEMPERATURE][0],
}
"""The value each parameter's first band begins at: the lowest that can be a reading at all."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Band(_Part):
    start: Annotated[int, Field(alias="from")]
    points: Annotated[int, Field(ge=0, le=3)]


class _Risk(_Part):
    start: Annotated[int, Field(alias="from")]
    band: Annotated[str, Field(min_length=1)]
    interval: Annotated[str, Field(min_length=1)]


class _Red(_Part):
    band: Annotated[str, Field(min_length=1)]
    interval: Annotated[str, Field(min_length=1)]


class _File(_Part):
    title: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    evidence: Literal["V"]
    points: dict[str, Annotated[list[_Band], Field(min_length=1)]]
    risk: Annotated[list[_Risk], Field(min_length=1)]
    single_three: _Red

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Every parameter begins at its lowest possible value; bands and risks ascend strictly."""
        if self.points.keys() != _LOWEST.keys():
            raise ValueError(sorted(self.points.keys() ^ _LOWEST.keys()))
        for name, bands in self.points.items():
            _refuse_disorder(name, [b.start for b in bands], _LOWEST[name])
        _refuse_disorder("risk", [r.start for r in self.risk], 0)
        return self


def _refuse_disorder(name: str, starts: list[int], lowest: int) -> None:
    if starts[0] != lowest or any(one >= after for one, after in pairwise(starts)):
        raise ValueError(name)


def read(text: str) -> Chart:
    """A chart from the text of its file; ValueError where it does not hold."""
    file = _File.model_validate(tomllib.loads(text))
    return Chart(
        bands={
            name: Bands(tuple(b.start for b in b_), tuple(b.points for b in b_)) for name, b_ in file.points.items()
        },
        risks=tuple(Risk(r.start, r.band, r.interval) for r in file.risk),
        red=Risk(0, file.single_three.band, file.single_three.interval),
    )


@cache
def news2() -> Chart:
    """The chart that comes with the app."""
    return read(files("carelog.protocol").joinpath("data/news2.toml").read_text(encoding="utf-8"))
