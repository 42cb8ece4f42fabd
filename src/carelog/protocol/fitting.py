"""Whether the parts of a protocol file fit together: nothing twice, nothing missing that is asked about, no gap."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from carelog.model.person import Kind
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity
from carelog.model.text import clean
from carelog.protocol import wording
from carelog.protocol.light import OF_ALL
from carelog.protocol.merging import KEYED, twice
from carelog.protocol.misfit import Misfit, rows, tables
from carelog.protocol.places import Path

if TYPE_CHECKING:
    from carelog.protocol.schema import CareProtocol, Rule

_DAY = 24 * 60
_PROMISED: tuple[tuple[str, type[wording.Wording]], ...] = (
    ("unjudged", wording.Unjudged),
    ("lacking", wording.Lacking),
)
"""What must never pass as normal in any file: a value nobody judges, and what was not measured or asked."""

TOLD = frozenset({"protocol.rule_twice", "protocol.rule_unknown"})
"""What the schema says of one rule and `misfits` of all of them, with their lines."""


def misfits(document: Mapping[str, Any], dropped: frozenset[str] = frozenset()) -> list[Misfit]:
    """What does not fit, read off the file as it stands; `dropped` are rules that the file has left out."""
    out = [misfit for table in KEYED for misfit in twice(dict(document), table)]
    out += _references(document, dropped)
    out += _slots(document)
    out += _letters(document)
    return out


def _references(document: Mapping[str, Any], dropped: frozenset[str]) -> Iterator[Misfit]:
    rules = rows(document, "rule")
    known = {rule.get("id") for rule in rules if isinstance(rule.get("id"), str)}
    for n, rule in enumerate(rules):
        for path, name in _named(rule, ("rule", n)):
            if name not in known:
                gone = name in dropped
                code = "protocol.without_needed" if gone else "protocol.rule_unknown"
                yield Misfit(code, ("without",) if gone else path, str(rule.get("id", "")), name)


def _named(rule: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    """Every rule that a rule names, with the place where it does."""
    for key in ("when", "worse"):
        for where, table in tables(rule.get(key), (*path, key)):
            if table.get("kind") == "rule":
                yield from _strings(table.get("any_of"), (*where, "any_of"))
    yield from _strings(rule.get("said_unless"), (*path, "said_unless"))


def _strings(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, list):
        yield from (((*path, n), name) for n, name in enumerate(value) if isinstance(name, str))


def _slots(document: Mapping[str, Any]) -> Iterator[Misfit]:
    """Windows that run at the same time: a value would belong to two rounds."""
    found = [
        (n, str(slot.get("code", "")), slot["start"], slot["until"])
        for n, slot in enumerate(rows(document, "slot"))
        if isinstance(slot.get("start"), time) and isinstance(slot.get("until"), time)
    ]
    for at, (_, code, *window) in enumerate(found):
        for n, other, *later in found[at + 1 :]:
            if code != other and _minutes(*window) & _minutes(*later):
                yield Misfit("protocol.slots_overlap", ("slot", n), value=other, more={"other": code})


def _minutes(start: time, until: time) -> frozenset[int]:
    first, last = (t.hour * 60 + t.minute for t in (start, until))
    return frozenset(m % _DAY for m in range(first, last if last > first else last + _DAY))


def _letters(document: Mapping[str, Any]) -> Iterator[Misfit]:
    """Texts that could move a cursor or hide a letter on a screen."""
    for path, table in tables(document, ()):
        for key, text in table.items():
            if isinstance(text, str) and clean(text) != text.strip():
                rule = _rule_at(document, path)
                yield Misfit("protocol.letters", (*path, key), rule, text)


def _rule_at(document: Mapping[str, Any], path: Path) -> str:
    if path[:1] == ("rule",) and len(path) > 1 and isinstance(path[1], int):
        return str(document["rule"][path[1]].get("id", "-"))
    return "-"


# what needs the file read


def silent(protocol: "CareProtocol") -> list[Misfit]:
    """Ways in which something would pass as normal that nobody has judged: errors."""
    out = [
        Misfit("protocol.silent", (), value=name, more={"kind": kind.value})
        for name, condition in _PROMISED
        for kind in Kind
        if not any(_always(rule, kind, condition) for rule in protocol.rule)
    ]
    out += [
        Misfit("protocol.asks_nothing", ("required", kind.value), more={"kind": kind.value})
        for kind in Kind
        if not getattr(protocol.required, kind.value)
    ]
    return out + [gap for kind in Kind for high in (True, False) for gap in _gap(protocol, kind, high=high)]


def _gap(protocol: "CareProtocol", kind: Kind, *, high: bool) -> list[Misfit]:
    """The sites left out where lines judge a temperature on this side at others."""
    judged = _sites(protocol, kind, high=high)
    lacking = [site.value for site in Site if site not in judged] if judged else []
    code = "protocol.gap_high" if high else "protocol.gap_low"
    return [Misfit(code, (), value=", ".join(lacking), more={"kind": kind.value})] if lacking else []


def _always(rule: "Rule", kind: Kind, condition: type[wording.Wording]) -> bool:
    mine = kind in rule.people and rule.any_age and rule.severity >= Severity.NOT_KNOWN
    return mine and isinstance(rule.when, condition)


def _sites(protocol: "CareProtocol", kind: Kind, *, high: bool) -> set[Site]:
    """The sites at which some line judges a temperature on this side."""
    return {
        site
        for rule in protocol.rule
        if kind in rule.people
        for case in rule.cases()
        for asked in wording.sole(case.when)
        if isinstance(asked, wording.Bound) and asked.reading is Quantity.TEMPERATURE
        for line in asked.lines
        if line.high is high
        for site in line.sites or tuple(Site)
    }


def unjudged(protocol: "CareProtocol") -> list[Misfit]:
    """What a round asks for and no rule judges: it would always be shown as not known. A warning."""
    whom = protocol.ruleset.whom
    out = []
    for kind in sorted({kind for rule in protocol.rule if rule.family not in OF_ALL for kind in rule.people}):
        for item in getattr(protocol.required, kind.value):
            for scale in (1, 2) if item == "spo2" else (1,):
                judged = whom[kind, False, scale]
                known = judged.symptoms if item == "symptoms" else {q for q, _ in judged.readings if q.value == item}
                if not known:
                    more = {"kind": kind.value, "scale": str(scale)}
                    out.append(Misfit("protocol.unjudged", ("required", kind.value), value=item, more=more))
    return out
