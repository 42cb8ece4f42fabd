"""Rows of a list of people as Persons: new ones, and changes to those whose code is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from carelog.model.person import Ceiling, Checks, Colour, Decision, Disease, Kind, Person, Role, Vaccination
from carelog.model.reading import Quantity, Site
from carelog.model.text import clean
from carelog.station.intake import initials, vaccines, values
from carelog.station.intake.rows import BadRow, Row, Table, shown
from carelog.station.intake.values import BadCell

if TYPE_CHECKING:
    from datetime import date

    from carelog.station.intake.maps import IntakeMap

_MOST = {
    "code": 32, "name": 100, "unit": 40, "bed": 40, "initials": 20, "checks_by": 100, "scale_by": 100,
    "target_by": 100, "normals_by": 100, "class_why": 200, "contacts": 200, "doctor": 100, "zone": 40, "shift": 40,
    "phone": 40, "plan_by": 100,
}  # fmt: skip
_RENAMED = {"class": "colour", "class_why": "colour_why", "normal_spo2": "normal_spo2_percent"}
_SEVERAL = ("conditions", "allergies", "usual_symptoms", "vaccines")
_SEXES = ("", "female", "male", "other")
_OXYGEN: Final = re.compile(
    r"(?:(?P<flow>[0-9]{1,2}(?:\.[0-9])?)\s*(?:l/min|l|\u5347/\u5206\u949f?)?)?"  # 升/分, 升/分钟
    r"(?:(?:^|\s+)(?P<low>[0-9]{2,3})\s*-\s*(?P<high>[0-9]{2,3})\s*%?)?",
    re.IGNORECASE,
)
_MOST_FLOW, _LOWEST_TARGET, _HIGHEST_TARGET, _MOST_NEWS2 = 150, 70, 100, 20


class Given(NamedTuple):
    """What one row says of a person: only the fields the file has."""

    row: int
    code: str
    fields: Mapping[str, Any]


def given(table: Table, said: IntakeMap, symptoms: Collection[str]) -> tuple[list[Given], list[BadRow]]:
    """Read every row; a code that stands twice is bad the second time."""
    found: list[Given] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        read, wrong = _row(row, table, said, symptoms)
        if not wrong and read.code in seen:
            facts = {"code": shown(read.code), "first": seen[read.code]}
            wrong = [BadRow(row.number, table.columns.get("code", ""), "intake.code_twice", facts)]
        if wrong:
            bad.extend(wrong)
        else:
            seen[read.code] = row.number
            found.append(read)
    return found, bad


def _row(row: Row, table: Table, said: IntakeMap, symptoms: Collection[str]) -> tuple[Given, list[BadRow]]:
    read: dict[str, Any] = {}
    bad: list[BadRow] = []
    for field, cell in row.cells.items():
        try:
            read.update(field_of(field, cell, said, symptoms))
        except BadCell as error:
            facts = {k: shown(v) if isinstance(v, str) else v for k, v in error.facts.items()}
            bad.append(BadRow(row.number, table.columns.get(field, field), error.code, facts))
    return Given(row.number, str(read.pop("code", "")), read), bad


def field_of(field: str, cell: str, said: IntakeMap, symptoms: Collection[str]) -> dict[str, Any]:
    """One cell as the fields of a Person that it fills; BadCell where it cannot stand."""
    cell = said.values.get(field, {}).get(cell, cell)
    if field in _CODED:
        return {_RENAMED.get(field, field): _CODED[field](cell)}
    if field == "oxygen":
        return oxygen(cell)
    if field == "normal_temperature":
        return own_temperature(cell, said.values.get("site", {}))
    if field in _SEVERAL:
        return {field: _many(field, cell, said, symptoms)}
    return {_RENAMED.get(field, field): _text(field, cell)}


def _many(field: str, cell: str, said: IntakeMap, symptoms: Collection[str]) -> tuple[Any, ...]:
    if field == "vaccines":
        return vaccines.card(cell, said.values.get(field, {}))
    return usual(cell, said, symptoms) if field == "usual_symptoms" else _several(cell)


def _text(field: str, cell: str) -> str:
    text = clean(cell)
    if len(text) > _MOST[field]:
        raise BadCell("intake.too_long", text=cell, most=_MOST[field])
    if field == "code" and not text:
        raise BadCell("intake.no_code")
    return text


def _several(cell: str) -> tuple[str, ...]:
    parts = (clean(part) for part in re.split("[;；]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def usual(cell: str, said: IntakeMap, symptoms: Collection[str]) -> tuple[str, ...]:
    """Symptoms somebody always has, by code; refuses one that is not on the list of symptoms."""
    codes = tuple(said.symptoms.get(word, word) for word in _several(cell))
    strange = [code for code in codes if code not in symptoms]
    if strange:
        raise BadCell("intake.no_symptom", text=strange[0], known=", ".join(sorted(symptoms)))
    return codes


def oxygen(cell: str) -> dict[str, int | None]:
    """An oxygen order: `2 L/min 88-92`, `2 L/min`, `2`, or a target range alone, `88-92`; blank is none."""
    found = _OXYGEN.fullmatch(values.plain(cell))
    if found is None:
        raise BadCell("intake.not_oxygen", text=cell)
    flow = values.whole(values.number(found["flow"]) * 10) if found["flow"] else None
    low, high = (int(found[side]) if found[side] else None for side in ("low", "high"))
    backwards = low is not None and high is not None and not _LOWEST_TARGET <= low < high <= _HIGHEST_TARGET
    if backwards or not 0 <= (flow or 0) <= _MOST_FLOW:
        raise BadCell("intake.not_oxygen", text=cell)
    return {"oxygen_tenths_l_min": flow, "target_low_percent": low, "target_high_percent": high}


def own_temperature(cell: str, words: Mapping[str, str]) -> dict[str, Any]:
    """A person's own temperature with its site, `36.2 axillary`: sites are never converted; blank is none."""
    typed, _, place = re.sub("[;；\\s]+", " ", values.plain(cell)).strip().partition(" ")
    site = words.get(place, place.casefold())
    if typed and (site not in tuple(Site) or site == Site.UNKNOWN):
        raise BadCell("intake.no_site", text=cell, known=", ".join(s for s in Site if s is not Site.UNKNOWN))
    tenths = values.measured(typed, Quantity.TEMPERATURE, "Cel") if typed else None
    return {"normal_temperature_tenths_c": tenths, "normal_temperature_site": Site(site) if typed else None}


def _own_spo2(cell: str) -> int | None:
    return values.measured(cell, Quantity.SPO2, "percent") if cell else None


def _score(cell: str) -> int | None:
    """A usual NEWS2, which goes from 0 to 20."""
    if not cell:
        return None
    typed = values.plain(cell)
    if not re.fullmatch("[0-9]{1,2}", typed) or int(typed) > _MOST_NEWS2:
        raise BadCell("intake.not_a_score", text=cell, most=_MOST_NEWS2)
    return int(typed)


def _one_of(known: Collection[str], blank: str) -> Callable[[str], str]:
    def pick(cell: str) -> str:
        word = (cell or blank).casefold()
        if word not in known:
            raise BadCell("intake.not_one_of", text=cell, known=", ".join(sorted(w for w in known if w)))
        return word

    return pick


def _maybe(codes: type[Disease | Vaccination | Colour | Role | Decision]) -> Callable[[str], Any]:
    """One of some codes; blank is nothing said."""

    def pick(cell: str) -> Disease | Vaccination | Colour | Role | Decision | None:
        return codes(_one_of(tuple(codes), "")(cell)) if cell else None

    return pick


def _scale(cell: str) -> int:
    return int(_one_of(("1", "2"), "1")(values.plain(cell)))


def _day(cell: str) -> date | None:
    return values.day(cell) if cell else None


_CODED: Final[dict[str, Callable[[str], Any]]] = {
    **dict.fromkeys(
        ("birth_date", "checks_until", "scale_on", "target_until", "normals_until", "admitted_on", "plan_on"), _day
    ),
    "kind": lambda cell: Kind(_one_of(tuple(Kind), Kind.RESIDENT)(cell)),
    "sex": _one_of(_SEXES, ""),
    "spo2_scale": _scale,
    "ceiling": lambda cell: Ceiling(_one_of(tuple(Ceiling), Ceiling.FULL)(cell)),
    "checks": lambda cell: Checks(_one_of(tuple(Checks), Checks.ALL)(cell)),
    "disease": _maybe(Disease),
    "vaccination": _maybe(Vaccination),
    "class": _maybe(Colour),
    "role": _maybe(Role),
    "plan_decision": _maybe(Decision),
    "usual_news2": _score,
    "normal_spo2": _own_spo2,
    "takes_antipyretic": lambda cell: _one_of(("yes", "no"), "no")(cell) == "yes",
}


def written(read: Given, known: Person | None, new_id: Callable[[], str]) -> Person:
    """The whole person after this row: the known one with the given fields changed, else a new one.

    A field whose column the file lacks stays as it was; a blank cell empties it. Refuses a person without a name.
    """
    facts = {name: value for name, value in read.fields.items() if name in _PERSON_FIELDS}
    if known is None:
        known = Person(id=new_id(), code=read.code, kind=facts.get("kind", Kind.RESIDENT), name="")
    person = replace(known, **facts)
    if not person.name:
        raise BadCell("intake.no_name", code=shown(read.code))
    if not facts.get("initials") and (person.name != known.name or not person.initials):
        person = replace(person, initials=initials.of(person.name))
    return person


_PERSON_FIELDS: Final = frozenset(f.name for f in fields(Person)) - {"id", "code"}
