"""Which step of a referral may follow which: pure."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from carelog.model.referral import ReferralReason, ReferralStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_S = ReferralStep
_CALLED_OFF: Final = (_S.CANCELLED, _S.DIED)

NEXT: Final[dict[ReferralStep | None, tuple[ReferralStep, ...]]] = {
    None: (_S.NEEDED,),
    _S.NEEDED: (_S.DECIDED, *_CALLED_OFF),
    _S.DECIDED: (_S.CALLED, *_CALLED_OFF),
    _S.CALLED: (_S.ACCEPTED, _S.REFUSED, *_CALLED_OFF),
    _S.REFUSED: (_S.CALLED, *_CALLED_OFF),
    _S.ACCEPTED: (_S.LEFT, _S.REFUSED, *_CALLED_OFF),
    _S.LEFT: (_S.ARRIVED, _S.RETURNED, _S.DIED),
    _S.ARRIVED: (_S.RETURNED, _S.DIED),
}
"""What may come after a step, None: after nothing; who has accepted may still take that back."""

ENDS: Final = frozenset({_S.RETURNED, _S.CANCELLED, _S.DIED})
"""After these a referral is over; the next one begins anew."""

REASONS: Final[dict[ReferralStep, tuple[ReferralReason, ...]]] = {
    _S.REFUSED: (
        ReferralReason.NO_BED,
        ReferralReason.NO_ANSWER,
        ReferralReason.NO_AMBULANCE,
        ReferralReason.NOT_TAKEN,
        ReferralReason.OTHER,
    ),
    _S.CANCELLED: (
        ReferralReason.BETTER,
        ReferralReason.PERSON,
        ReferralReason.FAMILY,
        ReferralReason.DOCTOR,
        ReferralReason.OTHER,
    ),
}
"""The steps that need a reason, and which."""


def following(step: ReferralStep | None) -> tuple[ReferralStep, ...]:
    """What may come after a step; after the last step of a referral what may begin one."""
    return NEXT[None if step in ENDS else step]


def split(steps: Iterable[ReferralStep]) -> list[range]:
    """Which steps, in the order of time, belong to one referral: a new one begins after one that is over."""
    out: list[range] = []
    begin = n = 0
    for n, step in enumerate(steps, 1):
        if step in ENDS:
            out.append(range(begin, n))
            begin = n
    return [*out, range(begin, n)] if begin < n else out


def middle(pairs: Sequence[tuple[datetime | None, datetime | None]]) -> tuple[int, int | None]:
    """How many of these have both ends, and the median minutes between them; None where none has."""
    minutes = [int((end - start).total_seconds() // 60) for start, end in pairs if start and end]
    return len(minutes), int(median(minutes)) if minutes else None
