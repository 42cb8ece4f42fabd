"""Rows of a laboratory's file as results: of whom or of which tube, when, by what, and what it showed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.deeds import Method, Result
from carelog.model.swabs import Label, Target
from carelog.model.text import clean
from carelog.station.intake import values
from carelog.station.intake.rows import BadRow, Row, Table, shown
from carelog.station.intake.values import BadCell

if TYPE_CHECKING:
    from datetime import datetime
    from enum import StrEnum
    from zoneinfo import ZoneInfo

    from carelog.station.intake.maps import IntakeMap

AHEAD: Final = timedelta(minutes=5)
_CT: Final = range(10, 601)
_MOST: Final = 40
"""Letters of a lot, a pool or a tube."""


class Reported(NamedTuple):
    """What one row says. `code` is '' where the file names only the tube; Ct in tenths of a cycle."""

    row: int
    code: str
    at: datetime
    method: Method
    target: str
    result: Result
    ct_tenths: int | None
    label: Label


def reported(table: Table, said: IntakeMap, zone: ZoneInfo, now: datetime) -> tuple[list[Reported], list[BadRow]]:
    """Read every row: the results, and what cannot be taken and why."""
    taken: list[Reported] = []
    bad: list[BadRow] = []
    for row in table.rows:
        reader = _Reader(row, table, said)
        one = reader.read(zone, now)
        bad.extend(reader.bad)
        if not reader.bad:
            taken.append(one)
    return taken, bad


class _Reader:
    """Reads one row and gathers what is wrong with it."""

    def __init__(self, row: Row, table: Table, said: IntakeMap) -> None:
        self._row = row
        self._table = table
        self._said = said
        self.bad: list[BadRow] = []

    def _wrong(self, field: str, error: BadCell) -> None:
        facts = {k: shown(v) if isinstance(v, str) else v for k, v in error.facts.items()}
        self.bad.append(BadRow(self._row.number, self._table.columns.get(field, field), error.code, facts))

    def read(self, zone: ZoneInfo, now: datetime) -> Reported:
        """The row; what could not be read stands in `bad`."""
        label = Label(*(self._number(field) for field in ("lot", "pool", "tube")))
        code = clean(self._row.get("person"))
        if not code and not label.tube:
            self._wrong("person", BadCell("intake.no_code"))
        method = Method(self._word("method", Method, Method.PCR))
        target = self._word("target", Target, Target.SARS_COV_2) if self._row.get("target") else Target.SARS_COV_2
        result = Result(self._word("result", Result, Result.INVALID))
        at = self._at(zone, now)
        return Reported(self._row.number, code, at, method, str(target), result, self._ct(), label)

    def _at(self, zone: ZoneInfo, now: datetime) -> datetime:
        text = self._row.get("time")
        try:
            at = values.when(text, self._said.time, zone)
        except BadCell as error:
            self._wrong("time", error)
            return now
        if at > now + AHEAD:
            self._wrong("time", BadCell("intake.ahead", text=text))
        return at

    def _word(self, field: str, codes: type[StrEnum], otherwise: str) -> str:
        """A word of the file as one of our codes; the map says which means which."""
        text = self._row.get(field)
        code = self._said.values.get(field, {}).get(text, text)
        if code not in tuple(codes):
            known = ", ".join((*self._said.values.get(field, {}), *codes))
            self._wrong(field, BadCell("intake.no_swab_word", text=text, known=shown(known, 120)))
            return otherwise
        return code

    def _ct(self) -> int | None:
        text = self._said.values.get("ct", {}).get(self._row.get("ct"), self._row.get("ct"))
        if not text:
            return None
        try:
            tenths = values.whole(values.number(text, decimal_comma=self._said.decimal_comma) * 10)
        except BadCell as error:
            self._wrong("ct", error)
            return None
        if tenths not in _CT:
            self._wrong("ct", BadCell("intake.no_ct", text=text))
        return tenths

    def _number(self, field: str) -> str:
        text = clean(self._row.get(field))
        if len(text) > _MOST:
            self._wrong(field, BadCell("intake.long_label", text=text, most=_MOST))
        return text
