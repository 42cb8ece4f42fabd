"""The transfer of one person as lines: its steps with times, what limits it, and what may come now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.referral import ReferralStep
from carelog.report import referral as said
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.person import Ceiling, Person
    from carelog.model.referral import InstitutionSet
    from carelog.station.desk import Station
    from carelog.station.referral.rows import Along, Case


class Seen(NamedTuple):
    """What is painted: the newest transfer, the limit of the care plan, and the steps that the digits stand for."""

    person: Person
    case: Case | None
    limit: Ceiling | None
    offered: tuple[ReferralStep, ...]
    along: Along
    green: InstitutionSet | None
    before: Case | None
    stale: bool = False


def head(seen: Seen, cells: int) -> list[Line]:
    """Who it is, and what the care plan says before anything else."""
    who = shown(f"{seen.person.code} {seen.person.name} {seen.person.bed}".strip())
    lines: list[Line] = [((f" {tr('referral.title')}", "head"), (f"  {who}", "text"))]
    if seen.limit:
        lines += wrapped(tr("referral.limit", limit=tr(f"ceiling.{seen.limit}")), cells - 2, "urgent", " ", " ")
    return lines


def page(seen: Seen, station: Station, now: datetime, cells: int) -> list[Line]:
    """The steps, oldest first, what goes along, then what may come now by digit."""
    lines = _before(seen, station, cells)
    for at, step, lasts, detail in said.steps(seen.case, station, now) if seen.case else ():
        lines.append(((f" {at}", "dim"), (f"  {step}", "head"), (f"  {lasts}" if lasts else "", "text")))
        lines += wrapped(shown(detail), cells - 2, "text", " " * 14, " " * 14) if detail else []
    if seen.case is None:
        lines.append(((f" {tr('referral.nothing_yet')}", "dim"),))
    elif not said.is_open(seen.case):
        lines.append(((f" {tr('referral.over')}", "dim"),))
    returned = seen.case is not None and seen.case.last.step is ReferralStep.RETURNED
    for told in said.along(seen.along, returned=returned):
        lines += wrapped(shown(told), cells - 2, "text", " ", "   ")
    lines += [(), *wrapped(tr("referral.ask_next"), cells - 2, "ask", " ", " ")]
    lines += [((f" {n}", "key"), (f" {tr(f'referral.step_{step}')}", "text")) for n, step in enumerate(seen.offered, 1)]
    if seen.stale:
        lines += wrapped(tr("referral.meanwhile"), cells - 2, "warn", " ", " ")
    return lines


_TO_CALL = frozenset({ReferralStep.DECIDED, ReferralStep.CALLED})


def _before(seen: Seen, station: Station, cells: int) -> list[Line]:
    """When the last transfer ended, and the green channel while somebody is still to be called."""
    lines: list[Line] = []
    if seen.before is not None:
        ended, at = seen.before.last, station.local(seen.before.since)
        again = tr("referral.again_after", step=tr(f"referral.step_{ended.step}"), at=f"{at:%Y-%m-%d %H:%M}")
        lines += wrapped(again, cells - 2, "warn", " ", "   ")
    if seen.green is not None and _TO_CALL & set(seen.offered):
        lines += wrapped(shown(said.green(seen.green)), cells - 2, "ask", " ", "   ")
    return lines
