"""Putting what was found together: readings close in time are one observation, each distinct time a part of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from carelog.model.observation import Observed, Way
from carelog.model.reading import Reading
from carelog.station.intake.observations import Found


class Part(NamedTuple):
    """One entry to be: its id follows from what it says."""

    entry: str
    at: datetime
    observed: Observed


class Gathered(NamedTuple):
    """One observation to be, or parts to be added to one that an earlier import began.

    `act`: the observation they join, '' for a new one; `rows`: the rows of the file that say something new here.
    """

    person: str
    act: str
    parts: tuple[Part, ...]
    rows: tuple[int, ...]


class Stored(NamedTuple):
    """A part that the log holds: when, the signs of what it says, and the act that later parts may join ('': none)."""

    at: datetime
    act: str
    signs: frozenset[str]


def sign(person: str, at: datetime, said: object) -> str:
    """What makes a value the same value: whose, when, what."""
    millis = int(at.timestamp() * 1000)
    text = json.dumps([person, millis, said], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def of_reading(person: str, at: datetime, reading: Reading) -> str:
    """The sign of a reading: person, time, quantity, value or reason, site."""
    return sign(person, at, [reading.quantity, reading.value, reading.not_measured, reading.site])


def of_asking(person: str, at: datetime, said: Observed | Found) -> list[str]:
    """The sign of an answer to the question for symptoms, none where it was not put."""
    if said.symptoms is None and said.not_asked is None:
        return []
    codes = None if said.symptoms is None else sorted(said.symptoms)
    return [sign(person, at, ["symptoms", codes, said.not_asked])]


def signs(person: str, at: datetime, said: Observed | Found) -> list[str]:
    """The signs of all that a part or a row says."""
    return [*(of_reading(person, at, r) for r in said.readings), *of_asking(person, at, said)]


def entry_id(person: str, at: datetime, observed: Observed) -> str:
    """A UUIDv8 of the SHA-256 of what a part says: person, time, quantity, value, site."""
    return id_of("".join(signs(person, at, observed)))


def id_of(text: str) -> str:
    """A UUIDv8 of the SHA-256 of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    bits = int(digest[:32], 16) & ~(0xF << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def gathered(
    found: Iterable[Found], ids: Mapping[str, str], minutes: int, stored: Mapping[str, Sequence[Stored]] | None = None
) -> list[Gathered]:
    """Group rows into observations, person by person in order of time, without what the log holds or the file repeats.

    A reading less than `minutes` after the one before it, of the file or of an earlier import, belongs to the same
    observation; 0 makes every row one of its own. `ids`: code -> person id.
    """
    out: list[Gathered] = []
    ordered = sorted(found, key=lambda f: (ids[f.code], f.at, f.row))
    for person, rows in groupby(ordered, key=lambda f: ids[f.code]):
        held = stored.get(person, ()) if stored else ()
        fresh = _fresh(person, rows, {mark for one in held for mark in one.signs})
        for act, chain in _chains(fresh, [one for one in held if one.act], minutes):
            out.append(Gathered(person, act, tuple(_parts(person, chain)), tuple(row.row for row in chain)))
    return out


def _fresh(person: str, rows: Iterable[Found], known: Collection[str]) -> list[Found]:
    """The rows without what is known already, or said by an earlier row; a row that says nothing new is gone."""
    heard = set(known)
    fresh = []
    for row in rows:
        marks = [of_reading(person, row.at, r) for r in row.readings]
        asked = of_asking(person, row.at, row)
        left = row._replace(readings=tuple(r for r, m in zip(row.readings, marks, strict=True) if m not in heard))
        if heard.issuperset(asked):
            left = left._replace(symptoms=None, not_asked=None)
        if left.readings or of_asking(person, row.at, left):
            fresh.append(left)
        heard.update(marks, asked)
    return fresh


def _chains(fresh: Sequence[Found], held: Sequence[Stored], minutes: int) -> Iterator[tuple[str, list[Found]]]:
    """Runs of rows that follow each other closely, each with the act of the first stored part among them."""
    if not minutes:
        yield from (("", [row]) for row in fresh)
        return
    run: list[Found | Stored] = []
    events: list[Found | Stored] = [*fresh, *held]
    for event in sorted(events, key=lambda one: one.at):
        if run and event.at - run[-1].at >= timedelta(minutes=minutes):
            yield from _chain(run)
            run = []
        run.append(event)
    yield from _chain(run)


def _chain(run: Sequence[Found | Stored]) -> Iterator[tuple[str, list[Found]]]:
    rows = [one for one in run if isinstance(one, Found)]
    if rows:
        yield next((one.act for one in run if isinstance(one, Stored)), ""), rows


def _parts(person: str, chain: Sequence[Found]) -> Iterator[Part]:
    first = next((row.round for row in chain if row.round), None)
    for at, rows in groupby(chain, key=lambda row: row.at):
        together = list(rows)
        observed = Observed(
            person=person,
            round=first,
            readings=tuple(r for row in together for r in row.readings),
            symptoms=next((row.symptoms for row in reversed(together) if row.symptoms is not None), None),
            not_asked=next((row.not_asked for row in reversed(together) if row.not_asked is not None), None),
            way=Way.IMPORT,
        )
        if observed.symptoms is not None:
            observed = replace(observed, not_asked=None)
        yield Part(entry_id(person, at, observed), at, observed)
