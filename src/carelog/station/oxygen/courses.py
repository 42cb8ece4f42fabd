"""Who breathes what and from where, by acts and by readings: whichever is newer holds.

A flow stands in one place, the reading of oxygen: an act appends it, and the sheet's `*2` is one as well.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.oxygen import Therapy, TherapyStep
from carelog.model.reading import Quantity
from carelog.protocol.oxygen import Draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carelog.station.desk import Station

LOOK_BACK = timedelta(days=14)
"""A flow or an SpO2 older than that is not known any more."""
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before the first act of any home: some breathe oxygen for years."""
_JUST = timedelta(milliseconds=1)


class Course(NamedTuple):
    """One person's oxygen: every flow that was read, every act, the newest SpO2."""

    flows: tuple[Draw, ...]
    acts: tuple[tuple[datetime, Therapy], ...]
    spo2: tuple[datetime, int] | None

    @property
    def newest(self) -> Therapy | None:
        """The act that holds, None where none does."""
        last = self.acts[-1][1] if self.acts else None
        return last if last and last.step is not TherapyStep.STOPPED and self.flow != 0 else None

    @property
    def flow(self) -> int | None:
        """What is breathed now: 0 is air, None a flow that was not read."""
        if self.flows:
            return self.flows[-1].flow
        return self.acts[-1][1].flow_tenths if self.acts else 0

    @property
    def since(self) -> datetime | None:
        """Since when the flow is what it is."""
        return self.flows[-1].since if self.flows else self.acts[-1][0] if self.acts else None

    @property
    def begun(self) -> tuple[datetime, bool] | None:
        """Since when oxygen, or air, is breathed without a break, and whether it is known to have begun then."""
        on, flows = self.flow != 0, tuple(reversed(self.flows))
        run = [draw.since for draw in takewhile(lambda draw: (draw.flow != 0) is on, flows)]
        if len(run) < len(flows):
            return run[-1], True
        started = next((at for at, act in reversed(self.acts) if act.step is TherapyStep.STARTED), None)
        first = min((at for at in (*run, started) if at is not None), default=None) if on else min(run, default=None)
        return (first, on and first == started) if first else (self.acts[-1][0], False) if on else None

    @property
    def source(self) -> str:
        """Where it comes from, '' where nobody said or none is breathed."""
        return self.newest.source if self.newest else ""

    def draws(self, source: str) -> list[Draw]:
        """What was drawn from a source, in the order of time."""
        events = sorted(
            [(draw.since, 1, draw.flow, "") for draw in self.flows]
            + [(at, 0, act.flow_tenths, _from(act)) for at, act in self.acts],
            key=lambda event: event[:2],
        )
        out, on = [], ""
        for at, reading, flow, then in events:
            on = on if reading else then
            out.append(Draw(at, flow if on == source else 0))
        return out


def _from(act: Therapy) -> str:
    return "" if act.step is TherapyStep.STOPPED else act.source


def courses(station: Station, at: datetime) -> Mapping[str, Course]:
    """Person -> their oxygen as known now for an instant; of those of whom anything is told."""
    flows: dict[str, list[Draw]] = {}
    spo2: dict[str, tuple[datetime, int]] = {}
    for seen in station.log.observations(at - LOOK_BACK, at + _JUST):
        oxygen, found = seen.last(Quantity.OXYGEN), seen.last(Quantity.SPO2)
        if oxygen and oxygen.not_measured is None:
            flows.setdefault(seen.person, []).append(Draw(seen.happened_at, oxygen.value))
        if found and found.value is not None:
            spo2[seen.person] = (seen.happened_at, found.value)
    acts: dict[str, list[tuple[datetime, Therapy]]] = {}
    for deed in station.log.deeds_between(("therapy",), _EVER, at + _JUST):
        acts.setdefault(deed.body.person, []).append((deed.at, deed.body))
    return {
        person: Course(tuple(flows.get(person, ())), tuple(acts.get(person, ())), spo2.get(person))
        for person in {*flows, *spo2, *acts}
    }
