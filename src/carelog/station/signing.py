"""A doctor's signature under a protocol file, and what still waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from carelog.model.deeds import Signed
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import symptoms
from carelog.protocol.light import UNSIGNED
from carelog.protocol.swabs import plan
from carelog.station.rows import ClusterCard, FigureCard, NotHereCard, PlanCard, ProtocolCard, RuleCard, Signature

if TYPE_CHECKING:
    from datetime import date, timedelta

    from carelog.model.entry import Entry
    from carelog.protocol.light import FigureWords, Light, RuleWords
    from carelog.protocol.outbreak.light import ClusterWords, SyndromeWords
    from carelog.protocol.swabs.plan import PlanWords
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


def unsigned(light: Light) -> tuple[RuleWords | FigureWords | PlanWords | SyndromeWords | ClusterWords, ...]:
    """The parts of a file that need a doctor's signature: general knowledge, and our own proposals."""
    rows, numbers = plan.cited(light.swabs)
    parts: list[RuleWords | FigureWords | PlanWords | SyndromeWords | ClusterWords]
    parts = [*light.rules.values(), *light.figures, *rows, *numbers]
    parts += [*light.outbreaks.syndromes.values(), *light.outbreaks.clusters.values()]
    return tuple(part for part in parts if part.evidence in UNSIGNED)


def card(light: Light, sha256: str, signed: Signature | None) -> ProtocolCard:
    """A file as a doctor reads it; what needs a signature no longer does once this very file has been signed."""
    rows, numbers = plan.cited(light.swabs)
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
        syndromes=tuple(_syndrome(told, signed) for told in light.outbreaks.syndromes.values()),
        clusters=tuple(_cluster(told, signed) for told in light.outbreaks.clusters.values()),
    )


def _rule(rule: RuleWords, signed: Signature | None) -> RuleCard:
    told = (rule.worst, rule.tasks, rule.words, rule.source, rule.evidence)
    return RuleCard(rule.id, rule.family, rule.severity, *told, needs_signature=_needs(rule.evidence, signed))


def _syndrome(told: SyndromeWords, signed: Signature | None) -> ClusterCard:
    ready = told.ready
    facts: dict[str, str | int] = {
        "targets": ", ".join(sorted(ready.targets)) or "-",
        "confirmed": ready.confirmed,
        "fever": f"{ready.fever_tenths_c / 10:.1f}" if ready.fever_tenths_c else "-",
        "gap": _hours(ready.gap),
        "close": _hours(ready.close),
        "cleaning": _hours(ready.cleaning),
    }
    mine = [symptom.words for symptom in symptoms.every() if symptom.code in ready.symptoms]
    said = {language: tuple(words[language] for words in mine) for language in told.words}
    return ClusterCard(ready.code, told.words, facts, said, *_marked(told, signed))


def _cluster(told: ClusterWords, signed: Signature | None) -> ClusterCard:
    ready = told.ready
    places = {(True, True): "both", (True, False): "unit", (False, True): "house"}[ready.unit, ready.house]
    facts: dict[str, str | int] = {
        "syndrome": ready.syndrome,
        "least": ready.least,
        "hours": _hours(ready.within),
        "urge": ready.urge.value,
        "where": places,
    }
    return ClusterCard(ready.id, told.words, facts, {}, *_marked(told, signed))


def _marked(told: SyndromeWords | ClusterWords, signed: Signature | None) -> tuple[str, str, bool]:
    return told.source, told.evidence, _needs(told.evidence, signed)


def _hours(span: timedelta) -> int:
    return round(span.total_seconds() / 3600)


def _needs(evidence: str, signed: Signature | None) -> bool:
    return signed is None and evidence in UNSIGNED
