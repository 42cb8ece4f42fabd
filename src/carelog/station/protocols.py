"""Protocol files a person names: one that comes with the app, one of their own, or the one in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.home import ProtocolUsed
from carelog.model.refusal import Refusal
from carelog.protocol import light, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.station.desk import Station

IN_USE = "used"
"""How the protocol in use is called where a file may be named."""


class File(NamedTuple):
    """A protocol file that holds: what it was called, its whole text, and what screens read of it."""

    name: str
    text: str
    light: light.Light
    sha256: str

    def used(self) -> ProtocolUsed:
        """The entry that takes this file into use."""
        return ProtocolUsed(self.light.id, self.light.version, self.sha256, self.text)


def shipped() -> tuple[File, ...]:
    """The protocols that come with the app."""
    return tuple(_file(name, load.packaged(name)) for name in load.names())


def written(name: str, station: Callable[[], Station]) -> str:
    """The text somebody means by a name, as it was written; refuses a name that is none of the three."""
    if name == IN_USE:
        return station().used.text
    return load.written(name) if name in load.names() else _read(Path(name), name)


def examined(name: str, station: Callable[[], Station]) -> load.Examined:
    """All that does not hold in a file, and what somebody should look at."""
    try:
        return load.examined(written(name, station), name)
    except Refusal as refusal:
        return load.Examined("", None, (refusal,), ())


def named(name: str, station: Callable[[], Station]) -> File:
    """The file somebody means by a name; refuses one that does not hold, but never the one in use."""
    text = written(name, station)
    if name == IN_USE:
        return _file(name, text)
    found = load.examined(text, name)
    if found.problems:
        raise found.problems[0]
    return _file(name, found.text)


def _file(name: str, text: str) -> File:
    return File(name, text, light.parse(text), load.sha256(text))


def _read(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal("protocol.none_such", name=name, known=", ".join(load.names())) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refusal("protocol.unreadable", file=name, why=why) from error
    return load.decoded(raw, name)
