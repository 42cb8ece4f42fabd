"""What a key press is called on the sheet, whatever keyboard or input method sent it."""

import unicodedata

DIGITS = "0123456789"
ARROWS = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end"})
_ALIASES = {
    "。": ".",
    ",": ".",
    "、": "/",
    "×": "*",
    "space": " ",
    "ctrl+h": "backspace",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+i": "tab",
}


def named(key: str, character: str | None) -> str:
    """Name a key: the character it types, made narrow and small, else the name the terminal gives it.

    Full width digits and signs, the Chinese full stop and both commas become what they stand for on paper.
    """
    narrow = unicodedata.normalize("NFKC", character or "").lower()
    if not character or not narrow.isprintable():
        return _ALIASES.get(key, key)
    plain = narrow if len(narrow) == 1 else character
    return _ALIASES.get(plain, plain)
