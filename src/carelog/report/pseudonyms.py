"""Files for people who need no names: codes become words that only this home can turn back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from carelog.model.person import Person
from carelog.model.refusal import Refusal
from carelog.station.days import Told
from carelog.station.period import Flat

Row = TypeVar("Row", Told, Flat, Told | Flat)

FILE: Final = "pseudonyms.key"
_BYTES: Final = 32


def secret(home: Path) -> bytes:
    """The home's own secret, made when first needed in a file that only its owner can read; refuses a spoilt one."""
    path = home / FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        kept = path.read_bytes()
        if len(kept) != _BYTES:
            raise Refusal("report.bad_secret", file=str(path)) from None
        return kept
    with os.fdopen(handle, "wb") as file:
        fresh = secrets.token_bytes(_BYTES)
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def pseudonym(key: bytes, word: str) -> str:
    """Sixteen letters for a word, always the same in this home, and linked to nothing outside it."""
    digest = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode()


def without_names(told: Iterable[Row], key: bytes, staff: dict[str, str]) -> Iterator[Row]:
    """The rows without names and beds, codes replaced; `staff`: code of whoever recorded -> person id."""

    @cache
    def hidden(person: Person) -> Person:
        return replace(person, code=pseudonym(key, person.id), name="", bed="", birth_date=None, initials="")

    @cache
    def author(code: str) -> str:
        return pseudonym(key, staff.get(code, code)) if code else ""

    for one in told:
        yield one._replace(person=hidden(one.person), recorded_by=author(one.recorded_by))
