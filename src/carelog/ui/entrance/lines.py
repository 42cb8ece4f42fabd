"""What is asked at the door, as lines: who, and of one person temperature and symptoms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.reading import Quantity
from carelog.ui.entrance.job import EntranceJob, Step
from carelog.ui.line import Line, listed, pad, shown, wrapped
from carelog.ui.sheet import said
from carelog.ui.sheet.row import reading_of, row_at
from carelog.ui.sheet.state import SYMPTOMS, Ask, Asked, Row, State
from carelog.words import language, tr

if TYPE_CHECKING:
    from carelog.model.person import Person

_MOST = 8
_LABEL = 14


def page(job: EntranceJob, cells: int) -> list[Line]:
    """All of the page but the foot."""
    station = job.station
    head: Line = ((f" {tr('door.title')}", "head"), (f"  {shown(station.facility.name)}  {_now(job)}", "text"))
    lines: list[Line] = [head, ()]
    if job.step is Step.CHECK and job.state:
        lines += _check(job, job.state, cells)
    else:
        lines += _asking(job, cells)
    if job.said:
        lines += [(), *wrapped(tr(job.said), cells - 2, "warn", " ", " ")]
    return lines


def _now(job: EntranceJob) -> str:
    return f"{job.station.local(job.station.now()):%Y-%m-%d %H:%M}"


def _named(person: Person) -> str:
    return f"{shown(person.code)}  {shown(person.name)}"


def _asking(job: EntranceJob, cells: int) -> list[Line]:
    lines: list[Line] = []
    if job.person:
        lines += [((f" {_named(job.person)}  {tr(f'kind.{job.person.kind}')}", "head"),), ()]
    lines.append(((f" {tr(f'door.ask_{job.step}')} ", "ask"), (f"{shown(job.typed)}_", "input")))
    lines += wrapped(tr(f"door.how_{job.step}"), cells - 2, "dim", " ", " ")
    found = job.found()
    lines += [()] if found else []
    for n, person in enumerate(found[:_MOST]):
        here = n == job.pick
        text = f" {'>' if here else ' '} {pad(shown(person.bed or person.code), 10)} {shown(person.name)} "
        lines.append(((text, "input" if here else "text"),))
    return lines


def _check(job: EntranceJob, state: State, cells: int) -> list[Line]:
    row = row_at(state, state.at)
    person = state.rules.sheet.people[state.at].person
    unit = tr("sheet.unit_f") if state.fahrenheit else tr("sheet.unit_c")
    lines: list[Line] = [
        ((f" {_named(person)}  {tr(f'kind.{person.kind}')}", "head"),),
        (),
        _field(tr("door.temperature"), _warm(row), here=row.field is Quantity.TEMPERATURE),
        ((" " * _LABEL + f" {tr(f'site.{row.site or state.site}')} {unit}  {tr('door.f3')}", "dim"),),
        (),
        _field(tr("door.symptoms"), _complaints(job, row), here=row.field == SYMPTOMS),
        ((" " * _LABEL + f" {tr('door.how_symptoms')}", "dim"),),
        (),
    ]
    return lines + _message(job, state, row, cells)


def _field(label: str, typed: str, *, here: bool) -> Line:
    return ((f" {pad(label, _LABEL)}", "ask" if here else "text"), (f"{typed}{'_' if here else ''}", "input"))


def _warm(row: Row) -> str:
    known = reading_of(row, Quantity.TEMPERATURE)
    if row.field is Quantity.TEMPERATURE and row.buffer is not None:
        return row.buffer
    return said.understood(known) if known else ""


def _complaints(job: EntranceJob, row: Row) -> str:
    words = _words(job)
    typed = listed(*(words.get(code, code) for code in row.letters))
    return typed or (row.buffer or "" if row.field == SYMPTOMS else "")


def _words(job: EntranceJob) -> dict[str, str]:
    return {s.code: shown(s.words[language()]) for s in job.station.symptoms()}


def _message(job: EntranceJob, state: State, row: Row, cells: int) -> list[Line]:
    """Why a key was not taken, what is asked, and the list to choose from."""
    if state.stop:
        return said.stopped(state.stop)
    if job.pending:
        return [((f" {tr('sheet.not_saved')} ", "warn"),)]
    if state.prompt:
        words = {s.code: shown(s.words[language()]) for s in job.station.symptoms()}
        listed_ = state.prompt.kind is Asked.LIST
        choices = said.numbered(words, state.rules, row.letters) if listed_ else said.sites()
        return [
            ((f" {tr(f'sheet.ask_{state.prompt.kind}')} {state.prompt.text}_", "ask"),),
            *said.in_columns(choices, cells),
        ]
    known = reading_of(row, row.field)
    if row.ask is Ask.PLUS and known:
        return wrapped(tr("sheet.ask_plus", value=said.understood(known)), cells - 2, "warn", " ", " ")
    return said.in_columns(said.reasons(), cells) if row.buffer in {"-", "--"} else []
