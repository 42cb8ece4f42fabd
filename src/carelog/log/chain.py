"""Why no page can be changed unseen: every page's hash covers all its columns and the hash of the page before."""

import hashlib
import json

from carelog.model.entry import Entry

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

GENESIS = "0" * 64
"""What stands as `prev` on the first page of a book."""


def page_bytes(columns: tuple[str | int | None, ...]) -> bytes:
    """The bytes that are hashed: a JSON list of every column up to and with `prev`, in the order of `Entry`."""
    return _WRITER.encode(columns).encode()


def page_hash(columns: tuple[str | int | None, ...]) -> str:
    """SHA-256 over a page's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(page_bytes(columns)).hexdigest()


COLUMNS = Entry._fields
"""The columns of a page; times are integers (ms since 1970, UTC) in the file and in what is hashed."""
