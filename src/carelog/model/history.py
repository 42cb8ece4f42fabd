"""All that is known of one person, in the order in which rules fold it."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Answer, Fired, TaskEnd
from carelog.model.observation import Seen
from carelog.model.person import Person
from carelog.model.severity import Task

if TYPE_CHECKING:
    from carelog.model.deeds import Method, Result


class Facts(NamedTuple):
    """The person as written down from an instant on."""

    entry: str
    tick: int
    at: datetime
    person: Person


class Sampled(NamedTuple):
    """The result of a swab, by when it was taken."""

    entry: str
    tick: int
    at: datetime
    method: "Method"
    result: "Result"
    target: str


class Dosed(NamedTuple):
    """A medicine given, by when it was; `antipyretic` says that it lowers a fever."""

    entry: str
    tick: int
    at: datetime
    antipyretic: bool


class Left(NamedTuple):
    """Another protocol came into use: the rules that stood by the one before, and its staying tasks."""

    entry: str
    tick: int
    at: datetime
    fired: tuple[Fired, ...]
    tasks: tuple[Task, ...]


Event = Seen | Answer | TaskEnd | Facts | Sampled | Dosed | Left


class History(NamedTuple):
    """A person's events by (time, tick): what was found or given by when it was, the rest by when recorded."""

    person: str
    events: tuple[Event, ...]


def moment(event: Event) -> tuple[datetime, int]:
    """Where an event stands in the order."""
    return (event.happened_at if isinstance(event, Seen) else event.at, event.tick)
