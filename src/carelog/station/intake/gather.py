"""Putting what was found together: readings close in time are repeats of one observation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from carelog.model.observation import Observed, Way
from carelog.model.reading import Reading
from carelog.station.intake.observations import Found

_BLANK: Final = " "


class Gathered(NamedTuple):
    """One observation to be, at the time of its first row. Its id follows from what it says."""

    entry: str
    at: datetime
    observed: Observed
    rows: tuple[Found, ...]


def stamped(at: datetime, typed: str) -> str:
    """What a file said of a value, and when: kept with the reading, because repeats each have a time of their own."""
    return f"{at.astimezone(UTC).isoformat()}{_BLANK}{typed}"


def time_of(reading: Reading, otherwise: datetime) -> datetime:
    """When a reading was taken: its own stamp, else its observation's time."""
    stamp, blank, _ = reading.typed.partition(_BLANK)
    if not blank:
        return otherwise
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return otherwise
    return at if at.tzinfo else otherwise


def sign(person: str, at: datetime, said: object) -> str:
    """What makes a value the same value: whose, when, what."""
    millis = int(at.timestamp() * 1000)
    text = json.dumps([person, millis, said], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def of_reading(person: str, at: datetime, reading: Reading) -> str:
    """The sign of a reading: person, time, quantity, value or reason, site."""
    return sign(person, at, [reading.quantity, reading.value, reading.not_measured, reading.site])


def of_asking(person: str, at: datetime, said: Observed | Found) -> str:
    """The sign of an answer to the question for symptoms, '' where there is none."""
    if said.symptoms is None and said.not_asked is None:
        return ""
    codes = None if said.symptoms is None else sorted(said.symptoms)
    return sign(person, at, ["symptoms", codes, said.not_asked])


def signs(person: str, at: datetime, observed: Observed) -> set[str]:
    """The signs of all that a stored observation says, each value at its own time."""
    times = {at, *(time_of(r, at) for r in observed.readings)}
    asked = {of_asking(person, time, observed) for time in times}
    return {*asked, *(of_reading(person, time_of(r, at), r) for r in observed.readings)}


def gathered(found: Iterable[Found], ids: Mapping[str, str], minutes: int) -> list[Gathered]:
    """Group rows into observations, person by person in order of time; what stands twice in the file is taken once.

    A reading less than `minutes` after the one before it belongs to the same observation; 0 makes every row one of its
    own. `ids`: code -> person id.
    """
    out: list[Gathered] = []
    ordered = sorted(found, key=lambda f: (ids[f.code], f.at, f.row))
    for person, rows in groupby(ordered, key=lambda f: ids[f.code]):
        fresh = without(person, rows, set())
        out.extend(_observation(person, chain) for chain in _chains(fresh, minutes))
    return out


def without(person: str, rows: Iterable[Found], known: Collection[str]) -> list[Found]:
    """The rows without what is known already, or said by an earlier row; a row that says nothing new is gone."""
    heard = set(known)
    fresh = []
    for row in rows:
        marks = [of_reading(person, row.at, r) for r in row.readings]
        readings = tuple(r for r, mark in zip(row.readings, marks, strict=True) if mark not in heard)
        asked = of_asking(person, row.at, row)
        tells = bool(asked) and asked not in heard
        heard.update(marks, [asked])
        if readings or tells:
            fresh.append(row._replace(readings=readings) if tells else _mute(row, readings))
    return fresh


def _mute(row: Found, readings: tuple[Reading, ...]) -> Found:
    return row._replace(readings=readings, symptoms=None, not_asked=None)


def reduced(one: Gathered, known: Collection[str]) -> Gathered | None:
    """An observation without what is known already, None where nothing is left."""
    fresh = without(one.observed.person, one.rows, known)
    return _observation(one.observed.person, fresh) if fresh else None


def _chains(rows: Sequence[Found], minutes: int) -> Iterator[list[Found]]:
    chain: list[Found] = []
    for row in rows:
        if chain and row.at - chain[-1].at >= timedelta(minutes=minutes):
            yield chain
            chain = []
        chain.append(row)
    if chain:
        yield chain


def _observation(person: str, rows: Sequence[Found]) -> Gathered:
    observed = Observed(
        person=person,
        round=next((row.round for row in rows if row.round), None),
        readings=tuple(replace(r, typed=stamped(row.at, r.typed)) for row in rows for r in row.readings),
        symptoms=next((row.symptoms for row in reversed(rows) if row.symptoms is not None), None),
        not_asked=next((row.not_asked for row in reversed(rows) if row.not_asked is not None), None),
        way=Way.IMPORT,
    )
    if observed.symptoms is not None:
        observed = replace(observed, not_asked=None)
    return Gathered(_entry_id(person, rows), rows[0].at, observed, tuple(rows))


def _entry_id(person: str, rows: Sequence[Found]) -> str:
    """A UUIDv8 of the SHA-256 of all that the rows say: person, time, quantity, value, site."""
    marks = [of_reading(person, row.at, r) for row in rows for r in row.readings]
    asked = [of_asking(person, row.at, row) for row in rows]
    digest = hashlib.sha256("".join([*marks, *asked]).encode()).hexdigest()
    bits = int(digest[:32], 16) & ~(0xF << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
