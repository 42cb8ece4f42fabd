"""The conditions about breath as a protocol file writes them; each a function in breathing.py or conditions.py."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.reading import Quantity
from carelog.protocol.worded import Wording


class Target(Wording):
    """SpO2 on oxygen below the target on file; without one, the scale's usual target of the figures. Clear is above."""

    kind: Literal["below_target"]
    clear_above: Annotated[int, Field(ge=0)]


class TargetRanOut(Wording):
    """A target range that a clinician had signed is past its last date."""

    kind: Literal["target_ran_out"]


class OnOxygen(Wording):
    """The person is on oxygen; `without_order`: and neither a flow nor a target is on file."""

    kind: Literal["on_oxygen"]
    without_order: bool = False


class Flow(Wording):
    """Oxygen started or raised within so many hours, on oxygen still; or the flow up by so much within them.

    `up_by` in tenths of a litre a minute, and only above what an order covers. A flow that was not read is no low one.
    """

    kind: Literal["flow"]
    within_hours: Annotated[int, Field(ge=1)]
    up_by: Annotated[int, Field(ge=1)] | None = None


class Decline(Wording):
    """SpO2 on room air slowly getting lower: the median of the last days so far below that of days long before.

    `by` and `clear` in percent; `from_days` to `to_days` before now is what it is compared with. With fewer readings
    in either time nothing can be said. Asked with the first SpO2 of a day (UTC), and while it stands with every one.
    """

    kind: Literal["decline"]
    reading: Literal[Quantity.SPO2]
    by: Annotated[int, Field(ge=1)]
    clear: Annotated[int, Field(ge=0)]
    recent_days: Annotated[int, Field(ge=1)]
    from_days: Annotated[int, Field(ge=1)]
    to_days: Annotated[int, Field(ge=1, le=366)]
    least_readings: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _then_before_now(self) -> Self:
        if not self.recent_days <= self.from_days < self.to_days:
            raise PydanticCustomError("protocol.decline_days", "days", {"value": self.from_days})
        if self.clear >= self.by:
            raise PydanticCustomError("protocol.clear_side", "clear", {"value": self.clear, "limit": self.by})
        return self


class HasDisease(Wording):
    """The person has one of these underlying diseases on file, by the codes of the people's list."""

    kind: Literal["disease"]
    any_of: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
