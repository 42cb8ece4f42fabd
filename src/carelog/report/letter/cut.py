"""A text that people typed, as long as one page can hold it."""

from carelog.model.text import clean
from carelog.words import tr

_MOST = 160
"""Characters; the record holds the rest."""


def typed(text: str) -> str:
    """A text that people typed: control characters gone, cut with a mark where it is very long."""
    plain = clean(text)
    return plain if len(plain) <= _MOST else plain[:_MOST] + tr("letter.more")
