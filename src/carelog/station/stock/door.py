"""The door to stock and devices, for whoever is signed in at the station."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from carelog.model.refusal import Refusal
from carelog.model.stock import Article, Change, DeviceKind, DeviceSet, DeviceState, Group, Stocked
from carelog.model.text import clean
from carelog.protocol.stock import articles, shelf
from carelog.station.recording import newest_of
from carelog.station.stock import devices
from carelog.station.stock.moves import moves
from carelog.station.stock.planned import planned
from carelog.station.stock.rows import DeviceReading, DeviceRow, ShelfRow, Stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from fractions import Fraction

    from carelog.model.entry import Entry
    from carelog.station.desk import Station

Holdings = dict[str, shelf.Holding]
MOST = 999_999
"""No home has more pieces of one article; a longer number is a slip."""
_LONGEST = 40
_MINE = frozenset({"stock", "device"})


class Stock:
    """All that a screen or a command may do about stock and devices."""

    def __init__(self, station: Station) -> None:
        self._station = station

    # articles

    def articles(self) -> tuple[Article, ...]:
        """The articles of the list, then those of the home's own by name."""
        return _listed({deed.body.article for deed in self._station.log.deeds("stock")})

    def named(self, typed: str, *, new: bool = False) -> Article:
        """The article somebody means by its number, code or words; `new` begins one of the home's own.

        Refuses what is none.
        """
        known, asked = self.articles(), _plain(typed)
        if asked.isdecimal() and 1 <= int(asked) <= len(known):
            return known[int(asked) - 1]
        found = next((a for a in known if asked in {_plain(a.code), *(_plain(w) for w in a.words.values())}), None)
        if found:
            return found
        name = clean(typed)
        if not new or not name or len(name) > _LONGEST or asked.isdecimal():
            raise Refusal("stock.no_article", article=name[:_LONGEST])
        return Article(name, Group.OWN, {})

    def medicines(self) -> tuple[Article, ...]:
        """The medicines of the list, then the home's own articles: what may be given to somebody."""
        return tuple(one for one in self.articles() if one.group in {Group.MEDICINE, Group.OWN})

    def kept(self) -> frozenset[str]:
        """The articles of which somebody has ever written anything down."""
        return frozenset(deed.body.article for deed in self._station.log.deeds("stock"))

    def tell(
        self,
        article: Article,
        change: Change,
        amount: int,
        *,
        lot: str = "",
        expires: date | None = None,
        note: str = "",
    ) -> Entry:
        """Write down that pieces came, went or were counted; refuses a number that cannot be."""
        least = 0 if change is Change.COUNTED else 1
        if not least <= amount <= MOST:
            raise Refusal("stock.amount", amount=amount, least=least, most=MOST)
        body = Stocked(article.code, change, amount, clean(lot), expires, note)
        with self._station.deed() as act:
            return act.append(body)

    def stand(self, at: datetime | None = None, days: int | None = None) -> Stand:
        """Every article and device as they stand at a time; short is what does not last so many days.

        Where neither says for how many days, nothing but what is gone is short.
        """
        at = at or self._station.now()
        figures = self._station.light.supplies
        asked = days or (figures.request_days if figures else None)
        found = devices.rows(self._station, at, 1)
        return Stand(at, self._shelf(at, asked or 0), found, figures.use_days if figures else None, asked)

    def row(self, article: str) -> ShelfRow:
        """One article as it stands now."""
        return next(row for row in self.stand().articles if row.article.code == article)

    def _shelf(self, at: datetime, days: int) -> tuple[ShelfRow, ...]:
        held = shelf.fold(moves(self._station, at), self._station.zone)
        plan = planned(self._station, held, at) if self._station.light.supplies else {}
        return tuple(self._row(n, one, held, plan, at, days) for n, one in enumerate(_listed(held), 1))

    def _row(
        self, n: int, article: Article, held: Holdings, plan: Mapping[str, Fraction], at: datetime, days: int
    ) -> ShelfRow:
        holding = held.get(article.code)
        if holding is None:
            return ShelfRow(n, article, None, None, short=False, needed=None)
        light = self._station.light
        seen = shelf.outlook(holding, at, self._station.zone, light.supplies, plan.get(article.code))
        if holding.counted_at is None:
            return ShelfRow(n, article, holding, seen, short=False, needed=None)
        short = shelf.short(seen, holding.over, days)
        return ShelfRow(n, article, holding, seen, short, shelf.needed(seen, days))

    # devices

    def device(self, code: str) -> DeviceRow | None:
        """A device by its code, None for one nobody has set or measured with of late."""
        return next((row for row in devices.rows(self._station, self._station.now(), 1) if row.code == code), None)

    def set_device(self, code: str, kind: DeviceKind | None, state: DeviceState, note: str = "") -> Entry:
        """From now on a device is relied on, doubted or put away; a new one needs to be said what it is."""
        name, known = clean(code), self.device(clean(code))
        if not name or len(name) > _LONGEST:
            raise Refusal("stock.no_device", code=name[:_LONGEST])
        if kind is None and known is None:
            raise Refusal("stock.device_kind", code=name)
        with self._station.deed() as act:
            return act.append(DeviceSet(name, kind or (known.kind if known else DeviceKind.OXIMETER), state, note))

    def readings(self, code: str, first: datetime, last: datetime) -> tuple[DeviceReading, ...]:
        """Every standing reading of a device from an instant to another (excluded)."""
        return devices.readings(self._station, clean(code), first, last)

    # taking back

    def last_act(self) -> str | None:
        """My newest act on stock or devices of this shift that still stands."""
        return newest_of(self._station, _MINE)


def _listed(told: Iterable[str]) -> tuple[Article, ...]:
    """The articles of the list, then by name those that only entries tell of."""
    listed = articles.every()
    own = set(told) - {article.code for article in listed}
    return (*listed, *(Article(name, Group.OWN, {}) for name in sorted(own)))


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip().casefold()
