"""The strict door of the log: what may become the body of an entry, and how an old body is read today.

A body's change is a new version here with an upcaster `dict -> dict`; bodies already written stay as they are.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from carelog.log import plain
from carelog.log.private import Secret, conceal
from carelog.model.entry import KINDS, body_of, kind_of
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from carelog.model.body import Body

VERSIONS: dict[str, int] = {
    **dict.fromkeys(KINDS, 1),
    "person": 4,
    "presence": 2,
    "swabbed": 2,
    "given": 2,
    "acknowledged": 2,
    "closed": 2,
    "institution": 3,
    "reminder": 2,
}
"""The version in which a kind's body is written now."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("person", 1): lambda body: body,  # all that is new has a default: nobody had said it
    ("person", 2): lambda body: body,  # likewise
    ("person", 3): lambda body: body,  # likewise
    ("presence", 1): lambda body: body,  # likewise
    ("swabbed", 1): lambda body: body,  # likewise
    ("given", 1): lambda body: body,  # likewise
    ("acknowledged", 1): lambda body: body,  # likewise
    ("closed", 1): lambda body: body,  # likewise
    ("institution", 1): lambda body: body,  # likewise
    ("institution", 2): lambda body: body,  # likewise
    ("reminder", 1): lambda body: body,  # likewise
}
"""(kind, version) -> how its plain body becomes that of the next version."""

_READER = json.JSONDecoder()


@cache
def private_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind whose text stands only in the private table."""
    return tuple(f.name for f in fields(body_of(kind)) if f.metadata.get("private"))


class Written(NamedTuple):
    """A body ready to be stored: the text that will be hashed, the body as it will be read back, its private texts."""

    kind: str
    version: int
    text: str
    body: "Body"
    secrets: tuple[Secret, ...]


def write(body: "Body", salt: Callable[[], str]) -> Written:
    """Put a body into its canonical text, private texts replaced by their salted hashes; refuses what is not one."""
    kind = kind_of(type(body))
    try:
        raw = cast("dict[str, Any]", plain.encode(body))
        secrets = conceal(raw, private_of(kind), salt)
        text = plain.canonical(raw)
        text.encode()
        stored = read(kind, VERSIONS[kind], text)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise Refusal("log.body", kind=kind, why=str(error)) from error
    check(kind, text, stored)
    told = {secret.field: secret.text for secret in secrets}
    return Written(kind, VERSIONS[kind], text, revealed(kind, stored, told), secrets)


def read(kind: str, version: int, text: str, told: Mapping[str, str] | None = None) -> "Body":
    """A body from its stored text, brought up to today's version; private fields read as told, '' where purged.

    Without `told` the private fields read as their hashes. KeyError, TypeError or ValueError where the text is damaged.
    """
    raw, end = _READER.raw_decode(text)
    if end != len(text):
        raise ValueError("more_than_one_text")
    while version < VERSIONS[kind]:
        raw = UPCASTERS[kind, version](raw)
        version += 1
    if told is not None:
        raw |= {name: told.get(name, "") for name in private_of(kind) if raw.get(name)}
    return plain.decode(body_of(kind), raw)


def revealed(kind: str, body: "Body", told: Mapping[str, str]) -> "Body":
    """The body with its private texts in place of their hashes, '' for one that was purged."""
    hidden = {name: told.get(name, "") for name in private_of(kind) if getattr(body, name)}
    return replace(body, **hidden) if hidden else body  # type: ignore[arg-type]  # only texts are private


def check(kind: str, text: str, stored: "Body") -> None:
    """Let pydantic read the same text strictly, unknown fields forbidden; refuses where it finds anything else."""
    from pydantic import ValidationError

    try:
        (seen,) = _adapter(kind).validate_json(f"[{text}]")
    except ValidationError as error:
        raise Refusal("log.body", kind=kind, why=str(error.errors(include_url=False)[0]["msg"])) from error
    if seen != stored:
        raise Refusal("log.body", kind=kind, why="unequal")


def warm() -> None:
    """Load pydantic and build every kind's validator, so that the first save does not wait for it."""
    for kind in KINDS:
        _adapter(kind)


@cache
def _adapter(kind: str) -> "TypeAdapter[tuple[Body]]":
    from pydantic import ConfigDict, TypeAdapter

    # pydantic takes a config for a plain dataclass only from around it, hence the tuple of one
    one: Any = tuple.__class_getitem__((body_of(kind),))
    return TypeAdapter(one, config=ConfigDict(strict=True, extra="forbid"))
