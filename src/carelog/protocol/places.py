"""In which line of a protocol file a key stands, so that a doctor finds what does not hold."""

import re

Path = tuple[str | int, ...]
"""A place in a file: ("rule", 3, "when", "lines", 0, "op")."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n|[\[\]{},=]"
    r"|[^\s\[\]{},=\"'\#]+",
    re.DOTALL,
)
_ENDS = ("\n", ",", "]", "}", "")


def places(text: str) -> dict[Path, int]:
    """The line of every table, key and list item of a readable TOML text, counted from 1."""
    reader = _Reader(text)
    try:
        reader.read()
    except RecursionError:
        return {}
    return reader.places


def line_of(found: dict[Path, int], path: Path) -> int:
    """The line of a place, else of the nearest one around it; 1 where it belongs to the file as a whole."""
    while path and path not in found:
        path = path[:-1]
    return found.get(path, 1)


class _Reader:
    """Walks a text that is known to be TOML, token by token."""

    def __init__(self, text: str) -> None:
        self.places: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._left = (m[0] for m in _TOKEN.finditer(text) if not m[0].startswith("#"))
        self._line = 1
        self._now = next(self._left, "")

    def _step(self) -> str:
        """Go on to the next token; the one left behind."""
        before = self._now
        self._line += before.count("\n")
        self._now = next(self._left, "")
        return before

    def read(self) -> None:
        """Find every place."""
        table: Path = ()
        while self._now:
            if self._now == "\n":
                self._step()
            elif self._now == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        self._step()
        many = self._now == "["
        if many:
            self._step()
        path = self._resolved(self._key(), many=many)
        self.places.setdefault(path, self._line)
        while self._now == "]":
            self._step()
        return path

    def _resolved(self, key: tuple[str, ...], *, many: bool) -> Path:
        """A header's path with the number of each list of tables it goes through."""
        out: Path = ()
        for n, part in enumerate(key):
            out = (*out, part)
            if many and n == len(key) - 1:
                self._counts[out] = self._counts.get(out, -1) + 1
            if out in self._counts:
                out = (*out, self._counts[out])
        return out

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while self._now not in ("=", "]", ""):
            word = self._step()
            parts += [word[1:-1]] if word[0] in "\"'" else [part for part in word.split(".") if part]
        return tuple(parts)

    def _pair(self, table: Path) -> None:
        line, path = self._line, (*table, *self._key())
        self._step()
        self.places.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        self.places.setdefault(path, self._line)
        if self._now == "[":
            self._array(path)
        elif self._now == "{":
            self._table(path)
        else:
            while self._now not in _ENDS:
                self._step()

    def _array(self, path: Path) -> None:
        self._step()
        number = 0
        while self._now not in ("]", ""):
            if self._now in ("\n", ","):
                number += self._step() == ","
            else:
                self._value((*path, number))
        self._step()

    def _table(self, path: Path) -> None:
        self._step()
        while self._now not in ("}", ""):
            if self._now in ("\n", ","):
                self._step()
            else:
                self._pair(path)
        self._step()
