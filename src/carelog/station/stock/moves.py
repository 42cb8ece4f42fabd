"""What happened to the stock: as people wrote it down, a kit for every test, what was given from the reserve."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.deeds import Given, Swabbed
from carelog.model.stock import Change, Stocked
from carelog.model.swabs import SampleTaken
from carelog.protocol.stock import articles
from carelog.protocol.stock.shelf import Move

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.deeds import Method
    from carelog.station.desk import Station

_MOMENT = timedelta(milliseconds=1)


def moves(station: Station, at: datetime) -> list[Move]:
    """Every move by an instant, in the order of time."""
    kits = {article.method: article.code for article in articles.every() if article.method}
    told = [deed for deed in station.log.deeds("stock") if deed.at <= at]
    mine = [deed.at for deed in told if deed.body.article in kits.values()]
    tests = station.log.deeds_between(("swabbed", "sample"), min(mine), at + _MOMENT) if mine else []
    deeds = sorted((*told, *_one_a_kit(tests), *_doses(station, told, at)), key=lambda deed: (deed.happened, deed.tick))
    return [_move(deed, kits) for deed in deeds]


def _move(deed: Deed, kits: Mapping[Method, str]) -> Move:
    body = deed.body
    if isinstance(body, Stocked):
        return Move(deed.at, body.article, body.change, body.amount, body.lot, body.expires)
    if isinstance(body, Given):
        return Move(deed.at, body.article, Change.USED, body.pieces, body.lot)
    return Move(deed.at, kits[body.method], Change.USED, 1, body.lot)


def _doses(station: Station, told: Sequence[Deed], at: datetime) -> list[Deed]:
    """What was given from the reserve since anything was first written down of the stock."""
    if not told:
        return []
    given = station.log.deeds_between(("given",), told[0].at, at + _MOMENT)
    return [deed for deed in given if deed.body.article and deed.body.pieces]


def _one_a_kit(tests: Iterable[Deed]) -> Sequence[Deed]:
    """One deed for each kit: a sample used it when taken, its results no more; several targets of one swab share it."""
    out: dict[tuple[object, ...], Deed] = {}
    for deed in tests:
        body: Swabbed | SampleTaken = deed.body
        if isinstance(body, SampleTaken):
            out[deed.id,] = deed
        elif not body.sample:
            out.setdefault((deed.act, body.person, body.method, deed.at), deed)
    return list(out.values())
