"""What is in store, folded from what came, went and was counted; how fast it goes and how long it lasts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Any, NamedTuple

from carelog.model.stock import Change

DAY = timedelta(days=1)
_INSTANT = timedelta.resolution


class Supplies(NamedTuple):
    """The figures of the protocol in use: days, people, tenths of a degree and percent."""

    expiry_days: int
    use_days: int
    request_days: int
    check_temperature: int
    check_spo2: int
    check_people: int


def supplies(table: Mapping[str, Any]) -> Supplies:
    """The figures as the file has them."""
    return Supplies(**{name: table[name]["value"] for name in Supplies._fields})


class Move(NamedTuple):
    """One thing that happened to an article; lot '' was not said."""

    at: datetime
    article: str
    change: Change
    amount: int
    lot: str = ""
    expires: date | None = None


class Lot(NamedTuple):
    """What is left of a lot; `expires` is its last good day, None where nobody said."""

    lot: str
    amount: int
    expires: date | None

    def expired(self, today: date) -> bool:
        """Whether its last good day is over."""
        return self.expires is not None and self.expires < today


class Gone(NamedTuple):
    """So many pieces were used between two times: the same one where somebody wrote it down."""

    since: datetime
    until: datetime
    amount: int


class Holding(NamedTuple):
    """An article as it stands. `known`: counted or received at least once; never counted, it is a lower bound.

    `over`: so many more were used than were there, since the last count.
    """

    lots: tuple[Lot, ...]
    known: bool
    counted_at: datetime | None
    over: int
    gone: tuple[Gone, ...]
    since: datetime
    """its first entry"""


class Outlook(NamedTuple):
    """How an article stands at a time: pieces; None where nobody counted or received any, never 0 for that.

    `usable` leaves out what has expired. `use` is pieces a day; `days_left` whole days, None where no use is known.
    """

    amount: int | None
    usable: int | None
    use: Fraction | None
    days_left: int | None
    expired: tuple[Lot, ...]
    expiring: tuple[Lot, ...]
    by_plan: bool
    """whether the use is what the tests planned will take, more than what was used of late"""


class _Shelf:
    """One article while its moves are folded."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        self.lots: dict[str, int] = {}
        self.expires: dict[str, date] = {}
        self.known = False
        self.counted_at: datetime | None = None
        self.looked = since
        self.over = 0
        self.gone: list[Gone] = []

    def take(self, amount: int, lots: Iterable[str]) -> int:
        """Take pieces out of lots, one after the other; how many were not there."""
        for lot in lots:
            taken = min(amount, self.lots[lot])
            self.lots[lot] -= taken
            amount -= taken
        return amount

    def by_expiry(self, today: date, *, good_first: bool) -> list[str]:
        """The lots in the order in which one takes from them when no lot was said: first-expiring first."""

        def rank(lot: str) -> tuple[bool, date, str]:
            last = self.expires.get(lot, date.max)
            return good_first and last < today, last, lot

        return sorted(self.lots, key=rank)

    def chosen(self, move: Move, today: date) -> list[str]:
        """Out of which lots a move takes: the one it says where that is in store."""
        if move.lot in self.lots and move.lot:
            return [move.lot]
        return self.by_expiry(today, good_first=move.change is Change.USED)

    def less(self, move: Move, today: date) -> None:
        """Pieces were used or thrown away."""
        if self.known:
            self.over += self.take(move.amount, self.chosen(move, today))
        if move.change is Change.USED:
            self.gone.append(Gone(move.at, move.at, move.amount))

    def more(self, move: Move) -> None:
        """Pieces came."""
        self.known = True
        self.lots[move.lot] = self.lots.get(move.lot, 0) + move.amount

    def count(self, move: Move, today: date) -> None:
        """Somebody looked: what is missing went since the last look. Without a lot the whole article was counted."""
        whole = not move.lot
        before = sum(self.lots.values()) if whole else self.lots.get(move.lot, 0)
        missing = before - move.amount
        if missing > 0:
            self.gone.append(Gone(self.looked, move.at, missing))
        if not whole:
            self.lots[move.lot] = move.amount
        elif missing > 0:
            self.take(missing, self.by_expiry(today, good_first=True))
        else:
            self.lots[""] = self.lots.get("", 0) - missing
        self.known, self.counted_at, self.looked, self.over = True, move.at, move.at, 0

    def fold(self, move: Move, today: date) -> None:
        """Let one more move, the newest, take its effect."""
        if move.expires is not None:
            self.expires[move.lot] = move.expires
        if move.change is Change.RECEIVED:
            self.more(move)
        elif move.change is Change.COUNTED:
            self.count(move, today)
        else:
            self.less(move, today)

    def holding(self) -> Holding:
        """The article as it stands now, first-expiring lots first."""
        order = sorted(self.lots, key=lambda lot: (self.expires.get(lot, date.max), lot))
        left = tuple(Lot(lot, self.lots[lot], self.expires.get(lot)) for lot in order if self.lots[lot])
        return Holding(left, self.known, self.counted_at, self.over, tuple(self.gone), self.since)


def fold(moves: Sequence[Move], zone: tzinfo) -> dict[str, Holding]:
    """Article -> how it stands after moves in the order of time; dates are those of the home's zone.

    A count sets what is there, of its lot or of the whole article. What is used without a lot, or of a lot that is not
    in store, comes out of the first-expiring one that is still good; more than there is is kept as `over`.
    """
    shelves: dict[str, _Shelf] = {}
    for move in moves:
        shelf = shelves.setdefault(move.article, _Shelf(move.at))
        shelf.fold(move, move.at.astimezone(zone).date())
    return {article: shelf.holding() for article, shelf in shelves.items()}


def outlook(
    holding: Holding, at: datetime, zone: tzinfo, figures: Supplies | None, planned: Fraction | None = None
) -> Outlook:
    """How an article stands at a time; without figures nothing is said of use and of what expires soon.

    `planned`: pieces a day that the plan of tests will take; the larger of it and the use of late counts.
    """
    today = at.astimezone(zone).date()
    expired = tuple(lot for lot in holding.lots if lot.expired(today))
    use = used(holding, at, figures.use_days) if figures else None
    by_plan = planned is not None and planned > (use or 0)
    use = planned if by_plan else use
    soon = today + figures.expiry_days * DAY if figures else None
    expiring = tuple(lot for lot in holding.lots if soon and lot.expires and today <= lot.expires <= soon)
    amount = sum(lot.amount for lot in holding.lots) if holding.known else None
    usable = None if amount is None else amount - sum(lot.amount for lot in expired)
    left = int(usable // use) if usable is not None and use else None
    return Outlook(amount, usable, use, left, expired, expiring, by_plan)


def used(holding: Holding, at: datetime, days: int) -> Fraction:
    """Pieces a day over the last days, or over the time since the first entry where that is shorter; one day at least.

    What a count found missing is spread evenly over the time since the count before.
    """
    start = max(at - days * DAY, min(holding.since, at - DAY))
    seconds = Fraction(int((at - start).total_seconds()))
    total = sum((_share(gone, start, at) for gone in holding.gone), Fraction(0))
    return total * 86400 / seconds


def _share(gone: Gone, start: datetime, end: datetime) -> Fraction:
    """How much of what went, went within a time."""
    if gone.since >= gone.until:
        return Fraction(gone.amount if start <= gone.until <= end else 0)
    within = min(gone.until, end) - max(gone.since, start)
    return gone.amount * Fraction(max(within, timedelta()) // _INSTANT, (gone.until - gone.since) // _INSTANT)


def needed(outlook: Outlook, days: int) -> int | None:
    """How many pieces are lacking for so many days at this use; None where the amount or the use is not known."""
    if outlook.usable is None or outlook.use is None:
        return None
    return max(0, -int(-outlook.use * days // 1) - outlook.usable)


def short(outlook: Outlook, over: int, days: int) -> bool:
    """Whether to ask for help: nothing good left, more used than counted, or it does not last so many days."""
    if outlook.usable is None:
        return False
    return not outlook.usable or over > 0 or bool(needed(outlook, days))
