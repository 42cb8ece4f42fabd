"""The initials by which a person is found: wf for Wang Fang, mo for Mary O'Neill."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Final

_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_FIRST_OF: Final = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
    0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""Where each letter begins among the common characters, which GB 2312 keeps in the order of pinyin."""
_LAST: Final = 0xD7F9


@cache
def _surnames() -> dict[str, str]:
    """Characters read otherwise in a family name, or outside the common ones."""
    text = (files("carelog.station.intake") / "surnames.toml").read_text(encoding="utf-8")
    read: dict[str, str] = tomllib.loads(text)
    return read


def of(name: str) -> str:
    """The initials of a name; a character whose reading is not known is left out, and a person can correct them."""
    hanzi = re.findall(r"[\u4e00-\u9fff]", name)
    if hanzi:
        first = _surnames().get(hanzi[0]) or _letter(hanzi[0])
        return first + "".join(_letter(c) for c in hanzi[1:])
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", name)).lower()


def _letter(character: str) -> str:
    try:
        place = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_FIRST_OF, place) - 1] if _FIRST_OF[0] <= place <= _LAST else ""
