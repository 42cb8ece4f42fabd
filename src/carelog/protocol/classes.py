"""The shape of a protocol's table of colour classes, checked before it may class anybody."""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.person import Colour, Disease, Vaccination
from carelog.protocol.colour import Classes, Row
from carelog.protocol.wording import Wording


class ClassRow(Wording):
    """One row: whole years `age_from` up to but without `age_below`; the diseases and vaccinations that fit."""

    colour: Colour
    age_from: Annotated[int, Field(ge=0)] = 0
    age_below: Annotated[int, Field(ge=1)] | None = None
    disease: Annotated[tuple[Disease, ...], Field(min_length=1)]
    vaccination: Annotated[tuple[Vaccination, ...], Field(min_length=1)]

    def ready(self) -> Row:
        """The row as it is asked."""
        return Row(self.age_from, self.age_below, frozenset(self.disease), frozenset(self.vaccination), self.colour)


class AgePoints(Wording):
    """Points from an age on, in whole years."""

    start: Annotated[int, Field(alias="from", ge=0)]
    points: Annotated[int, Field(ge=0)]


class ColourFrom(Wording):
    """The class from a sum of points on."""

    start: Annotated[int, Field(alias="from", ge=0)]
    colour: Colour


class ClassTable(Wording):
    """Rows first; points only where no row fits. Bands by their lowest value, the first at 0."""

    source: Annotated[str, Field(min_length=1)]
    evidence: Literal["V", "S", "M", "P"]
    row: tuple[ClassRow, ...] = ()
    age: Annotated[tuple[AgePoints, ...], Field(min_length=1)]
    disease: dict[Disease, Annotated[int, Field(ge=0)]]
    vaccination: dict[Vaccination, Annotated[int, Field(ge=0)]]
    colour: Annotated[tuple[ColourFrom, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _refuse_disorder([a.start for a in self.age])
        _refuse_disorder([c.start for c in self.colour])
        lacking = [f.value for f in Disease if f not in self.disease]
        lacking += [f.value for f in Vaccination if f not in self.vaccination]
        if lacking:
            raise PydanticCustomError("protocol.classes_lack", "lack", {"value": ", ".join(lacking)})
        self._refuse_two_classes()
        return self

    def _refuse_two_classes(self) -> None:
        rows = [row.ready() for row in self.row]
        for years, disease, vaccination in product(self.ready().edges(), Disease, Vaccination):
            found = {r.colour for r in rows if r.fits(years, disease, vaccination)}
            if len(found) > 1:
                facts = f"{years}, {disease.value}, {vaccination.value}"
                raise PydanticCustomError("protocol.classes_two", "two", {"value": facts})

    def ready(self) -> Classes:
        """The table as it is asked."""
        return Classes(
            rows=tuple(row.ready() for row in self.row),
            ages=tuple((a.start, a.points) for a in self.age),
            disease=self.disease,
            vaccination=self.vaccination,
            colours=tuple((c.start, c.colour) for c in self.colour),
        )


def _refuse_disorder(starts: Sequence[int]) -> None:
    if starts[0] != 0 or any(one >= after for one, after in pairwise(starts)):
        raise PydanticCustomError("protocol.classes_order", "order", {"value": ", ".join(map(str, starts))})
