"""Finding a person by what is typed or scanned: a code, a bed, initials or a part of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.model.person import Person


def asked_for(people: Sequence[Person], typed: str) -> list[Person]:
    """The people whose code, bed, name or initials begin so; who has exactly that code comes first."""
    needle = typed.casefold().strip()
    found = [
        p
        for p in people
        if p.code.casefold().startswith(needle)
        or (p.bed and p.bed.casefold().startswith(needle))
        or p.initials.casefold().startswith(needle)
        or needle in p.name.casefold()
    ]
    return sorted(found, key=lambda p: p.code.casefold() != needle)
