"""Paper: the blank sheet of a round and the filled one of a day, as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from carelog.model.person import Person
from carelog.model.reading import NOT_MEASURED_KEYS, Quantity
from carelog.model.round import Window
from carelog.model.severity import Severity
from carelog.model.text import clean
from carelog.report.columns import COLUMNS, reasons, tenths
from carelog.report.csv_out import local
from carelog.station.days import Status, Told
from carelog.words import language, tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.rows import Sheet, SheetPerson

_STYLE: Final = """
@page { size: A4 %s; margin: 10mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; font-size: 10pt; }
table { border-collapse: collapse; width: 100%%; margin-bottom: 6mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #000; padding: 0.6mm 1.2mm; text-align: left; vertical-align: top; }
th.head { border: none; font-size: 12pt; padding: 0 0 2mm 0; }
td.write { height: 7.5mm; min-width: 14mm; }
td.line { font-weight: bold; background: #ddd; }
tr.struck td { text-decoration: line-through; }
tr.unseen td { font-style: italic; }
p.legend { font-size: 8.5pt; margin: 0.5mm 0; break-inside: avoid; }
p.demo { font-size: 16pt; font-weight: bold; border: 0.8mm solid #000; padding: 1mm; text-align: center; }
"""


def _text(text: str) -> str:
    """A text that people typed, harmless in a page and kept from turning the line round."""
    return f"<bdi>{escape(clean(text))}</bdi>"


def _page(title: str, body: str, station: Station, *, turned: bool) -> str:
    style = _STYLE % ("landscape" if turned else "portrait")
    mark = f'<p class="demo">{escape(tr("report.demo"))}</p>\n' if station.facility.demo else ""
    lang = language().replace("_", "-")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(clean(title))}</title>\n<style>{style}</style>\n</head>\n<body>\n{mark}{body}</body>\n</html>\n"
    )


def _head(title: str, columns: Sequence[str]) -> str:
    """A table's head, which every page repeats: what the sheet is, then its columns."""
    cells = "".join(f"<th>{escape(column)}</th>" for column in columns)
    return (
        f'<thead>\n<tr><th class="head" colspan="{len(columns)}">{_text(title)}</th></tr>\n<tr>{cells}</tr>\n</thead>\n'
    )


def slot_words(code: str) -> str:
    """A round's name; its code where the catalogues have none."""
    said = tr(f"slot.{code}")
    return code if said.startswith("slot.") else said


def _title(station: Station, day: date, window: Window | None, unit: str) -> str:
    name = slot_words(window.key.slot) if window else tr("report.no_round")
    hours = ""
    if window:
        start, end = station.local(window.start), station.local(window.end)
        hours = f"{start:%H:%M}-{end:%H:%M}"
    return " ".join(part for part in (station.facility.name, unit, day.isoformat(), name, hours) if part)


def _who(person: Person, *, twin: bool) -> str:
    name = _text(person.name or person.code)
    if not twin:
        return name
    year = f" {person.birth_date.year}" if person.birth_date else ""
    return f"{name} ({escape(tr('report.twin'))}{year})"


# the blank sheet of a round

_ROUND_COLUMNS: Final = ("bed", "name", "temperature", "spo2", "oxygen", "symptoms", "not_measured", "time_by")
_WRITE: Final = '<td class="write"></td>'


def round_sheet(station: Station, sheet: Sheet, unit: str = "") -> str:
    """The blank sheet of a round: the people, the order and the last group of the screen; no value stands on it."""
    day = sheet.key.date if sheet.key else station.local(sheet.opened_at).date()
    title = _title(station, day, sheet.window, unit)
    rows = [_blank(one) for one in sheet.people]
    if sheet.last_group < len(rows):
        line = f'<tr><td class="line" colspan="{len(_ROUND_COLUMNS)}">{escape(tr("report.last_group"))}</td></tr>\n'
        rows.insert(sheet.last_group, line)
    head = _head(title, [tr(f"report.sheet_{column}") for column in _ROUND_COLUMNS])
    site = escape(tr("report.site_of_round", site=tr(f"site.{sheet.site.value}")))
    body = f"<table>\n{head}<tbody>\n{''.join(rows)}</tbody>\n</table>\n{_legend(station)}"
    return _page(title, f'<p class="legend">{site}</p>\n{body}', station, turned=False)


def _blank(one: SheetPerson) -> str:
    oxygen = '<td class="write">*</td>' if one.asks_oxygen else _WRITE
    bed = _text(one.person.bed or one.person.code)
    return f"<tr><td>{bed}</td><td>{_who(one.person, twin=one.twin)}</td>{_WRITE * 2}{oxygen}{_WRITE * 3}</tr>\n"


def _legend(station: Station) -> str:
    symptoms = "  ".join(f"{s.letter} {s.words[language()]}" for s in station.symptoms())
    unread = "  ".join(f"{key} {tr(f'reason.{reason.value}')}" for key, reason in NOT_MEASURED_KEYS.items())
    lines = (
        tr("report.legend_symptoms", symptoms=symptoms),
        tr("report.legend_not_measured", reasons=unread),
        tr("report.legend_oxygen"),
    )
    return "".join(f'<p class="legend">{escape(line)}</p>\n' for line in lines)


# the filled sheet of a day

_DAY_COLUMNS: Final = (
    "bed", "name", "time", "temperature", "spo2", "oxygen", "respiratory_rate", "pulse", "pressure", "consciousness",
    "symptoms", "severity", "by",
)  # fmt: skip
_CELLS: Final = {column.key: column.get for column in COLUMNS}


def day_sheet(station: Station, day: date, told: Iterable[Told], unit: str = "") -> str:
    """The filled sheet of a day, round by round: what was found, who was not seen, what stands struck through."""
    rows = [one for one in told if unit in ("", one.person.unit)]
    words = {s.code: s.words[language()] for s in station.symptoms()}
    tables = []
    for window, ours in groupby(rows, key=lambda one: one.window):
        head = _head(_title(station, day, window, unit), [tr(f"report.sheet_{c}") for c in _DAY_COLUMNS])
        filled = "".join(_filled(station, one, words) for one in ours)
        tables.append(f"<table>\n{head}<tbody>\n{filled}</tbody>\n</table>\n")
    body = "".join(tables) or f"<p>{escape(tr('report.nothing'))}</p>\n"
    title = f"{station.facility.name} {day.isoformat()}"
    return _page(title, body, station, turned=True)


_STRUCK: Final = frozenset({Status.CORRECTED, Status.VOID, Status.UNDONE})


def _filled(station: Station, one: Told, words: Mapping[str, str]) -> str:
    who = f"<td>{_text(one.person.bed or one.person.code)}</td><td>{_who(one.person, twin=False)}</td>"
    if one.observation is None:
        rest = f'<td colspan="{len(_DAY_COLUMNS) - 2}">{escape(tr(f"report.status_{one.status.value}"))}</td>'
        return f'<tr class="unseen">{who}{rest}</tr>\n'
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in _values(station, one, words))
    by = f"<td>{_text(one.recorded_by)}</td>"
    return f'<tr class="{"struck" if one.status in _STRUCK else "kept"}">{who}{cells}{by}</tr>\n'


def _values(station: Station, one: Told, words: Mapping[str, str]) -> list[str]:
    unread = dict(reasons(one))

    def cell(key: str, quantity: Quantity) -> str:
        reason = unread.get(quantity.value)
        return tr(f"reason.{reason.value}") if reason else str(_CELLS[key](one) or "")

    upper, lower = cell("systolic_mmhg", Quantity.SYSTOLIC), cell("diastolic_mmhg", Quantity.DIASTOLIC)
    return [
        local(one.observation.happened_at, station.zone)[11:16] if one.observation else "",
        _temperature(one, cell("temperature_c", Quantity.TEMPERATURE)),
        cell("spo2_percent", Quantity.SPO2),
        _oxygen(one, cell("oxygen_l_min", Quantity.OXYGEN)),
        cell("respiratory_rate", Quantity.RESPIRATORY_RATE),
        cell("pulse", Quantity.PULSE),
        upper if upper == lower else f"{upper}/{lower}",
        cell("consciousness", Quantity.CONSCIOUSNESS),
        _symptoms(one, words),
        _decided(one),
    ]


def _temperature(one: Told, last: str) -> str:
    """The last temperature with its site, after the ones it repeats."""
    if one.observation is None:
        return last
    read = [r.value for r in one.observation.readings if r.quantity is Quantity.TEMPERATURE and r.value is not None]
    site = _CELLS["temperature_site"](one)
    where = f" {tr(f'site.{site}')}" if site else ""
    return ", ".join([*(tenths(value) for value in read[:-1]), last]) + where


def _oxygen(one: Told, flow: str) -> str:
    on = _CELLS["on_oxygen"](one)
    if on == "no":
        return tr("report.on_air")
    return flow or (tr("report.flow_not_read") if on else "")


def _symptoms(one: Told, words: Mapping[str, str]) -> str:
    observation = one.observation
    if observation is None or observation.symptoms is None:
        reason = observation.not_asked if observation else None
        return tr(f"reason.{reason.value}") if reason else tr("report.not_asked")
    return tr("report.list_comma").join(words.get(code, code) for code in observation.symptoms) or tr("report.none")


def _decided(one: Told) -> str:
    if one.severity is None:
        return ""
    tasks = tr("report.list_comma").join(tr(f"task.{task.value}") for task in one.tasks)
    word = tr(f"severity.{Severity(one.severity).name}")
    return f"{word}: {tasks}" if tasks else word
