"""A protocol as lines of text and as an object for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.cli.lines import named_tasks
from carelog.report import spread
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carelog.model.severity import Severity
    from carelog.protocol.light import Light
    from carelog.station.replaying import Replayed
    from carelog.station.rows import ClusterCard, FigureCard, PlanCard, ProtocolCard, RuleCard


def waiting(card: ProtocolCard) -> int:
    """How many rules, numbers, rows, case definitions and clusters of a file still need a doctor's signature."""
    parts: list[RuleCard | FigureCard | PlanCard | ClusterCard] = [*card.rules, *card.figures, *card.plan]
    parts += [*card.syndromes, *card.clusters]
    return sum(part.needs_signature for part in parts)


def signature(card: ProtocolCard) -> str:
    """Who signed a file, or that it waits for somebody."""
    if card.signed_on is not None:
        return tr("protocol.signed", name=card.signed_by or tr("protocol.purged"), on=card.signed_on.isoformat())
    return tr("protocol.unsigned", count=waiting(card))


def list_lines(cards: Sequence[ProtocolCard], used: ProtocolCard | None) -> list[str]:
    """The protocols that come with the app, and the one in use, which may be another one."""
    out = [line for card in cards for line in _listed(card, used)]
    if used and used.sha256 not in {card.sha256 for card in cards}:
        out += _listed(used, used)
    return out


def _listed(card: ProtocolCard, used: ProtocolCard | None) -> list[str]:
    here = used is not None and used.sha256 == card.sha256
    head = f"{'*' if here else ' '} {card.id} {card.version}  {card.title[language()]}"
    mark = f"    {tr('protocol.in_use')}" if here else f"    {tr('protocol.not_in_use')}"
    return [head, f"    {card.audience[language()]}", f"{mark}  {signature(card)}"]


def list_object(cards: Sequence[ProtocolCard], used: ProtocolCard | None) -> list[dict[str, object]]:
    """The same for a program."""
    every = [*cards, *([used] if used and used.sha256 not in {card.sha256 for card in cards} else [])]
    return [_head(card) | {"in_use": used is not None and used.sha256 == card.sha256} for card in every]


def _head(card: ProtocolCard) -> dict[str, object]:
    return {
        "id": card.id,
        "version": card.version,
        "date": card.date.isoformat(),
        "author": card.author,
        "title": dict(card.title),
        "audience": dict(card.audience),
        "regime": card.regime,
        "sha256": card.sha256,
        "signed_by": card.signed_by or None,
        "signed_on": card.signed_on.isoformat() if card.signed_on else None,
        "needs_signature": waiting(card),
    }


def card_object(card: ProtocolCard) -> dict[str, object]:
    """A whole protocol for a program."""
    return _head(card) | {
        "rules": [_rule_object(rule) for rule in card.rules],
        "figures": [figure._asdict() for figure in card.figures],
        "plan": [row._asdict() | {"words": dict(row.words)} for row in card.plan],
        "syndromes": [_spread_object(row) for row in card.syndromes],
        "clusters": [_spread_object(row) for row in card.clusters],
        "not_here": [{"id": row.id, "words": dict(row.words), "source": row.source} for row in card.not_here],
    }


def _rule_object(rule: RuleCard) -> dict[str, object]:
    return {
        "id": rule.id,
        "family": rule.family,
        "severity": rule.severity.name,
        "worst": rule.worst.name,
        "tasks": [task.value for task in rule.tasks],
        "words": dict(rule.words),
        "source": rule.source,
        "evidence": rule.evidence,
        "needs_signature": rule.needs_signature,
    }


def _spread_object(row: ClusterCard) -> dict[str, object]:
    return {**row._asdict(), "words": dict(row.words), "symptoms": dict(row.symptoms), "facts": dict(row.facts)}


def card_lines(card: ProtocolCard) -> list[str]:
    """A whole protocol as a doctor reads it: every rule with its source, then the numbers that belong to none."""
    out = [f"{card.id} {card.version}  {card.title[language()]}", card.audience[language()]]
    out.append(tr("protocol.made", date=card.date.isoformat(), author=card.author, regime=card.regime))
    out += [tr("protocol.fingerprint", sha256=card.sha256), signature(card), ""]
    out += [line for rule in card.rules for line in _rule(rule)]
    out += ["", tr("protocol.figures")]
    out += [f"  {figure.name} = {figure.value}{_cited(figure)}" for figure in card.figures]
    if card.plan:
        out += ["", tr("protocol.plan")]
        out += [line for row in card.plan for line in (f"  {row.id}  {row.words[language()]}", f"      {_cited(row)}")]
    for row in (*card.syndromes, *card.clusters):
        first = row in (*card.syndromes[:1], *card.clusters[:1])
        out += ["", tr("card.syndromes" if row in card.syndromes else "card.clusters")] if first else []
        out += [f"  {row.id}  {row.words[language()]}", f"      {spread.facts(row)}", f"     {_cited(row)}"]
    if card.not_here:
        out += ["", tr("protocol.not_here")]
        out += [f"  {row.id}  {row.words[language()]}  ({row.source})" for row in card.not_here]
    return out


def named(severity: Severity) -> str:
    """A severity of a rule in words; a rule of none asks for something without raising anybody."""
    return tr(f"severity.{severity.name}") if severity else tr("protocol.no_severity")


def _rule(rule: RuleCard) -> Iterable[str]:
    severity = named(rule.severity)
    if rule.worst != rule.severity:
        severity = tr("protocol.up_to", severity=severity, worst=named(rule.worst))
    tasks = f"  [{named_tasks(rule.tasks)}]" if rule.tasks else ""
    return (f"{rule.id}  {severity}{tasks}", f"      {rule.words[language()]}", f"     {_cited(rule)}")


def _cited(part: RuleCard | FigureCard | PlanCard | ClusterCard) -> str:
    """A source with its evidence mark, and whether a doctor must sign it."""
    sign = f"  {tr('protocol.needs_signature')}" if part.needs_signature else ""
    return f" {part.source} [{part.evidence}]{sign}"


def holds(name: str, light: Light) -> str:
    """That a file holds, and what is in it."""
    rules, slots = len(light.rules), tr("cli.and").join(slot.code for slot in light.slots)
    said = f"{light.id} {light.version}"
    return tr("protocol.holds", file=name, id=said, regime=light.regime, rules=rules, slots=slots)


def tried_lines(tried: Replayed, days: int) -> list[str]:
    """What a file would have said more and fewer, rule by rule."""
    out = [tr("protocol.tried", days=days)]
    for count in tried.counts:
        if count.added or count.removed:
            facts = {"rule": count.rule, "added": count.added, "removed": count.removed}
            out.append(tr("protocol.tried_rule", kind=tr(f"severity.{count.kind.name}"), **facts))
    return out if len(out) > 1 else [*out, tr("protocol.tried_same")]
