"""What stands in each cell of the list of swabs, as words and shapes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.deeds import Result
from carelog.report import dues, swabs
from carelog.ui.line import Line, Span, cut, listed, pad, shown, width
from carelog.ui.swabs.press import looked_for
from carelog.ui.swabs.state import View
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.swabs import Label
    from carelog.ui.swabs.job import SwabJob
    from carelog.ui.swabs.state import Answer, Row, State

WIDE = 100
"""From this width on names and reasons have more room."""

Layout = tuple[tuple[str, int], ...]
SHAPES = {
    Result.POSITIVE: ("!!", "review"),
    Result.INVALID: ("?", "unknown"),
    Result.NEGATIVE: ("-", "text"),
}
"""The shape that goes with a result's word, and its style."""

_FROM_HOURS = 36
"""A result out for so long stands out."""


def layout(view: View, cells: int) -> Layout:
    """The columns of a list and their widths, a blank between them; the last takes what is left."""
    wide = cells >= WIDE
    columns = [("bed", 8), ("name", 22 if wide else 14)]
    if view is View.DUE:
        columns += [("why", 30 if wide else 20), ("since", 11)]
    elif view is View.PENDING:
        columns += [("sent", 34 if wide else 20), ("age", 6)]
    else:
        columns += [("day", 14)]
    used = sum(w + 1 for _, w in columns) + 2
    last = "ends" if view is View.POSITIVE else "status"
    return (*columns, (last, max(0, cells - used)))


def heading(columns: Layout) -> Line:
    """The names of the columns."""
    names = " ".join(pad(tr(f"swabs.col_{code}"), cells) for code, cells in columns)
    return (("  ", "dim"), (names, "dim"))


def separator(cells: int) -> Line:
    """The line before those who are to be tested otherwise, or have a sample out."""
    text = f"== {tr('swabs.others')} "
    return ((cut(text + "=" * cells, cells), "dim"),)


def painted(job: SwabJob, at: int, columns: Layout) -> Line:
    """One person's line."""
    state, row = job.state, job.state.rows[at]
    spans: list[Span] = [(_cursor(state, at), "head")]
    for code, cells in columns:
        part = _cell(job, at, row, code, cells)
        spans += [part, (" " * max(0, cells + 1 - width((part,))), "text")]
    return tuple(spans[:-1])


def _cursor(state: State, at: int) -> str:
    if state.at != at:
        return "  "
    return "? " if state.parked or state.reading or state.prompt else "> "


def _cell(job: SwabJob, at: int, row: Row, code: str, cells: int) -> Span:
    if code == "bed":
        return (cut(shown(row.person.bed) or row.person.code, cells), "text")
    if code == "name":
        return (cut(row.name, cells), "head" if job.state.at == at else "text")
    if code == "status":
        text, style = status(job, at)
        return (cut(text, cells), style)
    text, style = _about(row, code, job.station.now())
    return (cut(text, cells), style)


def _about(row: Row, code: str, now: datetime) -> Span:
    if row.due is not None:
        late = f" {tr('swabs.overdue', days=row.due.overdue_days)}" if row.due.overdue_days > 0 else ""
        told = {"why": dues.reason(row.due.reason), "since": f"{row.due.since:%m-%d}{late}"}
        return (told[code], "watch" if late and code == "since" else "text")
    if row.sample is not None:
        hours = age(row.sample.taken_at, now)
        if code == "age":
            return (tr("swabs.hours", n=hours), "watch" if hours >= _FROM_HOURS else "text")
        return (listed(tr(f"swab.{row.sample.method}"), tube(row.sample.label)), "text")
    if row.isolated is None:
        return ("", "text")
    told = {"day": tr("swabs.day", day=row.isolated.day, of=row.isolated.of), "ends": swabs.ends(row.isolated)}
    return (told[code], "ask" if code == "ends" and row.isolated.may_end else "text")


def age(taken_at: datetime, now: datetime) -> int:
    """How old a sample is, in whole hours."""
    return max(0, (now - taken_at) // timedelta(hours=1))


def tube(label: Label) -> str:
    """Pool and tube as they stand on the tube: `P7/12`."""
    return shown("/".join(part for part in (label.pool, label.tube) if part))


def status(job: SwabJob, at: int) -> Span:
    """What was entered of a line, or what is being typed there."""
    state, row = job.state, job.state.rows[at]
    if at == state.at and state.buffer:
        return _half(state, row)
    answer = state.answers.get(at)
    if answer is None:
        return _open(state, at)
    text, style = entered(answer)
    return (f"{tr('swabs.not_saved')} {text}", "warn") if job.unsaved(at) else (text, style)


def _half(state: State, row: Row) -> Span:
    if state.buffer == "-":
        return (f"- {tr('swabs.which_reason')}", "input")
    picked = [looked_for(state, row)[int(digit) - 1] for digit in state.buffer[1:]]
    which = listed(*(swabs.target(code) for code in picked))
    return (f"{tr('swabs.positive_asked')} {which}".rstrip(), "input")


def _open(state: State, at: int) -> Span:
    row = state.rows[at]
    if at == state.at and not (state.parked or state.reading or state.prompt) and at < state.fits:
        return ("_", "input")
    if at < state.fits or row.due is None:
        return ("", "text")
    if row.due.pending:
        return (tr("swabs.sample_out"), "dim")
    return (tr("swabs.needs", method=tr(f"swab.{row.methods[0]}")), "dim")


def entered(answer: Answer) -> Span:
    """An answer in words, its shape first."""
    if answer.why is not None:
        return (f"= {tr(f'swabs.not_{answer.why}')}", "dim")
    if answer.result is None:
        return (f"> {tr('swabs.sent', tube=tube(answer.label))}", "text")
    shape, style = SHAPES[answer.result]
    several = len(answer.targets) > 1 and answer.result is Result.POSITIVE
    which = f" {listed(*(swabs.target(code) for code in answer.positive))}" if several else ""
    return (f"{shape} {tr(f'swab.{answer.result}')}{which}", style)
