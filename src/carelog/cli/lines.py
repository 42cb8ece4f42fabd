"""Plain lines of text for people who read without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.severity import Severity
from carelog.report.limits import limit
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.model.assessment import Step
    from carelog.model.severity import Task
    from carelog.station.desk import Station
    from carelog.station.rows import Board, BoardRow, Latest

SHAPES = {
    Severity.URGENT: "!!!",
    Severity.REVIEW: "!!",
    Severity.WATCH: "!",
    Severity.NOT_KNOWN: "?",
    Severity.NONE: "-",
}


def tenths(value: int | None) -> str:
    """A value kept in tenths as people write it: 366 is 36.6; '' where there is none."""
    return "" if value is None else f"{value // 10}.{value % 10}"


def named_tasks(tasks: Iterable[Task]) -> str:
    """Tasks in words."""
    return tr("cli.and").join(tr(f"task.{task.value}") for task in tasks)


def said(station: Station, step: Step | None) -> str:
    """What an assessment means, in one line: severity, tasks, and the rules behind them."""
    if step is None:
        return tr("severity.NOT_KNOWN")
    parts = [f"{SHAPES[step.severity]} {tr(f'severity.{step.severity.name}')}"]
    parts += [named_tasks(step.tasks)] if step.tasks else []
    parts += [f"{f.rule} {station.words(f.rule)}" for f in step.fired]
    return "; ".join(parts)


def _values(latest: Latest | None, station: Station) -> str:
    if latest is None:
        return tr("cli.never_measured")
    symptoms = latest.symptoms
    known = {s.code: s.words[language()] for s in station.symptoms()}
    named = tr("cli.and").join(known.get(code, code) for code in symptoms or ())
    asked = tr("reading.not_asked") if symptoms is None else (named or tr("reading.no_symptoms"))
    temperature = tenths(latest.temperature_tenths_c) or tr("reading.missing")
    spo2 = str(latest.spo2_percent) if latest.spo2_percent is not None else tr("reading.missing")
    when = station.local(latest.happened_at).strftime("%m-%d %H:%M")
    return tr("cli.values", temperature=temperature, spo2=spo2, symptoms=asked, when=when)


def _flow(row: BoardRow, station: Station) -> str:
    """The flow of oxygen that was given or changed after the person was looked at last; '' where there is none."""
    if row.looked is None or row.latest is None:
        return ""
    flow = row.latest.oxygen_tenths_l_min
    said = tr("oxygen.unread") if flow is None else f"O2 {tenths(flow)}"
    at = f"{station.local(row.latest.happened_at):%H:%M}"
    return f"  {tr('board.oxygen_since', at=at, flow=said)}"


def _row(row: BoardRow, station: Station) -> list[str]:
    person = row.person
    name = f"{person.name} ({person.birth_date.year})" if row.twin and person.birth_date else person.name
    head = f"{SHAPES[row.severity]:<3} {person.bed or person.code}  {name}  {tr(f'severity.{row.severity.name}')}"
    tasks = f"  [{named_tasks(row.tasks)}]" if row.tasks else ""
    state = tr(f"round.{row.round.state.value}")
    reasons = [f"      {f.rule}  {station.words(f.rule)}" for f in row.fired]
    limits = [f"      {line}" for line in limit(person)] if row.fired else []
    return [head + tasks, *limits, f"      {_values(row.found, station)}{_flow(row, station)}  {state}", *reasons]


def board_lines(board: Board, station: Station) -> list[str]:
    """The board as text, worst first: two lines a person and one for each reason."""
    at = station.local(board.at).strftime("%Y-%m-%d %H:%M")
    head = [tr("cli.board_head", facility=board.facility, at=at)]
    head += [tr("cli.demo_mark")] if board.demo else []
    return head + [line for row in board.rows for line in _row(row, station)]
