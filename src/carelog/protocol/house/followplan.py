"""The shape of a protocol's table of contacts: by class, who keeps in touch how often, and who waits for a decision."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.following import Follower
from carelog.model.person import Colour
from carelog.protocol.house.followup import Asked, Awaited, FollowPlan
from carelog.protocol.wording import Wording

Source = Annotated[str, Field(min_length=1, pattern=r"\S")]
Evidence = Literal["V", "S", "M", "P"]


class ContactRow(Wording):
    """One contact asked for: of whom, by whom, every so many days or in every round."""

    colour: Colour
    infected: bool
    by: Follower
    every_days: Annotated[int, Field(ge=1, le=90)] | None = None
    every_round: Literal[True] | None = None
    source: Source
    evidence: Evidence

    @model_validator(mode="after")
    def _how_often_once(self) -> Self:
        if (self.every_days is None) == (self.every_round is None):
            raise PydanticCustomError(
                "protocol.service_often", "often", {"value": f"{self.colour.value} {self.by.value}"}
            )
        return self

    def ready(self) -> Asked:
        """The row as it is asked."""
        return Asked(self.colour, self.infected, self.by, self.every_days)


class DecisionRow(Wording):
    """Of whom the experts are to decide where they are treated."""

    colour: Colour
    infected: bool
    source: Source
    evidence: Evidence


class FollowTable(Wording):
    """What each class asks for beside the rounds; each row with a source of its own."""

    contact: tuple[ContactRow, ...] = ()
    decision: tuple[DecisionRow, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = [(row.colour, row.infected, row.by) for row in self.contact]
        for one in named:
            if named.count(one) > 1:
                raise PydanticCustomError(
                    "protocol.service_twice", "twice", {"value": f"{one[0].value} {one[2].value}"}
                )
        return self

    def ready(self) -> FollowPlan:
        """The table as it is asked."""
        waits = tuple(Awaited(row.colour, row.infected) for row in self.decision)
        return FollowPlan(tuple(row.ready() for row in self.contact), waits)
