"""The lines around the sheet: whose round, what was understood, what is asked, which repeats are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.deeds import Why
from carelog.model.reading import NOT_MEASURED_KEYS, Quantity, Reading
from carelog.report.alerting import span
from carelog.ui import keys
from carelog.ui.line import Line, Span, cut, listed, pad, shown, wrapped
from carelog.ui.sheet.cells import Cell, answer, cell_of, first_then, fitted_set, flow, moved, name_of, short
from carelog.ui.sheet.prompts import CELSIUS, FAHRENHEIT, SITES, matches
from carelog.ui.sheet.row import begun, holds, reading_of
from carelog.ui.sheet.state import COMPLETE_SET, Ask, Asked, Phase, Prompt, Rules, Stop
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from carelog.model.draft import DraftRow
    from carelog.ui.sheet.job import RoundJob

_COLUMN = 26


def title(job: RoundJob) -> Line:
    """Which round, how far it is, how temperatures are taken, who measures."""
    state, sheet = job.state, job.sheet
    opened = job.station.local(sheet.opened_at)
    slot = tr(f"slot.{sheet.key.slot}").removeprefix("slot.") if sheet.key else tr("sheet.no_round")
    spans: list[Span] = [(f" {slot} {opened:%m-%d %H:%M} ", "head")]
    if sheet.catch_up:
        spans.append((f" {tr('sheet.catch_up')} ", "mark"))
    spans.append((f" {tr('sheet.progress', done=job.done(), of=len(sheet.people))}", "text"))
    unit = tr("sheet.unit_f") if state.fahrenheit else tr("sheet.unit_c")
    spans.append((f"  {tr(f'site.{state.site}')} {unit}", "dim"))
    spans += [(f"  {shown(state.device)}", "dim")] if state.device else []
    by = next((code for code, person in state.rules.staff.items() if person == state.measured_by), "")
    return (*spans, (f"  {tr('sheet.measured_by', by=by.upper())}", "ask")) if by else tuple(spans)


def understood(reading: Reading) -> str:
    """A reading with its unit: `36.6 C armpit`, `97 %`."""
    if reading.quantity is Quantity.TEMPERATURE and reading.value is not None:
        site = tr(f"site.{reading.site}") if reading.site else ""
        typed = f"{reading.typed[:-1]} F = " if reading.typed.endswith("F") else ""
        return f"{typed}{tr('sheet.celsius', value=short(reading))} {site}".strip()
    if reading.quantity is Quantity.OXYGEN:
        return _air(reading)
    if reading.not_measured is not None:
        return f"{tr(f'quantity.{reading.quantity}')} {short(reading)}"
    return tr("sheet.percent", value=reading.value) if reading.quantity is Quantity.SPO2 else _with_word(reading)


def _with_word(reading: Reading) -> str:
    return f"{tr(f'sheet.short_{reading.quantity}')}{short(reading)}"


def _air(reading: Reading) -> str:
    if reading.not_measured is not None:
        return f"{tr(f'quantity.{reading.quantity}')} {tr(f'reason.{reading.not_measured}')}"
    if reading.value == 0:
        return tr("sheet.on_air")
    return tr("sheet.on_oxygen", flow=flow(reading)[1:])


def echo(cell: Cell) -> Line:
    """The person under the cursor with all that was understood, each value with its unit."""
    known = cell.person.person
    spans: list[Span] = [(f" {shown(known.bed)} {name_of(cell.person)} ", "head")]
    spans += [(moved(cell), "mark")] if moved(cell) else []
    row = cell.row
    parts = [understood(r) for r in _in_order(row.readings) if r.quantity not in COMPLETE_SET or not row.full]
    if row.asleep:
        parts.append(tr("reason.asleep"))
    if row.answered:
        parts.append(answer(cell.job, row.symptoms, 40))
    spans.append((" " + listed(*parts, first_then(cell)), "text"))
    if row.full:
        spans += [("  ", "text"), *fitted_set(cell)]
    return tuple(spans)


def _values(readings: tuple[Reading, ...]) -> str:
    return listed(*(understood(r) for r in _in_order(readings)))


def _in_order(readings: tuple[Reading, ...]) -> list[Reading]:
    return sorted(readings, key=lambda r: list(Quantity).index(r.quantity))


def below(job: RoundJob, now: datetime, cells: int) -> list[Line]:
    """Three lines: the person under the cursor, what must be read now, and the open repeats where there is room."""
    at = job.state.at
    first: Line = echo(cell_of(job, at)) if at < len(job.sheet.people) else ()
    return [first, *message(job, cells), strip(job, now)][:_BELOW]


_BELOW = 3


def message(job: RoundJob, cells: int) -> list[Line]:
    """What the nurse must read now: why the sheet stopped, what is asked, what was said, what was just saved."""
    state = job.state
    if state.stop:
        return stopped(state.stop)
    if state.prompt:
        return [_asked(job, state.prompt)]
    text, style = _sentence(job)
    return wrapped(text, cells - 1, style, " ", " ") if style != "dim" else [((f" {text}", style),)]


def stopped(stop: Stop) -> list[Line]:
    """Why the sheet takes no key, and how many were dropped since."""
    key = keys.named("space" if stop.key == " " else stop.key)
    lost = f" {tr('sheet.dropped', count=stop.dropped)}" if stop.dropped > 1 else ""
    return [((f" {tr('sheet.stopped', key=key)}{lost} ", "warn"),), ((f" {tr(stop.code)}", "warn"),)]


def _sentence(job: RoundJob) -> Span:
    if job.said:
        return tr(job.said.code, **job.said.facts), "warn"
    if job.state.parked:
        return _looking(job), "ask"
    if job.state.at >= len(job.sheet.people):
        return tr("sheet.at_end" if job.sheet.people else "sheet.nobody"), "ask"
    return _of_the_row(cell_of(job, job.state.at))


def _looking(job: RoundJob) -> str:
    """What the cursor waits for; behind people whom the round holds already, who that was."""
    state = job.state
    before = state.at - 1
    passed = state.at == state.work and bool(state.saved) and before not in {-1, state.saved[-1]}
    if not passed or state.at >= len(job.sheet.people) or not holds(state, before):
        return tr("sheet.parked")
    name = name_of(job.sheet.people[before])
    return tr("sheet.passed_over", bed=shown(job.sheet.people[before].person.bed), name=name)


def _asked(job: RoundJob, prompt: Prompt) -> Line:
    if prompt.kind is Asked.UNDO:
        return ((f" {_ask_undo(job)} ", "ask"),)
    wide = "_everybody" if prompt.everybody else ""
    return ((f" {tr(f'sheet.ask_{prompt.kind}{wide}')} ", "ask"), (f"{shown(prompt.text)}_", "input"))


def _ask_undo(job: RoundJob) -> str:
    """Whose row a second F6 takes back."""
    last = job.station.last_act()
    if last is None:
        return tr("sheet.nothing_to_undo")
    at = job.lines.get(last.person)
    if at is None:
        return tr("sheet.ask_undo_other")
    person = job.sheet.people[at]
    return tr("sheet.ask_undo", bed=shown(person.person.bed), name=name_of(person))


def _of_the_row(cell: Cell) -> Span:
    row = cell.row
    tray = cell.job.storing.trays.get(cell.at)
    if row.ask is Ask.AGAIN:
        return tr("sheet.ask_again", value=row.first), "warn"
    known = reading_of(row, row.field)
    if row.ask is Ask.PLUS and known:
        return tr("sheet.ask_plus", value=understood(known)), "warn"
    if cell.typing and row.field is Quantity.OXYGEN and row.phase is Phase.OPEN:
        return tr("sheet.ask_oxygen"), "ask"
    if tray and tray.conflict:
        return tr("sheet.conflict_said", **_conflict(cell)), "warn"
    if cell.at in cell.job.storing.unexplained:
        return tr("sheet.why_said"), "warn"
    return _corrected_here(cell) or _left_here(cell) or _last_finished(cell.job)


def _corrected_here(cell: Cell) -> Span | None:
    """How a row that is corrected is finished."""
    reopened = cell.typing and cell.row.phase is Phase.REOPENED and cell.at not in cell.job.storing.waiting
    return (tr("sheet.correcting_said"), "ask") if reopened else None


def _left_here(cell: Cell) -> Span | None:
    """What another nurse began on an untouched row and left."""
    theirs = cell.job.storing.foreign.get(cell.at)
    if theirs is None or cell.row.phase is not Phase.OPEN or begun(cell.row):
        return None
    return tr("sheet.draft_said", **_theirs(cell, theirs)), "ask"


def _theirs(cell: Cell, draft: DraftRow) -> dict[str, str]:
    local = cell.job.station.local(draft.happened_at)
    by = cell.job.storing.codes.get(draft.author, "?")
    return {"by": by, "time": f"{local:%H:%M}", "values": _values(draft.readings)}


def _conflict(cell: Cell) -> dict[str, str]:
    tray = cell.job.storing.trays[cell.at]
    if tray.conflict is None:
        return {}
    seen = tray.conflict.observation
    local = cell.job.station.local(seen.recorded_at)
    return {"by": tray.conflict.by, "time": f"{local:%H:%M}", "values": _values(seen.readings)}


def _last_finished(job: RoundJob) -> Span:
    """What was understood of the person just finished, or why it is not stored."""
    if not job.state.saved:
        return "", "dim"
    cell = cell_of(job, job.state.saved[-1])
    tray = job.storing.trays.get(cell.at)
    name = f"{shown(cell.person.person.bed)} {name_of(cell.person)}"
    if tray and tray.conflict:
        return tr("sheet.conflict_behind", name=name, by=tray.conflict.by), "warn"
    if cell.at in job.storing.unexplained:
        return tr("sheet.why_behind", name=name), "warn"
    words = tr("sheet.not_saved") if cell.at in job.storing.waiting else tr("sheet.saved")
    values = listed(_values(cell.row.readings), answer(job, cell.row.symptoms, 40))
    return f"{words}: {name}  {values}", "dim"


def strip(job: RoundJob, now: datetime) -> Line:
    """Open repeats with their clocks, rows not saved, and the mark of a round typed too fast to be measured."""
    spans: list[Span] = []
    if job.pending():
        spans.append((f" {_pending(job)} ", "warn"))
    if job.storing.undecided():
        spans.append((f" {tr('sheet.undecided', count=job.storing.undecided())} ", "warn"))
    for advice in sorted(job.advice.values(), key=lambda a: (a.until is None, a.until or a.since)):
        at = job.lines.get(advice.person)
        if at is not None:
            person = job.sheet.people[at]
            spans.append((f" {shown(person.person.bed)} {name_of(person)} {_clock(advice.until, now)} ", "watch"))
    if job.hurried():
        spans.append((f" {tr('sheet.hurried', count=job.hurried())} ", "mark"))
    return (*spans,) if spans else ((f" {tr('sheet.no_repeats')}", "dim"),)


def _pending(job: RoundJob) -> str:
    """How many rows wait, and why where somebody can do something about it."""
    refusal = job.storing.refusal
    why = f": {tr(refusal.code, **refusal.facts)}" if refusal and refusal.code != "log.busy" else ""
    return tr("sheet.pending", count=job.pending()) + why


def _clock(until: datetime | None, now: datetime) -> str:
    if until is None:
        return tr("sheet.repeat")
    minutes = round((until - now).total_seconds() / 60)
    return tr("sheet.repeat_in" if minutes >= 0 else "sheet.repeat_late", span=span(abs(minutes)))


# lists over the lower lines


def overlay(job: RoundJob, cells: int) -> list[Line]:
    """The numbered choices of what is asked now; empty where nothing is chosen from a list."""
    return in_columns(_choices(job), cells)


def _choices(job: RoundJob) -> list[Span]:
    state = job.state
    if state.prompt:
        return _prompted(job, state.prompt)
    if state.at < len(job.sheet.people) and not state.parked:
        row = cell_of(job, state.at).row
        if row.buffer in {"-", "--"}:
            return reasons()
    return []


def _prompted(job: RoundJob, prompt: Prompt) -> list[Span]:
    state = job.state
    if prompt.kind is Asked.LIST:
        return numbered(job.symptom_words(), state.rules, cell_of(job, state.at).row.letters)
    if prompt.kind is Asked.SITE:
        return sites()
    if prompt.kind is Asked.WHY:
        return [(f"{n} {tr(f'why.{why}')}", "ask") for n, why in enumerate(Why, 1)]
    if prompt.kind is Asked.JUMP:
        return _found(job, prompt)
    return []


def sites() -> list[Span]:
    """Where and in which unit temperature may be taken, each with its number."""
    named = [f"{n} {tr(f'site.{site}')}" for n, site in enumerate(SITES, 1)]
    return [(x, "ask") for x in (*named, f"{CELSIUS} {tr('sheet.unit_c')}", f"{FAHRENHEIT} {tr('sheet.unit_f')}")]


def numbered(words: Mapping[str, str], rules: Rules, chosen: Sequence[str]) -> list[Span]:
    """Every symptom with its number and letter; `*` marks those chosen."""
    letters = {code: letter for letter, code in rules.letters.items()}
    return [
        (f"{n:02}{'*' if code in chosen else ' '}{cut(words.get(code, code), 18)} {letters.get(code, '')}", "ask")
        for n, code in enumerate(rules.listed, 1)
    ]


def reasons() -> list[Span]:
    """Why nothing was measured, each with its digit."""
    return [(f"{digit} {tr(f'reason.{why}')}", "ask") for digit, why in NOT_MEASURED_KEYS.items()]


def in_columns(choices: Sequence[Span], cells: int) -> list[Line]:
    """Choices side by side, as many as fit into the width."""
    columns = max(1, cells // _COLUMN)
    lines = [choices[n : n + columns] for n in range(0, len(choices), columns)]
    return [tuple((pad(f" {text}", _COLUMN), style) for text, style in line) for line in lines]


_MOST_FOUND = 12


def _found(job: RoundJob, prompt: Prompt) -> list[Span]:
    found = matches(job.state, prompt.text)[:_MOST_FOUND] if prompt.text else ()
    people = job.sheet.people
    return [
        (
            cut(f"{shown(people[i].person.bed)} {name_of(people[i])}", _COLUMN - 2),
            "input" if n == prompt.pick else "ask",
        )
        for n, i in enumerate(found)
    ]
