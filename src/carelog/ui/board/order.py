"""Who stands on the board, and in which order."""

from collections.abc import Sequence

from carelog.station.rounds import walking
from carelog.station.rows import BoardRow


def matches(row: BoardRow, typed: str) -> bool:
    """Whether what was typed is part of the name or begins the pinyin initials, the bed, a part of it, or the code."""
    needle = typed.casefold().strip()
    person = row.person
    bed = person.bed.casefold()
    return (
        not needle
        or needle in person.name.casefold()
        or person.initials.casefold().startswith(needle)
        or bed.startswith(needle)
        or any(part.startswith(needle) for part in bed.split("-"))
        or person.code.casefold().startswith(needle)
    )


def chosen(rows: Sequence[BoardRow], unit: str, typed: str) -> list[BoardRow]:
    """The people of a unit ('' is all) that were asked for."""
    return [row for row in rows if (not unit or row.person.unit == unit) and matches(row, typed)]


def by_bed(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """In the order of the beds."""
    return sorted(rows, key=lambda row: walking(row.person))


def kept(rows: Sequence[BoardRow], before: Sequence[str]) -> list[BoardRow]:
    """The same people in the order in which they stood, who is new behind them: what is read does not jump away."""
    place = {person: n for n, person in enumerate(before)}
    return sorted(rows, key=lambda row: place.get(row.person.id, len(place)))
