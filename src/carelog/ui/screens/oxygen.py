"""The oxygen of the house: who needs it, who has it, who waits; a flow and Enter start or change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.report import oxygen as said
from carelog.ui import keys
from carelog.ui.base import POLL_S, Ask, CareScreen, plain
from carelog.ui.line import shown
from carelog.ui.oxygen import typed
from carelog.ui.oxygen.paint import heads, page
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.oxygen.door import Done


class OxygenScreen(CareScreen):
    """Need against supply; the cursor stands on a person, and begins on whom the board's stood on."""

    BINDINGS: ClassVar = keys.OXYGEN
    CSS_PATH = "oxygen.tcss"
    HELP = "oxygen.help"

    def __init__(self, station: Station, person: str = "") -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.desk = station.oxygen.desk()
        self.opened_for = person
        self.person = person

    def compose(self) -> ComposeResult:
        """Head, people and sources, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Look for others' writes, and at the clock, from now on."""
        self.set_interval(POLL_S, self.poll)

    def poll(self) -> None:
        """Show what others wrote, and once a minute what was drawn meanwhile."""
        minute = self.station.now().replace(second=0, microsecond=0)
        if self.on_top and (self.station.changed() or minute > self.desk.at):
            self.reload()

    def on_screen_resume(self) -> None:
        """Whatever was done on another screen shows at once."""
        self.reload()

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint()

    def reload(self) -> None:
        """Ask the station again; where that is refused, what was read before stays."""
        try:
            self.desk = self.station.oxygen.desk()
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            self.paint()

    def paint(self) -> None:
        """Paint what was last read, the cursor on its person."""
        if not self.is_attached:
            return
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

    def _signed(self) -> bool:
        if self.station.by is None:
            self.front.open_who(self.station)
            return False
        return True

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
        if person and self._signed():
            question = tr("oxygen.ask", name=shown(said.named(person)))
            self.ask(Ask(question, lambda text: self._flow(person, text), typed=begun))

    def _flow(self, person: Person, text: str) -> None:
        """What was typed for the one who stood under the cursor then, whoever stands there now."""
        door = self.station.oxygen
        asked = typed.flow(text, lambda word: door.source(word) is not None)
        self._told(door.give(person.id, asked) if asked.flow else door.stop(person.id), person)

    def _told(self, done: Done, person: Person) -> None:
        self.reload()
        self.say(shown(said.done(done, person)), "mark")

    def action_halt(self) -> None:
        """Stop the oxygen of whom the cursor stands on."""
        person = self.current()
        if person and self._signed():
            self._told(self.station.oxygen.stop(person.id), person)

    def action_read_gauge(self) -> None:
        """Ask what a gauge shows."""
        if self._signed():
            self.ask(Ask(tr("oxygen.ask_gauge"), self._gauge))

    def _gauge(self, text: str) -> None:
        self.station.oxygen.gauge(*typed.gauge(text))
        self.reload()

    def action_new_source(self) -> None:
        """Ask for a source that is not written down yet."""
        if self._signed():
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
        if not self._signed():
            return
        act = self.station.oxygen.last_act()
        if act is None:
            self.say(tr("oxygen.nothing_to_undo"))
            return
        self.station.undo(act)
        self.reload()
        self.say(tr("oxygen.taken_back"), "mark")

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
