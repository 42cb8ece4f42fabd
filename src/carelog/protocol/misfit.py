"""What does not hold in a protocol file: a code, where, and what the file says there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from carelog.protocol.places import Path

NO_RULE = "-"
"""Stands where a rule would be named and none is meant."""


class Misfit(NamedTuple):
    """One thing that does not hold; `more` are further facts of its sentence."""

    code: str
    path: Path
    rule: str = NO_RULE
    value: str = ""
    more: Mapping[str, str] = {}


def rows(document: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The tables of a list of tables, none where the file has something else there."""
    found = document.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def tables(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every table in a value with its place, the outermost first."""
    if isinstance(value, dict):
        yield path, value
        for key, inside in value.items():
            yield from tables(inside, (*path, key))
    elif isinstance(value, list):
        for n, inside in enumerate(value):
            yield from tables(inside, (*path, n))
