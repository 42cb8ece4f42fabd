"""The plan of swabs of a file that extends another: rows by name, and what decides otherwise says its source."""

from collections.abc import Iterator, Mapping
from typing import Any

from carelog.protocol.misfit import NO_RULE, Misfit, rows
from carelog.protocol.places import Path

Table = dict[str, Any]
TABLE = "swabs"
_SAYS = frozenset({"id", "words", "source", "evidence"})
_NEEDED = ("source", "evidence")
_ALWAYS = "symptoms"
"""Whoever has symptoms is tested, whatever else a file leaves out."""


def names(table: object) -> frozenset[str]:
    """The names of all rows that can be left out."""
    return frozenset(row["id"] for path, row in _tables(table) if path[1] != _ALWAYS and isinstance(row.get("id"), str))


def left(table: Table, without: frozenset[str]) -> Table:
    """A plan without the rows named."""
    gone = {key for key, value in table.items() if key != _ALWAYS and _id(value) in without}
    kept = {key: value for key, value in table.items() if key not in gone}
    if "weekly" in kept:
        kept["weekly"] = [row for row in kept["weekly"] if row["id"] not in without]
    return kept


def put(base: object, child: object) -> object:
    """A plan put together: rows of the week by name, groups as a whole, everything else key by key."""
    if not (isinstance(base, dict) and isinstance(child, dict)):
        return child
    out = base | {key: _one(base.get(key), value) for key, value in child.items()}
    if isinstance(child.get("weekly"), list):
        mine = {row["id"]: row for row in rows(child, "weekly") if isinstance(row.get("id"), str)}
        known = [row["id"] for row in rows(base, "weekly")]
        out["weekly"] = [{**row, **mine.get(row["id"], {})} for row in rows(base, "weekly")]
        out["weekly"] += [row for row in child["weekly"] if not isinstance(row, dict) or row.get("id") not in known]
    return out


def _one(base: object, child: object) -> object:
    return base | child if isinstance(base, dict) and isinstance(child, dict) else child


def misfits(base: object, child: object) -> Iterator[Misfit]:
    """Rows that stand twice in the file, and those that decide otherwise than the base and cite nothing for it."""
    known = {row["id"]: row for row in rows(base, "weekly")} if isinstance(base, dict) else {}
    told: set[object] = set()
    for path, row in _tables(child):
        name = str(row.get("id", NO_RULE))
        if "weekly" in path and name in told:
            yield Misfit("protocol.twice", path, name, name)
        told.add(name)
        before = known.get(name) if "weekly" in path else base.get(path[1]) if isinstance(base, dict) else None
        changed = [key for key in row if key not in _SAYS]
        lacking = [key for key in _NEEDED if key not in row]
        if isinstance(before, dict) and changed and lacking:
            yield Misfit("protocol.uncited", (*path, changed[0]), name, more={"needed": ", ".join(lacking)})


def _tables(table: object) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The rows of a plan with their places; groups decide nothing by themselves."""
    for key, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, dict):
            yield (TABLE, key), value
    for n, row in enumerate(rows(table, "weekly")) if isinstance(table, dict) else ():
        yield (TABLE, "weekly", n), row


def _id(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else None
