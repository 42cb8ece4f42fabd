"""Keeping in touch with people at risk: which contacts are due, by whom, since when. Told the time, knows no person."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from carelog.model.following import DueContact, Follower
from carelog.model.person import Colour
from carelog.model.round import Window


class Asked(NamedTuple):
    """A contact a class asks for; `every_days` None: in every round."""

    colour: Colour
    infected: bool
    by: Follower
    every_days: int | None


class Awaited(NamedTuple):
    """A class that waits for the experts to decide where somebody is treated."""

    colour: Colour
    infected: bool


class FollowPlan(NamedTuple):
    """What a protocol asks for beside the rounds."""

    contacts: tuple[Asked, ...]
    decisions: tuple[Awaited, ...]


class Rounds(NamedTuple):
    """The rounds of the last days that have begun, in the order of time, and the next one to begin."""

    begun: Sequence[Window]
    ahead: Window | None


class Stand(NamedTuple):
    """How somebody stands: class, infected or not, from when the plan counts for them, and the last contacts."""

    colour: Colour
    infected: bool
    since: datetime
    last: Mapping[Follower, datetime]


def contacts(
    plan: FollowPlan, stand: Stand, rounds: Rounds, at: datetime, zone: tzinfo = UTC
) -> tuple[DueContact, ...]:
    """Every contact the plan asks for of somebody, due or not; `since` is from when it is (or will be) due.

    Days are those of the home's zone. The first contact is due on the day from which the plan counts.
    """
    asked = [a for a in plan.contacts if (a.colour, a.infected) == (stand.colour, stand.infected)]
    return tuple(_due(a, stand, rounds, at, zone) for a in asked)


def awaited(plan: FollowPlan, colour: Colour, *, infected: bool, decided: bool) -> bool:
    """Whether the experts' decision where to treat is asked for and missing."""
    return not decided and Awaited(colour, infected) in plan.decisions


def _due(asked: Asked, stand: Stand, rounds: Rounds, at: datetime, zone: tzinfo) -> DueContact:
    told = stand.last.get(asked.by)
    last = told if told is not None and told >= stand.since else None
    if asked.every_days is None:
        since, over = _by_round(stand.since, last, rounds, at)
    else:
        since, over = _by_day(stand.since, last, asked.every_days, zone)
    return DueContact(asked.by, asked.every_days, since, told, due=since <= at, overdue=over <= at)


def _by_day(begun: datetime, last: datetime | None, every: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when it is due and from when it is overdue: the day, and the end of that day."""
    day = begun.astimezone(zone).date() if last is None else last.astimezone(zone).date() + timedelta(days=every)
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def _by_round(begun: datetime, last: datetime | None, rounds: Rounds, at: datetime) -> tuple[datetime, datetime]:
    """From when it is due and from when it is overdue: the first round without a contact, and its end."""
    missed = [w for w in rounds.begun if w.end > begun and (last is None or last < w.start)]
    first = missed[0] if missed else rounds.ahead
    return (max(first.start, begun), first.end) if first else (at + timedelta.resolution, at + timedelta.resolution)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def figures(file: Mapping[str, Any]) -> list[tuple[str, int, str, str]]:
    """The numbers of the table as name, value, source, evidence, for whoever signs the file."""
    table = file.get("service", {})
    return [_figure(row) for row in table.get("contact", ())]


def _figure(row: Mapping[str, Any]) -> tuple[str, int, str, str]:
    who = f"{row['colour']}{'_infected' if row['infected'] else ''}"
    often = "every_days" if "every_days" in row else "every_rounds"
    return f"service_{who}_{row['by']}_{often}", row.get("every_days", 1), row["source"], row["evidence"]
