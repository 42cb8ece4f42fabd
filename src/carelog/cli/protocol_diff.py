"""In words: in what two protocol files differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carelog.cli.lines import named_tasks
from carelog.cli.protocol_lines import named
from carelog.model.severity import Severity, Task
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carelog.protocol.differing import Change

KNOWN = frozenset(
    {
        "id", "version", "date", "author", "title", "audience", "regime", "site", "based_on", "people", "any_age",
        "illness", "clear_hours", "clear_source", "recheck_minutes", "withdrawn", "said_unless", "source", "evidence",
        "least_minutes", "greatest_minutes", "silence", "required", "context", "below", "above", "jump", "drop",
        "again", "zh_CN", "en", "resident", "staff", "visitor",
    }
)  # fmt: skip
"""Keys of a file that have words of their own; any other is told by its name."""


def lines(changes: Sequence[Change]) -> list[str]:
    """Every difference in words, the file first, then rule by rule; or that there is none."""
    if not changes:
        return [tr("protocol.diff_none")]
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.where, []).append(change)
    return [_prefixed(where, line) for where, mine in groups.items() for line in _group(mine)]


def _prefixed(where: str, line: str) -> str:
    return tr("protocol.diff_where", where=where, what=line) if where else line


def _group(changes: Iterable[Change]) -> list[str]:
    """The differences of one rule; the same change at several sites is one line."""
    told: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        sites = told.setdefault((_said(change), change.name), [])
        sites += [tr(f"site.{change.site}")] if change.site else []
    return [said.replace("\0", f" {tr('cli.and').join(sites)}" if sites else "") for (said, _), sites in told.items()]


def _said(change: Change) -> str:
    if change.what in _SAYERS:
        return _SAYERS[change.what](change)
    return _from_to(_line(change), _value(change, change.before), _value(change, change.after))


def _from_to(what: str, before: str | None, after: str | None) -> str:
    if before is None:
        return tr("protocol.diff_new", what=what, after=after)
    if after is None:
        return tr("protocol.diff_gone", what=what, before=before)
    return tr("protocol.diff_from_to", what=what, before=before, after=after)


def _line(change: Change) -> str:
    """What a line is called; where its sites will stand is marked."""
    quantity = tr(f"quantity.{change.of}")
    op = (change.before or change.after)[0]
    if change.what == "line" and change.of == "temperature":
        name = tr("protocol.line_fever" if op in (">", ">=") else "protocol.line_cold")
    else:
        name = tr(f"protocol.line_{change.what}", quantity=quantity)
    worse = tr("protocol.when_worse") if change.name.startswith("worse") else ""
    return f"{name}\0{worse}"


def _value(change: Change, told: Any) -> str | None:  # noqa: ANN401 - (operator, number), or None
    if told is None:
        return None
    op, number = told
    value = f"{number / 10:.1f}" if change.of in ("temperature", "oxygen") else str(number)
    return value if change.what == "clear" else f"{op} {value}"


def _rule(change: Change) -> str:
    if change.after is None:
        return tr("protocol.diff_rule_gone", words=change.before["words"][language()])
    row = change.after
    tasks = named_tasks(Task(task) for task in row.get("tasks", ()))
    severity = named(Severity[row["severity"]]) + (f" [{tasks}]" if tasks else "")
    return tr("protocol.diff_rule_new", severity=severity, words=row["words"][language()])


def _severity(change: Change) -> str:
    before, after = (named(Severity[name]) for name in (change.before, change.after))
    return _from_to(tr("protocol.the_severity"), before, after)


def _tasks(change: Change) -> str:
    gone = [Task(task) for task in change.before if task not in change.after]
    come = [Task(task) for task in change.after if task not in change.before]
    said = [tr("protocol.diff_tasks_new", tasks=named_tasks(come))] if come else []
    said += [tr("protocol.diff_tasks_gone", tasks=named_tasks(gone))] if gone else []
    return tr("cli.and").join(said)


def _words(change: Change) -> str:
    return _from_to(tr("protocol.the_words", language=change.name), _quoted(change.before), _quoted(change.after))


def _slot(change: Change) -> str:
    return _from_to(tr("protocol.the_slot"), *(_window(row) for row in (change.before, change.after)))


def _window(row: Mapping[str, Any] | None) -> str | None:
    return f"{row['start']:%H:%M}-{row['until']:%H:%M}" if row else None


def _not_here(change: Change) -> str:
    rows = (change.before, change.after)
    return _from_to(tr("protocol.the_not_here"), *(_quoted(row["words"][language()]) if row else None for row in rows))


def _spread(change: Change) -> str:
    """A case definition or a cluster that is new or gone, by its words."""
    rows = (change.before, change.after)
    what = tr(f"protocol.the_{change.what}")
    return _from_to(what, *(_quoted(row["words"][language()]) if row else None for row in rows))


def _figure(change: Change) -> str:
    said = [None if value is None else str(value) for value in (change.before, change.after)]
    return _from_to(tr("protocol.the_figure", name=change.name), *said)


def _other(change: Change) -> str:
    return _from_to(_name(change.name), *(_plain(value) for value in (change.before, change.after)))


def _name(path: str) -> str:
    """A key by its words, and where it stands in a condition."""
    last = path.rpartition(".")[2]
    if last not in KNOWN:
        return path
    said = tr(f"protocol.the_{last}")
    return said if "." not in path else f"{said} ({path.rpartition('.')[0]})"


def _plain(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or "-"
    return _quoted(value) if isinstance(value, str) and " " in value else str(value)


def _quoted(text: object) -> str | None:
    return None if text is None else tr("protocol.quoted", text=text)


_SAYERS = {
    "rule": _rule,
    "severity": _severity,
    "tasks": _tasks,
    "words": _words,
    "slot": _slot,
    "not_here": _not_here,
    "syndrome": _spread,
    "cluster": _spread,
    "figure": _figure,
    "other": _other,
}
