"""What a row has stored so far, and under which ids: so that trying again stores nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.draft import DraftRow
from carelog.model.observation import Observed
from carelog.ui.sheet.row import reading_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from carelog.model.reading import Quantity, Reading
    from carelog.station.rows import Conflict
    from carelog.ui.sheet.state import Row

OLD = timedelta(minutes=15)
"""A draft older than this keeps its own time and takes no new reading; what is typed then begins a new observation."""


class Part(NamedTuple):
    """An entry of an observation as it stands in the log, who recorded it and when."""

    entry: str
    observed: Observed
    recorded_by: str
    recorded_at: datetime


@dataclass(slots=True)
class Tray:
    """One observation on its way into the log.

    `act` is the observation's id, `entry` the id its next entry will get; `before` are readings of the same row that
    an older observation holds already.
    """

    act: str
    entry: str
    person: str
    happened_at: datetime
    parts: list[Part] = field(default_factory=list)
    before: list[Reading] = field(default_factory=list)
    draft: DraftRow | None = None
    conflict: Conflict | None = None
    finished: bool = False
    measured_by: str | None = None
    """whose readings these are, where another nurse's row is gone on with"""

    def unstored(self, row: Row) -> tuple[Reading, ...]:
        """The readings of a row that neither this observation nor an older one holds."""
        held = {r.quantity for r in (*self._stored(), *self.before)}
        return tuple(r for r in row.readings if r.quantity not in held)

    def _stored(self) -> Iterable[Reading]:
        return (r for part in self.parts for r in part.observed.readings)

    def changed(self, row: Row) -> list[tuple[Part, Observed]]:
        """The stored parts whose readings the row has otherwise by now, each with what should stand there."""
        pairs = [(part, _as_in(part.observed, row)) for part in self.parts]
        return [(part, wanted) for part, wanted in pairs if wanted != part.observed]

    def is_old(self, now: datetime) -> bool:
        """Whether what is there keeps its own time by now, and takes no new reading."""
        return bool(self.draft or self.parts) and now - self.happened_at > OLD


def _as_in(observed: Observed, row: Row) -> Observed:
    return replace(observed, readings=tuple(reading_of(row, r.quantity) or r for r in observed.readings))


def corrected(parts: list[Part], row: Row) -> list[tuple[Part, Observed]]:
    """What each part of a finished observation should say after the row was changed; only those that differ.

    Where a quantity was read more than once, the reading that counts is changed and the others stay. What no part
    holds yet, and the answer about symptoms, goes to the last part that can hold it.
    """
    if not parts:
        return []
    counts = _counting(parts)
    wanted = [
        _with(part.observed, row, {q for q, at in counts.items() if at[0] == n}, counts) for n, part in enumerate(parts)
    ]
    added = tuple(r for r in row.readings if r.quantity not in counts)
    wanted[-1] = replace(wanted[-1], readings=(*wanted[-1].readings, *added))
    asked = next((n for n in reversed(range(len(parts))) if parts[n].observed.symptoms is not None), len(parts) - 1)
    wanted[asked] = replace(wanted[asked], symptoms=row.symptoms, not_asked=row.not_asked)
    return [(part, new) for part, new in zip(parts, wanted, strict=True) if new != part.observed]


def _counting(parts: list[Part]) -> dict[Quantity, tuple[int, int]]:
    """Where the reading of each quantity stands that counts: the newest with a value, else the newest."""
    found: dict[Quantity, tuple[int, int]] = {}
    for values in (False, True):
        for n, part in enumerate(parts):
            for m, reading in enumerate(part.observed.readings):
                if not values or reading.not_measured is None:
                    found[reading.quantity] = (n, m)
    return found


def _with(observed: Observed, row: Row, mine: set[Quantity], counts: dict[Quantity, tuple[int, int]]) -> Observed:
    readings = list(observed.readings)
    for quantity in mine:
        readings[counts[quantity][1]] = reading_of(row, quantity) or readings[counts[quantity][1]]
    return replace(observed, readings=tuple(readings))
