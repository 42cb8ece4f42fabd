"""How many are off their own normal: the house and its units, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.ui import keys
from carelog.ui.base import CareScreen
from carelog.ui.house.trend import page
from carelog.ui.line import Line, shown
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.trending import Trend


class TrendScreen(CareScreen):
    """Fifteen days of the share of residents off their own normal; to read only."""

    BINDINGS: ClassVar = keys.PAGE
    CSS_PATH = "trend.tcss"
    HELP = "trend.help"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.trend: Trend = station.trend()

    def compose(self) -> ComposeResult:
        """Head, days, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_resize(self) -> None:
        """Paint for the new width."""
        at = self.station.local(self.trend.at)
        head: Line = (
            (f" {tr('trend.title')}", "head"),
            (f"  {shown(self.station.facility.name)}  {at:%Y-%m-%d %H:%M}", "text"),
        )
        self.heads.show([head])
        self.body.show(page(self.trend, self.size.width))

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
