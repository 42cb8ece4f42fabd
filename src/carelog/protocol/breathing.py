"""The conditions about breath: lines that move with a signed target, underlying disease."""

from collections.abc import Sequence
from functools import cache

from carelog.model.reading import HARD, Quantity
from carelog.protocol import whom
from carelog.protocol.conditions import Condition, Judge, Limits, bound
from carelog.protocol.look import Look
from carelog.protocol.state import Air, Sample, Verdict

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


def by_target(line: Limits, air: Air | None, *, raises: bool) -> Judge:
    """SpO2 on scale 1 against a line that moves with a signed target; the usual line for who has none.

    Without `raises` the line stays, or stands just below a target that is lower; its margin moves all the same.
    """

    @cache
    def judge(shift: int, target: int) -> Judge:
        return bound(Quantity.SPO2, {None: line_at(line, shift, target, raises=raises)}, 1, air, None)

    def ask(look: Look, samples: Sequence[Sample]) -> Verdict:
        shift = look.shift()
        return judge(shift, look.rules.targets[1] + shift)(look, samples)

    return ask


def target_ran_out(look: Look) -> Verdict:
    """A target range that a clinician had signed is past its last date."""
    return HOLDS if whom.target_ran_out(look.person, look.at) else CLEAR


def disease(codes: frozenset[str]) -> Condition:
    """One of these diseases is on file; nothing on file is no disease."""

    def ask(look: Look) -> Verdict:
        return HOLDS if look.person is not None and not codes.isdisjoint(look.person.conditions) else CLEAR

    return ask
