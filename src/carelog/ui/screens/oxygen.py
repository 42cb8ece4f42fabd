"""The oxygen of the house: who needs it, who has it, who waits; a flow and Enter start or change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.report import oxygen as said
from carelog.station.oxygen.rows import Stand
from carelog.ui import keys
from carelog.ui.base import Ask, plain
from carelog.ui.line import shown
from carelog.ui.oxygen import typed
from carelog.ui.oxygen.paint import heads, page
from carelog.ui.page import LivePageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.oxygen.door import Done
    from carelog.station.oxygen.rows import Desk, NeedRow


class OxygenScreen(LivePageScreen):
    """Need against supply; the cursor stands on a person, and begins on whom the board's stood on."""

    BINDINGS: ClassVar = keys.OXYGEN
    CSS_PATH = "oxygen.tcss"
    HELP = "oxygen.help"

    desk: Desk

    def __init__(self, station: Station, person: str = "") -> None:
        super().__init__(station)
        self.opened_for = person
        self.person = person

    def read(self) -> None:
        """Ask who needs oxygen and what there is."""
        self.desk = self.station.oxygen.desk()

    def outdated(self) -> bool:
        """Whether others wrote, or a minute went by in which something was drawn."""
        minute = self.station.now().replace(second=0, microsecond=0)
        return self.station.changed() or minute > self.desk.at

    def paint(self) -> None:
        """Paint what was last read, the cursor on its person."""
        cells, lines = self.size.width, heads(self.desk, self.station, self.size.width)
        self.heads.tall(len(lines))
        self.heads.show(lines)
        painted = page(self.desk, self._more(), self.station, self._place(), cells)
        self.body.show(painted.lines)
        if painted.places:
            self.body.reveal(painted.places[self._place()])

    def _more(self) -> Person | None:
        """Whom the screen was opened for, where no rule asks for oxygen."""
        asked = self.opened_for and self.opened_for not in {row.person.id for row in self.desk.needs}
        return self.station.log.person(self.opened_for) if asked else None

    def _walk(self) -> list[Person]:
        more = self._more()
        return [row.person for row in self.desk.needs] + ([more] if more else [])

    def _place(self) -> int:
        ids = [person.id for person in self._walk()]
        return ids.index(self.person) if self.person in ids else 0

    def current(self) -> Person | None:
        """Who stands under the cursor."""
        walk = self._walk()
        return walk[self._place()] if walk else None

    # keys

    def step(self, by: int) -> None:
        """The cursor so many people on; without any the page scrolls."""
        walk = self._walk()
        if not walk:
            self.body.scroll_by(by)
            return
        self.person = walk[max(0, min(len(walk) - 1, self._place() + by))].id
        self.paint()

    def page(self) -> int:
        """How many people a page key goes on."""
        return 5

    def unknown(self, key: str, character: str | None) -> None:
        """A digit begins a flow."""
        digit = plain(character)
        if digit.isdecimal() and self.current():
            self._ask_flow(digit)
        else:
            super().unknown(key, character)

    def action_flow_key(self) -> None:
        """Ask for a flow."""
        self._ask_flow("")

    def _ask_flow(self, begun: str) -> None:
        person = self.current()
        if person and self.acting():
            question = tr("oxygen.ask", name=shown(said.named(person)))
            self.ask(Ask(question, lambda text: self._flow(person, text), typed=begun))

    def _flow(self, person: Person, text: str) -> None:
        """What was typed for the one who stood under the cursor then, whoever stands there now."""
        door = self.station.oxygen
        asked = typed.flow(text, lambda word: door.source(word) is not None)
        row = self._row(person)
        if asked.flow:
            self._told(door.give(person.id, asked), person)
        elif row and row.stand is not Stand.SERVED:
            self._ask_stop(row)
        else:
            self._told(door.stop(person.id), person)

    def _told(self, done: Done, person: Person) -> None:
        self.reload()
        self.say(shown(said.done(done, person, self.station)), "mark")

    def action_halt(self) -> None:
        """Stop the oxygen of whom the cursor stands on, asked once: the key is struck in passing."""
        person = self.current()
        if person and self.acting():
            row = self._row(person)
            if row:
                self._ask_stop(row)
            else:
                self._told(self.station.oxygen.stop(person.id), person)

    def _row(self, person: Person) -> NeedRow | None:
        """The line of somebody who is on oxygen."""
        on = (row for row in self.desk.needs if row.stand is not Stand.WAITS)
        return next((row for row in on if row.person.id == person.id), None)

    def _ask_stop(self, row: NeedRow) -> None:
        choices = (tr("person.yes"), tr("person.no"))
        question = shown(said.ask_stop(row, self.station))
        self.ask(Ask(question, lambda digit: self._stop(row.person, digit), choices))

    def _stop(self, person: Person, digit: str) -> None:
        if digit == "1":
            self._told(self.station.oxygen.stop(person.id), person)
        else:
            self.say(shown(tr("oxygen.goes_on", name=said.named(person))), "ask")

    def action_read_gauge(self) -> None:
        """Ask what a gauge shows."""
        if self.acting():
            self.ask(Ask(tr("oxygen.ask_gauge"), self._gauge))

    def _gauge(self, text: str) -> None:
        self.station.oxygen.gauge(*typed.gauge(text))
        self.reload()

    def action_new_source(self) -> None:
        """Ask for a source that is not written down yet."""
        if self.acting():
            self.ask(Ask(tr("oxygen.ask_source"), self._new_source))

    def _new_source(self, text: str) -> None:
        self.station.oxygen.set_source(typed.source(text))
        self.reload()

    def action_person(self) -> None:
        """Open the person."""
        person = self.current()
        if person:
            self.front.open_person(self.station, person.id, tuple(p.id for p in self._walk()))

    def action_undo(self) -> None:
        """Take back my last act on oxygen."""
        self.take_back(self.station.oxygen.last_act, "oxygen")
