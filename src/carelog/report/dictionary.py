"""What every column and every code in it means, in both languages, for whoever reads our files without us."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from carelog.model.person import Kind
from carelog.model.reading import Consciousness, NotMeasured, Site
from carelog.model.severity import Severity, Task
from carelog.model.symptom import Symptom
from carelog.report.columns import COLUMNS
from carelog.station.days import Late, Status
from carelog.station.rows import RoundState
from carelog.words import LANGUAGES, said_in

FORMATS: Final = ("json", "csv")


class Meaning(NamedTuple):
    """One code and its words by language."""

    code: str
    words: Mapping[str, str]


def _said(code: str, key: str) -> Meaning:
    return Meaning(code, {language: said_in(language, key) for language in LANGUAGES})


def values(symptoms: Sequence[Symptom] = ()) -> dict[str, list[Meaning]]:
    """Every code that can stand in a column, and in `round.state` of the board's JSON."""
    return {
        "kind": [_said(k.value, f"kind.{k.value}") for k in Kind],
        "late": [_said(late.value, f"report.late_{late.value}") for late in Late],
        "temperature_site": [_said(s.value, f"site.{s.value}") for s in Site],
        "on_oxygen": [_said("yes", "report.oxygen_yes"), _said("no", "report.oxygen_no")],
        "consciousness": [_said(c.name, f"report.acvpu_{c.name}") for c in Consciousness],
        "symptoms": [_said("none", "report.symptoms_none"), *(Meaning(s.code, s.words) for s in symptoms)],
        "not_measured": [_said(r.value, f"report.reason_{r.value}") for r in NotMeasured],
        "severity": [_said(s.name, f"report.severity_{s.name}") for s in Severity],
        "tasks": [_said(t.value, f"task.{t.value}") for t in Task],
        "status": [_said(s.value, f"report.status_{s.value}") for s in Status],
        "round.state": [_said(s.value, f"report.state_{s.value}") for s in RoundState],
    }


class _Line(NamedTuple):
    """A column, or a code of one."""

    column: str
    kind: str
    unit: str
    value: str
    words: Mapping[str, str]


def _lines(symptoms: Sequence[Symptom]) -> Iterable[_Line]:
    known = values(symptoms)
    for column in COLUMNS:
        yield _Line(column.key, column.kind, column.unit, "", _said("", f"report.column_{column.key}").words)
        yield from (_Line(column.key, "", "", one.code, one.words) for one in known.get(column.key, ()))
    yield from (_Line("round.state", "", "", one.code, one.words) for one in known["round.state"])


def as_csv(symptoms: Sequence[Symptom] = ()) -> bytes:
    """The dictionary as CSV (UTF-8 with byte order mark): a row a column, then a row for each of its codes."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["column", "type", "unit", "value", *LANGUAGES])
    for line in _lines(symptoms):
        writer.writerow([line.column, line.kind, line.unit, line.value, *(line.words[lang] for lang in LANGUAGES)])
    return out.getvalue().encode()


def as_json(symptoms: Sequence[Symptom] = ()) -> bytes:
    """The dictionary as JSON: `fields` in the order of the columns, and the codes of the board's `round.state`."""
    fields: list[dict[str, Any]] = []
    board: list[dict[str, Any]] = []
    for line in _lines(symptoms):
        one = {"value": line.value, "words": dict(line.words)}
        if line.column == "round.state":
            board.append(one)
        elif not line.value:
            unit = {"unit": line.unit} if line.unit else {}
            fields.append({"name": line.column, "type": line.kind, **unit, "words": dict(line.words), "values": []})
        else:
            fields[-1]["values"].append(one)
    whole = {"fields": fields, "board": {"round.state": board}}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
