"""Why a person stands where they stand, as lines: shortly on the person's page, in full on a screen of its own."""

from carelog.model.severity import Severity
from carelog.report import reasons, swabs
from carelog.report.limits import limit_mark
from carelog.report.reasons import Told
from carelog.station.reasons import Ground, Reason, WhyView
from carelog.ui.board.cells import SHAPES
from carelog.ui.line import Line, cut, listed, shown, width, wrapped
from carelog.words import tr

_INDENT = " " * 12


def head(view: WhyView, told: Told, cells: int) -> list[Line]:
    """Who this is and how bad it is, at which time; what is to be done."""
    person = view.person
    shape, style = SHAPES[view.severity]
    name = shown(person.name) or person.code
    tasks = listed(*(tr(f"task.{task}") for task in view.tasks)) or tr("person.no_tasks")
    todo = f"{tr('explain.tasks')}{tr('ui.colon')}{tasks}"
    severity = f" {shape} {tr(f'severity.{view.severity.name}')} "
    return [
        (
            (f" {shown(person.bed)} {name}", "head"),
            (f"  {person.code}  {told.local(view.at):%Y-%m-%d %H:%M}", "text"),
            (f"  {mark}" if (mark := limit_mark(person)) else "", "urgent"),
        ),
        ((severity, style), (f"  {cut(todo, cells - width(((severity, style),)) - 2)}", "text")),
    ]


def page(view: WhyView, told: Told, cells: int) -> list[Line]:
    """Every rule with all there is to say of it, then the person's own normals."""
    lines: list[Line] = []
    for reason in view.reasons:
        lines += [*_rule(reason, cells), *_whole(reason, told, cells), ()]
    if not view.reasons:
        lines += [((f" {nothing(view)}", "dim"),), ()]
    for text in (swabs.isolation(view.isolated, told), reasons.score(view), reasons.classed(view)):
        lines += wrapped(shown(text), cells - 2, "text", " ", " ") if text else []
    if view.normals:
        lines.append(((f" {tr('explain.normals')}", "head"),))
        for normal in view.normals:
            lines += wrapped(shown(reasons.normal(normal, told)), cells - 1, "text", _INDENT, _INDENT)
    return lines


def compact(view: WhyView, told: Told, cells: int) -> list[Line]:
    """Each rule in a few lines, worst first: words, how it stands, what it rests on, what clears it, source."""
    lines: list[Line] = [((tr("person.why"), "head"),)]
    for reason in view.reasons:
        lines += _rule(reason, cells)
        for text in _shortly(reason, told):
            lines += _below(text, cells, "dim")
    lines += [] if view.reasons else [((f" {nothing(view)}", "dim"),)]
    for text in (swabs.isolation(view.isolated, told), reasons.score(view)):
        lines += wrapped(shown(text), cells - 2, "text", " ", " ") if text else []
    return lines


def nothing(view: WhyView) -> str:
    """What is said where no rule stands: in what nothing was found, and never that all is well."""
    return tr("board.not_known") if view.severity is Severity.NOT_KNOWN else tr("severity.NONE")


def _rule(reason: Reason, cells: int) -> list[Line]:
    shape, style = SHAPES[reason.fired.severity]
    words = wrapped(shown(reason.words), cells - len(_INDENT))
    first: Line = ((f" {shape:<3} ", style), (f"{reason.fired.rule:<6} ", "dim"), *words[0])
    return [first, *(((_INDENT, "text"), *line) for line in words[1:])]


def _below(text: str, cells: int, style: str) -> list[Line]:
    return wrapped(shown(text), cells - 1, style, _INDENT, _INDENT) if text else []


def _whole(reason: Reason, told: Told, cells: int) -> list[Line]:
    lines = _below(reasons.standing(reason, told), cells, "text")
    for ground in reason.rests_on:
        lines += _below(reasons.ground(ground, told), cells, _style(ground))
    lines += _below(reasons.clears(reason, told), cells, "ask")
    lines += _below(reasons.source(reason), cells, "dim")
    return lines + _below(reasons.decided(reason.decided, told), cells, "dim")


def _style(ground: Ground) -> str:
    return "text" if ground.status == "current" else "strike"


def _shortly(reason: Reason, told: Told) -> list[str]:
    version = tr("explain.version", version=reason.decided.version) if reason.decided.version else ""
    rests = [reasons.ground(reason.rests_on[-1], told)] if reason.rests_on else []
    return [
        reasons.standing(reason, told),
        tr("ui.semicolon").join(part for part in (*rests, version) if part),
        reasons.clears(reason, told),
        reasons.source(reason),
    ]
