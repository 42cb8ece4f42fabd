"""What the stock's screens, commands and letters read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.person import Person
    from carelog.model.reading import Reading
    from carelog.model.stock import Article, DeviceKind, DeviceState
    from carelog.protocol.stock.devices import Checked
    from carelog.protocol.stock.shelf import Holding, Outlook


class ShelfRow(NamedTuple):
    """An article as it stands; `number` is what one types for it. Both None where nobody has written anything of it."""

    number: int
    article: Article
    holding: Holding | None
    outlook: Outlook | None
    short: bool
    needed: int | None
    """pieces lacking for the days asked about, None where the amount or the use is not known

    Of what nobody counted neither is claimed: it may be more than came.
    """


class DeviceRow(NamedTuple):
    """A device by the code on its label; `since` and `by` (a code) say who set its state, None where nobody did yet.

    `checked` is what its newest round of the last two days says, of the one quantity it measures.
    """

    number: int
    code: str
    kind: DeviceKind
    state: DeviceState
    since: datetime | None
    by: str
    note: str
    checked: Checked | None
    checked_at: datetime | None


class DeviceReading(NamedTuple):
    """A standing reading of a device: whose, what, when, who wrote it down (a code)."""

    person: Person
    reading: Reading
    at: datetime
    by: str


class Stand(NamedTuple):
    """All of it at a time; `use_days` is None where the protocol in use says nothing of supplies.

    `days`: for so many it is asked whether it lasts; None where nobody says.
    """

    at: datetime
    articles: tuple[ShelfRow, ...]
    devices: tuple[DeviceRow, ...]
    use_days: int | None
    days: int | None
