"""What a history folds into: plain frozen tuples, so that a year of a home replays in seconds."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from carelog.model.assessment import Fired
from carelog.model.history import Dosed, Sampled
from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task

Item = str
"""`temperature`, `spo2` or `symptoms`: what a complete observation holds."""
SYMPTOMS: Item = "symptoms"
NEWS2 = "news2"
"""What a score is called where else a quantity stands."""
Key = tuple[Quantity, Site, "Air"]
"""What a baseline belongs to: values of one quantity, one site, one state of air."""


class Verdict(IntEnum):
    """What a condition says of what was found."""

    ABSENT = 0
    """it was not measured, so nothing can be said"""
    CLEAR = 1
    """found, and back by the whole margin"""
    NEAR = 2
    """found, between the line and its margin, or not yet confirmed"""
    HOLDS = 3


class Air(IntEnum):
    """What a person breathed while SpO2 was read."""

    ROOM = 0
    OXYGEN = 1
    UNSURE = 2
    """the rules for air and those for oxygen both apply"""


class Sample(NamedTuple):
    """One value as read; `air` None where nobody said at the time."""

    value: int
    site: Site
    air: Air | None
    at: datetime
    entry: str
    act: str
    round: RoundKey | None


class Check(NamedTuple):
    """Readings taken together: one observation, or several within the protocol's minutes of each other."""

    start: datetime
    act: str
    entry: str
    samples: Mapping[Quantity, tuple[Sample, ...]]
    reasons: Mapping[Quantity, NotMeasured]
    symptoms: frozenset[str] | None
    air: Air | None


class Coverage(NamedTuple):
    """What one observation, or all of one round, says of the items of a complete set."""

    key: str | RoundKey
    at: datetime
    covered: frozenset[Item]
    reasons: Mapping[Item, NotMeasured]
    in_round: bool
    settled: bool
    """so long ago that what still lacks counts as left out"""


class Hit(NamedTuple):
    """What made a condition hold. `way` is +1 where high is dangerous, -1 where low is, 0 where there is no scale."""

    reading: str
    value: int | None
    bound: str
    way: int
    sign: str
    """what must be found clear before it can clear: a quantity, or `symptom:CODE`"""
    entry: str = ""
    """the entry it rests on, where that is no value of a check: a swab's result, a medicine given"""


class Episode(NamedTuple):
    """A rule that holds or has not cleared: named by the entry that opened it or last made it markedly worse."""

    id: str
    start: datetime
    check: datetime
    level: Severity
    tasks: frozenset[Task]
    chain: tuple[str, ...]
    """entries in which it held since it got its name: an answer may name any of them"""
    entries: tuple[str, ...]
    signs: frozenset[str]
    hits: tuple[Hit, ...]
    """why it holds, or held when it last did"""
    named_at: tuple[Hit, ...]
    """why it held when it got its name, or was answered"""
    answered: bool
    improving: bool
    clear_since: datetime | None
    stepped: datetime | None
    asked: datetime
    """when it opened, or last held again after it did not: since then it asks to be measured again"""
    reread: int
    """how often it was measured again since"""
    holding: bool
    old: bool
    """from an import of old readings: opens no alert"""
    dismissed: bool = False
    """a named person called it not confirmed: another reading that holds is an alert of its own"""


class Pending(NamedTuple):
    """A reading that waits for a second one."""

    at: datetime
    until: datetime | None
    entry: str
    site: Site
    act: str
    round: RoundKey | None
    hit: Hit
    doubted: bool
    confirmed: bool
    dismissed: bool = False
    """a named person called it not confirmed: only another reading brings it up again"""

    def due(self) -> datetime | None:
        """When silence confirms it; None where it does not, or where a repeat or a named person has spoken."""
        return None if self.doubted or self.confirmed or self.dismissed else self.until


class Streak(NamedTuple):
    """A value that has stayed beyond its line since `first`; `back` is since when it was read back within."""

    first: datetime
    last: datetime
    back: datetime | None
    until: datetime
    broken_after: datetime
    hit: Hit
    ran: bool

    def due(self) -> datetime | None:
        """When it has lasted too long, unless it is read back within before; None once that is settled."""
        return None if self.ran or self.back or self.until > self.broken_after else self.until


class Values(NamedTuple):
    """Values with when they were read, oldest first."""

    times: tuple[datetime, ...] = ()
    values: tuple[int, ...] = ()

    def since(self, oldest: datetime) -> "Values":
        """Those not older than that."""
        first, times = 0, self.times
        while first < len(times) and times[first] < oldest:
            first += 1
        return Values(times[first:], self.values[first:]) if first else self

    def and_one(self, at: datetime, value: int) -> "Values":
        """These and a newer one."""
        return Values(self.times + (at,), self.values + (value,))  # noqa: RUF005 - half the time, at every reading


NO_VALUES = Values()


ON_AIR: Key = (Quantity.SPO2, Site.UNKNOWN, Air.ROOM)
"""SpO2 on room air, as a slow decline looks at it."""


class Baselines(NamedTuple):
    """Recent values of healthy days by key, and the medians frozen while ill and until `thaw`.

    `slow` are the SpO2 values on room air of as many healthy days as a slow decline looks back; none where none does.
    """

    recent: Mapping[Key, Values]
    frozen: Mapping[Key, int] | None
    thaw: datetime | None
    slow: Values = NO_VALUES


class Happened(NamedTuple):
    """What rules need of swabs and medicines; `edge` is the next instant at which that alone may change a rule."""

    swabs: tuple[Sampled, ...] = ()
    """of each target, method and result the newest, newest last"""
    antipyretic: Dosed | None = None
    tablets: tuple[datetime, ...] = ()
    """when the newest antipyretics were given, that one last"""
    edge: datetime | None = None


class Flows(NamedTuple):
    """What is known of a person's oxygen: flows in tenths of a litre a minute, 0 on room air."""

    rising: tuple[tuple[datetime, int], ...]
    """known flows since the lowest, each higher than the one before"""
    on: bool
    """the newest word was oxygen"""
    unread: bool
    """on oxygen, and the newest flow was not read"""
    raised: datetime | None
    """when oxygen was started, or raised last; None on air, and where an order covered the first flow seen"""


NO_FLOWS = Flows((), on=False, unread=False, raised=None)


class Course(NamedTuple):
    """All that rules need to know of one person. `due` is the next instant at which something changes by itself."""

    person: Person | None
    at: datetime | None
    check: Check | None
    seen: tuple[Coverage, ...]
    """the newest observations, newest last"""
    unit: Coverage | None
    """the newest round, or observation outside rounds"""
    rows: Mapping[Item, int]
    """how many rounds in a row lacked an item before this one"""
    open: Mapping[str, Episode]
    pending: Mapping[str, Pending | Streak]
    tasks: frozenset[Task]
    baselines: Baselines
    last: Mapping[tuple[Quantity, Site], Sample]
    """the newest value before this check"""
    on_oxygen: bool
    old: bool
    """the newest part came by an import of old readings: what it opens is no alert"""
    due: datetime | None
    left: tuple[Fired, ...] = ()
    """open alerts of an earlier protocol that this one does not raise; a named person ends them"""
    happened: Happened = Happened()
    flows: Flows = NO_FLOWS
