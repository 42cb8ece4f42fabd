"""What a handover says, part by part, in the language spoken now; `aloud` says the same in a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.person import Presence
from carelog.model.reading import Quantity
from carelog.model.text import clean
from carelog.report import alerting, care, dues, reasons, referral, swabs
from carelog.report import oxygen as desk_said
from carelog.report.limits import limit_mark
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from carelog.model.assessment import Fired
    from carelog.model.handover import HandedOver
    from carelog.model.person import Person
    from carelog.model.swabs import DueSwab
    from carelog.station.alerting.door import AlertRow, Withdrawn
    from carelog.station.care.rows import CareRow
    from carelog.station.desk import Station
    from carelog.station.handover.rows import (
        Begun,
        Cared,
        Ended,
        Gone,
        Handover,
        InIsolation,
        Noted,
        NotSeen,
        OnOxygen,
        Therapied,
        Turned,
    )
    from carelog.station.oxygen.rows import NeedRow
    from carelog.station.referral.rows import Case

MOST: Final = 3
"""Lines of a part: what of twelve parts stands on one page; the screens hold the rest."""
_MOST_RULES: Final = 2
"""Rules of a new alert: what decided; all of them stand on the person's page."""
_MOST_TYPED: Final = 80
"""Characters of a note; the record holds the rest."""


class Part(NamedTuple):
    """One part of the page: its title and lines."""

    title: str
    lines: tuple[str, ...]


class _Told(NamedTuple):
    """A part before it is shortened: every line, and whom to name where a line is left out ('' names nobody)."""

    key: str
    lines: Sequence[str]
    names: Sequence[str] = ()


def head(told: Handover, station: Station) -> list[str]:
    """From when to when, of which home, and what was signed before."""
    first, last = station.local(told.since), station.local(told.until)
    title = tr("handover.title", first=f"{first:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")
    facility = clean(told.facility)
    lines = [title, f"{facility}  {tr('handover.demo')}" if told.demo else facility]
    if told.before is None:
        return [*lines, tr("handover.first")]
    return [
        *lines,
        tr("handover.before", names=names(told, told.before), at=alerting.clock(station, told.before.until)),
    ]


def names(told: Handover, signed: HandedOver) -> str:
    """Who gave to whom."""
    return f"{_staff(told, signed.gives)} -> {_staff(told, signed.takes)}"


def _staff(told: Handover, person: str) -> str:
    found = told.people.get(person)
    return clean(f"{found.code} {found.name}").strip() if found else ""


def foot(told: Handover, station: Station, signed: HandedOver | None) -> str:
    """Who signed the page and when; or that nobody has."""
    if signed is None:
        return tr("handover.unsigned")
    return tr("handover.signed", names=names(told, signed), at=alerting.clock(station, signed.until))


def parts(told: Handover, station: Station, most: int = MOST) -> list[Part]:
    """The parts of which there is something to tell, each of at most so many lines, then those with nothing as one.

    That nothing was dropped is not worth a word.
    """
    every = [one for one in _every(told, station) if one.lines or one.key != "dropped"]
    empty = [tr(f"handover.{one.key}") for one in every if not one.lines]
    out = [Part(tr(f"handover.{one.key}"), _short(one, most)) for one in every if one.lines]
    return [*out, Part(tr("handover.nothing"), (_stop(*empty),))] if empty else out


def _short(told: _Told, most: int) -> tuple[str, ...]:
    """As many lines as may be, then how many more; of alerts and oxygen the others are named all the same."""
    kept, rest = tuple(told.lines[:most]), len(told.lines) - most
    if rest <= 0:
        return kept
    more = tr("handover.more", n=rest)
    return (
        *kept,
        f"{more}{tr('handover.colon')}{reasons.listed(name for name in told.names[most:] if name)}"
        if told.names
        else more,
    )


def _every(told: Handover, station: Station) -> list[_Told]:
    return [
        _Told("begun", [_begun(one, station) for one in told.begun], [_marked(one) for one in told.begun]),
        _Told(
            "open",
            [_stop(alerting.head(row, station, told.until), alerting.state(row, station)) for row in told.open],
            [_marked(row) for row in told.open],
        ),
        _Told("answered", [alerting.answered(one, station) for one in told.answered]),
        _Told("worse", [_turned(one, station) for one in told.worse]),
        _Told("better", [_turned(one, station) for one in told.better]),
        _Told("moved", [_moved(one, station) for one in told.moved]),
        _Told("oxygen", _on_oxygen(told, station), _breathing(told)),
        _Told(
            "referrals", [_referral(one, station) for one in told.referrals], [_going(one) for one in told.referrals]
        ),
        _Told("therapies", [_therapy(one, station) for one in told.therapies]),
        _Told("care", [_cared(one, station) for one in told.cared]),
        _Told("isolated", [_isolated(one, station) for one in told.isolated]),
        _Told("rechecks", [alerting.recheck(person, due, station) for person, due in told.rechecks]),
        _Told("due", [_due(person, one) for person, one in told.due]),
        _Told("reminders", [care.reminder(one, station) for one in told.reminders]),
        _Told("dropped", [care.dropped(one, station) for one in told.dropped]),
        _Told("not_seen", [_not_seen(one, station) for one in told.not_seen]),
        _Told("withdrawn", [alerting.withdrawn(one, station) for one in _worst(told.withdrawn)]),
        _Told("notes", [_note(one, station) for one in told.notes]),
    ]


def _stop(*sentences: str) -> str:
    return tr("ui.semicolon").join(sentence for sentence in sentences if sentence)


def _marked(row: Begun | AlertRow) -> str:
    return f"{alerting.MARKS[row.severity]} {alerting.named(row.person)}"


# each kind of line


def _begun(one: Begun, station: Station) -> str:
    severity = f"{alerting.MARKS[one.severity]} {tr(f'severity.{one.severity.name}')}"
    who = f"{alerting.clock(station, one.since)}  {severity}  {alerting.named(one.person)}"
    end = tr("handover.still_open") if one.open else _ended(one.ended, station) or tr("handover.not_open")
    return _stop(f"{who}{tr('handover.colon')}{_limited(one.person)}{_why(one.fired, station)}", end)


def _limited(person: Person) -> str:
    mark = limit_mark(person)
    return f"{mark}{tr('ui.semicolon')}" if mark else ""


def _why(fired: Sequence[Fired], station: Station) -> str:
    """The worst rule of each reading with the value that decided; of one without a value what it says."""
    first: dict[str, Fired] = {}
    for one in fired:
        first.setdefault(one.reading or one.rule, one)
    kept = list(first.values())[:_MOST_RULES]
    said = [f"{f.rule} {reasons.against(f) or station.words(f.rule)}".strip() for f in kept]
    rest = len(fired) - len(kept)
    return reasons.listed([*said, tr("handover.more", n=rest)] if rest > 0 else said)


def _worst(every: Iterable[Withdrawn]) -> list[Withdrawn]:
    """Of each reading taken back the worst alert it had made."""
    found: dict[tuple[str, datetime], Withdrawn] = {}
    for one in sorted(every, key=lambda w: -w.fired.severity):
        found.setdefault((one.person.id, one.at), one)
    return sorted(found.values(), key=lambda w: w.at)


def _ended(ended: Ended | None, station: Station) -> str:
    if ended is None:
        return ""
    outcome = tr(f"outcome.{ended.outcome}")
    if ended.decided_by:
        outcome = reasons.listed([outcome, clean(ended.decided_by)])
    return tr("handover.ended", at=alerting.clock(station, ended.at), by=ended.by, outcome=outcome)


def _turned(one: Turned, station: Station) -> str:
    end = _ended(one.ended, station)
    if one.was is one.now:
        return f"{_who(one.person)}{end}"
    change = f"{tr(f'severity.{one.was.name}')} -> {tr(f'severity.{one.now.name}')}"
    since = tr("alerts.from", at=alerting.clock(station, one.at))
    return _stop(f"{_who(one.person)}{change}  {since}", end)


def _who(person: Person) -> str:
    return f"{alerting.named(person)}{tr('handover.colon')}"


def _on_oxygen(told: Handover, station: Station) -> list[str]:
    """When it falls short, then who needs it and how they stand, then who else is on it."""
    short = [desk_said.short(told.desk, station)] if told.desk.short_at is not None else []
    needs = [_need(row, station) for row in told.desk.needs]
    return [*short, *needs, *(_oxygen(one, station) for one in told.oxygen)]


def _breathing(told: Handover) -> list[str]:
    """Whom each line on oxygen names: who waits for it is not left unsaid."""
    short = [""] if told.desk.short_at is not None else []
    people = [*(row.person for row in told.desk.needs), *(one.person for one in told.oxygen)]
    return [*short, *map(alerting.named, people)]


def _going(one: Case) -> str:
    return alerting.named(one.person)


def _referral(one: Case, station: Station) -> str:
    """Which step somebody stands at since when, and where to."""
    step = tr(f"referral.step_{one.last.step}")
    said = [step, referral.detail(one.last, station)]
    return f"{alerting.clock(station, one.since)}  {_who(one.person)}{reasons.listed(said)}"


def _need(row: NeedRow, station: Station) -> str:
    stand = tr(f"oxygen.stand_{row.stand.value}")
    value, given = desk_said.value(row, station), desk_said.given(row)
    return f"{_who(row.person)}{reasons.listed([stand, value, given, desk_said.order(row.held)])}"


def _oxygen(one: OnOxygen, station: Station) -> str:
    flow = tr("handover.no_flow") if one.flow_tenths is None else reasons.amount(Quantity.OXYGEN, one.flow_tenths)
    if one.at is None:
        return f"{_who(one.person)}{reasons.listed([tr('handover.ordered', flow=flow), tr('handover.no_word')])}"
    spo2 = "" if one.spo2 is None else reasons.amount(Quantity.SPO2, one.spo2)
    beside = f"{tr('quantity.spo2')} {spo2}" if spo2 else tr("handover.no_spo2")
    return f"{_who(one.person)}{reasons.listed([flow, beside, alerting.clock(station, one.at)])}"


def _isolated(one: InIsolation, station: Station) -> str:
    return f"{_who(one.person)}{swabs.isolation(one.after, station) or tr('handover.to_isolate')}"


def _due(person: Person, one: DueSwab) -> str:
    late = tr("due.late", days=one.overdue_days) if one.overdue_days else ""
    sent = tr("due.sent") if one.pending else ""
    said = [dues.reason(one.reason), dues.methods(one.methods[:1]), late, sent]
    return f"{_who(person)}{reasons.listed(word for word in said if word)}"


def _not_seen(one: NotSeen, station: Station) -> str:
    slot = tr(f"slot.{one.round.slot}")
    why = reasons.listed(tr(f"reason.{reason}") for reason in one.reasons) or tr("handover.no_reason")
    return f"{_who(one.person)}{tr('handover.round', slot=slot, at=alerting.clock(station, one.until), why=why)}"


def _moved(one: Gone, station: Station) -> str:
    back = one.presence is Presence.PRESENT
    where = tr("handover.back") if back else tr(f"presence.{one.left or one.presence}")
    return f"{alerting.clock(station, one.at)}  {_who(one.person)}{where} ({one.by})"


def _cared(one: Cared, station: Station) -> str:
    """For whom, then each thing done with its time; who wrote it down stands on the person's page."""
    return f"{care.whom(one.done[0])}{tr('handover.colon')}{_stop(*(_care(done, station) for done in one.done))}"


def _care(one: CareRow, station: Station) -> str:
    """When and what, the note cut where it is long."""
    return f"{alerting.clock(station, one.at)} {care.details(one._replace(note=_cut(one.note)))}"


def _therapy(one: Therapied, station: Station) -> str:
    said = reasons.listed(part for part in (desk_said.act(one.body), _cut(one.body.note)) if part)
    return f"{alerting.clock(station, one.at)}  {_who(one.person)}{said} ({one.by})"


def _cut(text: str) -> str:
    """A text that people typed, cut with a mark where it is long."""
    plain = clean(text)
    return plain if len(plain) <= _MOST_TYPED else plain[:_MOST_TYPED] + tr("handover.cut")


def _note(one: Noted, station: Station) -> str:
    who = _who(one.person) if one.person else f"{tr('care.house')}{tr('handover.colon')}"
    return f"{alerting.clock(station, one.at)}  {who}{_cut(one.text)} ({one.by})"
