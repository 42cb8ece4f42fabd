"""The shape of a protocol's table on isolation, checked before it may be shown."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.deeds import Method
from carelog.model.reading import Site
from carelog.protocol.swabs.isolation import Isolation
from carelog.protocol.worded import Wording

Said = Annotated[str, Field(min_length=1)]


class Number(Wording):
    """A number with its source and evidence mark."""

    value: Annotated[int, Field(ge=0, le=1000)]
    source: Said
    evidence: Literal["V", "S", "M", "P"]


class FeverLine(Wording):
    """From which tenths of a degree on a temperature is a fever, by site."""

    value: dict[Site, Annotated[int, Field(ge=350, le=400)]]
    source: Said
    evidence: Literal["V", "S", "M", "P"]


class IsolationTable(Wording):
    """How many days, and what has to be there before a named person may end it earlier; hours as the names say."""

    days: Number
    negatives: Number
    apart_hours: Number
    methods: Annotated[tuple[Method, ...], Field(min_length=1)]
    """negatives by these count"""
    afebrile_hours: Number
    antipyretic_hours: Number
    fever: FeverLine

    @model_validator(mode="after")
    def _every_site(self) -> Self:
        lacking = [site.value for site in Site if site not in self.fever.value]
        if lacking:
            raise PydanticCustomError("protocol.fever_lacks", "lack", {"value": ", ".join(lacking)})
        return self

    def ready(self) -> Isolation:
        """The table as it is asked."""
        return Isolation(
            days=self.days.value,
            negatives=self.negatives.value,
            apart=timedelta(hours=self.apart_hours.value),
            methods=frozenset(self.methods),
            afebrile=timedelta(hours=self.afebrile_hours.value),
            masked=timedelta(hours=self.antipyretic_hours.value),
            fever=self.fever.value,
        )
