"""What would clear a rule that stands, in numbers and codes."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from carelog.model.reading import Site


class Ends(StrEnum):
    """How a rule comes to its end."""

    ITSELF = "itself"
    """it clears as soon as the checks are there"""
    PERSON = "person"
    """a named person closes it with an outcome, whatever the values do"""
    STEPS = "steps"
    """it was answered: it steps down one level a check once the checks are there"""


class Find(StrEnum):
    """What is to be found."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    OTHER_SITE_AT_MOST = "other_site_at_most"
    OTHER_SITE_AT_LEAST = "other_site_at_least"
    POINTS = "points"
    AIR = "air"
    ORDER = "order"
    TARGET_RENEWED = "target_renewed"
    FEWER_SYMPTOMS = "fewer_symptoms"
    MEASURED = "measured"
    COMPLETE = "complete"
    READ_AGAIN = "read_again"
    THIRD = "third"
    JUDGED = "judged"
    GROWN_UP = "grown_up"
    RULES = "rules"
    ROUND = "round"
    CALL_ENDED = "call_ended"
    PASSED = "passed"
    OTHERWISE = "otherwise"


class Need(NamedTuple):
    """One thing to be found. `value` is in the reading's own unit; of symptoms the fewest that would still be too many.

    `site` where the line belongs to one; `own` the person's normal the value is reckoned from; `below`: and on oxygen
    less than this; `codes` are symptoms, items or rules.
    """

    find: Find
    reading: str = ""
    value: int | None = None
    site: Site | None = None
    own: int | None = None
    below: int | None = None
    codes: tuple[str, ...] = ()


class Again(NamedTuple):
    """Repeats that take an alert back as not confirmed: so many, each at this value or better, by a time."""

    reading: str
    repeats: int
    value: int
    high: bool
    """whether the value is the least one wanted"""
    until: datetime


class Clearing(NamedTuple):
    """What clears a rule: every one of `needs`, of each at least one alternative, in one check or in two so far apart.

    `signs` are what each check must speak of; `first` is the check that counts as the first one already.
    """

    ends: Ends
    apart: timedelta
    first: datetime | None
    needs: tuple[tuple[Need, ...], ...]
    signs: tuple[str, ...]
    again: Again | None
    masked: timedelta = timedelta(0)
    """so long behind an antipyretic nothing found counts as normal"""
