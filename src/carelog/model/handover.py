"""The end of one shift and the beginning of the next: the body of an entry."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Entry kind `handed_over`: who leaves told who comes what happened from an instant to another, and both signed.

    `gives` and `takes` are person ids; `sha256` is of the page as text, as it was signed. The next handover begins at
    `until`. It is never taken back: a shift that was handed over was.
    """

    gives: str
    takes: str
    since: datetime
    until: datetime
    sha256: str
