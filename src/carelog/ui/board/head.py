"""What stands above and below the people: the home, the counts, and one person in whole words."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from carelog.model.person import Kind
from carelog.model.severity import Severity
from carelog.report.limits import limit_mark
from carelog.station.rows import Board, BoardRow, RoundState
from carelog.ui.board.cells import (
    SHAPES,
    Look,
    full_name,
    stand_words,
    symptoms_in_words,
    tasks_in_words,
    tenths,
)
from carelog.ui.line import Line, listed, shown
from carelog.ui.widgets.trend import trend
from carelog.words import tr


class View(NamedTuple):
    """What the board is asked to show."""

    kind: Kind = Kind.RESIDENT
    unit: str = ""
    worst_first: bool = True
    typed: str = ""


def title(board: Board, view: View, local: datetime, by: str, seen: str) -> list[Line]:
    """The home, the time, who is signed in, whom the board shows, in parts; a demo home says so first."""
    kind = tr(f"board.kind_{view.kind}")
    order = tr("board.worst_first") if view.worst_first else tr("board.by_bed")
    parts: list[Line] = [((f" {tr('board.demo')} ", "mark"),)] if board.demo else []
    parts += [
        ((shown(board.facility), "head"),),
        ((f"{local:%Y-%m-%d %H:%M}", "text"),),
        ((tr("board.signed_in", name=shown(by)), "text"),),
        ((f"{kind} {shown(view.unit)}".rstrip() + f" {seen} {order}", "dim"),),
    ]
    return [*parts, ((tr("board.found", typed=shown(view.typed)), "ask"),)] if view.typed else parts


def behind(clock: datetime) -> list[Line]:
    """That the machine's clock stands behind the record, and what that costs."""
    return [((f" {tr('board.clock_behind', now=f'{clock:%Y-%m-%d %H:%M}')} ", "urgent"),)]


def counts(rows: Sequence[BoardRow]) -> list[Line]:
    """How many of each severity, how many alerts wait, how the round stands, in parts."""
    severities = Counter(row.severity for row in rows)
    parts: list[Line] = []
    for severity in sorted(Severity, reverse=True):
        shape, style = SHAPES[severity]
        word = tr(f"board.severity_{severity.name}")
        quiet = not severities[severity] or severity is Severity.NONE
        parts.append(((f"{shape} {word} {severities[severity]}", "dim" if quiet else style),))
    waiting = sum(row.waiting for row in rows)
    return [
        *parts,
        ((tr("board.waiting", n=waiting), "head" if waiting else "dim"),),
        ((round_counts(rows), "text"),),
    ]


_ALWAYS = (RoundState.DONE, RoundState.DUE, RoundState.LATE)


def round_counts(rows: Sequence[BoardRow]) -> str:
    """How many are done, due and late in the round for now, and whatever else there is."""
    states = Counter(row.round.state for row in rows)
    slot = next((row.round.window.key.slot for row in rows if row.round.window), "")
    name = slot_words(slot) if slot else tr("board.no_round")
    others = [s for s in RoundState if states[s] and s not in _ALWAYS]
    return tr(
        "board.round_counts",
        round=name,
        counts=listed(*(f"{tr(f'round.{s}')} {states[s]}" for s in (*_ALWAYS, *others))),
    )


def slot_words(slot: str) -> str:
    """A round's name; the protocol's own code where we have no word for it."""
    return tr(f"slot.{slot}").removeprefix("slot.")


def why(row: BoardRow, words: Callable[[str], str]) -> str:
    """What was found, in whole words; where nothing was found it says in what, and never that all is well."""
    reasons = [words(fired.rule) for fired in row.fired if fired.severity >= Severity.WATCH or fired.tasks]
    return tr("ui.semicolon").join(dict.fromkeys(reasons)) or (
        tr("board.not_known") if row.severity is Severity.NOT_KNOWN else ""
    )


def nobody(view: View, *, anybody: bool) -> list[Line]:
    """Why no line is shown: nobody who fits, or nobody here yet and what to do about it."""
    said = "board.nobody_fits" if anybody else f"board.no_{view.kind}"
    return [((f" {tr(said)}", "ask"),)]


class Told(NamedTuple):
    """What the detail of a person is painted with: a rule's words, the home's clock, the columns that are on screen."""

    words: Callable[[str], str]
    local: Callable[[datetime], datetime]
    columns: frozenset[str] = frozenset()


def detail(row: BoardRow, look: Look, told: Told) -> list[Line]:
    """The person under the cursor in two lines: how bad and why; what to do, and what was seen.

    The week and the round stand here only where they have no column.
    """
    shape, style = SHAPES[row.severity]
    first: Line = (
        (f" {shown(row.person.bed)} {full_name(row)} ", "head"),
        (f" {shape} {tr(f'severity.{row.severity.name}')} ", style),
        (f" {mark} " if (mark := limit_mark(row.person)) and row.fired else "", "urgent"),
        (f" {shown(why(row, told.words))}", "text"),
    )
    tasks = tr("board.tasks_are", tasks=listed(*tasks_in_words(row))) if row.tasks or row.improving else ""
    stand = "" if "round" in told.columns else f"{stand_words(row, look)}  "
    second: Line = ((f" {tasks}  " if tasks else " ", "head"), (stand, "dim"))
    return [first, (*second, *_seen(row, look, told), *_week(row, look, told))]


def _seen(row: BoardRow, look: Look, told: Told) -> Line:
    latest = row.found
    if latest is None:
        return ((tr("board.never_seen"), "dim"),)
    since = _since(row, told)
    temperature = "-" if latest.temperature_tenths_c is None else tenths(latest.temperature_tenths_c)
    site = f" {tr(f'site.{latest.temperature_site}')}" if latest.temperature_site else ""
    spo2 = "-" if latest.spo2_percent is None else str(latest.spo2_percent)
    oxygen = f" O2 {tenths(latest.oxygen_tenths_l_min)}" if latest.oxygen_tenths_l_min else ""
    symptoms = " ".join(symptoms_in_words(latest.symptoms, look))
    return (
        *since,
        (f"{told.local(latest.happened_at):%m-%d %H:%M} ", "dim"),
        (f"T {temperature}{site}  SpO2 {spo2}{oxygen}  {symptoms}", "text"),
    )


def _since(row: BoardRow, told: Told) -> Line:
    """The flow of oxygen that was given or changed after the person was looked at last."""
    if row.looked is None or row.latest is None:
        return ()
    flow = row.latest.oxygen_tenths_l_min
    said = tr("oxygen.unread") if flow is None else f"O2 {tenths(flow)}"
    at = f"{told.local(row.latest.happened_at):%H:%M}"
    return ((f"{tr('board.oxygen_since', at=at, flow=said)}  ", "watch"),)


def _week(row: BoardRow, look: Look, told: Told) -> Line:
    if "trend" in told.columns:
        return ()
    warm, air = trend(row.trend, look.now, 7)
    return ((f"  {warm} {air}", "graph"),)
