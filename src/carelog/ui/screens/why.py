"""Why one person stands where they stand: to read, one person after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.ui import keys
from carelog.ui.page import WalkScreen
from carelog.ui.person.why import head, page

if TYPE_CHECKING:
    from carelog.station.reasons import WhyView


class WhyScreen(WalkScreen):
    """Every rule that stands for a person, and all that is known of it; nothing can be changed here."""

    BINDINGS: ClassVar = keys.WALK
    HELP = "explain.help"

    told: WhyView

    def read(self) -> None:
        """Ask why the person stands where they stand."""
        self.told = self.station.why(self.person)

    def paint(self) -> None:
        """Paint what was last read."""
        self.heads.show(head(self.told, self.station, self.size.width))
        self.body.show(page(self.told, self.station, self.size.width))
