"""Read a protocol file; a file that does not hold says where and why instead of deciding anything."""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from importlib.resources import files
from typing import NamedTuple

from pydantic import ValidationError

from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import fitting, merging
from carelog.protocol.misfit import NO_RULE, Misfit, rows
from carelog.protocol.places import Path, line_of, places
from carelog.protocol.schema import CareProtocol
from carelog.protocol.wording import KINDS

_LARGEST = 256 * 1024
_NO_PROTOCOLS = frozenset({"symptoms.toml", "news2.toml", "articles.toml"})
"""Files beside the protocols that are none."""
_LONGEST_VALUE = 60
_KNOWN = {
    "missing": "protocol.key_missing",
    "extra_forbidden": "protocol.key_unknown",
    "literal_error": "protocol.value_none_of",
    "enum": "protocol.value_none_of",
    "union_tag_invalid": "protocol.value_none_of",
}


class Examined(NamedTuple):
    """A file as it was found: its whole text, what it decides where it holds, what does not hold, what to look at."""

    text: str
    protocol: CareProtocol | None
    problems: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]


class _Opened(NamedTuple):
    """A file put together, before it is checked; `own` is the document as the file itself writes it."""

    text: str
    document: merging.Document
    own: merging.Document
    misfits: tuple[Misfit, ...]
    dropped: frozenset[str]


def names() -> tuple[str, ...]:
    """The ids of the protocols that come with the app."""
    folder = files("carelog.protocol").joinpath("data")
    found = (f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in found if name not in _NO_PROTOCOLS))


def written(name: str) -> str:
    """The text of a protocol that comes with the app, as it was written; Refusal `protocol.none_such` for no such."""
    if name not in names():
        raise Refusal("protocol.none_such", name=name, known=", ".join(names()))
    return files("carelog.protocol").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")


def packaged(name: str) -> str:
    """The whole text of a protocol that comes with the app; refuses as `written` does."""
    return whole(written(name), name)


def sha256(text: str) -> str:
    """The fingerprint of a protocol file, which every assessment names."""
    return hashlib.sha256(text.encode()).hexdigest()


def decoded(raw: bytes, name: str) -> str:
    """The text of a file's bytes, UTF-8 with or without its mark; refuses what is none, is empty or far too large."""
    if len(raw) > _LARGEST:
        raise Refusal("protocol.too_big", file=name, most_kb=_LARGEST // 1024)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("protocol.not_text", file=name) from error
    if not text.strip():
        raise Refusal("protocol.empty", file=name)
    return text.replace("\r\n", "\n")


def whole(text: str, name: str) -> str:
    """The whole text of a file: one that extends another is put together with it, and says on what it is based.

    Refuses what cannot be put together; whether the whole holds is asked by `care_protocol` and `examined`.
    """
    opened = _opened(text, name, ())
    if opened.misfits:
        raise _said(opened, (), text, name)[0]
    return opened.text


def care_protocol(text: str, name: str) -> CareProtocol:
    """Read and check a protocol.

    A Refusal names the file, the line, the key and the rule of the first thing that does not hold.
    """
    opened = _opened(text, name, ())
    found, misfits = _read(opened)
    if found is None or opened.misfits:
        raise _said(opened, misfits, text, name)[0]
    return found


def examined(text: str, name: str) -> Examined:
    """All that does not hold in a file, in the order of its lines, and what somebody should look at."""
    try:
        opened = _opened(text, name, ())
        protocol, misfits = _read(opened)
        loose = fitting.misfits(opened.document, opened.dropped)
    except Refusal as refusal:
        return Examined(text, None, (refusal,), ())
    told = {m.rule for m in loose}
    found = [*loose, *(m for m in misfits if not (m.code in fitting.TOLD and m.rule in told))]
    warnings: list[Misfit] = []
    if protocol is not None:
        found += fitting.silent(protocol)
        warnings += fitting.unjudged(protocol)
    problems = _said(opened, found, text, name)
    noted = () if problems else _said(opened, warnings, text, name)
    return Examined(opened.text, None if problems else protocol, problems, noted)


def _opened(text: str, name: str, below: tuple[str, ...]) -> _Opened:
    if len(text) > _LARGEST:
        raise Refusal("protocol.too_big", file=name, most_kb=_LARGEST // 1024)
    text = unicodedata.normalize("NFC", text)
    own = _toml(text, name)
    if "extends" not in own:
        return _Opened(text, own, own, (), frozenset())
    base = _base(own["extends"], name, below)
    put = merging.merged(base.document, own)
    based_on = f"{base.document['id']} {base.document['version']} {sha256(base.text)}"
    document = {"based_on": based_on, **{k: v for k, v in put.document.items() if k != "based_on"}}
    return _Opened(_dumped(document), document, own, put.misfits, put.dropped)


def _base(asked: object, name: str, below: tuple[str, ...]) -> _Opened:
    """The whole file that one extends: one that comes with the app, and never by a detour itself."""
    if not isinstance(asked, str) or asked not in names():
        raise Refusal("protocol.base_unknown", file=name, value=_short(asked), known=", ".join(names()))
    if asked in below:
        raise Refusal("protocol.base_circle", file=name, value=asked)
    return _opened(written(asked), asked, (*below, asked))


def _dumped(document: merging.Document) -> str:
    import tomli_w

    return tomli_w.dumps(document)


def _toml(text: str, name: str) -> merging.Document:
    try:
        document = tomllib.loads(text)
        json.dumps(document, default=_plain)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        raise Refusal("protocol.not_toml", file=name, line=line[1] if line else text.count("\n") + 1) from wrong
    return document


def _plain(value: date | time) -> str:
    return value.isoformat()


def _read(opened: _Opened) -> tuple[CareProtocol | None, tuple[Misfit, ...]]:
    """The file as a protocol, or everything in which it is none."""
    try:
        return CareProtocol.model_validate_json(json.dumps(opened.document, default=_plain)), ()
    except ValidationError as wrong:
        found = [(str(e["type"]), _misfit(dict(e), opened.document)) for e in wrong.errors(include_url=False)]
        return None, tuple(m for kind, m in found if kind != "too_short" or not _inside(m, found))


def _inside(list_: Misfit, found: Sequence[tuple[str, Misfit]]) -> bool:
    """Whether something in a list does not hold: that the list is then found empty tells nothing more."""
    return any(m.path[: len(list_.path)] == list_.path and m is not list_ for _, m in found)


def _misfit(error: Mapping[str, object], document: merging.Document) -> Misfit:
    """What pydantic found, as a doctor would look for it; `at` is the place of what a whole table is refused for."""
    kind, context, where = str(error["type"]), error.get("ctx") or {}, error["loc"]
    facts = context if isinstance(context, dict) else {}
    path = (*_path(where if isinstance(where, tuple) else ()), *facts.get("at", ()))
    code = kind if kind.startswith("protocol.") else _KNOWN.get(kind, "protocol.value_bad")
    value = facts.get("value", facts.get("tag", error["input"]))
    more = {}
    if code == "protocol.value_none_of":
        path = (*path, "kind") if kind == "union_tag_invalid" else path
        known = str(facts.get("expected_tags") or facts.get("expected"))
        more = {"known": known.replace(" or ", ", ").replace("'", "")}
    elif isinstance(value, float) and kind.startswith("int"):
        code, more = "protocol.not_whole", {"tenths": str(round(value * 10)) if abs(value) < _LARGEST else "?"}
    elif "limit" in facts:
        more = {"limit": str(facts["limit"])}
    rule = facts.get("rule") or _rule(document, path)
    return Misfit(code, path, str(rule or NO_RULE), "" if isinstance(value, dict | list) else str(value), more)


def _path(where: Sequence[int | str]) -> Path:
    """A place as the file has it: pydantic puts the kind of a condition in between; nobody wrote it there."""
    return tuple(part for i, part in enumerate(where) if i == 0 or part not in KINDS)


def _rule(document: Mapping[str, object], where: Path) -> str:
    rules = document.get("rule")
    if len(where) > 1 and where[0] == "rule" and isinstance(where[1], int) and isinstance(rules, list):
        found = rules[where[1]]
        return str(found.get("id", "")) if isinstance(found, dict) else ""
    return ""


# how it is said


def _said(opened: _Opened, misfits: Iterable[Misfit], text: str, name: str) -> tuple[Refusal, ...]:
    """Each misfit once, with the line in the file the doctor wrote, in the order of lines."""
    where = places(text)
    own = [(m, m.path) for m in opened.misfits]
    own += [(m, m.path if opened.own is opened.document else _in_own(opened, m.path)) for m in misfits]
    out = {}
    for misfit, path in own:
        line = line_of(where, path or ("extends",))
        said = (misfit.code, line, _key(path or misfit.path), clean(misfit.rule) or NO_RULE, _short(misfit.value))
        out[said, tuple(misfit.more.items())] = line
    return tuple(_refusal(name, said, dict(more)) for said, more in sorted(out, key=out.__getitem__))


def _refusal(name: str, said: tuple[str, int, str, str, str], more: Mapping[str, str]) -> Refusal:
    code, line, key, rule, value = said
    return Refusal(code, file=name, line=line, key=key, rule=rule, value=value, **more)


def _in_own(opened: _Opened, path: Path) -> Path:
    """A place of the whole document in the file that extends another; () where that file says nothing of it."""
    if len(path) < 2 or path[0] not in merging.KEYED or not isinstance(path[1], int):  # noqa: PLR2004 - table and number
        return path if path and path[0] in opened.own else ()
    keys = merging.KEYED[str(path[0])]
    row = opened.document[str(path[0])][path[1]]
    for n, mine in enumerate(rows(opened.own, str(path[0]))):
        if isinstance(row, dict) and all(mine.get(key) == row.get(key) for key in keys):
            return (path[0], n, *path[2:])
    return ()


def _key(where: Path) -> str:
    """A place in the file as one would write it: rule[3].when.lines[0].op."""
    out = ""
    for part in where:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return clean(out)


def _short(value: object) -> str:
    said = clean(str(value))
    return said if len(said) <= _LONGEST_VALUE else f"{said[:_LONGEST_VALUE]}..."
