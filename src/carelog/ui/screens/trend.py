"""How many are off their own normal: the house and its units, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.ui import keys
from carelog.ui.house.trend import page
from carelog.ui.line import Line, shown
from carelog.ui.page import PageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.trending import Trend


class TrendScreen(PageScreen):
    """Fifteen days of the share of residents off their own normal; to read only."""

    BINDINGS: ClassVar = keys.PAGE
    CSS_PATH = "trend.tcss"
    HELP = "trend.help"

    trend: Trend

    def read(self) -> None:
        """Ask for the days."""
        self.trend = self.station.trend()

    def paint(self) -> None:
        """Paint what was read."""
        at = self.station.local(self.trend.at)
        head: Line = (
            (f" {tr('trend.title')}", "head"),
            (f"  {shown(self.station.facility.name)}  {at:%Y-%m-%d %H:%M}", "text"),
        )
        self.heads.show([head])
        self.body.show(page(self.trend, self.size.width))
