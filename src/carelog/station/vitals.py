"""One line of values from another program, read strictly: what it says, or why it cannot be judged."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple, NoReturn

from carelog.model.person import Colour, Kind, Person
from carelog.model.reading import HARD, Consciousness, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import symptoms

LONGEST: Final = 64 * 1024
"""A line of more bytes than this is no set of values."""
_OLDEST = 130
_SHOWN = 40
_PLAIN = re.compile(r"(-?)(\d{1,9})(?:\.(\d{1,40}))?")
_MEASURED = {
    "respiratory_rate": Quantity.RESPIRATORY_RATE,
    "spo2_percent": Quantity.SPO2,
    "systolic_mmhg": Quantity.SYSTOLIC,
    "diastolic_mmhg": Quantity.DIASTOLIC,
    "pulse": Quantity.PULSE,
    "temperature_c": Quantity.TEMPERATURE,
}
_TENTHS = frozenset({"temperature_c", "oxygen_l_min", "baseline.temperature_c"})
KEYS = frozenset(
    {
        *_MEASURED,
        "spo2_scale",
        "on_oxygen",
        "oxygen_l_min",
        "consciousness",
        "temperature_site",
        "symptoms",
        "age",
        "class",
        "baseline",
        "confirmed",
    }
)
"""Everything a line may say."""
_BASELINE = frozenset({"temperature_c", "spo2_percent"})


class Asked(NamedTuple):
    """What a line says: of whom, what was measured, what was heard; `confirmed`: each value was read again and held."""

    person: Person
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None
    confirmed: bool


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


def read(line: bytes, at: datetime) -> Asked:
    """Read a line of UTF-8 JSON; a Refusal `assess.…` says what cannot be judged. `at` is when it was measured."""
    said = _object(line)
    _refuse_unknown(said, KEYS, "")
    return Asked(_person(said, at), _readings(said), _symptoms(said), _flag(said, "confirmed") is True)


def _object(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST:
        raise Refusal("assess.too_long", most_kb=LONGEST // 1024)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("assess.not_utf8") from error
    try:
        said = json.loads(
            text, object_pairs_hook=_once, parse_int=_Number, parse_float=_Number, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise Refusal("assess.not_json") from error
    if not isinstance(said, dict):
        raise Refusal("assess.not_object")
    return said


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key in out:
            raise Refusal("assess.twice", key=_short(key))
        out[key] = value
    return out


def _no_number(name: str) -> NoReturn:
    raise Refusal("assess.no_number", value=name)


def _short(text: object) -> str:
    shown = clean(str(text))
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _refuse_unknown(said: Mapping[str, Any], known: frozenset[str], under: str) -> None:
    for key in said:
        if key not in known:
            raise Refusal("assess.unknown_key", key=_short(under + key), known=", ".join(sorted(known)))


# numbers and words


def _number(said: Mapping[str, Any], key: str, low: int, high: int, under: str = "") -> int | None:
    """A number between two bounds, in tenths where the key is; None where nothing is said."""
    value, name = said.get(key), under + key
    if value is None:
        return None
    if not isinstance(value, _Number):
        raise Refusal("assess.not_number", key=name, value=_short(json.dumps(value, ensure_ascii=False)))
    found = _PLAIN.fullmatch(value)
    if found is None:
        raise Refusal("assess.not_plain", key=name, value=_short(value))
    sign, whole, decimals = found.groups(default="")
    digits, places = decimals.rstrip("0"), 1 if name in _TENTHS else 0
    if len(digits) > places:
        raise Refusal("assess.decimals" if places else "assess.not_whole", key=name, value=_short(value))
    units = int(whole) * 10 + int(digits or "0") if places else int(whole)
    if sign or not low <= units <= high:
        raise Refusal(
            "assess.impossible", key=name, value=_short(value), low=_unit(low, places), high=_unit(high, places)
        )
    return units


def _unit(value: int, places: int) -> str:
    return f"{value / 10:g}" if places else str(value)


def _flag(said: Mapping[str, Any], key: str) -> bool | None:
    value = said.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise Refusal("assess.not_flag", key=key, value=_written(value))


def _word(said: Mapping[str, Any], key: str, known: Sequence[str]) -> str | None:
    value = said.get(key)
    if value is None:
        return None
    if isinstance(value, _Number) or not isinstance(value, str) or value not in known:
        raise Refusal("assess.not_one_of", key=key, value=_value(value), known=", ".join(known))
    return value


def _written(value: object) -> str:
    """A value as it stood in the line: a word in quotes, a number bare."""
    return _short(value if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False))


def _value(value: object) -> str:
    return _short(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


# what was measured and heard


def _readings(said: Mapping[str, Any]) -> tuple[Reading, ...]:
    out = [
        Reading(quantity, value, site=_site(said) if quantity is Quantity.TEMPERATURE else None)
        for key, quantity in _MEASURED.items()
        if (value := _number(said, key, *HARD[quantity])) is not None
    ]
    level = _word(said, "consciousness", [c.name for c in Consciousness])
    out += [Reading(Quantity.CONSCIOUSNESS, Consciousness[level].value)] if level else []
    _refuse_pressures({r.quantity: r.value for r in out if r.value is not None})
    return (*out, *_oxygen(said))


def _site(said: Mapping[str, Any]) -> Site:
    return Site(_word(said, "temperature_site", list(Site)) or Site.UNKNOWN)


def _refuse_pressures(values: Mapping[Quantity, int]) -> None:
    upper, lower = values.get(Quantity.SYSTOLIC), values.get(Quantity.DIASTOLIC)
    if upper is not None and lower is not None and upper <= lower:
        raise Refusal("assess.pressures", upper=upper, lower=lower)


def _oxygen(said: Mapping[str, Any]) -> list[Reading]:
    """What is said of oxygen, nothing where nothing is; refuses to be told two things."""
    on, flow = _flag(said, "on_oxygen"), _number(said, "oxygen_l_min", *HARD[Quantity.OXYGEN])
    if on is None and flow is None:
        return []
    if flow is not None and on is not None and on is not (flow > 0):
        raise Refusal("assess.oxygen", on=str(on).lower(), flow=_unit(flow, 1))
    return [Reading(Quantity.OXYGEN, 0 if on is False else flow)]


def _symptoms(said: Mapping[str, Any]) -> tuple[str, ...] | None:
    """None = nobody asked; `"none"` or an empty list = asked, and there are none."""
    value = said.get("symptoms")
    if value is None or (value == "none" and not isinstance(value, _Number)):
        return None if value is None else ()
    known = [s.code for s in symptoms.every()]
    if not isinstance(value, list):
        raise Refusal("assess.symptoms", value=_value(value))
    for code in value:
        if not isinstance(code, str) or code not in known:
            raise Refusal("assess.not_one_of", key="symptoms", value=_value(code), known=", ".join(known))
    return tuple(dict.fromkeys(value))


# of whom


def _person(said: Mapping[str, Any], at: datetime) -> Person:
    """A resident without a history, with what the line says of them."""
    scale = _number(said, "spo2_scale", 1, 2)
    age, colour = _number(said, "age", 0, _OLDEST), _word(said, "class", list(Colour))
    own = said.get("baseline")
    if own is not None and not isinstance(own, dict):
        raise Refusal("assess.baseline", value=_value(own))
    normal = own or {}
    _refuse_unknown(normal, _BASELINE, "baseline.")
    return Person(
        id="-",
        code="-",
        kind=Kind.RESIDENT,
        name="",
        birth_date=_born(at.date(), age) if age is not None else None,
        spo2_scale=scale or 1,
        scale_by="-",
        scale_on=at.date(),
        colour=Colour(colour) if colour else None,
        normal_temperature_tenths_c=_number(normal, "temperature_c", *HARD[Quantity.TEMPERATURE], "baseline."),
        normal_temperature_site=_site(said),
        normal_spo2_percent=_number(normal, "spo2_percent", *HARD[Quantity.SPO2], "baseline."),
        normals_by="-",
        normals_until=at.date(),
    )


def _born(today: date, age: int) -> date:
    """A day on which somebody of this age today was born."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - age, today.month, day)
