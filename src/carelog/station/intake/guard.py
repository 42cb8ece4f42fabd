"""The guard of the excel dialect: no cell runs as a formula or turns into a date, and the reader takes it off exactly.

A guarded cell begins with one `'` more than its text; a text that begins with `'` by itself is guarded too, so that
taking one off always gives the text back.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARK: Final = "'"
_FORMULA: Final = frozenset("=+-@|%＝＋－＠")
_FIRST: Final = frozenset("'\t\r\n\0")
_SAFE: Final = re.compile(r"0|[1-9][0-9]{0,14}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""Whole numbers that a spreadsheet shows as they are, and entry ids: nothing else made of digits is sure."""

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TURNS: Final = re.compile(
    r"(?=\D*\d)[\d\s.,:/\-]+(?:[ap]\.?m?\.?)?"  # 3-12, 1/2, 3:12, 0012, 3.10, 12 am
    r"|\d+(?:\.\d*)?e[+-]?\d+|\.\d+e[+-]?\d+"  # 12e45
    rf"|(?=\D*\d)(?:\d{{1,4}}[\s./,\-]*)?{_MONTH}[\s./,\-]*(?:\d[\d\s./,:\-]*)?"  # 1-mar, MAR1
    r"|\d+\s*[\u5e74\u6708\u65e5\u65f6\u6642\u70b9\u9ede\u5206\u79d2].*"  # 3月12日, 8时, 8点
    r"|true|false|\([\d.,\s]+\)|[$¥€£]\s*[\d.,]+|[\d.,]+\s*[%$¥€£\u5143]",  # 5%, 5元
    re.IGNORECASE,
)


def guarded(text: str) -> str:
    """A text as a cell that a spreadsheet shows and neither runs nor converts."""
    return _MARK + text if _needs(text) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell: one `'` less where it begins with one."""
    return cell[1:] if cell.startswith(_MARK) else cell


def _needs(text: str) -> bool:
    if not text or _SAFE.fullmatch(text):
        return False
    if text[0] in _FIRST:
        return True
    first = next((c for c in text if unicodedata.category(c)[0] not in "ZC"), "")
    return first in _FORMULA or bool(_TURNS.fullmatch(unicodedata.normalize("NFKC", text).strip()))
