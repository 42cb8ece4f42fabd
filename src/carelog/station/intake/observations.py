"""Rows of a file of observations as what was found: readings, symptoms and reasons, of one code at one time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.text import clean
from carelog.station.intake import values
from carelog.station.intake.maps import UNITS
from carelog.station.intake.rows import BadRow, Row, Table, shown
from carelog.station.intake.values import BadCell

if TYPE_CHECKING:
    from carelog.station.intake.maps import IntakeMap

AHEAD: Final = timedelta(minutes=5)
"""A time later than this from now cannot have been measured."""

_YES_NO: Final = {"yes": True, "no": False, "": None}


class Found(NamedTuple):
    """What one row says: of whom (by code), when, and what. `row` is its number as a spreadsheet shows it."""

    row: int
    code: str
    at: datetime
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None = None
    not_asked: NotMeasured | None = None
    round: RoundKey | None = None
    entry: str = ""


class Terms(NamedTuple):
    """What reading a file needs to know of the home: its zone, the codes of symptoms, and the time now."""

    zone: ZoneInfo
    symptoms: Collection[str]
    now: datetime


def found(table: Table, said: IntakeMap, terms: Terms) -> tuple[list[Found], list[BadRow], int]:
    """Read every row: what was found, what cannot be taken and why, and how many rows hold nothing to take."""
    taken: list[Found] = []
    bad: list[BadRow] = []
    nothing = 0
    for row in table.rows:
        reader = _Reader(row, table, said, terms)
        one = reader.long() if said.kind == "long" else reader.wide()
        bad.extend(reader.bad)
        if one is not None and not reader.bad:
            taken.append(one)
        elif not reader.bad:
            nothing += 1
    crossed = {one.row for one in _crossed(taken)}
    column = table.columns.get("diastolic", table.columns.get("value", ""))
    bad.extend(BadRow(row, column, "intake.crossed_pressures", {}) for row in sorted(crossed))
    return [one for one in taken if one.row not in crossed], sorted(bad), nothing


def _crossed(taken: Sequence[Found]) -> Iterable[Found]:
    """The rows of blood pressures whose upper value is not above the lower one of the same person and time."""
    upper = {(f.code, f.at): (r.value, f) for f in taken for r in f.readings if r.quantity is Quantity.SYSTOLIC}
    for one in taken:
        for reading in one.readings:
            value, other = upper.get((one.code, one.at), (None, one))
            low = reading.quantity is Quantity.DIASTOLIC and reading.value is not None
            if low and value is not None and value <= (reading.value or 0):
                yield from (other, one)


class _Reader:
    """Reads one row and gathers what is wrong with it."""

    def __init__(self, row: Row, table: Table, said: IntakeMap, terms: Terms) -> None:
        self._row = row
        self._table = table
        self._said = said
        self._terms = terms
        self.bad: list[BadRow] = []

    def _wrong(self, field: str, error: BadCell) -> None:
        facts = {k: shown(v) if isinstance(v, str) else v for k, v in error.facts.items()}
        self.bad.append(BadRow(self._row.number, self._table.columns.get(field, field), error.code, facts))

    def _code(self) -> str:
        code = clean(self._row.get("person"))
        if not code:
            self._wrong("person", BadCell("intake.no_code"))
        return code

    def _at(self) -> datetime:
        try:
            at = values.when(self._row.get("time"), self._said.time, self._terms.zone)
        except BadCell as error:
            self._wrong("time", error)
            return self._terms.now
        if at > self._terms.now + AHEAD:
            self._wrong("time", BadCell("intake.ahead", text=self._row.get("time")))
        return at

    def long(self) -> Found | None:
        """A row that holds one reading."""
        word = self._row.get("quantity")
        if word in self._said.ignore or not self._row.get("value"):
            return None
        name = self._said.quantities.get(word, word)
        if name not in tuple(Quantity):
            self._wrong("quantity", BadCell("intake.no_quantity", text=word))
            return None
        reading = self._reading(Quantity(name), "value")
        return self._whole((reading,) if reading else (), None, {})

    def wide(self) -> Found | None:
        """A row that holds what was found at one time."""
        readings = [self._reading(q, q) for q in Quantity if q is not Quantity.OXYGEN and self._row.get(q)]
        try:
            oxygen = self._oxygen()
            reasons = self._reasons()
            symptoms = self._symptoms()
        except _AtField as error:
            self._wrong(error.field, error.cell)
            return None
        there = [r for r in (*readings, oxygen) if r is not None]
        unread = [Reading(Quantity(q), None, why) for q, why in reasons.items() if q != "symptoms"]
        if not (there or unread or reasons or symptoms is not None or self.bad):
            return None
        return self._whole((*there, *unread), symptoms, reasons)

    def _whole(
        self, readings: tuple[Reading, ...], symptoms: tuple[str, ...] | None, reasons: dict[str, NotMeasured]
    ) -> Found:
        not_asked = None if symptoms is not None else reasons.get("symptoms")
        entry = self._row.get("entry")
        return Found(self._row.number, self._code(), self._at(), readings, symptoms, not_asked, self._round(), entry)

    def _round(self) -> RoundKey | None:
        slot = clean(self._row.get("round"))
        if not slot or not self._row.get("round_date"):
            return None
        try:
            return RoundKey(values.day(self._row.get("round_date")), slot)
        except BadCell as error:
            self._wrong("round_date", error)
            return None

    def _reading(self, quantity: Quantity, field: str) -> Reading | None:
        text = self._row.get(field)
        try:
            if text in self._said.reasons:
                return Reading(quantity, None, NotMeasured(self._said.reasons[text]))
            said = self._said.values.get(field, {}).get(text, text)
            value = values.measured(said, quantity, self._unit(quantity), decimal_comma=self._said.decimal_comma)
            return Reading(
                quantity,
                value,
                site=self._site() if quantity is Quantity.TEMPERATURE else None,
                device=clean(self._row.get("device"))[:40],
                typed=clean(text)[:40],
            )
        except BadCell as error:
            self._wrong(field, error)
        except _AtField as error:
            self._wrong(error.field, error.cell)
        return None

    def _unit(self, quantity: Quantity) -> str:
        word = self._row.get("unit")
        if not word:
            return self._said.unit(quantity)
        unit = self._said.unit_words.get(word, word)
        if unit not in UNITS[quantity]:
            raise _AtField("unit", BadCell("intake.wrong_unit", text=word, known=", ".join(UNITS[quantity])))
        return unit

    def _site(self) -> Site:
        word = self._row.get("site")
        name = self._said.values.get("site", {}).get(word, word) or Site.UNKNOWN
        if name not in tuple(Site):
            raise _AtField("site", BadCell("intake.not_one_of", text=word, known=", ".join(Site)))
        return Site(name)

    def _oxygen(self) -> Reading | None:
        """Oxygen by its flow, by a yes or no, or by both; yes without a flow is `flow not read`."""
        word = self._row.get("on_oxygen")
        on = self._said.values.get("on_oxygen", {}).get(word, word).casefold()
        if on not in _YES_NO:
            raise _AtField("on_oxygen", BadCell("intake.not_one_of", text=word, known="yes, no"))
        flow = self._reading(Quantity.OXYGEN, Quantity.OXYGEN) if self._row.get(Quantity.OXYGEN) else None
        if flow is None:
            return None if not on else Reading(Quantity.OXYGEN, None if on == "yes" else 0)
        if _YES_NO[on] is not None and _YES_NO[on] != (flow.value != 0):
            raise _AtField("on_oxygen", BadCell("intake.oxygen_contradicts", text=word))
        return flow

    def _symptoms(self) -> tuple[str, ...] | None:
        text = self._row.get("symptoms")
        words = [clean(part) for part in re.split("[;；]", text) if part.strip()]
        codes = [self._said.symptoms.get(word, word) for word in words]
        if not codes:
            return None
        if codes == ["none"]:
            return ()
        strange = [code for code in codes if code not in self._terms.symptoms]
        if strange:
            known = ", ".join(sorted(self._terms.symptoms))
            raise _AtField("symptoms", BadCell("intake.no_symptom", text=strange[0], known=known))
        return tuple(dict.fromkeys(codes))

    def _reasons(self) -> dict[str, NotMeasured]:
        """What the column `not_measured` says: `temperature:refused;symptoms:asleep`."""
        reasons: dict[str, NotMeasured] = {}
        for part in filter(None, (p.strip() for p in self._row.get("not_measured").split(";"))):
            what, _, why = part.partition(":")
            if what not in (*Quantity, "symptoms") or why not in tuple(NotMeasured):
                raise _AtField("not_measured", BadCell("intake.not_reason", text=part))
            reasons[what] = NotMeasured(why)
        return reasons


class _AtField(Exception):  # noqa: N818 - carries a bad cell to the row's list, with the column it stands in
    def __init__(self, field: str, cell: BadCell) -> None:
        super().__init__(field)
        self.field = field
        self.cell = cell
