"""The protocol in use, as lines a doctor can read and sign."""

from collections.abc import Mapping
from typing import NamedTuple

from carelog.model.severity import Severity
from carelog.report import spread
from carelog.station.rows import ClusterCard, FigureCard, NotHereCard, PlanCard, ProtocolCard, RuleCard
from carelog.ui.board.cells import SHAPES
from carelog.ui.line import Line, listed, shown, wrapped
from carelog.words import language, tr

_INDENT = " " * 12
_HASH = 16


class Cost(NamedTuple):
    """Alarms for every hundred resident-days of the last 30 days, by rule; None while they are being counted."""

    alerts: Mapping[str, float] | None
    watches: Mapping[str, float] | None


COUNTING = Cost(None, None)


def head(card: ProtocolCard) -> list[Line]:
    """What it is called, which one it is, and who has signed it."""
    style = "text" if card.signed_by else "warn"
    return [
        ((f" {shown(card.title[language()])}", "head"),),
        ((f" {signed(card)} ", style),),
    ]


def signed(card: ProtocolCard) -> str:
    """Who has signed this very file, or how much of it waits for a signature."""
    if card.signed_by:
        return tr("card.signed", by=shown(card.signed_by), on=card.signed_on)
    ruled: list[RuleCard | ClusterCard] = [*card.rules, *card.syndromes, *card.clusters]
    rules = sum(rule.needs_signature for rule in ruled)
    figures = sum(figure.needs_signature for figure in card.figures) + sum(row.needs_signature for row in card.plan)
    return tr("card.unsigned", rules=rules, of=len(ruled), figures=figures)


def page(card: ProtocolCard, cost: Cost, cells: int) -> list[Line]:
    """All of it: whom it is for, every rule, every figure, and what it leaves to a person."""
    facts = tr(
        "card.facts",
        id=card.id,
        version=card.version,
        date=card.date,
        author=card.author,
        regime=tr(f"card.regime_{card.regime}"),
        hash=card.sha256[:_HASH],
    )
    lines = [*_text(facts, cells, "text"), *_text(card.audience[language()], cells, "text")]
    lines += _text(tr("card.marks"), cells, "dim")
    lines += [(), ((f" {tr('card.rules')}", "head"),)]
    for rule in card.rules:
        lines += _rule(rule, cost, cells)
    lines += [(), ((f" {tr('card.figures')}", "head"),)]
    for figure in card.figures:
        lines += _figure(figure, cells)
    lines += [(), ((f" {tr('card.plan')}", "head"),)] if card.plan else []
    for row in card.plan:
        lines += _planned(row, cells)
    for title, spreads in ((tr("card.syndromes"), card.syndromes), (tr("card.clusters"), card.clusters)):
        lines += [(), ((f" {title}", "head"),)] if spreads else []
        for one in spreads:
            lines += _spread(one, cells)
    lines += [(), ((f" {tr('card.not_here')}", "head"),)] if card.not_here else []
    for left in card.not_here:
        lines += _left(left, cells)
    return lines


def _text(text: str, cells: int, style: str, indent: str = " ") -> list[Line]:
    return wrapped(shown(text), cells - 1, style, indent, indent)


def _rule(rule: RuleCard, cost: Cost, cells: int) -> list[Line]:
    shape, style = SHAPES[rule.worst]
    words = wrapped(shown(rule.words[language()]), cells - len(_INDENT))
    first: Line = ((f" {shape:<3} ", style), (f"{rule.id:<6} ", "dim"), *words[0])
    lines: list[Line] = [first, *(((_INDENT, "text"), *line) for line in words[1:])]
    mark = tr("explain.unsigned") if rule.needs_signature else ""
    lines += _text(
        tr("ui.semicolon").join(t for t in (f"{rule.source} [{rule.evidence}]", mark) if t), cells, "dim", _INDENT
    )
    return lines + _text(_costs(rule, cost), cells, "dim", _INDENT)


def _costs(rule: RuleCard, cost: Cost) -> str:
    """What the rule has cost; one that only asks for something has no alarm to count."""
    if rule.worst < Severity.WATCH:
        return tr("card.no_alarm")
    if cost.alerts is None or cost.watches is None:
        return tr("card.counting")
    alerts, watches = cost.alerts.get(rule.id, 0.0), cost.watches.get(rule.id, 0.0)
    parts = [tr("card.alerts", n=f"{alerts:.1f}")] if rule.worst >= Severity.REVIEW else []
    parts += [tr("card.watches", n=f"{watches:.1f}")] if rule.severity <= Severity.WATCH else []
    return tr("card.cost", counts=listed(*parts))


def _figure(figure: FigureCard, cells: int) -> list[Line]:
    mark = tr("explain.unsigned") if figure.needs_signature else ""
    said = tr("ui.semicolon").join(t for t in (f"{figure.source} [{figure.evidence}]", mark) if t)
    return [*_text(f"{figure.name} = {figure.value}", cells, "text", "     "), *_text(said, cells, "dim", _INDENT)]


def _planned(row: PlanCard, cells: int) -> list[Line]:
    mark = tr("explain.unsigned") if row.needs_signature else ""
    said = tr("ui.semicolon").join(t for t in (f"{row.source} [{row.evidence}]", mark) if t)
    words = _text(f"{row.id}  {row.words[language()]}", cells, "text", "     ")
    return [*words, *_text(said, cells, "dim", _INDENT)]


def _spread(card: ClusterCard, cells: int) -> list[Line]:
    mark = tr("explain.unsigned") if card.needs_signature else ""
    said = tr("ui.semicolon").join(t for t in (f"{card.source} [{card.evidence}]", mark) if t)
    first = _text(f"{card.id}  {card.words[language()]}", cells, "text", "     ")
    return [*first, *_text(spread.facts(card), cells, "text", _INDENT), *_text(said, cells, "dim", _INDENT)]


def _left(left: NotHereCard, cells: int) -> list[Line]:
    said = _text(f"{left.id}  {left.words[language()]}", cells, "text", "     ")
    return [*said, *_text(left.source, cells, "dim", _INDENT)]
