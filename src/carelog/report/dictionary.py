"""What every column and every code in it means, in both languages, for whoever reads our files without us."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from carelog.model.person import Colour, Decision, Disease, Kind, Leaving, Role, Vaccination
from carelog.model.reading import Consciousness, NotMeasured, Site
from carelog.model.severity import Severity, Task
from carelog.model.symptom import Symptom
from carelog.report.columns import COLUMNS
from carelog.station.days import Late, Status
from carelog.station.rows import RoundState
from carelog.words import LANGUAGES, said_in

FORMATS: Final = ("json", "csv")


PEOPLE: Final = (
    ("spo2_scale", "number", ""),
    ("scale_by", "text", ""),
    ("scale_on", "date", ""),
    ("scale_in_force", "number", ""),
    ("target_low_percent", "number", "%"),
    ("target_high_percent", "number", "%"),
    ("target_by", "text", ""),
    ("target_until", "date", ""),
    ("disease", "code", ""),
    ("vaccination", "code", ""),
    ("class", "code", ""),
    ("class_why", "text", ""),
    ("usual_news2", "number", ""),
    ("normal_temperature_c", "number", "°C"),
    ("normal_temperature_site", "code", ""),
    ("normal_spo2_percent", "number", "%"),
    ("normals_by", "text", ""),
    ("normals_until", "date", ""),
    ("takes_antipyretic", "boolean", ""),
    ("left", "code", ""),
    ("admitted_on", "date", ""),
    ("allergies", "list", ""),
    ("vaccines", "list", ""),
    ("contacts", "text", ""),
    ("doctor", "text", ""),
    ("role", "code", ""),
    ("zone", "text", ""),
    ("shift", "text", ""),
    ("phone", "text", ""),
    ("plan_decision", "code", ""),
    ("plan_by", "text", ""),
    ("plan_on", "date", ""),
)
"""What was decided or is on file of a person, as `carelog people list --json` names it: name, type, unit."""


class Meaning(NamedTuple):
    """One code and its words by language."""

    code: str
    words: Mapping[str, str]


def _said(code: str, key: str) -> Meaning:
    return Meaning(code, {language: said_in(language, key) for language in LANGUAGES})


def values(symptoms: Sequence[Symptom] = ()) -> dict[str, list[Meaning]]:
    """Every code that can stand in a column, in `round.state` of the board's JSON, and in a person's."""
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
        "people.disease": [_said(d.value, f"people.disease_{d.value}") for d in Disease],
        "people.vaccination": [_said(v.value, f"people.vaccination_{v.value}") for v in Vaccination],
        "people.class": [_said(c.value, f"people.class_{c.value}") for c in Colour],
        "people.left": [_said(w.value, f"presence.{w.value}") for w in Leaving],
        "people.role": [_said(r.value, f"form.role_{r.value}") for r in Role],
        "people.plan_decision": [_said(d.value, f"form.decision_{d.value}") for d in Decision],
        "people.normal_temperature_site": [_said(s.value, f"site.{s.value}") for s in Site if s is not Site.UNKNOWN],
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
    for name, kind, unit in PEOPLE:
        key = f"people.{name}"
        yield _Line(key, kind, unit, "", _said("", f"people.column_{name}").words)
        yield from (_Line(key, "", "", one.code, one.words) for one in known.get(key, ()))


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
    """The dictionary as JSON: `fields` in the order of the columns, the codes of the board, and a person's fields."""
    fields: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    board: list[dict[str, Any]] = []
    for line in _lines(symptoms):
        part, _, name = line.column.rpartition(".")
        listed = people if part == "people" else fields
        one = {"value": line.value, "words": dict(line.words)}
        if part == "round":
            board.append(one)
        elif not line.value:
            unit = {"unit": line.unit} if line.unit else {}
            listed.append({"name": name, "type": line.kind, **unit, "words": dict(line.words), "values": []})
        else:
            listed[-1]["values"].append(one)
    whole = {"fields": fields, "board": {"round.state": board}, "people": people}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
