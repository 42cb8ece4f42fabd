"""The shape of what a protocol says of those who work here and of visitors, checked before it may decide."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.protocol.worded import Wording

Regime = Literal["off", "wave", "closed"]
Said = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Sourced(Wording):
    """Something with a citation and its evidence mark."""

    source: Said
    evidence: Literal["V", "S", "M", "P"]


class Number(Sourced):
    """A number with its source; its unit stands in its name."""

    value: Annotated[int, Field(ge=0)]


class ShiftHours(Wording):
    """A shift by the code the roster uses, local wall time; `until` at or before `start` is on the next day."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    start: time
    until: time


class WorkTable(Wording):
    """Who works here: the rule that sends home at the door, what lets back, how long in a row in a closed house."""

    rule: Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
    after_positive_days: Number
    after_symptoms_hours: Number
    after_gastro_hours: Number
    fever_free_hours: Number
    exit_tests: Number
    exit_apart_hours: Number
    row_days: Number
    rest_days: Number
    shift: tuple[ShiftHours, ...] = ()

    @model_validator(mode="after")
    def _one_shift_a_code(self) -> Self:
        codes = [shift.code for shift in self.shift]
        for n, code in enumerate(codes):
            if code in codes[:n]:
                raise PydanticCustomError("protocol.twice", "twice", {"value": code, "at": ("shift", n)})
        return self


class VisitTable(Sourced):
    """Who comes from outside: in which regimes tests are asked for, in which nobody comes in, how old they may be."""

    tests_in: tuple[Regime, ...]
    closed_in: tuple[Regime, ...]
    test_hours: Number
    antigen_hours: Number
    keep_days: Number
