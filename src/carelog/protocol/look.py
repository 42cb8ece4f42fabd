"""What a rule looks at: one person, one check, one instant."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from carelog.model.person import Person
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity
from carelog.protocol import baseline
from carelog.protocol.state import (
    NO_FLOWS,
    Air,
    Baselines,
    Check,
    Coverage,
    Episode,
    Flows,
    Happened,
    Hit,
    Item,
    Pending,
    Sample,
    Streak,
)
from carelog.protocol.whom import order_ran_out, signed_target, wanted

if TYPE_CHECKING:
    from carelog.protocol.ruleset import Ruleset
    from carelog.protocol.scoring import Found


class Look:
    """Everything conditions may ask about, and where they leave what they found.

    `fresh` are the quantities just read; `ran` the atoms whose time has just run out, with the entry that had set
    it. `open` and `pending` are this look's own copies; `hits` collects why conditions held; `score` is kept once
    it has been `scored`.
    """

    __slots__ = (
        "air",
        "at",
        "baselines",
        "check",
        "flows",
        "fresh",
        "happened",
        "hits",
        "last",
        "newest",
        "open",
        "pending",
        "person",
        "ran",
        "rows",
        "rules",
        "score",
        "scored",
        "unit",
    )

    def __init__(self, rules: "Ruleset", person: Person | None, at: datetime, check: Check | None) -> None:
        self.rules = rules
        self.person = person
        self.at = at
        self.check = check
        self.flows: Flows = NO_FLOWS
        self.fresh: frozenset[Quantity] = frozenset()
        self.ran: Mapping[str, str] = {}
        self.air = Air.ROOM
        self.baselines: Baselines = baseline.EMPTY
        self.last: Mapping[tuple[Quantity, Site], Sample] = {}
        self.happened = Happened()
        self.newest: Coverage | None = None
        self.unit: Coverage | None = None
        self.rows: Mapping[Item, int] = {}
        self.open: dict[str, Episode] = {}
        self.pending: dict[str, Pending | Streak] = {}
        self.hits: list[Hit] = []
        self.score: Found | None = None
        self.scored = False

    def samples(self, quantity: Quantity) -> tuple[Sample, ...]:
        """The values of a quantity in this check, oldest first."""
        return self.check.samples.get(quantity, ()) if self.check else ()

    def air_of(self, sample: Sample) -> Air:
        """What was breathed while a value was read."""
        return self.air if sample.air is None else sample.air

    def scale(self) -> int:
        """The SpO2 scale on file: 2 only by a clinician's decision."""
        return self.person.scale() if self.person is not None else 1

    def baseline(self, quantity: Quantity, sample: Sample) -> int | None:
        """The person's own normal for a value, same site and same air; of two that may be meant the higher."""
        keys = baseline.keys_of(quantity, sample, self.air_of(sample))
        found = [baseline.own(self.person, self.baselines, key, self.at, self.rules.measure) for key in keys]
        return max((normal for normal in found if normal is not None), default=None)

    def target(self) -> int:
        """The lowest SpO2 wanted on oxygen: from the order on file while it counts, else the scale's usual one."""
        return wanted(self.person, self.rules.targets[self.scale()], self.at, self.rules.zone)

    def shift(self) -> int:
        """By how many points a signed target moves the lines of scale 1; 0 without one."""
        target = signed_target(self.person, self.at, self.rules.zone)
        return 0 if target is None else target - self.rules.targets[1]

    def has_order(self) -> bool:
        """Whether an order for oxygen is on file, a flow or a target, that has not run out."""
        p = self.person
        filed = p is not None and (p.oxygen_tenths_l_min is not None or p.target_low_percent is not None)
        return filed and not order_ran_out(p, self.at, self.rules.zone)

    def usual(self) -> frozenset[str]:
        """The symptoms this person always has."""
        return frozenset(self.person.usual_symptoms) if self.person else frozenset()

    def hidden(self, at: datetime, masked: timedelta) -> bool:
        """Whether an antipyretic given shortly before may hide a fever from what was read at a time."""
        return any(timedelta(0) <= at - given < masked for given in self.happened.tablets)

    def lacking(self) -> tuple[Item, ...]:
        """What the newest observation lacks of a complete one."""
        covered = self.newest.covered if self.newest else frozenset()
        return tuple(item for item in self.rules.required_of(self.person) if item not in covered)

    def standing(self, least: Severity, but: str) -> bool:
        """Whether any other rule stands at a severity or above."""
        return any(e.level >= least and not e.old for rule, e in self.open.items() if rule != but)
