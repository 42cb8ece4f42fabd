"""The conditions about breath: lines that move with a signed target, the flow of oxygen, a slow decline, disease."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from carelog.model.person import Person
from carelog.model.reading import HARD, Quantity
from carelog.protocol import whom
from carelog.protocol.baseline import median
from carelog.protocol.breath_wording import Decline
from carelog.protocol.conditions import Condition, Judge, Limits, bound, hit
from carelog.protocol.decide import Several
from carelog.protocol.look import Look
from carelog.protocol.state import Air, Flows, Hit, Sample, Verdict

ABSENT, CLEAR, NEAR, HOLDS = Verdict


_MOST = HARD[Quantity.SPO2][1]


def moved(line: Limits, clear_by: int, limit: int) -> Limits:
    """A low SpO2 line at another value, its margin moved by so many points; never where no value could clear it."""
    limit = min(limit, _MOST - 1)
    clear = max(min(line.clear + clear_by, _MOST), limit + 1)
    return Limits(limit, clear, str(int(line.text) + limit - line.limit), high=False)


def line_at(line: Limits, shift: int, target: int, *, raises: bool) -> Limits:
    """Where a line stands for somebody whose signed target lies so many points off the usual one; see `by_target`."""
    limit = line.limit + shift if raises else min(line.limit, target - 1)
    return moved(line, shift, limit) if shift else line


def by_target(line: Limits, air: Air | None, several: Several = "worst_of_two", *, raises: bool) -> Judge:
    """SpO2 on scale 1 against a line that moves with a signed target; the usual line for who has none.

    Without `raises` the line stays, or stands just below a target that is lower; its margin moves all the same.
    """

    @cache
    def judge(shift: int, target: int) -> Judge:
        return bound(Quantity.SPO2, {None: line_at(line, shift, target, raises=raises)}, 1, air, None, several)

    def ask(look: Look, samples: Sequence[Sample]) -> Verdict:
        shift = look.shift()
        return judge(shift, look.rules.targets[1] + shift)(look, samples)

    return ask


def target_ran_out(look: Look) -> Verdict:
    """A target range that a clinician had signed is past its last date."""
    return HOLDS if whom.target_ran_out(look.person, look.at, look.rules.zone) else CLEAR


def disease(codes: frozenset[str]) -> Condition:
    """One of these diseases is on file; nothing on file is no disease."""

    def ask(look: Look) -> Verdict:
        return HOLDS if look.person is not None and not codes.isdisjoint(look.person.conditions) else CLEAR

    return ask


def flows_after(flows: Flows, person: Person | None, at: datetime, flow: int | None, zone: tzinfo = UTC) -> Flows:
    """What is known of a person's oxygen after a flow, None for one that was not read."""
    if flow == 0:
        return Flows(((at, 0),), on=False, unread=False, raised=None)
    if flow is None:
        return flows._replace(
            on=True, unread=True, raised=flows.raised if flows.on else _started(flows, person, at, 0, zone)
        )
    lower = tuple(known for known in flows.rising if known[1] < flow)
    before = flows.rising[-1][1] if flows.rising else None
    if flows.on:
        since = at if before is not None and flow > before else flows.raised
    else:
        since = _started(flows, person, at, flow, zone)
    return Flows((*lower, (at, flow)), on=True, unread=False, raised=since)


def _started(flows: Flows, person: Person | None, at: datetime, flow: int, zone: tzinfo) -> datetime | None:
    """When oxygen was started: now, unless it was there before anybody looked, as an order says."""
    return None if not flows.rising and _covered(person, flow, at, zone) else at


def _covered(person: Person | None, flow: int, at: datetime, zone: tzinfo) -> bool:
    """Whether an order on file that has not run out covers a flow."""
    order = person.oxygen_tenths_l_min if person is not None else None
    return order is not None and order >= max(flow, 1) and not whom.order_ran_out(person, at, zone)


def raised(within: timedelta) -> Condition:
    """Oxygen was started or raised not longer ago than that, and goes on; clear on room air and after that time."""

    def ask(look: Look) -> Verdict:
        flows = look.flows
        if flows.raised is None or look.at - flows.raised >= within:
            return CLEAR
        known = None if flows.unread else flows.rising[-1][1]
        look.hits.append(Hit(Quantity.OXYGEN.value, known, "", 0, ""))
        return HOLDS

    return ask


def up_by(step: int, within: timedelta) -> Condition:
    """The flow is up by so much over the lowest known one of that time; an unread flow says nothing."""

    def ask(look: Look) -> Verdict:
        flows = look.flows
        if flows.unread or not flows.rising:
            return ABSENT
        now = flows.rising[-1][1]
        lowest = min((flow for at, flow in flows.rising if look.at - at <= within), default=now)
        if now - lowest < step or _covered(look.person, now, look.at, look.rules.zone):
            return CLEAR
        look.hits.append(hit(Quantity.OXYGEN, now, str(lowest + step), high=True))
        return HOLDS

    return ask


class Windows(NamedTuple):
    """The times a slow decline compares: the last days, and days long before; with so many readings in each."""

    recent: timedelta
    last: timedelta
    first: timedelta
    readings: int


def windows(asked: Decline) -> Windows:
    """The times a condition of the file compares."""
    recent, last, first = (timedelta(days=n) for n in (asked.recent_days, asked.from_days, asked.to_days))
    return Windows(recent, last, first, asked.least_readings)


def medians(known: Sequence[datetime], values: Sequence[int], at: datetime, times: Windows) -> tuple[int, int] | None:
    """The median of days long before and that of the last days, None where either has too few readings.

    `known` says when each value was read, oldest first.
    """
    found = _windows(known, values, at, times)
    return None if found is None else (median(found[0]), median(found[1]))


def declines(known: Sequence[datetime], values: Sequence[int], at: datetime, times: Windows, by: int) -> bool:
    """Whether a slow decline by so much holds; the days long before are weighed only where one is so far off."""
    found = _windows(known, values, at, times)
    if found is None:
        return False
    before, lately = found[0], median(found[1])
    return max(before) - lately >= by and median(before) - lately >= by


def _windows(
    known: Sequence[datetime], values: Sequence[int], at: datetime, times: Windows
) -> tuple[Sequence[int], Sequence[int]] | None:
    """The values of days long before and those of the last days, None where either are too few."""
    if len(known) < 2 * times.readings or at - known[0] < times.last:
        return None
    first, last = bisect_left(known, at - times.first), bisect_left(known, at - times.last)
    recent = bisect_left(known, at - times.recent)
    if min(last - first, len(known) - recent) < times.readings:
        return None
    return values[first:last], values[recent:]


def decline(times: Windows, *, by: int, clear: int) -> Condition:
    """The median of the last days is so far below that of days long before; with too few readings nothing is said."""

    def ask(look: Look) -> Verdict:
        found = medians(*look.baselines.slow, look.at, times)
        if found is None:
            return ABSENT
        usual, lately = found
        if usual - lately < by:
            return CLEAR if usual - lately <= clear else NEAR
        look.hits.append(hit(Quantity.SPO2, lately, str(usual - by), high=False))
        return HOLDS

    return ask
