"""What was handed in to the authority: the body of an entry."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Returned:
    """Entry kind `returned`: the proof of a daily return: which form, for which day, and every count as handed in.

    A count of None was left blank: nobody knows it, which is not 0. `sha256` is of the bytes handed out. A later one
    for the same day and form stands beside the first: nothing that was handed in is ever taken away.
    """

    form: str
    version: str
    day: date
    counts: tuple[tuple[str, int | None], ...]
    sha256: str
