"""Read a protocol file; a file that does not hold says where and why instead of deciding anything."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, time
from importlib.resources import files

from pydantic import ValidationError

from carelog.model.refusal import Refusal
from carelog.protocol.schema import CareProtocol
from carelog.protocol.wording import KINDS

_LARGEST = 256 * 1024
_NO_PROTOCOLS = frozenset({"symptoms.toml", "news2.toml"})
"""Files beside the protocols that are none."""
_KNOWN = {"missing": "protocol.key_missing", "extra_forbidden": "protocol.key_unknown"}


def names() -> tuple[str, ...]:
    """The ids of the protocols that come with the app."""
    folder = files("carelog.protocol").joinpath("data")
    found = (f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in found if name not in _NO_PROTOCOLS))


def packaged(name: str) -> str:
    """The text of a protocol that comes with the app; Refusal `protocol.none_such` for another name."""
    if name not in names():
        raise Refusal("protocol.none_such", name=name, known=", ".join(names()))
    return files("carelog.protocol").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")


def sha256(text: str) -> str:
    """The fingerprint of a protocol file, which every assessment names."""
    return hashlib.sha256(text.encode()).hexdigest()


def care_protocol(text: str, name: str) -> CareProtocol:
    """Read and check a protocol.

    A Refusal names the file, the key and the rule: `protocol.too_big`, `protocol.not_toml`, `protocol.key_missing`,
    `protocol.key_unknown`, `protocol.value_bad`, or what does not fit together.
    """
    if len(text) > _LARGEST:
        raise Refusal("protocol.too_big", file=name, most_kb=_LARGEST // 1024)
    document = _toml(text, name)
    try:
        return CareProtocol.model_validate_json(json.dumps(document, default=_plain))
    except ValidationError as wrong:
        raise _refusal(wrong, document, name) from wrong


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        raise Refusal("protocol.not_toml", file=name, line=line[1] if line else "?") from wrong


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _refusal(wrong: ValidationError, document: Mapping[str, object], name: str) -> Refusal:
    """The first thing that does not hold, as the nurse's doctor would look for it."""
    first = wrong.errors(include_url=False)[0]
    context = first.get("ctx", {})
    code = first["type"] if first["type"].startswith("protocol.") else _KNOWN.get(first["type"], "protocol.value_bad")
    rule = context.get("rule") or _rule(document, first["loc"])
    value = context.get("value", first["input"])
    shown = "" if isinstance(value, dict | list) else str(value)
    return Refusal(code, file=name, key=_key(first["loc"]), rule=rule or "-", value=shown)


def _key(where: Sequence[int | str]) -> str:
    """A place in the file as one would write it: rule[3].when.lines[0].op."""
    out = ""  # pydantic puts the kind of a condition in between; nobody wrote it there
    for i, part in enumerate(where):
        if isinstance(part, int):
            out += f"[{part}]"
        elif i == 0 or part not in KINDS:
            out += f".{part}" if out else part
    return out


def _rule(document: Mapping[str, object], where: Sequence[int | str]) -> str:
    rules = document.get("rule")
    if len(where) > 1 and where[0] == "rule" and isinstance(where[1], int) and isinstance(rules, list):
        found = rules[where[1]]
        return str(found.get("id", "")) if isinstance(found, dict) else ""
    return ""
