"""Somebody is written down, or what is known of them is changed: a form, saved by one key as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset

from carelog.model.person import Kind, Person
from carelog.ui import keys
from carelog.ui.base import CareScreen
from carelog.ui.form import paint, press, state
from carelog.ui.form.person import fields
from carelog.ui.line import listed, shown
from carelog.ui.widgets.lines import Lines
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.intake.rows import BadRow


def typed_word(kind: str, code: str) -> str:
    """A code that stands inside a cell, as it is typed in the language spoken now."""
    return tr(f"people.typed_{code}") if kind in ("site", "vaccine") else code


class FormScreen(CareScreen):
    """One line a field; arrows and Enter go on, F2 saves, Esc leaves and keeps what was typed."""

    BINDINGS: ClassVar = keys.FACTS
    CSS_PATH = "form.tcss"
    HELP = "form.help"

    def __init__(self, station: Station, person: Person | None, kind: Kind, told: Callable[[str], object]) -> None:
        """`person` None: somebody new of a kind. `told` hears what became of it, on the screen below."""
        super().__init__()
        self.station, self.person, self.kind, self.told = station, person, kind, told
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self._words = {symptom.code: symptom.words for symptom in station.symptoms()}
        self._key = person.id if person else kind.value
        blank = Person("", station.register.next_code(kind), kind, "")
        before = station.register.cells(person or blank, self._word)
        asked = fields(kind, self._read, new=person is None)
        self.labels = {field.name: field.label for field in asked}
        self.form = state.opened(asked, before, station.register.begun.get(self._key, {}))

    def compose(self) -> ComposeResult:
        """Who and what has changed, the fields, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Say that what was typed earlier is still there."""
        if state.changes(self.form):
            self.say(tr("form.still_here"), "ask")

    def on_resize(self) -> None:
        """Lay out anew."""
        self.paint()

    def takes_text(self) -> bool:
        """Texts may be pasted into a field."""
        return True

    def _word(self, kind: str, code: str) -> str:
        return self._words[code][language()] if kind == "symptom" and code in self._words else typed_word(kind, code)

    def _read(self, field: str, text: str) -> state.Read:
        told = self.station.register.understood(field, text, self._word)
        return state.Read(told.text, tr(told.wrong, **told.facts) if told.wrong else "")

    def paint(self) -> None:
        """Paint the form, the cursor where the next letter goes."""
        cells = max(40, self.size.width)
        who = f"{shown(self.person.code)} {shown(self.person.name)}" if self.person else tr(f"form.new_{self.kind}")
        heads = [((f" {who} ", "head"),), *paint.summary(self.form, cells)]
        self.heads.tall(len(heads))
        self.heads.show(heads)
        told = paint.body(self.form, cells)
        self.body.show(told.lines)
        self.body.reveal(told.last)
        self.body.reveal(told.first or 0)
        self.app.cursor_position = Offset(told.cell, len(heads) + told.first - self.body.top)

    def paint_foot(self) -> None:
        """The foot never takes the cursor from the field."""
        super().paint_foot()
        if self.is_attached:
            self.paint()

    def unknown(self, key: str, character: str | None) -> None:
        """Every key goes to the form."""
        self.form, wish = press.press(self.form, key, character)
        if wish is press.Wish.BELL:
            self.front.bell()
        elif wish is press.Wish.SAVE:
            self._save()
        elif wish is press.Wish.LEAVE:
            self._leave()
        self.paint()

    def _save(self) -> None:
        """Save all of it or none; what cannot stand is said beside its field."""
        told = self._judged()
        if told is None:
            return
        odd = () if self.form.agreed else self.station.register.odd(told, self.person)
        if odd:
            self._say_beside(odd)
            self.form = self.form._replace(agreed=True)
            self.say(tr("form.save_again"))
            return
        changed = listed(*(self.labels[name] for name in state.changes(self.form)))
        self.station.register.save(told)
        self.station.register.begun.pop(self._key, None)
        self.front.back()
        self.told(tr("form.saved", code=told.code, name=shown(told.name), fields=changed))

    def _judged(self) -> Person | None:
        """The person as typed, None where that cannot be saved; it is said why."""
        cells = state.changes(self.form)
        if not cells:
            self.say(tr("form.nothing_to_save"))
            return None
        code = self.person.code if self.person else self.form.now["code"]
        given = cells if self.person else {**cells, "kind": self.kind.value}
        given.pop("code", None)
        told = self.station.register.read(self.person, code, given, self.labels)
        if told.now is None:
            self._say_beside(told.bad)
            self.say(tr("form.not_saved"))
        return told.now

    def _say_beside(self, found: tuple[BadRow, ...]) -> None:
        names = {label: name for name, label in self.labels.items()}
        first = self.form.fields[0].name
        said = {names.get(one.column, one.column): tr(one.code, **one.facts) for one in found}
        known = {name if name in self.labels else first: sentence for name, sentence in said.items()}
        self.form = state.refused(self.form, known)

    def _leave(self) -> None:
        """Keep what was typed, for when the form is opened again."""
        changed = state.changes(self.form)
        self.station.register.begun.pop(self._key, None)
        if changed:
            self.station.register.begun[self._key] = changed
        self.front.back()
        if changed:
            self.told(tr("form.kept", count=len(changed)))

    # keys that have a name

    def action_save(self) -> None:
        """Save."""
        self.unknown("f2", None)

    def action_leave(self) -> None:
        """Leave, what was typed is kept."""
        self.unknown("escape", None)

    def action_before(self) -> None:
        """Put back what stood in this field."""
        self.unknown("f5", None)

    def action_all_before(self) -> None:
        """Put back what stood in all of them."""
        self.unknown("f6", None)

    def action_next(self) -> None:
        """The next field."""
        self.unknown("down", None)

    def action_clear(self) -> None:
        """Empty this field."""
        self.unknown("delete", None)

    def step(self, by: int) -> None:
        """The field above or below; far means the first or the last."""
        self.unknown({-1: "up", 1: "down"}.get(by, "home" if by < 0 else "end"), None)

    def action_page_up(self) -> None:
        """The group above."""
        self.unknown("pageup", None)

    def action_page_down(self) -> None:
        """The group below."""
        self.unknown("pagedown", None)
