"""The conditions that need more than one check: a confirmed value, a value that has lasted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.reading import Quantity, Site
from carelog.protocol.conditions import Condition, Judge, Limits, breathed, hit
from carelog.protocol.look import Look
from carelog.protocol.state import Air, Hit, Pending, Sample, Streak, Verdict

ABSENT, CLEAR, NEAR, HOLDS = Verdict
_INSTANT = timedelta(milliseconds=1)


class Certain(NamedTuple):
    """What makes a reading certain: see `Confirm` of the protocol file."""

    least: timedelta
    greatest: timedelta
    silence: bool
    same_round: bool
    by_sites: frozenset[Site]
    other_site: bool
    air: Air | None
    """only readings in this air say anything for or against"""
    masked: timedelta = timedelta(0)
    """so long behind an antipyretic a reading says nothing against"""

    def by(self, first: Pending, sample: Sample) -> bool:
        """Whether a second reading that holds makes the first one certain."""
        if (self.by_sites and sample.site not in self.by_sites) or (self.other_site and sample.site is first.site):
            return False
        if self.same_round and (sample.act == first.act or (sample.round is not None and sample.round == first.round)):
            return True
        return self.least <= sample.at - first.at <= self.greatest


def confirmed(atom: str, rule: str, quantity: Quantity, judge: Judge, certain: Certain) -> Condition:
    """A value that was read twice, or once and not read again in time.

    `atom` names this condition among the pending ones, `rule` the rule it stands in.
    """

    def ask(look: Look) -> Verdict:
        samples = look.samples(quantity)
        if samples and quantity in look.fresh and breathed(look, samples[-1:], certain.air):
            _read(look, samples[-1])
        waiting = look.pending.get(atom)
        if not isinstance(waiting, Pending):
            return _uncertain(look, samples)
        if not waiting.confirmed:
            return min(_tried(judge, look, samples)[0], NEAR) if waiting.dismissed else NEAR
        if atom in look.ran and (not samples or look.hidden(samples[-1].at, certain.masked)):
            look.hits.append(waiting.hit)
            return HOLDS
        return judge(look, samples) if samples else ABSENT

    def _uncertain(look: Look, samples: Sequence[Sample]) -> Verdict:
        """Nothing waits to be confirmed: a value that holds all the same was read back since, or held only now."""
        said, _ = _tried(judge, look, samples)
        if said is HOLDS and quantity not in look.fresh:
            _read(look, samples[-1])
        return min(said, NEAR)

    def _read(look: Look, sample: Sample) -> None:
        said, found = _tried(judge, look, (sample,))
        against = ABSENT if look.hidden(sample.at, certain.masked) else said
        waiting = look.pending.pop(atom, None)
        first = waiting if isinstance(waiting, Pending) and not waiting.dismissed else None
        open_ = rule in look.open
        after = _held(first, sample, found[-1], certain, look.at) if found else _not_held(first, against, open_=open_)
        if after is not None:
            look.pending[atom] = after

    return ask


def _tried(judge: Judge, look: Look, samples: Sequence[Sample]) -> tuple[Verdict, list[Hit]]:
    """What a judge says of values and why, leaving no reason behind."""
    before = len(look.hits)
    said = judge(look, samples) if samples else ABSENT
    found = look.hits[before:]
    del look.hits[before:]
    return said, found


def _held(first: Pending | None, sample: Sample, why: Hit, certain: Certain, now: datetime) -> Pending:
    """A reading that holds: the first of two, or the second; the time to repeat one runs from when it is asked for."""
    if first is not None and first.confirmed:
        return first
    if first is not None and certain.by(first, sample):
        return first._replace(confirmed=True)
    if first is not None and sample.at - first.at <= certain.greatest:
        return first._replace(doubted=False)
    until = now + certain.greatest if certain.silence else None
    return Pending(
        sample.at, until, sample.entry, sample.site, sample.act, sample.round, why, doubted=False, confirmed=False
    )


def _not_held(first: Pending | None, said: Verdict, *, open_: bool) -> Pending | None:
    """A reading that does not hold: it puts the first in doubt, and a second such one takes it away."""
    if first is None or said is ABSENT:
        return first
    if first.confirmed:
        return first if open_ else None
    return None if first.doubted else first._replace(doubted=True)


def lasting(
    atom: str,
    quantity: Quantity,
    line: Limits,
    longer: timedelta,
    broken: timedelta,
    masked: timedelta = timedelta(0),
) -> Condition:
    """A value beyond its line for longer than a time; only a long enough stretch back within it ends the count.

    While nothing was read back within, the time runs out by itself. What an antipyretic masks is not read back.
    """

    def ask(look: Look) -> Verdict:
        samples = look.samples(quantity)
        if samples and quantity in look.fresh:
            _count(look, samples[-1])
        streak = look.pending.get(atom)
        if not isinstance(streak, Streak):
            return line.say(samples[-1].value) if samples else ABSENT
        if streak.back is None and (streak.ran or streak.last - streak.first > longer):
            look.hits.append(streak.hit)
            return HOLDS
        return NEAR if samples else ABSENT

    def _count(look: Look, sample: Sample) -> None:
        streak = look.pending.pop(atom, None)
        first = streak if isinstance(streak, Streak) else None
        if line.say(sample.value) is HOLDS:
            why = hit(quantity, sample.value, line.text, high=line.high)
            look.pending[atom] = _beyond(first, sample, why, longer, broken)
        elif first is not None and look.hidden(sample.at, masked):
            look.pending[atom] = first
        elif first is not None:
            after = _back(first, sample)
            if after.back is not None and sample.at - after.back < broken:
                look.pending[atom] = after

    return ask


def _beyond(first: Streak | None, sample: Sample, why: Hit, longer: timedelta, broken: timedelta) -> Streak:
    if first is None:
        until = sample.at + longer + _INSTANT
        return Streak(sample.at, sample.at, None, until, sample.at + broken, why, ran=False)
    return first._replace(last=sample.at, back=None, broken_after=sample.at + broken, hit=why)


def _back(streak: Streak, sample: Sample) -> Streak:
    return streak if streak.back is not None else streak._replace(back=sample.at)
