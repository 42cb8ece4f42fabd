"""When somebody fell ill, by a case definition: from what was found and from swabs, one illness at a time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.outbreak import Illness


class Syndrome(NamedTuple):
    """A case definition. An illness begins with a new symptom of `symptoms` or a swab positive for one of `targets`.

    `confirmed`: only a positive swab makes it a case, symptoms then say since when. `fever_tenths_c`: only with so high
    a temperature within `fever_within` of one of its symptoms. After `gap` without any sign it is another illness.
    `close`, and `cleaning` after it, count from the last onset. `covers`: syndromes that are said by this one.
    """

    code: str
    symptoms: frozenset[str]
    targets: frozenset[str]
    confirmed: bool
    fever_tenths_c: int | None
    fever_within: timedelta
    gap: timedelta
    close: timedelta
    cleaning: timedelta
    covers: frozenset[str]

    @property
    def quiet(self) -> timedelta:
        """So long after the last onset it may be closed, and a signal is over."""
        return self.close + self.cleaning


class Found(NamedTuple):
    """What one observation showed: the symptoms that are new to the person, and the temperature; None = no value."""

    at: datetime
    symptoms: frozenset[str]
    temperature_tenths_c: int | None = None


class Positive(NamedTuple):
    """A swab that was positive, by when it was taken."""

    at: datetime
    target: str


class Fix(NamedTuple):
    """A named person has said when the illness of an instant began."""

    illness: datetime
    onset: datetime


class _Sign(NamedTuple):
    at: datetime
    why: tuple[str, ...]
    swab: bool


def illnesses(
    syndrome: Syndrome, found: Collection[Found], positives: Collection[Positive], fixes: Sequence[Fix] = ()
) -> tuple[Illness, ...]:
    """The illnesses of one person that fit a case definition, oldest first; the order in which all was told is nothing.

    Of several corrections of one illness the last one told holds.
    """
    out = []
    for run in _runs(_signs(syndrome, found, positives), syndrome.gap):
        known = _known(syndrome, run, found)
        if known is not None:
            told = Illness(run[0].at, run[0].at, known, run[-1].at, _why(run), any(sign.swab for sign in run))
            out.append(_put_right(told, fixes))
    return tuple(out)


def _signs(syndrome: Syndrome, found: Iterable[Found], positives: Iterable[Positive]) -> list[_Sign]:
    shown = ((one.at, one.symptoms & syndrome.symptoms) for one in found)
    signs = [_Sign(at, tuple(sorted(symptoms)), swab=False) for at, symptoms in shown if symptoms]
    signs += [_Sign(one.at, (one.target,), swab=True) for one in positives if one.target in syndrome.targets]
    return sorted(signs)


def _runs(signs: Iterable[_Sign], gap: timedelta) -> list[list[_Sign]]:
    runs: list[list[_Sign]] = []
    for sign in signs:
        if runs and sign.at - runs[-1][-1].at < gap:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return runs


def _known(syndrome: Syndrome, run: Sequence[_Sign], found: Iterable[Found]) -> datetime | None:
    """From when on a run of signs is a case, None where it is none."""
    if syndrome.confirmed:
        return next((sign.at for sign in run if sign.swab), None)
    if syndrome.fever_tenths_c is None:
        return run[0].at
    hot = [
        one.at
        for one in found
        if one.temperature_tenths_c is not None and one.temperature_tenths_c >= syndrome.fever_tenths_c
    ]
    near = [max(sign.at, at) for sign in run for at in hot if abs(sign.at - at) <= syndrome.fever_within]
    return min(near, default=None)


def _why(run: Sequence[_Sign]) -> tuple[str, ...]:
    """What it began with, and what a swab has shown since."""
    began = [code for sign in run if sign.at == run[0].at for code in sign.why]
    return tuple(dict.fromkeys([*began, *(code for sign in run if sign.swab for code in sign.why)]))


def _put_right(told: Illness, fixes: Sequence[Fix]) -> Illness:
    mine = [fix.onset for fix in fixes if told.derived <= fix.illness <= told.last]
    return told._replace(onset=mine[-1]) if mine else told
