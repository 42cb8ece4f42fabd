"""What may stand in a text that people typed."""

import unicodedata

_BANNED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MOST_MARKS = 3


def clean(text: str) -> str:
    """Take out what could move a cursor, turn a line round or hide a letter; the letters themselves stay.

    Control, format, surrogate, private and unassigned characters go; at most three combining marks stay on a letter.
    Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = "".join(c for c in text if unicodedata.category(c) not in _BANNED)
    composed = unicodedata.normalize("NFC", kept)
    out: list[str] = []
    marks = 0
    for c in composed:
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks <= _MOST_MARKS:
            out.append(c)
    return unicodedata.normalize("NFC", "".join(out)).strip()
