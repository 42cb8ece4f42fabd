"""Maps: what the columns, words, units and times of a CSV file mean. A map is a TOML file; its shape stands here."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from carelog.model.deeds import Method, Result
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Site
from carelog.model.refusal import Refusal
from carelog.model.swabs import Target

PEOPLE_FIELDS = (
    "code", "kind", "name", "sex", "birth_date", "unit", "bed", "initials", "conditions", "usual_symptoms", "oxygen",
    "spo2_scale", "scale_by", "scale_on", "target_by", "target_until", "ceiling", "checks", "checks_by",
    "checks_until", "disease", "vaccination", "class", "class_why", "usual_news2", "normal_temperature",
    "normal_spo2", "normals_by", "normals_until", "takes_antipyretic", "admitted_on", "allergies", "vaccines",
    "contacts", "doctor", "role", "zone", "shift", "phone", "plan_decision", "plan_by", "plan_on",
)  # fmt: skip
"""What a people map may name: the fields of a person that a file can give."""

ROSTER_FIELDS = ("date", "shift", "zone", "person", "needed")
"""What a roster map may name."""

EXTRA = ("symptoms", "not_measured", "on_oxygen", "site", "device", "round_date", "round", "entry")
"""What an observation map may name beside person, time and quantities."""

UNITS: dict[Quantity, tuple[str, ...]] = {
    Quantity.TEMPERATURE: ("Cel", "F"),
    Quantity.SPO2: ("percent", "fraction"),
    Quantity.OXYGEN: ("L/min",),
    Quantity.RESPIRATORY_RATE: ("/min",),
    Quantity.PULSE: ("/min",),
    Quantity.SYSTOLIC: ("mmHg",),
    Quantity.DIASTOLIC: ("mmHg",),
    Quantity.CONSCIOUSNESS: ("ACVPU",),
}
"""The units a file may use; the first is ours, and the one meant where a map says none."""

_MOST_BYTES = 256 * 1024
_LONG = frozenset({"person", "time", "quantity", "value", "unit", *EXTRA})
_WIDE = frozenset({"person", "time", *Quantity, *EXTRA})
_SWABS = frozenset({"person", "time", "method", "result", "target", "ct", "lot", "pool", "tube"})
_MUST = {
    "long": ("person", "time", "quantity", "value"),
    "wide": ("person", "time"),
    "people": ("code",),
    "swabs": ("time", "method", "result"),
    "roster": ("date", "shift"),
}
_FIELDS = {
    "long": _LONG,
    "wide": _WIDE,
    "people": frozenset(PEOPLE_FIELDS),
    "swabs": _SWABS,
    "roster": frozenset(ROSTER_FIELDS),
}
_DIRECTIVES = frozenset("YmdHMSfIpz%")

Word = Annotated[str, Field(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TimeSaid(_Strict):
    """How a file writes times.

    `format`: `iso` (2026-11-22 06:30, with `-` or `/`, `T` or a blank, seconds and offset if there) or a pattern of
    %Y %m %d %H %M %S %f %I %p %z; or `day`: whole days counted from the date `start`, which is day 0. `zone`: an IANA
    name, or `home`; an offset in the file goes before it. `at`: the time of day (HH:MM) meant by a date alone; without
    it a date alone is refused.
    """

    format: Word = "iso"
    start: date | None = None
    zone: Word = "home"
    at: str = Field(default="", pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d$")

    @model_validator(mode="after")
    def _known(self) -> TimeSaid:
        asked = re.findall(r"%(.?)", self.format)
        if (self.format == "day") != (self.start is not None) or (self.format == "day" and not self.at):
            raise ValueError("time.start")
        if self.format not in {"iso", "day"} and (not asked or not set(asked) <= _DIRECTIVES):
            raise ValueError("time_format")
        if self.zone != "home":
            try:
                ZoneInfo(self.zone)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError("zone") from error
        return self


class IntakeMap(_Strict):
    """One map file.

    `kind`: `long` (a row a reading), `wide` (a row an observation), `people`, `swabs` (a row a result) or `roster`.
    `columns`: our field -> the file's column, or several names of which the first found counts. `optional`: fields
    whose column may be missing.
    `constants`: the same for every row. `dialect`: `excel` takes the guard off cells that our own export put on.
    `together_minutes`: readings of a person closer than this are one observation; 0 = every row is one of its own.
    """

    kind: Literal["long", "wide", "people", "swabs", "roster"]
    about: str = ""
    dialect: Literal["machine", "excel"] = "machine"
    encoding: Literal["detect", "utf-8", "gb18030"] = "detect"
    delimiter: Literal[",", ";", "\t"] = ","
    decimal_comma: bool = False
    make_people: bool = False
    together_minutes: int = Field(default=15, ge=0, le=60)
    columns: dict[str, Word | Annotated[list[Word], Field(min_length=1)]]
    optional: list[str] = []
    constants: dict[str, Word] = {}
    time: TimeSaid = TimeSaid()
    units: dict[str, str] = {}
    unit_words: dict[str, str] = {}
    quantities: dict[str, str] = {}
    ignore: list[str] = []
    only: dict[str, list[str]] = {}
    values: dict[str, dict[str, str]] = {}
    reasons: dict[str, str] = {}
    symptoms: dict[str, str] = {}

    @model_validator(mode="after")
    def _holds(self) -> IntakeMap:
        for check in (_columns_hold, _units_hold, _words_hold, _swabs_hold):
            check(self)
        return self

    def names(self, field: str) -> tuple[str, ...]:
        """The file's names of a field's column, () where the map names none."""
        said = self.columns.get(field, ())
        return (said,) if isinstance(said, str) else tuple(said)

    def unit(self, quantity: Quantity) -> str:
        """The unit in which the file gives a quantity."""
        return self.units.get(quantity, UNITS[quantity][0])


def _among(key: str, said: str, known: object) -> None:
    if said not in known:  # type: ignore[operator]  # any container of words
        raise ValueError(f"{key}={said}")


def _columns_hold(said: IntakeMap) -> None:
    known = _FIELDS[said.kind]
    for field in (*said.columns, *said.constants, *said.optional):
        _among("columns", field, known)
    for field in _MUST[said.kind]:
        _among("columns", field, (*said.columns, *said.constants))
    if said.kind == "wide" and not any(q in said.columns for q in (*Quantity, "symptoms", "not_measured")):
        raise ValueError("columns=")
    if said.kind == "swabs" and not {"person", "tube"} & {*said.columns}:
        raise ValueError("columns=")


def _units_hold(said: IntakeMap) -> None:
    for quantity, unit in said.units.items():
        _among("units", quantity, tuple(Quantity))
        _among(f"units.{quantity}", unit, UNITS[Quantity(quantity)])
    for word, unit in said.unit_words.items():
        _among(f"unit_words.{word}", unit, {u for units in UNITS.values() for u in units})
    for word, name in said.quantities.items():
        _among(f"quantities.{word}", name, tuple(Quantity))
    if "site" in said.constants:
        _among("constants.site", said.constants["site"], tuple(Site))


def _words_hold(said: IntakeMap) -> None:
    for word, reason in said.reasons.items():
        _among(f"reasons.{word}", reason, tuple(NotMeasured))
    for word, name in said.values.get("site", {}).items():
        _among(f"values.site.{word}", name, tuple(Site))
    for word, name in said.values.get("consciousness", {}).items():
        _among(f"values.consciousness.{word}", name, {c.name for c in Consciousness})


def _swabs_hold(said: IntakeMap) -> None:
    known = {"method": tuple(Method), "result": tuple(Result), "target": tuple(Target)} if said.kind == "swabs" else {}
    for field, codes in known.items():
        for word, code in said.values.get(field, {}).items():
            _among(f"values.{field}.{word}", code, codes)
        if field in said.constants:
            _among(f"constants.{field}", said.constants[field], codes)


def parse(text: str, name: str) -> IntakeMap:
    """Read a map; refuses, naming the file and the key, what is not one."""
    if len(text.encode()) > _MOST_BYTES:
        raise Refusal("intake.map_too_big", file=name, most=_MOST_BYTES // 1024)
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise Refusal("intake.map_toml", file=name, why=str(error)[:200]) from error
    try:
        return IntakeMap.model_validate(raw)
    except (ValidationError, RecursionError) as error:
        raise _map_refusal(error, name) from error


def _map_refusal(error: Exception, name: str) -> Refusal:
    if not isinstance(error, ValidationError):
        return Refusal("intake.map_toml", file=name, why="")
    first = error.errors(include_url=False)[0]
    key = ".".join(str(step) for step in first["loc"])
    said = str(first.get("ctx", {}).get("error", ""))
    if not key and said:
        key, _, value = said.partition("=")
        return Refusal("intake.map_value", file=name, key=key, value=value)
    if first["type"] == "extra_forbidden":
        return Refusal("intake.map_unknown_key", file=name, key=key)
    if first["type"] == "missing":
        return Refusal("intake.map_missing_key", file=name, key=key)
    return Refusal("intake.map_value", file=name, key=key, value=str(first.get("input", ""))[:80])


def packaged() -> tuple[str, ...]:
    """The names of the maps that come with carelog."""
    folder = files("carelog.station.intake") / "maps"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def _packaged(name: str) -> IntakeMap:
    return parse((files("carelog.station.intake") / "maps" / f"{name}.toml").read_text(encoding="utf-8"), name)


def load(said: str) -> IntakeMap:
    """A packaged map by its name, or a map file by its path; refuses what is neither."""
    if said in packaged():
        return _packaged(said)
    try:
        text = Path(said).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refusal("intake.no_map", file=said, known=", ".join(packaged())) from error
    return parse(text, said)
