"""The model's frozen types as canonical JSON and back, without pydantic: what is hashed must not hang on a library.

A field that equals its default is left out; sorted keys, NFC, no floats. `codec` is the strict door for writing.
"""

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from carelog.log.times import from_ms, to_ms
from carelog.model.home import ProtocolUsed
from carelog.model.text import clean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERBATIM = frozenset({(ProtocolUsed, "text")})
"""Texts that stand as they are, letter for letter, because their own checksum stands beside them."""

Plain = Union["dict[str, Plain]", "list[Plain]", str, int, bool, None]
"""What JSON can say, floats left out."""

_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_LARGEST = 2**53 - 1
"""The largest integer every reader of JSON keeps exactly."""

_ABSENT = object()
T = TypeVar("T")


def canonical(plain: object) -> str:
    """The one JSON text of plain lists, dicts, strings, integers, booleans and nulls."""
    return _WRITER.encode(plain)


def parsed(json_text: str) -> Plain:
    """What a JSON text says, plain."""
    return cast("Plain", json.loads(json_text))


def text(value: object) -> str:
    """The canonical JSON of a value of the model."""
    return canonical(encode(value))


def encode(value: object) -> Plain:
    """A value of the model as plain lists, dicts, strings and integers; TypeError for anything else, floats above all.

    Texts lose what could move a cursor or hide a letter; instants become UTC with three decimals.
    """
    kind = type(value)
    return (_ENCODERS.get(kind) or _encoder(kind))(value)


def _encode_instant(value: datetime) -> str:
    return from_ms(to_ms(value)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _encoder(kind: type) -> Callable[[Any], Plain]:
    """How values of a class are written, worked out when the first one comes."""
    if issubclass(kind, Enum):
        made: Callable[[Any], Plain] = {member: member.value for member in kind}.__getitem__
    elif is_dataclass(kind):
        made = _record_encoder(kind)
    else:
        raise TypeError(f"{kind.__name__} cannot stand in an entry")
    return _ENCODERS.setdefault(kind, made)


def _record_encoder(kind: "type[DataclassInstance]") -> Callable[[Any], Plain]:
    shape = [(f.name, _ABSENT if f.default is MISSING else f.default, (kind, f.name) in VERBATIM) for f in fields(kind)]

    def write(value: object) -> Plain:
        out: dict[str, Plain] = {}
        for name, default, verbatim in shape:
            held = getattr(value, name)
            if held != default:
                said = held if verbatim else encode(held)
                if said != default or held.__class__ is not str:
                    out[name] = said
        return out

    return write


def _same(value: Plain) -> Plain:
    return value


def _encode_whole(value: int) -> int:
    if abs(value) > _LARGEST:
        raise ValueError("integer_too_large")
    return value


_ENCODERS: dict[type, Callable[[Any], Plain]] = {
    str: clean,
    int: _encode_whole,
    bool: _same,
    type(None): _same,
    tuple: lambda value: [encode(v) for v in value],
    datetime: _encode_instant,
    date: date.isoformat,
}


def decode(cls: type[T], plain: object) -> T:
    """A value of the model from its plain form; KeyError, TypeError or ValueError where it is not one."""
    return cast("T", _builder(cast("Hashable", cls))(plain))


@cache
def _builder(hint: Hashable) -> Callable[[Any], Any]:
    if hint in (str, int, bool):
        return _same
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return cast("Callable[[Any], Any]", {member.value: member for member in hint}.__getitem__)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_builder(hint)
    return _compound_builder(hint)


def _compound_builder(hint: Hashable) -> Callable[[Any], Any]:
    of = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType) and len(of) == 2 and of[1] is type(None):  # noqa: PLR2004 - `X | None`
        inner = _builder(of[0])
        return lambda v: None if v is None else inner(v)
    if get_origin(hint) is tuple and of[-1] is Ellipsis:
        each = _builder(of[0])
        return tuple if each is _same else lambda v: tuple([each(x) for x in v])
    if get_origin(hint) is tuple:
        parts = tuple(_builder(h) for h in of)
        return lambda v: tuple(part(x) for part, x in zip(parts, v, strict=True))
    raise TypeError(f"{hint} has no plain form")


def _record_builder(cls: type) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    plan = {f.name: _builder(hints[f.name]) for f in fields(cls)}

    def build(raw: dict[str, Plain]) -> object:
        return cls(**{name: plan[name](value) for name, value in raw.items()})

    return build if any(_holds_others(hint) for hint in hints.values()) else _kept(build)


def _holds_others(hint: object) -> bool:
    """Whether a field holds a list of values, or a record of its own."""
    return is_dataclass(hint) or any(get_origin(h) is tuple or is_dataclass(h) for h in (hint, *get_args(hint)))


def _kept(build: Callable[[dict[str, Plain]], object]) -> Callable[[Any], object]:
    """Remember small records: a year of readings says the same few hundred things, and they never change."""

    @lru_cache(maxsize=4096)
    def built(raw: tuple[tuple[str, Plain], ...]) -> object:
        return build(dict(raw))

    return lambda raw: built(tuple(raw.items()))
