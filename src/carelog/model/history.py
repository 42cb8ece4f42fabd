"""All that is known of one person, in the order in which rules fold it."""

from datetime import datetime
from typing import NamedTuple

from carelog.model.assessment import Answer, TaskEnd
from carelog.model.observation import Seen
from carelog.model.person import Person


class Facts(NamedTuple):
    """The person as written down from an instant on."""

    entry: str
    tick: int
    at: datetime
    person: Person


Event = Seen | Answer | TaskEnd | Facts


class History(NamedTuple):
    """A person's events by (time, tick): observations by when they happened, the rest by when they were recorded."""

    person: str
    events: tuple[Event, ...]


def moment(event: Event) -> tuple[datetime, int]:
    """Where an event stands in the order."""
    return (event.happened_at if isinstance(event, Seen) else event.at, event.tick)
