"""The numbers of a protocol's case definitions and clusters, in one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.report.reasons import listed
from carelog.words import language, tr

if TYPE_CHECKING:
    from carelog.station.rows import ClusterCard


def facts(card: ClusterCard) -> str:
    """What is counted, in which window, or from when on it is over."""
    told = dict(card.facts)
    if "least" in told:
        urge, where = tr(f"outbreak.urge_{told.pop('urge')}"), tr(f"card.where_{told.pop('where')}")
        return tr("card.cluster", urge=urge, where=where, **told)
    confirmed, fever = told.pop("confirmed"), told.pop("fever")
    named = listed(card.symptoms.get(language(), ())) or "-"
    parts = [tr("card.syndrome", symptoms=named, **told)]
    parts += [tr("card.only_confirmed")] if confirmed else []
    parts += [tr("card.with_fever", value=fever)] if fever != "-" else []
    return tr("ui.semicolon").join(parts)
