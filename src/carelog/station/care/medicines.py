"""A medicine given, from the reserve or the person's own; the reserve is so many pieces less by the same entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.deeds import Given
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.station import happened

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.assessment import Step
    from carelog.station.desk import Station
    from carelog.station.stock.rows import ShelfRow

ANTIPYRETIC: Final = "antipyretic"
"""The article that lowers a fever, whatever else was said of it."""
MOST: Final = 99
"""Nobody is given more pieces at once; a longer number is a slip."""


class Dose(NamedTuple):
    """What was given: an article of the store by code (or the name of another medicine), and how much of the reserve.

    `pieces` 0: the person's own. A lot '' was not said.
    """

    article: str = ""
    pieces: int = 0
    lot: str = ""
    medicine: str = ""
    antipyretic: bool = False
    note: str = ""


class Gave(NamedTuple):
    """What was written down, how the person stands after it, and what is left of the article in store (None: none)."""

    body: Given
    step: Step | None
    left: ShelfRow | None


def give(station: Station, person: str, dose: Dose, at: datetime) -> Gave:
    """Write down that a medicine was given then.

    The article that lowers a fever counts as an antipyretic even where nobody said so: a temperature after it clears
    no fever. Refuses nothing given, what is no medicine, and a number that cannot be.
    """
    medicine, article = clean(dose.medicine), dose.article
    if not (medicine or article or dose.antipyretic):
        raise Refusal("given.nothing")
    if article and article not in {one.code for one in station.stock.medicines()}:
        raise Refusal("given.not_a_medicine", article=article)
    if not 0 <= dose.pieces <= MOST or (dose.pieces and not article):
        raise Refusal("given.pieces", most=MOST)
    lowers = dose.antipyretic or article == ANTIPYRETIC
    body = Given(person, lowers, medicine, dose.note, article, dose.pieces, clean(dose.lot))
    step = happened.given(station, body, at)
    return Gave(body, step, station.stock.row(article) if body.pieces else None)
