"""The house itself: what a home is written down as, and the protocol that decides in it; each the body of an entry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facility:
    """Entry kind `facility`: the home, its language and time zone; `demo` marks a home that is not real."""

    name: str
    language: str
    timezone: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class ProtocolUsed:
    """Entry kind `protocol`: from now on this file decides; its whole text stands here."""

    id: str
    version: str
    sha256: str
    text: str
