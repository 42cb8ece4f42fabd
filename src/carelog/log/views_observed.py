"""The views of what was observed.

`part` holds every part and how it stands, `observation` the standing parts of one act, merged.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from carelog.log import codec, observed
from carelog.log.plain import canonical
from carelog.log.rows import Row
from carelog.log.times import from_ms, to_ms
from carelog.model.observation import Observation, Observed, Seen, Way, merged
from carelog.model.reading import Quantity, Reading

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.deeds import Correction

STANDS, VOID, UNDONE = 0, 1, 2

FLOW_UNREAD = -1
"""In the column `oxygen`: on oxygen, the flow was not read."""

_QUANTITIES = tuple(Quantity)
_COLUMNS = (
    "n", "p", "happened", "tick", "whole", "last", "paper", "day", "slot", "site", "symptoms", "reasons", *_QUANTITIES,
)  # fmt: skip
_INSERT = f"INSERT INTO observation ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - ours


PARTS = (
    "SELECT part.n, part.happened, part.tick, own.id, own.act, own.recorded_at, own.recorded_by, "
    "held.kind, held.version, held.body FROM part "
    "CROSS JOIN entry AS own ON own.n = part.n CROSS JOIN entry AS held ON held.n = part.source "
)
"""The parts with the text of the entry that holds what they say now: their own, or the last correction."""


def seen(db: "Connection", where: str, facts: tuple[Any, ...]) -> list[tuple[int, Seen]]:
    """The parts a condition finds, as they stand now, in the order of time; each with its number."""
    found = db.execute(f"{PARTS}WHERE {where} ORDER BY part.happened, part.tick", facts).fetchall()
    return [_seen(part) for part in found]


def _seen(part: tuple[Any, ...]) -> tuple[int, Seen]:
    n, happened, tick, entry, act, recorded, by, kind, version, body = part
    at = from_ms(happened)
    then = at if recorded == happened else from_ms(recorded)
    said = observed.read(version, body) if kind == "observed" else held(kind, version, body)
    return n, Seen(entry, act, tick, at, then, by, said)


@lru_cache(maxsize=4096)
def held(kind: str, version: int, body: str) -> Observed:
    """What an `observed` entry, or a correction with a replacement, says was observed.

    Entries never change, so what a screen asks for again and again is read once.
    """
    if kind == "observed":
        return observed.read(version, body)
    told = codec.read(kind, version, body)
    seen_then = cast("Correction", told).replacement if kind == "corrected" else told
    if not isinstance(seen_then, Observed):
        raise TypeError(kind)
    return seen_then


def add(db: "Connection", row: Row, body: Observed, p: int, *, gone: bool) -> None:
    """Take in a new part: alone it is the observation, else it joins the parts of its act."""
    head = _head(db, row, p)
    sql = "INSERT INTO part (n, p, happened, tick, head, source, standing) VALUES (?, ?, ?, ?, ?, ?, ?)"
    db.execute(sql, (row.n, p, row.happened_at, row.tick, head, row.n, UNDONE if gone else STANDS))
    if head != row.n:
        _merge(db, head)
    elif not gone:
        alone = (row.id, row.act, row.tick, from_ms(row.happened_at), from_ms(row.recorded_at), row.recorded_by)
        _insert(db, (row.n, p, row.tick, row.n), whole=True, merged_now=merged([Seen(*alone, body)]))


def _head(db: "Connection", row: Row, p: int) -> int:
    sql = (
        "SELECT part.head FROM entry CROSS JOIN part ON part.n = entry.n "
        "WHERE entry.act = ? AND entry.person = ? AND part.p = ? AND entry.n < ? ORDER BY entry.n LIMIT 1"
    )
    found = db.execute(sql, (row.act, row.person, p, row.n)).fetchone()
    return int(found[0]) if found else row.n


def undo(db: "Connection", n: int) -> None:
    """Strike a part because its whole act is taken back; no later correction brings it again."""
    db.execute("UPDATE part SET standing = ? WHERE n = ?", (UNDONE, n))
    _merge_of(db, n)


def restand(db: "Connection", n: int) -> None:
    """Let a part stand as its corrections that were not taken back say, or as itself without any."""
    found = db.execute(
        "SELECT part.standing, entry.happened_at FROM part JOIN entry USING (n) WHERE n = ?", (n,)
    ).fetchone()
    if found is None or found[0] == UNDONE:
        return
    standing, source, happened = STANDS, n, found[1]
    for number, told in _corrections(db, n):
        standing, source = (STANDS, number) if told.replacement else (VOID, n)
        happened = to_ms(told.happened_at) if told.happened_at else happened
    db.execute("UPDATE part SET happened = ?, source = ?, standing = ? WHERE n = ?", (happened, source, standing, n))
    _merge_of(db, n)


def _corrections(db: "Connection", n: int) -> "list[tuple[int, Correction]]":
    sql = (
        "SELECT entry.n, entry.version, entry.body FROM correction CROSS JOIN entry ON entry.n = correction.n "
        "WHERE correction.target = ? AND NOT correction.undone ORDER BY entry.tick, entry.n"
    )
    told = db.execute(sql, (n,)).fetchall()
    return [(number, cast("Correction", codec.read("corrected", *text))) for number, *text in told]


def _merge_of(db: "Connection", n: int) -> None:
    (head,) = db.execute("SELECT head FROM part WHERE n = ?", (n,)).fetchone()
    _merge(db, head)


def of_head(db: "Connection", head: int) -> list[tuple[int, Seen]]:
    """The standing parts of the observation whose first part stands at a number."""
    ours = "part.n IN (SELECT ?1 UNION ALL SELECT n FROM part WHERE head = ?1 AND head <> n)"
    return seen(db, f"{ours} AND part.standing = 0", (head,))


def _merge(db: "Connection", head: int) -> None:
    db.execute("DELETE FROM observation WHERE n = ?", (head,))
    parts = of_head(db, head)
    if not parts:
        return
    (p,) = db.execute("SELECT p FROM part WHERE n = ?", (head,)).fetchone()
    (source,) = db.execute("SELECT source FROM part WHERE n = ?", (parts[0][0],)).fetchone()
    whole = len(parts) == 1 and parts[0][0] == head == source
    numbers = (head, p, parts[0][1].tick, parts[-1][0])
    _insert(db, numbers, whole=whole, merged_now=merged([part for _, part in parts]))


def _insert(db: "Connection", numbers: tuple[int, int, int, int], *, whole: bool, merged_now: Observation) -> None:
    n, p, tick, newest = numbers
    last = deciding(merged_now.readings)
    temperature = last.get(Quantity.TEMPERATURE)
    reasons = {q.value: r.not_measured.value for q, r in last.items() if r.not_measured is not None}
    if merged_now.not_asked is not None:
        reasons["symptoms"] = merged_now.not_asked.value
    key = merged_now.round
    first = (n, p, to_ms(merged_now.happened_at), tick, int(whole), newest, int(merged_now.way is Way.PAPER))
    then = (
        key.date.toordinal() if key else None,
        key.slot if key else None,
        temperature.site.value if temperature and temperature.site else None,
        None if merged_now.symptoms is None else canonical(merged_now.symptoms),
        canonical(reasons) if reasons else None,
    )
    db.execute(_INSERT, (*first, *then, *(_value(last.get(q)) for q in _QUANTITIES)))


def deciding(readings: tuple[Reading, ...]) -> dict[Quantity, Reading]:
    """The newest reading of every quantity; a value stands before a reason given earlier or later."""
    last: dict[Quantity, Reading] = {}
    for reading in readings:
        held_one = last.get(reading.quantity)
        if held_one is None or reading.not_measured is None or held_one.not_measured is not None:
            last[reading.quantity] = reading
    return last


def _value(reading: Reading | None) -> int | None:
    if reading is None or reading.not_measured is not None:
        return None
    return FLOW_UNREAD if reading.value is None else int(reading.value)


def symptoms_of(text: str | None) -> tuple[str, ...] | None:
    """The symptom codes of a view row: None = not asked, () = asked and none."""
    return None if text is None else tuple(json.loads(text))
