"""The shape of a protocol's plan of swabs, checked before it may call anybody to a test."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.deeds import Method
from carelog.model.person import Colour, Kind
from carelog.model.swabs import Regime
from carelog.protocol.wording import Wording

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Said = Annotated[str, Field(min_length=1, pattern=r"\S")]
RowId = Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
Methods = Annotated[tuple[Method, ...], Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=60)]
EVERY_DAY = 7
"""So many times a week is daily."""


class BothWords(Wording):
    """The same sentence in both languages; neither may be empty."""

    zh_CN: Said  # noqa: N815 - the language's own name
    en: Said


class Cited(Wording):
    """Something with a citation and its evidence mark."""

    source: Said
    evidence: Literal["V", "S", "M", "P"]


class DayCount(Cited):
    """So many days."""

    value: Annotated[int, Field(ge=1, le=60)]


class SwabGroup(Wording):
    """Who belongs to a group: everybody of these kinds; classes of colour and places (units, zones) narrow it."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    words: BothWords
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    colours: tuple[Colour, ...] = ()
    places: tuple[Said, ...] = ()


class Planned(Cited):
    """A row of the plan as a doctor reads it: by which methods, and in words."""

    id: RowId
    methods: Methods
    words: BothWords


class Weekly(Planned):
    """How often a group is tested in these regimes: so many times a week, 7 is daily; on weekdays, or evenly spread."""

    group: str
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]
    times: Annotated[int, Field(ge=1, le=EVERY_DAY)]
    weekdays: tuple[Weekday, ...] = ()

    @model_validator(mode="after")
    def _as_many_days_as_times(self) -> Self:
        if self.weekdays and (len(set(self.weekdays)), len(self.weekdays)) != (self.times, self.times):
            raise PydanticCustomError("protocol.swab_days", "days", {"value": ", ".join(self.weekdays)})
        return self


class Contact(Planned):
    """The days after a contact on which it is tested, 0 is at once."""

    days: Annotated[tuple[Days, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _days_rise(self) -> Self:
        if list(self.days) != sorted(set(self.days)):
            raise PydanticCustomError("protocol.swab_order", "order", {"value": ", ".join(map(str, self.days))})
        return self


class Sweep(Planned):
    """Everybody of these kinds, once, after a positive swab of somebody in the house."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]


class Admission(Planned):
    """Who moves in or comes back from hospital, on the day they come."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]


class Symptoms(Planned):
    """How somebody is tested whose assessment asks for it; `serial` is the rule that asks for a second swab."""

    serial: str = ""


class SwabTable(Wording):
    """The plan: what is looked for, the gaps, the groups in order (the first that fits), and the rows."""

    targets: Annotated[tuple[Said, ...], Field(min_length=1)]
    minimum_gap_days: DayCount
    greatest_gap_days: DayCount
    sweep_again_days: DayCount
    sample_days: DayCount
    ask_days: DayCount
    group: Annotated[tuple[SwabGroup, ...], Field(min_length=1)]
    symptoms: Symptoms
    weekly: tuple[Weekly, ...] = ()
    contact: Contact | None = None
    sweep: Sweep | None = None
    admission: Admission | None = None

    def rows(self) -> tuple[Planned, ...]:
        """Every row with a name of its own."""
        one = (self.contact, self.sweep, self.admission)
        return (self.symptoms, *self.weekly, *(row for row in one if row is not None))

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.minimum_gap_days.value > self.greatest_gap_days.value:
            raise PydanticCustomError("protocol.swab_gaps", "gaps", {"value": str(self.minimum_gap_days.value)})
        for names in ([g.code for g in self.group], [r.id for r in self.rows()]):
            twice = [name for name in names if names.count(name) > 1]
            if twice:
                raise PydanticCustomError("protocol.twice", "twice", {"value": twice[0]})
        return self

    @model_validator(mode="after")
    def _one_row_for_each_group_and_regime(self) -> Self:
        known = {g.code for g in self.group}
        told: set[tuple[str, Regime]] = set()
        for row in self.weekly:
            if row.group not in known:
                raise PydanticCustomError("protocol.swab_group", "group", {"value": row.group, "rule": row.id})
            for regime in row.regimes:
                if (row.group, regime) in told:
                    raise PydanticCustomError("protocol.twice", "twice", {"value": f"{row.group}, {regime}"})
                told.add((row.group, regime))
        return self
