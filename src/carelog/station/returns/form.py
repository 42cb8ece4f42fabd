"""A form: the counts an authority asks for every day, as a TOML file that a home may replace by its own."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.alerting import Outcome
from carelog.model.deeds import Method, Result
from carelog.model.person import Kind, Presence, Vaccination
from carelog.model.reading import Site
from carelog.model.refusal import Refusal

DEFAULT = "daily-return"
_MOST_BYTES = 256 * 1024

Said = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Count = Literal[
    "people", "expected", "checked", "fever", "symptomatic", "swabs", "positives", "on_oxygen", "urgent", "outcome",
    "transferred", "deaths", "vaccinated", "off_duty", "stock",
]  # fmt: skip
"""What can be counted; each is one function in `counts`."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Words(_Strict):
    """The same words in both languages."""

    zh_CN: Said  # noqa: N815 - the language's own name
    en: Said


def _coded(value: str, codes: type[StrEnum]) -> None:
    if value not in tuple(codes):
        raise PydanticCustomError("return.code", "code", {"value": value, "known": ", ".join(codes)})


class FieldSaid(_Strict):
    """One count: `of` whom, and what narrows it down; a key that its kind of count does not know is an error.

    `slot` names a round; `methods` and `result` are those of swabs; `days` is over how many days, up to the day, a
    swab counts (0 = since the home began); `presence`, `outcome`, `vaccination` and `article` are codes of the
    record. `lines` are
    the lowest temperatures that are a fever, in tenths of a degree, by site. `nothing` marks a count that a zero
    return needs to be 0.
    """

    code: Code
    words: Words
    count: Count
    of: tuple[str, ...] = ("resident",)
    slot: Code | None = None
    presence: str = Presence.PRESENT.value
    methods: tuple[str, ...] = ()
    result: str = ""
    days: Annotated[int, Field(ge=0, le=366)] = 1
    outcome: str = ""
    vaccination: str = ""
    article: str = ""
    lines: dict[str, Annotated[int, Field(ge=300, le=450)]] = {}
    nothing: bool = False

    @model_validator(mode="after")
    def _codes_are_known(self) -> FieldSaid:
        told: list[tuple[tuple[str, ...], type[StrEnum]]] = [
            (self.of, Kind),
            ((self.presence,), Presence),
            (self.methods, Method),
        ]
        told += [((self.result,), Result)] if self.result else []
        told += [((self.outcome,), Outcome)] if self.outcome else []
        told += [((self.vaccination,), Vaccination)] if self.vaccination else []
        for values, codes in told:
            for value in values:
                _coded(value, codes)
        for site in self.lines:
            if site not in tuple(Site):
                raise PydanticCustomError("return.code", "code", {"value": site, "known": ", ".join(Site)})
        if (self.count == "stock") != bool(self.article):
            raise PydanticCustomError("return.no_article", "article", {})
        if self.count == "fever" and Site.UNKNOWN not in self.lines:
            raise PydanticCustomError("return.no_line", "line", {})
        return self


class Form(_Strict):
    """A whole form; every field of it is handed in every day, blank where nobody knows the count."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]
    version: Said
    title: Words
    source: Said
    evidence: Literal["V", "S", "M", "P"]
    field: Annotated[tuple[FieldSaid, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Form:
        seen: set[str] = set()
        for one in self.field:
            if one.code in seen:
                raise PydanticCustomError("return.twice", "twice", {"value": one.code})
            seen.add(one.code)
        return self


def parse(text: str, name: str) -> Form:
    """Read a form; refuses, naming the file and the key, what is not one."""
    if len(text.encode()) > _MOST_BYTES:
        raise Refusal("return.too_big", file=name, most=_MOST_BYTES // 1024)
    try:
        raw = _tuples(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise Refusal("return.toml", file=name, why=str(error)[:200]) from error
    try:
        return Form.model_validate(raw)
    except ValidationError as error:
        raise _refusal(error, name) from error


def _tuples(raw: object) -> object:
    """TOML knows lists only; the strict shapes hold tuples."""
    if isinstance(raw, dict):
        return {key: _tuples(value) for key, value in raw.items()}
    return tuple(_tuples(one) for one in raw) if isinstance(raw, list) else raw


def _refusal(error: ValidationError, name: str) -> Refusal:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
    facts = {"file": name, "key": key, "value": str(first.get("input", ""))[:80], **first.get("ctx", {})}
    known = {"extra_forbidden": "return.unknown_key", "missing": "return.missing_key"}
    code = first["type"] if first["type"].startswith("return.") else known.get(first["type"], "return.bad_value")
    return Refusal(code, **facts)


@cache
def _packaged(name: str) -> Form:
    return parse((files("carelog.station.returns") / "forms" / f"{name}.toml").read_text(encoding="utf-8"), name)


def load(said: str = "") -> Form:
    """The form that comes with carelog, or one of the home's own by its path; refuses what is neither."""
    if said in ("", DEFAULT):
        return _packaged(DEFAULT)
    try:
        text = Path(said).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refusal("return.no_form", file=said, known=DEFAULT) from error
    return parse(text, said)
