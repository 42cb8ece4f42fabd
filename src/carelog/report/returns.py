"""The daily return as text to read, as CSV to hand in, and as an object for a program."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from carelog.station.intake.guard import guarded
from carelog.words import language, tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.returns.door import Return

_MARK = "\ufeff"


def lines(told: Return, station: Station) -> list[str]:
    """A head, a line a count, and what to know before it is handed in."""
    out = [
        tr("return.head", title=getattr(told.form.title, language()), facility=told.facility, day=told.day.isoformat())
    ]
    out += [tr("return.demo")] if told.demo else []
    out += [] if told.whole else [tr("return.unfinished")]
    out += ["", *_counts(told), "", _zero(told), *_changes(told, station)]
    return out


def _counts(told: Return) -> list[str]:
    blank = tr("return.blank")
    return [_line(told.counts[f.code], getattr(f.words, language()), blank) for f in told.form.field]


def _line(count: int | None, words: str, blank: str) -> str:
    return f"{'' if count is None else count:>6}  {words}{f'  ({blank})' if count is None else ''}"


def _zero(told: Return) -> str:
    if told.zero:
        return tr("return.zero")
    unknown = [f for f in told.form.field if f.nothing and told.counts[f.code] is None]
    found = any(told.counts[f.code] for f in told.form.field if f.nothing)
    return tr("return.not_zero") if found or not unknown else tr("return.cannot_be_zero", n=len(unknown))


def _changes(told: Return, station: Station) -> list[str]:
    if told.before is None:
        return [tr("return.first")]
    at = station.local(told.before.at).strftime("%Y-%m-%d %H:%M")
    changed = told.changed()
    if not changed:
        return [tr("return.same", at=at, by=told.before.by)]
    blank, words = tr("return.blank"), {f.code: getattr(f.words, language()) for f in told.form.field}
    said = [
        tr("return.change", words=words.get(code, code), then=_or(then, blank), now=_or(now, blank))
        for code, (then, now) in changed.items()
    ]
    return [tr("return.differs", at=at, by=told.before.by), *said]


def _or(count: int | None, blank: str) -> str:
    return blank if count is None else str(count)


def as_object(told: Return, station: Station) -> dict[str, object]:
    """The same for a program; a count left blank is null."""
    before = told.before
    return {
        "form": told.form.id,
        "version": told.form.version,
        "facility": told.facility,
        "demo": told.demo,
        "day": told.day.isoformat(),
        "day_is_over": told.whole,
        "zero_return": told.zero,
        "counts": told.counts,
        "handed_in_before": station.local(before.at).isoformat() if before else None,
        "changed_since": {code: {"then": a, "now": b} for code, (a, b) in told.changed().items()},
    }


def as_json(told: Return, station: Station) -> bytes:
    """The object as a text of UTF-8."""
    return (json.dumps(as_object(told, station), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(told: Return) -> bytes:
    """A line a count: facility, day, code, words, number; a spreadsheet reads it, blank stays blank."""
    out = io.StringIO(newline="")
    out.write(_MARK)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["facility", "day", "form", "code", "words", "count"])
    for field in told.form.field:
        count = told.counts[field.code]
        words = guarded(getattr(field.words, language()))
        place = (guarded(told.facility), told.day.isoformat(), told.form.id)
        writer.writerow([*place, field.code, words, "" if count is None else count])
    return out.getvalue().encode()
