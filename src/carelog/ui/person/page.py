"""A person's page: who, how bad and why, what to do, two weeks, everything recorded."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.observation import Observation, Way
from carelog.model.person import Ceiling, Checks, Person
from carelog.model.reading import Quantity
from carelog.report.reasons import Told
from carelog.station.reasons import WhyView
from carelog.station.register.filed import OnFile
from carelog.station.rows import Kept, PersonView
from carelog.ui.board.cells import SHAPES, full_name, tasks_in_words
from carelog.ui.line import Line, listed, shown, wrapped
from carelog.ui.person.cared import Cared, cared
from carelog.ui.person.decided import decided
from carelog.ui.person.done import done
from carelog.ui.person.filed import allergies, due, papers
from carelog.ui.person.values import all_values, points, symptoms_said
from carelog.ui.person.why import compact
from carelog.ui.widgets.chart import DAYS, SPO2, TEMPERATURE, Scale, chart, day_axis, span
from carelog.words import tr


class Frame(NamedTuple):
    """What a page is painted with."""

    told: Told
    symptoms: Mapping[str, tuple[str, str]]
    now: datetime
    cells: int


def head(view: PersonView, frame: Frame) -> list[Line]:
    """Who this is, how bad it is, and what was decided that changes what a value means."""
    person, row = view.row.person, view.row
    shape, style = SHAPES[row.severity]
    born = tr("person.born", year=person.birth_date.year) if person.birth_date else ""
    about = [person.code, shown(person.unit), born, tr(f"presence.{person.left or person.presence}"), *_wishes(person)]
    facts = "  ".join(text for text in about if text)
    waiting = tr("person.waiting") if row.waiting else tr("person.acknowledged") if row.open_alert else ""
    return [
        ((f" {shown(person.bed)} {full_name(row)}", "head"), (f"  {facts}", "text")),
        (
            (f" {shape} {tr(f'severity.{row.severity.name}')} ", style),
            (f"  {waiting}", "head"),
            (f"  {tr('person.improving')}" if row.improving else "", "text"),
        ),
        *allergies(person, frame.cells),
        *decided(person, frame.told.local(frame.now).date(), frame.cells),
    ]


def _wishes(person: Person) -> list[str]:
    """What a recorded wish or care plan limits; nothing where nothing is limited."""
    ceiling = [] if person.ceiling is Ceiling.FULL else [tr(f"ceiling.{person.ceiling}")]
    return ceiling if person.checks is Checks.ALL else [*ceiling, tr(f"checks.{person.checks}")]


def tasks(view: PersonView) -> list[Line]:
    """What is to be done."""
    words = listed(*(tr(f"task.{task}") for task in view.row.tasks)) or tr("person.no_tasks")
    return [((tr("person.tasks"), "head"),), ((f" {words}", "text" if tasks_in_words(view.row) else "dim"),)]


def two_weeks(view: PersonView, frame: Frame, rows: tuple[int, int] = (5, 4)) -> list[Line]:
    """Temperature and SpO2 of fourteen days, one above the other."""
    today = frame.told.local(frame.now).replace(hour=0, minute=0, second=0, microsecond=0)
    first = today - timedelta(days=DAYS - 1)
    cells = (frame.cells - 8) // DAYS * DAYS + 6
    lines: list[Line] = [((tr("person.two_weeks"), "head"),)]
    for quantity, usual, tall in ((Quantity.TEMPERATURE, TEMPERATURE, rows[0]), (Quantity.SPO2, SPO2, rows[1])):
        values = [(frame.told.local(at), v) for at, v in points(view.observations, quantity) if at >= first]
        lines.append(_caption(quantity, values, usual))
        lines += chart(values, usual, first, cells, tall)
    return [*lines, day_axis(today.date(), cells)]


def _caption(quantity: Quantity, values: list[tuple[datetime, int]], usual: Scale) -> Line:
    return ((f" {tr(f'person.axis_{quantity}')}  ", "text"), (span(values, usual, "%m-%d %H:%M"), "dim"))


def records(view: PersonView, frame: Frame) -> list[Line]:
    """Everything recorded, newest first; what was corrected, voided or undone stands struck through where it stood."""
    struck = [k for k in view.kept if k.status != "current"]
    told = [(o.happened_at, _observation(o, view, frame)) for o in view.observations]
    told += [(k.seen.happened_at, _struck(k, frame)) for k in struck]
    told += [(d.at, done(d, view, frame)) for d in view.done]
    lines: list[Line] = [((tr("person.records"), "head"),)]
    for _, part in sorted(told, key=lambda one: one[0], reverse=True):
        lines += part
    return lines if told else [*lines, ((f" {tr('board.never_seen')}", "dim"),)]


def _named(person: str, view: PersonView) -> str:
    return shown(view.names.get(person, ""))


def _observation(o: Observation, view: PersonView, frame: Frame) -> list[Line]:
    local = frame.told.local
    symptoms = symptoms_said(o.symptoms, frame.symptoms)
    reason = f" ({tr(f'reason.{o.not_asked}')})" if o.not_asked else ""
    by = tr("person.by", name=_named(o.recorded_by, view))
    measured = tr("person.measured_by", name=_named(o.measured_by, view)) if o.measured_by else ""
    late = tr("person.from_paper", at=f"{local(o.recorded_at):%m-%d %H:%M}") if o.way is Way.PAPER else ""
    text = "  ".join(part for part in (all_values(o.readings), symptoms + reason, by, measured, late) if part)
    return wrapped(text, frame.cells - 1, "text", f" {local(o.happened_at):%m-%d %H:%M}  ", " " * 14)


def _struck(kept: Kept, frame: Frame) -> list[Line]:
    seen, local = kept.seen, frame.told.local
    values = all_values(seen.observed.readings)
    asked = "" if seen.observed.symptoms is None else symptoms_said(seen.observed.symptoms, frame.symptoms)
    at = f"{local(kept.struck_at):%m-%d %H:%M}" if kept.struck_at else ""
    reason = tr(f"why.{kept.why}") if kept.why else ""
    note = "  ".join(part for part in (tr(f"person.{kept.status}"), shown(kept.struck_by), at, reason) if part)
    first: Line = ((f" {local(seen.happened_at):%m-%d %H:%M}  ", "dim"), (f"{values}  {asked}".strip(), "strike"))
    return [first, *wrapped(note, frame.cells - 1, "dim", " " * 14, " " * 14)]


def page(
    view: PersonView, told: WhyView, frame: Frame, file: OnFile | None = None, near: Cared | None = None
) -> list[Line]:
    """The whole page, most pressing first."""
    gap: list[Line] = [()]
    parts: list[Callable[[], list[Line]]] = [
        lambda: compact(told, frame.told, frame.cells),
        lambda: tasks(view),
        *([lambda: due(file, frame)] if file and due(file, frame) else []),
        *([lambda: cared(near, frame)] if near and cared(near, frame) else []),
        lambda: two_weeks(view, frame),
        *([lambda: papers(view.row.person, file, frame)] if file else []),
        lambda: records(view, frame),
    ]
    lines: list[Line] = []
    for part in parts:
        lines += [*part(), *gap]
    return lines[:-1]
