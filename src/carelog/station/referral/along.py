"""Who and what goes along with somebody who is sent to a hospital, and what comes back with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from carelog.model.referral import ReferralStep, SentAlong
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol.referral import ENDS
from carelog.station.referral.rows import Along

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station
    from carelog.station.referral.rows import Case

_PARTED = re.compile("[;,\uff1b\uff0c\u3001]")
"""Commas and semicolons, the Chinese ones and the comma of lists as well."""
_LONGEST = 100
_MOST = 20
"""Things on a list."""


def listed(text: str) -> tuple[str, ...]:
    """A typed list, parted by commas or semicolons: `ID card, dentures`; each thing once."""
    return tuple(dict.fromkeys(word for part in _PARTED.split(text) if (word := clean(part)[:_LONGEST])))[:_MOST]


def along(station: Station, case: Case) -> Along:
    """What was written down last of a referral; where nobody did, who went along by the step itself."""
    begun = case.steps[0][0]
    told = [d.body for d in station.log.deeds("sent_along", case.person.id) if d.body.begun == begun]
    escort = next((body.escort for _, body in reversed(case.steps) if body.escort), "")
    if not told:
        return Along(escort)
    last = told[-1]
    return Along(last.escort or escort, listed(last.things), listed(last.back), last.note)


def put(station: Station, case: Case | None, now: Along) -> Along:
    """Write the whole list down for a referral under way, or just over; refuses where there is none."""
    over = case is not None and case.last.step in ENDS
    if case is None or (over and case.last.step is not ReferralStep.RETURNED):
        raise Refusal("referral.nothing_along")
    texts = (clean(now.escort)[:_LONGEST], ";".join(now.things), ";".join(now.back), clean(now.note))
    with station.deed() as act:
        act.append(SentAlong(case.person.id, case.steps[0][0], *texts))
    return along(station, case)


def back(now: Along, told: str) -> tuple[str, ...]:
    """What came back by what was typed: the numbers or names of things, `a` for all; refuses what did not go along."""
    words = tuple(word for part in listed(told) for word in ([part] if part in now.things else part.split()))
    if words in {("a",), ("all",)}:
        return now.things
    found = [thing for word in words for thing in _meant(now, word)]
    return tuple(thing for thing in now.things if thing in found)


def _meant(now: Along, word: str) -> Sequence[str]:
    """The things of a word: a name, a number, or several digits where no list is that long."""
    if word in now.things:
        return (word,)
    numbers = [word] if len(now.things) > 9 else list(word)  # noqa: PLR2004 - of one digit each
    if not all(n.isdecimal() and 1 <= int(n) <= len(now.things) for n in numbers):
        raise Refusal("referral.not_along", thing=word[:_LONGEST])
    return [now.things[int(n) - 1] for n in numbers]
