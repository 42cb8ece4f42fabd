"""Who comes in from outside, and how what is known of them by name is deleted, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import datetime

from carelog.model.person import PRIVATE


@dataclass(frozen=True, slots=True)
class Visited:
    """Entry kind `visited`: somebody from outside came to the door, and later left; the newest of an arrival holds.

    `whom` is the person id of whom they visit, '' for work in the house. `passed` is what the door said, `why` the
    codes of what spoke against it. `test_at` is when the nucleic acid test they showed was taken, None for none.
    """

    person: str
    whom: str
    arrived: datetime
    passed: bool
    left: datetime | None = None
    test_at: datetime | None = None
    why: tuple[str, ...] = ()
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Purged:
    """Entry kind `purged`: the private texts of these entries were deleted, older than so many days by then.

    Nothing else of them was: what they say without names stays, and so does the chain.
    """

    days: int
    before: datetime
    entries: tuple[str, ...]
