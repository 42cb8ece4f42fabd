"""Early care and reminders in words, for screens, plain lines, letter and handover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.text import clean
from carelog.report import medicines
from carelog.report.alerting import clock, named
from carelog.station.care.rows import Urge
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.care import Care
    from carelog.model.referral import InstitutionSet
    from carelog.station.care.rows import CareRow, DroppedRow, ReminderRow
    from carelog.station.desk import Station

Row = dict[str, object]


def kind(what: Care, amount_ml: int | None = None) -> str:
    """What was or is to be done; of fluids how much."""
    said = tr(f"care.what_{what}")
    return said if amount_ml is None else f"{said} {tr('care.ml', n=amount_ml)}"


def whom(row: CareRow | ReminderRow | DroppedRow) -> str:
    """Bed and name; else the unit, or the whole house."""
    if row.person is None:
        return clean(row.unit) or tr("care.house")
    return named(row.person)


def place(one: InstitutionSet | None) -> str:
    """With whom, and the number to call; '' for nobody."""
    return clean(" ".join(part for part in (one.name, one.phone, one.hours) if part)) if one else ""


def details(row: CareRow) -> str:
    """What was done, with whom, and the note."""
    name = clean(row.institution.name) if row.institution else ""
    said = (medicines.given(row.given) if row.given else "", kind(row.what, row.amount_ml) if row.what else "")
    return tr("care.comma").join(part for part in (*said, name, clean(row.note)) if part)


def done(row: CareRow, station: Station) -> str:
    """When, for whom, what, and by whom it was written down."""
    return tr("care.done_line", at=clock(station, row.at), whom=whom(row), what=details(row), by=row.by)


def due(row: ReminderRow) -> str:
    """How its date stands, in words; of a time of today whether it has gone by."""
    if row.urge is Urge.OVERDUE and not row.days_over:
        return tr("care.time_over")
    if row.days_over > 0:
        return tr("care.overdue", n=row.days_over)
    return ahead(-row.days_over)


def ahead(days: int) -> str:
    """A day so many days from today, in words."""
    return tr("care.today") if not days else tr("care.tomorrow") if days == 1 else tr("care.in_days", n=days)


def on(row: ReminderRow, station: Station) -> str:
    """Its date, with the time where one was said."""
    return f"{row.due:%m-%d}" if row.at is None else f"{station.local(row.at):%m-%d %H:%M}"


def reminder(row: ReminderRow, station: Station) -> str:
    """Its number, date, how that stands, for whom, what, with whom, and the note."""
    said = (kind(row.what), place(row.institution), clean(row.note))
    what = tr("care.comma").join(part for part in said if part)
    facts = {"stands": due(row), "whom": whom(row), "what": what}
    return tr("care.due_line", number=row.number, date=on(row, station), **facts)


def dropped(row: DroppedRow, station: Station) -> str:
    """What will not be done, for whom, why, and who said so when."""
    what = tr("care.comma").join(part for part in (kind(row.what), clean(row.told)) if part)
    why = tr("care.comma").join(part for part in (tr(f"care.why_{row.why}"), clean(row.note)) if part)
    return tr("care.dropped_line", at=clock(station, row.at), whom=whom(row), what=what, why=why, by=row.by)


def written(row: ReminderRow, station: Station) -> str:
    """Who wrote it down, and when."""
    return tr("care.written", by=row.by, at=f"{station.local(row.written):%m-%d %H:%M}")


def done_row(row: CareRow, station: Station) -> Row:
    """Something that was done, for a program."""
    given = row.given
    dose: Row = {"medicine": given.medicine or None, "article": given.article or None} if given else {}
    return {
        "person": row.person.code if row.person else None,
        "unit": row.unit or None,
        "kind": row.what.value if row.what else "given",
        "at": _at(row.at, station),
        **dose,
        **({"antipyretic": given.antipyretic, "pieces": given.pieces} if given else {}),
        "ml": row.amount_ml,
        "institution": row.institution.id if row.institution else None,
        "note": row.note or None,
        "by": row.by,
    }


def reminder_row(row: ReminderRow, station: Station) -> Row:
    """Something still to be done, for a program."""
    return {
        "id": row.number,
        "person": row.person.code if row.person else None,
        "unit": row.unit or None,
        "kind": row.what.value,
        "due": row.due.isoformat(),
        "at": _at(row.at, station) if row.at else None,
        "state": row.urge.value,
        "days_overdue": max(0, row.days_over),
        "institution": row.institution.id if row.institution else None,
        "note": row.note or None,
        "by": row.by,
        "written": _at(row.written, station),
    }


def dropped_row(row: DroppedRow, station: Station) -> Row:
    """Something that will not be done, for a program."""
    return {
        "id": row.number,
        "person": row.person.code if row.person else None,
        "unit": row.unit or None,
        "kind": row.what.value,
        "reason": row.why.value,
        "note": row.note or None,
        "at": _at(row.at, station),
        "by": row.by,
    }


def _at(at: datetime, station: Station) -> str:
    return station.local(at).isoformat()
