"""The lines around the list: which list and by what, what is asked, what must be read back, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.deeds import Method, Result
from carelog.report import swabs
from carelog.ui import keys
from carelog.ui.line import Line, Span, listed, packed, shown, wrapped
from carelog.ui.swabs.cells import entered, tube
from carelog.ui.swabs.press import looked_for
from carelog.ui.swabs.state import NOT_TAKEN_KEYS, Asked, Then, View
from carelog.ui.swabs.walk import PAGE, told
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.ui.swabs.job import SwabJob
    from carelog.ui.swabs.state import Prompt, Reading, State, Stop


def title(job: SwabJob, cells: int) -> list[Line]:
    """Which list, how far it is, the method and lot chosen at its head, the next tube."""
    state, now = job.state, job.station.local(job.station.now())
    parts: list[Line] = [((f" {tr(f'swabs.view_{state.view}')}", "head"), (f" {now:%m-%d %H:%M}", "text"))]
    done = sum(n < state.fits for n in state.answers)
    parts.append(((tr("swabs.progress", done=done, of=state.fits), "text"),))
    if state.view is View.DUE and not (state.prompt and state.prompt.kind is Asked.METHOD):
        lot = shown(state.lot) or tr("swabs.no_lot")
        parts.append(((tr(f"swab.{state.method}"), "head"), (f" {tr('swabs.lot', lot=lot)}", "text")))
    if state.next is not None:
        parts.append(((tr("swabs.next_tube", tube=tube(state.next) or "-"), "text"),))
    return packed(parts, cells)


def below(job: SwabJob, cells: int) -> list[Line]:
    """What the nurse must read now: why it stopped, what is asked, the names read back, what was refused, the keys."""
    state = job.state
    if state.stop:
        return _stopped(state.stop, cells)
    if job.refusal:
        sentence = tr(job.refusal.code, **job.refusal.facts)
        return wrapped(sentence, cells - 1, "warn", " ", " ")
    if state.prompt:
        return _asked(state, state.prompt, cells)
    if state.reading:
        return _read(job, state.reading, cells)
    if state.view is View.POSITIVE and state.at < len(state.rows):
        whole = swabs.isolation(state.rows[state.at].isolated, job.station)
        return [_person(state), *wrapped(shown(whole), cells - 1, "text", " ", " "), *_sentence(state, cells)]
    return [_person(state), *_sentence(state, cells)]


def _stopped(stop: Stop, cells: int) -> list[Line]:
    key = keys.named("space" if stop.key == " " else stop.key)
    lost = f" {tr('sheet.dropped', count=stop.dropped)}" if stop.dropped > 1 else ""
    first: Line = ((f" {tr('sheet.stopped', key=key)}{lost} ", "warn"),)
    return [first, *wrapped(tr(stop.code), cells - 1, "warn", " ", " ")]


def _asked(state: State, prompt: Prompt, cells: int) -> list[Line]:
    question: Line = ((f" {tr(f'swabs.ask_{prompt.kind}')} ", "ask"),)
    if prompt.kind is not Asked.METHOD:
        return [_person(state), (*question, (f"{shown(prompt.text)}_", "input"))]
    options: list[Line] = [((f" {n}", "key"), (f" {tr(f'swab.{m}')} ", "text")) for n, m in enumerate(Method, 1)]
    return packed([question, *options], cells, gap=0)


def _person(state: State) -> Line:
    """The person under the cursor; what a key would store goes to nobody else."""
    if state.at >= len(state.rows):
        return ()
    row = state.rows[state.at]
    answer = state.answers.get(state.at)
    what: Span = entered(answer) if answer else ("", "text")
    return ((f" {shown(row.person.bed)} {row.name} ", "head"), (f"{row.person.code} ", "text"), what)


def _sentence(state: State, cells: int) -> list[Line]:
    if state.buffer == "-":
        return _reasons(cells)
    if state.buffer.startswith("9"):
        return _which(state, cells)
    return wrapped(tr(_what_now(state)), cells - 1, "dim", " ", " ")


def _what_now(state: State) -> str:
    if not state.rows:
        return f"swabs.nobody_{state.view}"
    if state.view is View.POSITIVE:
        return "swabs.only_look"
    if state.at >= len(state.rows):
        return "swabs.all_done" if state.fits else "swabs.nobody_fits"
    if state.sure:
        return "swabs.now_sure"
    return "swabs.parked" if state.parked else f"swabs.keys_{state.view}"


def _reasons(cells: int) -> list[Line]:
    return packed([_choice(digit, tr(f"swabs.not_{why}")) for digit, why in NOT_TAKEN_KEYS.items()], cells, gap=0)


def _which(state: State, cells: int) -> list[Line]:
    """Whose positive it would be, in full, before Enter makes it one."""
    row = state.rows[state.at]
    sure: Line = ((f" {tr('swabs.sure_positive', name=f'{shown(row.person.bed)} {row.name}')} ", "warn"),)
    targets = looked_for(state, row)
    several = [_choice(str(n), swabs.target(code)) for n, code in enumerate(targets, 1)] if len(targets) > 1 else []
    return packed([sure, *several], cells, gap=0)


def _choice(key: str, words: str) -> Line:
    return ((f" {key}", "key"), (f" {words} ", "text"))


def _read(job: SwabJob, reading: Reading, cells: int) -> list[Line]:
    """How many of what since the last time, and by name whoever is positive or invalid; Enter says it is right."""
    state = job.state
    named = told(state, reading)
    pages = max(1, -(-len(named) // PAGE))
    some = named[reading.page * PAGE : (reading.page + 1) * PAGE]
    head: Line = ((f" {tr('swabs.read_back')} ", "ask"), (_counts(state, reading), "text"))
    lines = [head, *packed([_named(state, n) for n in some], cells)]
    if not named:
        lines.append(((f" {tr('swabs.none_to_read')}", "text"),))
    then = tr("swabs.read_more" if reading.page + 1 < pages else _THEN[reading.then], page=reading.page + 1, of=pages)
    return [*lines, ((f" {then} ", "warn"),)]


_THEN = {Then.ON: "swabs.read_on", Then.LEAVE: "swabs.read_leave", Then.SWITCH: "swabs.read_switch"}


def _named(state: State, at: int) -> Line:
    row, answer = state.rows[at], state.answers[at]
    text, style = entered(answer)
    return ((f" {shown(row.person.bed)} {row.name} ", "head"), (text, style))


def _counts(state: State, reading: Reading) -> str:
    answers = [state.answers[n] for n in reading.lines if n in state.answers]
    parts = [
        f"{tr(f'swab.{result}')} {sum(a.result is result for a in answers)}"
        for result in (Result.NEGATIVE, Result.POSITIVE, Result.INVALID)
    ]
    sent = sum(a.result is None and a.why is None for a in answers)
    missed = sum(a.why is not None for a in answers)
    parts += [tr("swabs.count_sent", n=sent)] if sent else []
    parts += [tr("swabs.count_not", n=missed)] if missed else []
    return listed(*parts)
