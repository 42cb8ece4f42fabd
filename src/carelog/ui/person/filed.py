"""What is on file of a person on their page: what their class asks for, papers, beds and whereabouts."""

from datetime import datetime
from typing import Protocol

from carelog.model.following import DueContact
from carelog.model.person import Person
from carelog.report.filed import vaccine
from carelog.station.register.filed import OnFile
from carelog.ui.line import Line, listed, shown, wrapped
from carelog.words import tr

_BEDS = 6
_MOVES = 6
_CONTACTS = 3


class Local(Protocol):
    """The home's clock."""

    def local(self, at: datetime) -> datetime:
        """A time on the home's clock."""


class Frame(Protocol):
    """What a page is painted with."""

    @property
    def told(self) -> Local:
        """The station."""

    @property
    def cells(self) -> int:
        """How wide."""


def allergies(person: Person, cells: int) -> list[Line]:
    """What must not be given, at the head of the page."""
    if not person.allergies:
        return []
    return wrapped(tr("person.allergies", what=shown(listed(*person.allergies))), cells - 1, "head", " ", "   ")


def due(file: OnFile, frame: Frame) -> list[Line]:
    """The contacts that the class asks for, and the last ones; nothing where it asks for none."""
    plan = file.plan
    if plan is None or not (plan.contacts or plan.decision_missing or (plan.infected and plan.colour is None)):
        return []
    lines: list[Line] = [((tr("person.plan"), "head"),)]
    for one in plan.contacts:
        lines += _contact(one, frame)
    if plan.decision_missing:
        lines += wrapped(tr("people.decision_missing"), frame.cells - 1, "head", " ! ", "   ")
    if plan.colour is None:
        said = tr("people.class_unknown", missing=listed(*(tr(f"form.label_{name}") for name in plan.missing)))
        lines += wrapped(said, frame.cells - 1, "head", " ! ", "   ")
    for deed in file.contacts[:_CONTACTS]:
        at = f"{frame.told.local(deed.at):%m-%d %H:%M}"
        text = "  ".join(part for part in (tr(f"people.by_{deed.body.by}"), shown(deed.body.note)) if part)
        lines += wrapped(text, frame.cells - 1, "dim", f" {at}  ", " " * 14)
    return lines


def _contact(one: DueContact, frame: Frame) -> list[Line]:
    often = tr("person.every_round") if one.every_days is None else tr("person.every_days", days=one.every_days)
    last = f"{frame.told.local(one.last):%m-%d %H:%M}" if one.last else tr("people.never")
    key = "person.contact_overdue" if one.overdue else "person.contact_due" if one.due else "person.contact_next"
    since = f"{frame.told.local(one.since):%m-%d %H:%M}"
    said = tr(key, by=tr(f"people.by_{one.by}"), often=often, last=last, since=since)
    mark, style = ("! ", "head") if one.due else ("  ", "dim")
    return wrapped(said, frame.cells - 1, style, f" {mark}", "   ")


def papers(person: Person, file: OnFile, frame: Frame) -> list[Line]:
    """What is on file, then the beds and where they have been, newest first."""
    lines: list[Line] = [((tr("person.on_file"), "head"),)]
    for label, text in _papers(person):
        if text:
            lines += wrapped(f"{label}{tr('ui.colon')}{shown(text)}", frame.cells - 1, "text", " ", "   ")
    beds = tuple(reversed(file.past.beds))[:_BEDS]
    lines += [_span(frame, s.since, s.until, f"{tr('person.bed')} {s.unit} {s.bed}", s.by) for s in beds]
    for w in tuple(reversed(file.past.where))[:_MOVES]:
        expected = tr("people.expected", on=w.expected.isoformat()) if w.expected else ""
        words = "  ".join(part for part in (tr(f"presence.{w.left or w.presence}"), expected, w.note) if part)
        lines.append(_span(frame, w.since, w.until, words, w.by))
    return lines


def _span(frame: Frame, since: datetime, until: datetime | None, what: str, by: str) -> Line:
    local = frame.told.local
    last = f"{local(until):%Y-%m-%d %H:%M}" if until else tr("people.still")
    return ((f" {local(since):%Y-%m-%d %H:%M} - {last}  ", "dim"), (shown(what), "text"), (f"  {shown(by)}", "dim"))


def _papers(person: Person) -> list[tuple[str, str]]:
    """Label and text of each paper; '' where there is none."""
    decision = person.plan_decision and person.plan_on
    return [
        (tr("form.label_role"), tr(f"form.role_{person.role}") if person.role else ""),
        (tr("form.label_zone"), person.zone),
        (tr("form.label_shift"), person.shift),
        (tr("form.label_phone"), person.phone),
        (tr("form.label_admitted_on"), person.admitted_on.isoformat() if person.admitted_on else ""),
        (tr("form.label_contacts"), person.contacts),
        (tr("form.label_doctor"), person.doctor),
        (tr("form.label_conditions"), listed(*person.conditions)),
        (tr("form.label_plan_decision"), _decision(person) if decision else ""),
        (tr("form.label_vaccines"), tr("ui.semicolon").join(vaccine(line) for line in person.vaccines)),
    ]


def _decision(person: Person) -> str:
    return f"{tr(f'form.decision_{person.plan_decision}')}  {person.plan_by}  {person.plan_on}"
