"""Stock and devices: what is there, how long it lasts, and a few keys to say what came, went or was counted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from unicodedata import normalize

from carelog.model.refusal import Refusal
from carelog.model.stock import Article, Change, DeviceKind, DeviceState
from carelog.report import stock as said
from carelog.ui import keys
from carelog.ui.base import Ask
from carelog.ui.house.stock import heading, page, readings
from carelog.ui.line import Line, cut, shown
from carelog.ui.page import LivePageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.stock.rows import Stand

_LOOK = timedelta(days=7)
"""Of so many days the readings of a device are shown; more are for the command."""
_LEAST, _MOST = 2, 4


class Typed(NamedTuple):
    """What somebody typed of an article: its line, how many, lot and last good day."""

    article: str
    amount: int
    lot: str
    expires: date | None


def understood(text: str) -> Typed:
    """Read `number amount [lot] [expiry]`, also as an input method writes digits; refuses anything else."""
    parts = normalize("NFKC", text).split()
    expires = _date(parts[-1]) if len(parts) > _LEAST else None
    rest = parts[: -1 if expires else None]
    if not _LEAST <= len(rest) < _MOST or not rest[1].isdecimal():
        raise Refusal("stock.typed_wrong", typed=shown(text))
    return Typed(rest[0], int(rest[1]), rest[2] if len(rest) > _LEAST else "", expires)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.count("-") == _LEAST else None
    except ValueError:
        return None


class StockScreen(LivePageScreen):
    """What is in store and which devices there are; letters say what happened, digits of what and how many."""

    BINDINGS: ClassVar = keys.STOCK
    CSS_PATH = "stock.tcss"
    HELP = "stock.help"

    stand: Stand

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self.device = ""
        """whose readings are shown, '' for the stock"""

    def read(self) -> None:
        """Ask what is there."""
        self.stand = self.station.stock.stand()

    def paint(self, means: str = "") -> None:
        """Paint the head, with what is being typed means, and the stock or the readings of a device."""
        cells = self.size.width
        at = f"{shown(self.station.facility.name)}  {self.station.local(self.stand.at):%Y-%m-%d %H:%M}"
        what = tr("stock.readings_of", device=shown(self.device)) if self.device else tr("stock.title")
        title: Line = ((f" {what}", "head"), (f"  {at}", "text"))
        second: Line = ((cut(f" {means} ", cells), "mark"),) if means else ()
        if self.device:
            now = self.station.now()
            found = self.station.stock.readings(self.device, now - _LOOK, now + timedelta(minutes=1))
            first, last = (f"{self.station.local(t):%m-%d}" for t in (now - _LOOK, now))
            total = tr("stock.readings", n=len(found), first=first, last=last)
            self.heads.show([title, second or ((cut(f" {total}", cells), "dim"),)])
            self.body.show(readings(found, self.station.local, cells))
        else:
            self.heads.show([title, second or heading(cells)])
            self.body.show(page(self.stand, self.station.local, cells))

    def action_back(self) -> None:
        """From a device's readings to the stock, from there to where one came from."""
        if self.device:
            self.device = ""
            self.reload()
        else:
            self.front.back()

    # what came, went and was counted

    def action_receive(self) -> None:
        """Pieces came."""
        self._ask_change(Change.RECEIVED)

    def action_used(self) -> None:
        """Pieces were used."""
        self._ask_change(Change.USED)

    def action_counted(self) -> None:
        """Somebody looked how many there are."""
        self._ask_change(Change.COUNTED)

    def action_thrown(self) -> None:
        """Pieces were thrown away."""
        self._ask_change(Change.DISCARDED)

    def _ask_change(self, change: Change) -> None:
        if self.acting():
            question = tr(f"stock.ask_{change}")
            self.ask(Ask(question, lambda text: self._tell(change, text), live=lambda text: self._live(change, text)))
            self._live(change, "")

    def _live(self, change: Change, text: str) -> None:
        """Say above what is being typed means, before Enter makes it an entry."""
        try:
            typed = understood(text)
            article = said.called(self.station.stock.named(typed.article))
        except Refusal:
            self.paint(tr("stock.such_as") if self.asking else "")
            return
        rest = " ".join(str(part) for part in (typed.lot, typed.expires) if part)
        word = tr(f"stock.did_{change}")
        self.paint(tr("stock.means", change=word, article=shown(article), amount=typed.amount, rest=shown(rest)))

    def _tell(self, change: Change, text: str) -> None:
        typed = understood(text)
        article = self.station.stock.named(typed.article)
        self._store(article, change, typed)

    def _store(self, article: Article, change: Change, typed: Typed) -> None:
        self.station.stock.tell(article, change, typed.amount, lot=typed.lot, expires=typed.expires)
        self.reload()
        row = next(row for row in self.stand.articles if row.article.code == article.code)
        self.say(tr("stock.stored", row=f"{shown(said.called(article))} {said.amount(row)}"), "mark")

    def action_fresh(self) -> None:
        """Begin an article of the home's own."""
        if self.acting():
            self.ask(Ask(tr("stock.ask_new"), self._fresh))

    def _fresh(self, name: str) -> None:
        article = self.station.stock.named(name, new=True)
        question = tr("stock.ask_how_many", article=shown(said.called(article)))
        self.ask(Ask(question, lambda text: self._store(article, Change.COUNTED, understood(f"0 {text}"))))

    # devices

    def action_instrument(self) -> None:
        """Set what a device is worth."""
        if self.acting():
            self.ask(Ask(tr("stock.ask_device"), self._which_device))

    def _which_device(self, code: str) -> None:
        known = self.station.stock.device(code.strip())
        if known:
            self._ask_state(known.code, known.kind)
            return
        kinds = tuple(tr(f"stock.kind_{kind}") for kind in DeviceKind)
        question = tr("stock.ask_kind", code=shown(code))
        self.ask(Ask(question, lambda digit: self._ask_state(code, list(DeviceKind)[int(digit) - 1]), kinds))

    def _ask_state(self, code: str, kind: DeviceKind) -> None:
        states = tuple(tr(f"stock.state_{state}") for state in DeviceState)
        question = tr("stock.ask_state", code=shown(code))
        self.ask(Ask(question, lambda digit: self._set(code, kind, list(DeviceState)[int(digit) - 1]), states))

    def _set(self, code: str, kind: DeviceKind, state: DeviceState) -> None:
        self.station.stock.set_device(code, kind, state)
        self.reload()
        self.say(tr("stock.device_stored", device=shown(code), state=tr(f"stock.state_{state}")), "mark")

    def action_measured(self) -> None:
        """List what was measured with a device."""
        self.ask(Ask(tr("stock.ask_readings"), self._measured))

    def _measured(self, code: str) -> None:
        self.device = code.strip()
        self.paint()

    def action_undo(self) -> None:
        """Take back my last act on stock or devices."""
        self.take_back(self.station.stock.last_act, "stock")
