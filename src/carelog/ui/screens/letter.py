"""The letter to a doctor: to read, in one language or both, and to write to files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar

from carelog.model.deeds import Exported
from carelog.report import files
from carelog.report.letter import forms, text
from carelog.ui import keys
from carelog.ui.line import Line, shown
from carelog.ui.page import PageScreen
from carelog.words import LANGUAGES, language, tr

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from carelog.station.desk import Station

_MARGIN = 2


class LetterScreen(PageScreen):
    """One person's letter as plain text, as it stood when it was opened."""

    BINDINGS: ClassVar = keys.LETTER
    HELP = "letter.help"

    def __init__(self, station: Station, person: str) -> None:
        self.person = person
        self.languages: tuple[str, ...] = (language(),)
        super().__init__(station)

    def read(self) -> None:
        """Ask for all that the letter says, once."""
        self.told = self.station.letter(self.person)

    def compose(self) -> ComposeResult:
        """Letter, keys."""
        yield self.body
        yield self.foot

    def paint(self) -> None:
        """Paint the letter in the languages asked for."""
        cells = min(text.WIDTH, self.size.width - _MARGIN)
        self.body.show([_line(one) for one in text.lines(self.told, self.station, self.languages, cells)])

    # keys

    def action_language(self) -> None:
        """The other language, then both, then the one spoken again."""
        own, other = language(), next(tag for tag in LANGUAGES if tag != language())
        turns: list[tuple[str, ...]] = [(own,), (other,), (own, other)]
        self.languages = turns[(turns.index(self.languages) + 1) % len(turns)]
        self.body.top = 0
        self.paint()

    def action_write(self) -> None:
        """Write the text and the page to print beside the home's record, each kept as proof."""
        if not self.acting():
            return
        folder = self.station.home / "letters"
        folder.mkdir(mode=0o700, exist_ok=True)
        written = [self._written(folder, ending) for ending in ("txt", "html")]
        self.say(tr("letter.saved", files=tr("report.list_comma").join(str(path) for path in written)), "ask")

    def _written(self, folder: Path, ending: str) -> Path:
        at = self.station.local(self.told.at)
        path = folder / f"{self.told.person.id}-{at:%Y%m%d-%H%M%S}.{ending}"
        content = forms.written(self.told, self.station, self.languages, page=forms.is_page(path))
        form = f"{ending} {'+'.join(self.languages)}"
        sha256 = hashlib.sha256(content).hexdigest()
        self.station.note_export(Exported("letter", at.date(), at.date(), 1, sha256, form))
        files.hand_out(path, content, force=True)
        return path


def _line(text_: str) -> Line:
    """A line of the letter; a section's title stands out."""
    title = bool(text_) and not text_.startswith(" ") and text_[:1] in "SBAR" and text_[1:2] == " "
    indent = " " * (len(text_) - len(text_.lstrip()) + 1)
    return ((f"{indent}{shown(text_)}", "head" if title else "text"),)
