"""A doctor's signature under a protocol file, and what still waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from carelog.model.deeds import Signed
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import swab_plan
from carelog.protocol.light import UNSIGNED
from carelog.station.rows import FigureCard, NotHereCard, PlanCard, ProtocolCard, RuleCard, Signature

if TYPE_CHECKING:
    from datetime import date

    from carelog.model.entry import Entry
    from carelog.protocol.light import FigureWords, Light, RuleWords
    from carelog.protocol.swab_plan import PlanWords
    from carelog.station.desk import Station


def sign(station: Station, clinician: str, on: date, sha256: str) -> Entry:
    """Store that a clinician has signed a file, known by its SHA-256, on a day.

    Refuses an empty name and a day that has not come yet.
    """
    name, today = clean(clinician), station.local(station.now()).date()
    if not name:
        raise Refusal("protocol.sign_name")
    if on > today:
        raise Refusal("protocol.sign_later", on=on.isoformat(), today=today.isoformat())
    with station.deed() as act:
        return act.append(Signed(sha256, on, name))


def signature(station: Station, sha256: str) -> Signature | None:
    """Who signed a file last, and when; None where nobody has."""
    signed = [cast("Signed", deed.body) for deed in station.log.deeds("signed")]
    mine = [s for s in signed if s.protocol == sha256]
    return Signature(mine[-1].clinician, mine[-1].on) if mine else None


def unsigned(light: Light) -> tuple[RuleWords | FigureWords | PlanWords, ...]:
    """The parts of a file that need a doctor's signature: general knowledge, and our own proposals."""
    rows, numbers = swab_plan.cited(light.swabs)
    parts: tuple[RuleWords | FigureWords | PlanWords, ...]
    parts = (*light.rules.values(), *light.figures, *rows, *numbers)
    return tuple(part for part in parts if part.evidence in UNSIGNED)


def card(light: Light, sha256: str, signed: Signature | None) -> ProtocolCard:
    """A file as a doctor reads it; what needs a signature no longer does once this very file has been signed."""
    rows, numbers = swab_plan.cited(light.swabs)
    return ProtocolCard(
        id=light.id,
        version=light.version,
        date=light.date,
        author=light.author,
        title=light.title,
        audience=light.audience,
        regime=light.regime,
        sha256=sha256,
        signed_by=signed.clinician if signed else "",
        signed_on=signed.on if signed else None,
        rules=tuple(_rule(rule, signed) for rule in light.rules.values()),
        figures=tuple(FigureCard(*f, needs_signature=_needs(f.evidence, signed)) for f in (*light.figures, *numbers)),
        not_here=tuple(NotHereCard(*n) for n in light.not_here),
        plan=tuple(PlanCard(*row, needs_signature=_needs(row.evidence, signed)) for row in rows),
    )


def _rule(rule: RuleWords, signed: Signature | None) -> RuleCard:
    told = (rule.worst, rule.tasks, rule.words, rule.source, rule.evidence)
    return RuleCard(rule.id, rule.family, rule.severity, *told, needs_signature=_needs(rule.evidence, signed))


def _needs(evidence: str, signed: Signature | None) -> bool:
    return signed is None and evidence in UNSIGNED
