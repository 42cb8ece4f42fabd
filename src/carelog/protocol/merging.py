"""A file that begins with `extends` says only what differs: here it is put together with the one it rests on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from carelog.protocol.misfit import NO_RULE, Misfit, rows
from carelog.protocol.places import Path
from carelog.protocol.swabs import merging as swab_rows

Document = dict[str, Any]
"""A TOML file as read."""

KEYED: Mapping[str, tuple[str, ...]] = {
    "rule": ("id",),
    "slot": ("code",),
    "ask": ("reading", "scale"),
    "not_here": ("id",),
    "duty": ("code",),
    "syndrome": ("code",),
    "cluster": ("id",),
}
"""Lists of tables in which a row takes the place of the one with the same key."""
OWN = ("id", "version", "date", "author", "title")
"""What a file must say of itself, whatever it rests on."""
_DROPPED = ("rule", "slot", "not_here", "duty", "syndrome", "cluster")
_OF_MERGING = ("extends", "without", "based_on")
_SAYS = frozenset(
    {"id", "family", "words", "source", "evidence", "clear_hours", "clear_source", "said_unless", "illness"}
)
"""Keys of a rule that decide nothing, or have a source of their own."""
_SHOWN = ("when", "worse")
_FIGURED = ("figures", "supplies")
_CITED = ("source", "evidence")
_LINES = ("below", "above", "jump", "drop", "again")


class Merged(NamedTuple):
    """The whole document, what does not hold in the way it was put together, and the rules it leaves out."""

    document: Document
    misfits: tuple[Misfit, ...]
    dropped: frozenset[str]


def merged(base: Document, child: Document) -> Merged:
    """Put a file together with the whole one it rests on.

    Scalars and lists replace; tables merge by key, a condition that names its `kind` replaces; rows of `KEYED` by key.
    """
    without = child.get("without", [])
    names = [name for name in without if isinstance(name, str)] if isinstance(without, list) else []
    left = _left(base, frozenset(names), [row.get("id") for row in rows(child, "rule")])
    document: Document = dict(left)
    for key, value in child.items():
        if key not in _OF_MERGING:
            document[key] = _put(key, left.get(key), value)
    swabs = swab_rows.misfits(left.get(swab_rows.TABLE), child.get(swab_rows.TABLE))
    wrong = (*_own(base, child), *_without(base, without), *_uncited(left, child), *_twice(child), *swabs)
    here = [row.get("id") for row in rows(document, "rule")]
    return Merged(document, wrong, frozenset(name for name in names if name not in here))


def _key(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in names)


def _keyless(row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    """Whether a list or a table stands where a row's name should."""
    return any(isinstance(part, list | dict) for part in _key(row, names))


def _left(base: Document, names: frozenset[str], now_rules: list[object]) -> Document:
    """What stays of a base; what it leaves unjudged and the file judges is no longer left."""
    out = {key: value for key, value in base.items() if not (isinstance(value, dict) and key in names)}
    out |= {table: [row for row in base.get(table, ()) if row[KEYED[table][0]] not in names] for table in _DROPPED}
    out["not_here"] = [row for row in out["not_here"] if row["id"] not in now_rules]
    if swab_rows.TABLE in out:
        out[swab_rows.TABLE] = swab_rows.left(out[swab_rows.TABLE], names)
    return out


def _put(key: str, base: object, child: object) -> object:
    if key == swab_rows.TABLE:
        return swab_rows.put(base, child)
    if key in KEYED and isinstance(base, list) and isinstance(child, list):
        return _rows(base, child, KEYED[key])
    return _table(base, child)


def _table(base: object, child: object) -> object:
    if not (isinstance(base, dict) and isinstance(child, dict)) or "kind" in child:
        return child
    return base | {key: _table(base.get(key), value) for key, value in child.items()}


def _rows(base: list[Any], child: list[Any], names: tuple[str, ...]) -> list[Any]:
    out = {_key(row, names): row for row in base}
    odd = []
    for row in child:
        if isinstance(row, dict) and not _keyless(row, names):
            out[_key(row, names)] = _table(out.get(_key(row, names)), row)
        else:
            odd.append(row)
    return [*out.values(), *odd]


def _own(base: Document, child: Document) -> list[Misfit]:
    """A file of one's own says who made it, and does not pass for the one it rests on."""
    out = [Misfit("protocol.key_missing", (key,)) for key in OWN if key not in child]
    if child.get("id") == base["id"]:
        out.append(Misfit("protocol.id_of_base", ("id",), value=str(base["id"])))
    return out


def _without(base: Document, without: object) -> list[Misfit]:
    if not isinstance(without, list):
        return [Misfit("protocol.value_bad", ("without",), value=str(without))]
    known = {row[KEYED[table][0]] for table in _DROPPED for row in base.get(table, ())}
    known |= {key for key, value in base.items() if isinstance(value, dict)}
    known |= swab_rows.names(base.get(swab_rows.TABLE))
    return [
        Misfit("protocol.without_unknown", ("without", n), value=str(name))
        for n, name in enumerate(without)
        if not isinstance(name, str) or name not in known
    ]


def _uncited(base: Document, child: Document) -> list[Misfit]:
    """What decides otherwise than in the base says its own source: the base's citation is of another number."""
    known = {row["id"] for row in rows(base, "rule")}
    out = []
    for n, row in enumerate(rows(child, "rule")):
        if isinstance(row.get("id"), str) and row["id"] in known:
            shown = any(key in row for key in _SHOWN)
            needed = (*_CITED, "words") if shown else _CITED
            decides = tuple(key for key in row if key not in _SAYS)
            out += _lacks(row, ("rule", n), _SHOWN if shown else decides, needed)
            out += _lacks(row, ("rule", n), ("clear_hours",), ("clear_source",))
            out += _one_language(row, ("rule", n))
    for table in ("syndrome", "cluster"):
        for n, row in enumerate(rows(child, table)):
            out += _lacks(row, (table, n), tuple(key for key in row if key not in (*KEYED[table], *_SAYS)), _CITED)
    for n, row in enumerate(rows(child, "ask")):
        out += _lacks(row, ("ask", n), _LINES, _CITED)
    for name, table in child.items():
        if isinstance(table, dict) and "source" in _as_table(base.get(name)):
            said = tuple(key for key in table if key not in _SAYS)
            out += _lacks(table, (name,), said, _CITED)
    daily = {row["code"] for row in rows(base, "duty")}
    for n, row in enumerate(rows(child, "duty")):
        if isinstance(row.get("code"), str) and row["code"] in daily:
            out += _lacks(row, ("duty", n), ("times", "per"), ("source", "evidence"))
    return out + [misfit for table in _FIGURED for misfit in _uncited_figures(child, table)]


def _uncited_figures(child: Document, table: str) -> list[Misfit]:
    figures = _as_table(child.get(table))
    out = []
    for name, figure in figures.items():
        if isinstance(figure, dict):
            out += _lacks(figure, (table, name), ("value",), ("source", "evidence"))
    return out


def _as_table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _lacks(row: Mapping[str, Any], path: Path, changed: tuple[str, ...], needed: tuple[str, ...]) -> list[Misfit]:
    said = next((key for key in changed if key in row), None)
    rule = str(row.get("id", NO_RULE))
    lacking = [key for key in needed if key not in row]
    if said is None or not lacking:
        return []
    return [Misfit("protocol.uncited", (*path, said), rule, more={"needed": ", ".join(lacking)})]


def _one_language(row: Mapping[str, Any], path: Path) -> list[Misfit]:
    """New words stand in both languages: those of the other one would speak of the old line."""
    words = row.get("words")
    if not isinstance(words, dict) or not any(key in row for key in _SHOWN):
        return []
    lacking = [language for language in ("zh_CN", "en") if language not in words]
    return [Misfit("protocol.key_missing", (*path, "words", key), str(row["id"])) for key in lacking]


def _twice(child: Document) -> list[Misfit]:
    """Rows that stand in the file twice; once merged nobody would see it."""
    return [misfit for table in KEYED for misfit in twice(child, table)]


def twice(document: Document, table: str) -> list[Misfit]:
    """The rows of a list of tables whose key another one has already."""
    seen: set[tuple[Any, ...]] = set()
    out = []
    for n, row in enumerate(rows(document, table)):
        if _keyless(row, KEYED[table]):
            continue
        key = _key(row, KEYED[table])
        said = " ".join(str(part) for part in key if part is not None)
        if key in seen:
            rule = said if table == "rule" else NO_RULE
            out.append(Misfit("protocol.rule_twice" if table == "rule" else "protocol.twice", (table, n), rule, said))
        seen.add(key)
    return out
