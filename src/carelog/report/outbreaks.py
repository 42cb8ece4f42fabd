"""What spreads in the house, in sentences and bars: for the screen and for a terminal without one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.outbreak import Urge
from carelog.report import swabs
from carelog.report.reasons import listed, symptoms, when
from carelog.words import language, tr

if TYPE_CHECKING:
    from datetime import timedelta

    from carelog.model.outbreak import Case
    from carelog.station.desk import Station
    from carelog.station.outbreak.view import CurveDay, OutbreakView, Standing, Told

SHAPES = {
    Urge.REPORT: ("!!!", "urgent"),
    Urge.SWEEP: ("!!!", "urgent"),
    Urge.NOTIFY: ("!!!", "urgent"),
    Urge.DECLARE: ("!!", "review"),
    Urge.SUSPECT: ("!", "watch"),
}
"""The shape that goes with what a cluster asks, and its style."""
_NEW_MOVES = 12
_BAR = 40


class Paragraph(NamedTuple):
    """Something to say: its text, its style, and how far in it stands."""

    text: str
    style: str = "text"
    indent: int = 1


def page(view: OutbreakView, station: Station) -> list[Paragraph]:
    """All of it, what asks most first."""
    if not view.known:
        return [Paragraph(tr("outbreak.not_in_protocol"), "warn")]
    out = signals(view, station)
    out += _unplaced(view, station)
    out += outbreaks(view, station)
    out += [Paragraph(""), Paragraph(tr("outbreak.curve_title"), "head")]
    out += [Paragraph(bar, "head" if n == len(view.curve) - 1 else "text") for n, bar in enumerate(bars(view.curve))]
    return out + _moves(view, station)


def signals(view: OutbreakView, station: Station) -> list[Paragraph]:
    """Every signal: what it asks, then the people and dates behind the count; those answered are said quietly."""
    if not view.told:
        return [Paragraph(tr("outbreak.no_signals"))]
    return [part for told in view.told for part in _signal(view, told, station)]


def _signal(view: OutbreakView, told: Told, station: Station) -> list[Paragraph]:
    shape, style = SHAPES[told.first.urge]
    out = [Paragraph(f"{shape} {title(told, station)}", style if told.answer is None else "dim")]
    if told.answer is not None:
        return [*out, Paragraph(answered(told.answer, station), "text", 5)]
    words = station.light.outbreaks.clusters
    for signal in told.signals:
        window = tr("outbreak.window", first=when(station, signal.cases[0].onset), last=when(station, signal.end))
        said = tr("outbreak.rule", rule=signal.cluster, words=words[signal.cluster].words[language()], window=window)
        out.append(Paragraph(said, "text", 5))
    return [*out, *(Paragraph(who(view, case, station), "dim", 7) for case in told.people)]


def title(told: Told, station: Station) -> str:
    """A signal in one line: what it asks, of which illness, where, how many."""
    first = told.first
    asks = tr(f"outbreak.urge_{first.urge.value}")
    where = placed(first.unit)
    return tr("outbreak.signal", asks=asks, syndrome=called(station, first.syndrome), where=where, n=len(told.people))


def who(view: OutbreakView, case: Case, station: Station) -> str:
    """A person behind a count: code, name, where, since when, with what."""
    life = view.cases.lives[case.person]
    told = tr(f"kind.{life.now.kind.value}")
    place = " ".join(part for part in (case.unit, life.then(case.onset).bed) if part)
    signs = signs_said(case.illness.why, station)
    right = tr("outbreak.put_right") if case.onset != case.illness.derived else ""
    at = when(station, case.onset)
    name = " ".join(part for part in (life.now.code, life.now.name) if part)
    return tr("outbreak.who", who=name, kind=told, place=place or "-", at=at + right, signs=signs)


def signs_said(codes: Iterable[str], station: Station) -> str:
    """Symptoms by their words, what a swab found by its own."""
    known = {symptom.code for symptom in station.symptoms()}
    return listed(symptoms([code], station) if code in known else target(code) for code in codes)


def target(code: str) -> str:
    """That a swab was positive, and for what."""
    return tr("outbreak.positive", target=swabs.target(code))


def answered(one: Standing, station: Station) -> str:
    """Which outbreak answers for a signal, and that somebody has closed or dismissed it."""
    number = one.told.id
    if one.open:
        return tr("outbreak.covered", number=number, since=one.told.since, by=one.by)
    said = "outbreak.covered_closed" if one.declared else "outbreak.covered_dismissed"
    return tr(said, number=number, at=when(station, one.closed or station.now()), by=one.closed_by)


def outbreaks(view: OutbreakView, station: Station) -> list[Paragraph]:
    """The open outbreaks with their day and whether they may be closed; of the closed ones the last few."""
    out = [Paragraph(""), Paragraph(tr("outbreak.declared_title"), "head")]
    out += [Paragraph(tr("outbreak.none_declared"))] if not view.open else []
    for one in view.open:
        out += [Paragraph(standing(view, one, station), "review"), Paragraph(closing(view, one, station), "text", 5)]
    closed = [one for one in view.outbreaks if one.closed is not None][:3]
    return out + [Paragraph(_closed(one, station), "dim") for one in closed]


def standing(view: OutbreakView, one: Standing, station: Station) -> str:
    """An open outbreak in one line."""
    day = one.day(station.local(view.at).date())
    syndrome, where = called(station, one.told.syndrome), placed(one.told.unit)
    n = len({case.person for case in one.cases})
    facts = {"number": one.told.id, "syndrome": syndrome, "where": where, "day": day, "since": one.told.since}
    return tr("outbreak.standing", n=n, by=one.by, **facts)


def closing(view: OutbreakView, one: Standing, station: Station) -> str:
    """From when on it may be closed, and whether that is now; the person decides."""
    if one.quiet is None:
        return tr("outbreak.no_rule")
    last = when(station, one.last) if one.last else tr("outbreak.no_onset")
    said = "outbreak.may_close" if one.quiet <= view.at else "outbreak.close_from"
    told = station.light.outbreaks.ready[one.told.syndrome]
    quiet = tr("outbreak.quiet", hours=_hours(told.close))
    cleaning = _hours(told.cleaning)
    quiet = quiet if not cleaning else tr("outbreak.and_cleaning", quiet=quiet, hours=cleaning)
    return tr(said, last=last, at=when(station, one.quiet), quiet=quiet, number=one.told.id)


def _hours(span: timedelta) -> int:
    return round(span.total_seconds() / 3600)


def _closed(one: Standing, station: Station) -> str:
    said = "outbreak.closed" if one.declared else "outbreak.dismissed"
    facts = {"number": one.told.id, "syndrome": called(station, one.told.syndrome), "where": placed(one.told.unit)}
    return tr(said, at=when(station, one.closed or station.now()), by=one.closed_by, **facts)


def _unplaced(view: OutbreakView, station: Station) -> list[Paragraph]:
    """Positive swabs that no syndrome of the protocol counts: said, so that nobody takes them for nothing."""
    if not view.cases.unplaced:
        return []
    out = [Paragraph(""), Paragraph(tr("outbreak.unplaced"), "warn")]
    return out + [Paragraph(who(view, case, station), "dim", 7) for case in view.cases.unplaced]


def _moves(view: OutbreakView, station: Station) -> list[Paragraph]:
    out = [Paragraph(""), Paragraph(tr("outbreak.moves_title"), "head")]
    out += [Paragraph(tr("outbreak.no_moves"))] if not view.moves else []
    cases = {case.person for case in view.cases.cases}
    for step in view.moves[-_NEW_MOVES:]:
        mark = tr("outbreak.crossed") if step.crossed else ""
        mark += tr("outbreak.is_case") if step.person.id in cases else ""
        name = " ".join(part for part in (step.person.code, step.person.name) if part)
        facts = {"at": when(station, step.at), "who": name, "before": step.before or "-", "after": step.after or "-"}
        out.append(Paragraph(tr("outbreak.move", mark=mark, **facts)))
    return out


def bars(curve: Iterable[CurveDay]) -> list[str]:
    """A line a day: `#` for each resident, `+` for each of the staff who fell ill, then the numbers by unit."""
    return [_bar(day) for day in curve]


def _bar(day: CurveDay) -> str:
    marks = "#" * (day.people - day.staff) + "+" * day.staff
    bar = marks if len(marks) <= _BAR else f"{marks[: _BAR - 1]}>"
    units = listed(f"{unit or tr('outbreak.no_unit')} {n}" for unit, n in day.units.items())
    return f"{day.day:%m-%d} {day.people:>3} {bar}{'  ' if units else ''}{units}".rstrip()


def called(station: Station, syndrome: str) -> str:
    """A syndrome in words."""
    return station.light.outbreaks.called(syndrome, language())


def placed(unit: str) -> str:
    """A unit, or that it is the whole house."""
    return unit or tr("outbreak.house")
