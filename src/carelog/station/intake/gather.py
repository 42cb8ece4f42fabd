"""Putting what was found together: readings close in time are one observation, each distinct time a part of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from carelog.model.observation import Observed, Way
from carelog.model.reading import Reading
from carelog.station.intake.observations import Found


class Part(NamedTuple):
    """One entry to be: its id follows from what it says, so the same words are the same entry."""

    entry: str
    at: datetime
    observed: Observed


class Stored(NamedTuple):
    """What the log already holds of a person at a time: what it says, and the imported act that later parts may join.

    `act` is '' where nothing may join: typed by hand, or taken back.
    """

    at: datetime
    act: str
    signs: frozenset[str]


class Gathered(NamedTuple):
    """The parts of one observation, in order of time.

    `act`: the observation they join, '' for a new one; `rows`: the rows of the file that say something new here.
    """

    person: str
    act: str
    parts: tuple[Part, ...]
    rows: tuple[int, ...]


def sign(person: str, at: datetime, said: object) -> str:
    """What makes a value the same value: whose, when, what."""
    millis = int(at.timestamp() * 1000)
    text = json.dumps([person, millis, said], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def said_by(reading: Reading) -> list[object]:
    """The content of a reading that makes it the same: quantity, value or reason, site."""
    return [reading.quantity, reading.value, reading.not_measured, reading.site]


def _asked(found: Observed | Found) -> list[object]:
    return ["symptoms", found.symptoms and sorted(found.symptoms), found.not_asked]


def signs(person: str, at: datetime, found: Observed | Found) -> list[str]:
    """The signs of all that an observation or a row says at its time."""
    told: list[object] = [said_by(r) for r in found.readings]
    if found.symptoms is not None or found.not_asked is not None:
        told.append(_asked(found))
    return [sign(person, at, one) for one in told]


def entry_id(person: str, at: datetime, observed: Observed) -> str:
    """A UUIDv8 of the SHA-256 of what a part says: person, time, quantity, value, site."""
    digest = hashlib.sha256("".join(signs(person, at, observed)).encode()).hexdigest()
    bits = int(digest[:32], 16) & ~(0xF << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def gathered(
    found: Iterable[Found], ids: Mapping[str, str], stored: Mapping[str, list[Stored]], minutes: int
) -> Iterator[Gathered]:
    """Group rows into observations, person by person, leaving out what is stored already.

    A reading less than `minutes` after the one before it, of the file or of an earlier import, belongs to the same
    observation; 0 minutes makes every row one of its own. `ids`: code -> person id.
    """
    by_person = groupby(sorted(found, key=lambda f: (ids[f.code], f.at, f.row)), key=lambda f: ids[f.code])
    for person, rows in by_person:
        held = stored.get(person, [])
        known = {sign for one in held for sign in one.signs}
        fresh = [one for one in (_fresh(person, row, known) for row in rows) if one is not None]
        for act, chain in _chains(fresh, held, minutes):
            yield Gathered(person, act, tuple(_parts(person, chain)), tuple(row.row for row in chain))


def _fresh(person: str, row: Found, known: set[str]) -> Found | None:
    """What of a row is new; what it says becomes known, so that a value standing twice in a file is taken once."""
    readings = []
    for reading in row.readings:
        one = sign(person, row.at, said_by(reading))
        if one not in known:
            known.add(one)
            readings.append(reading)
    asked = sign(person, row.at, _asked(row))
    tells = row.symptoms is not None or row.not_asked is not None
    if tells and asked not in known:
        known.add(asked)
        return row._replace(readings=tuple(readings))
    return row._replace(readings=tuple(readings), symptoms=None, not_asked=None) if readings else None


def _chains(fresh: list[Found], held: list[Stored], minutes: int) -> Iterator[tuple[str, list[Found]]]:
    if not minutes:
        yield from (("", [row]) for row in fresh)
        return
    joinable = [one for one in held if one.act]
    events: list[Found | Stored] = sorted([*fresh, *joinable], key=lambda event: event.at)
    chain: list[Found] = []
    act, last = "", None
    for event in events:
        if last is not None and event.at - last >= timedelta(minutes=minutes):
            if chain:
                yield act, chain
            act, chain = "", []
        last = event.at
        if isinstance(event, Found):
            chain.append(event)
        else:
            act = act or event.act
    if chain:
        yield act, chain


def _parts(person: str, chain: list[Found]) -> Iterator[Part]:
    first = next((f.round for f in chain if f.round), None)
    for at, rows in groupby(chain, key=lambda f: f.at):
        together = list(rows)
        observed = Observed(
            person=person,
            round=first,
            readings=tuple(r for f in together for r in f.readings),
            symptoms=next((f.symptoms for f in reversed(together) if f.symptoms is not None), None),
            not_asked=next((f.not_asked for f in reversed(together) if f.not_asked is not None), None),
            way=Way.IMPORT,
        )
        yield Part(entry_id(person, at, observed), at, observed)
