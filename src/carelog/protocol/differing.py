"""In what two protocol files differ: rule by rule and line by line, for a person to read."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from carelog.model.reading import Site
from carelog.protocol.merging import KEYED
from carelog.protocol.misfit import rows

Document = Mapping[str, Any]
Line = tuple[str, int]
"""An operator and a value, in the reading's own unit."""


class Change(NamedTuple):
    """One difference; `before` and `after` are None where the file says nothing. `of`: a reading, with its site."""

    where: str
    """the rule, round, question or number it belongs to, '' for the file as a whole"""
    what: str
    """rule, slot, not_here, syndrome, cluster (there at all); severity, tasks, words, line, change, lasting, clear,
    figure, or other"""
    name: str
    before: Any
    after: Any
    of: str = ""
    site: str = ""


_HEAD = ("id", "version", "date", "author", "title", "audience", "regime", "site", "based_on")
_WHOLE = ("slot", "rule", "not_here", "syndrome", "cluster")
_BY_KEY = ("syndrome", "cluster")
_PLAIN = ("severity", "tasks", "words", "when", "worse")
_LINED = ("bound", "change", "lasting")


def differences(old: Document, new: Document) -> tuple[Change, ...]:
    """Everything in which the new whole file differs from the old one: the file, rounds, rules, then numbers."""
    out = [c for key in _HEAD for c in _other("", key, old.get(key), new.get(key))]
    for table in _WHOLE:
        out += _rows(table, old, new)
    figures = dict(old.get("figures", {})), dict(new.get("figures", {}))
    for name in dict.fromkeys((*figures[0], *figures[1])):
        out += _figure(name, *(f.get(name, {}) for f in figures))
    asks = [{_ask(row): row for row in rows(file, "ask")} for file in (old, new)]
    for name in dict.fromkeys((*asks[0], *asks[1])):
        out += [c._replace(where=name) for c in _other("", "", asks[0].get(name), asks[1].get(name))]
    daily = [{str(row["code"]): row for row in rows(file, "duty")} for file in (old, new)]
    for name in dict.fromkeys((*daily[0], *daily[1])):
        out += [c._replace(where=name) for c in _other("", "", daily[0].get(name), daily[1].get(name))]
    known = {*_HEAD, *_WHOLE, "figures", "ask", "duty"}
    for key in dict.fromkeys((*old, *new)):
        out += _other("", key, old.get(key), new.get(key)) if key not in known else []
    return tuple(out)


def _ask(row: Document) -> str:
    return f"{row['reading']} {row['scale']}" if "scale" in row else str(row["reading"])


def _rows(table: str, old: Document, new: Document) -> Iterator[Change]:
    (key,) = KEYED[table]
    before, after = ({row[key]: row for row in rows(file, table)} for file in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if name not in before or name not in after:
            yield Change(name, table, "", before.get(name), after.get(name))
        elif table == "rule":
            yield from _rule(name, before[name], after[name])
        elif table in _BY_KEY:
            yield from _other(name, "", before[name], after[name])
        elif before[name] != after[name]:
            yield Change(name, table, "", before[name], after[name])


def _figure(name: str, before: Document, after: Document) -> Iterator[Change]:
    if before.get("value") != after.get("value"):
        yield Change("", "figure", name, before.get("value"), after.get("value"))
    for key in ("source", "evidence"):
        yield from _other(name, key, before.get(key), after.get(key))


def _rule(rule: str, before: Document, after: Document) -> Iterator[Change]:
    if before["severity"] != after["severity"]:
        yield Change(rule, "severity", "", before["severity"], after["severity"])
    asked, asks = (tuple(row.get("tasks", ())) for row in (before, after))
    if set(asked) != set(asks):
        yield Change(rule, "tasks", "", asked, asks)
    yield from _conditions(rule, before, after)
    for language, said in after["words"].items():
        if before["words"].get(language) != said:
            yield Change(rule, "words", language, before["words"].get(language), said)
    for key in dict.fromkeys((*before, *after)):
        if key not in _PLAIN:
            yield from _other(rule, key, before.get(key), after.get(key))


def _conditions(rule: str, before: Document, after: Document) -> Iterator[Change]:
    """What makes it hold: line by line where both ask in the same way, else all that goes and all that comes."""
    said = [{key: row[key] for key in ("when", "worse") if key in row} for row in (before, after)]
    flat = [dict(_flat(value, "")) for value in said]
    for key in dict.fromkeys((*flat[0], *flat[1])):
        one, other = flat[0].get(key), flat[1].get(key)
        if one != other:
            what, place, of, site = key
            yield Change(rule, what, place, one, other, of, site)


Key = tuple[str, str, str, str]
"""(what, name, reading, site) of a part of a condition."""


def _flat(value: object, path: str) -> Iterator[tuple[Key, Any]]:
    """A condition as single statements: each line by its site, every other key by its place."""
    if isinstance(value, list) and not any(isinstance(part, dict) for part in value):
        yield ("other", path, "", ""), ", ".join(str(part) for part in value)
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from _flat(part, f"{path}[{n + 1}]")
    elif isinstance(value, dict):
        yield from _table(value, path)
    else:
        yield ("other", path, "", ""), value


def _table(value: Document, path: str) -> Iterator[tuple[Key, Any]]:
    lined = value.get("kind") in _LINED
    if lined:
        yield from _lines(value, path)
    for key, part in value.items():
        if not (lined and key in ("kind", "reading", "line", "lines")):
            yield from _flat(part, f"{path}.{key}" if path else key)


def _lines(value: Document, path: str) -> Iterator[tuple[Key, Any]]:
    what = "line" if value["kind"] == "bound" else str(value["kind"])
    lines = [*value.get("lines", ()), *([value["line"]] if "line" in value else [])]
    for line in lines:
        named = line.get("sites") or ([s.value for s in Site] if value["reading"] == "temperature" else [""])
        for site in named:
            yield (what, path, value["reading"], site), (line["op"], line["value"])
            yield ("clear", path, value["reading"], site), (what, line["clear"])


def _other(where: str, name: str, before: object, after: object) -> Iterator[Change]:
    """Any other key: tables key by key, the rest as it stands."""
    if before == after:
        return
    if isinstance(before, dict | None) and isinstance(after, dict | None):
        parts = before or {}, after or {}
        for key in dict.fromkeys((*parts[0], *parts[1])):
            yield from _other(where, f"{name}.{key}" if name else key, parts[0].get(key), parts[1].get(key))
    else:
        yield Change(where, "other", name, before, after)
