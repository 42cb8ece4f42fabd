"""Short ways to say who fell ill when."""

from datetime import UTC, datetime, timedelta
from typing import Any

from carelog.model.outbreak import Case, Illness, Urge
from carelog.model.person import Kind
from carelog.protocol.outbreak.cluster import Cluster
from carelog.protocol.outbreak.illness import Found, Syndrome

DAY = datetime(2026, 1, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
COUGHS = Syndrome(
    code="resp",
    symptoms=frozenset({"cough", "sore_throat"}),
    targets=frozenset({"sars_cov_2"}),
    confirmed=False,
    fever_tenths_c=None,
    fever_within=timedelta(),
    gap=timedelta(hours=120),
    close=timedelta(hours=168),
    cleaning=timedelta(),
    covers=frozenset(),
)
PAIR = Cluster(
    "U-01a", "resp", 2, timedelta(hours=72), Urge.SUSPECT, True, True, frozenset({Kind.RESIDENT, Kind.STAFF})
)
KNOWN = {"resp": COUGHS}


def at(hours: float) -> datetime:
    return DAY + hours * HOUR


def shown(hours: float, *symptoms: str, warm: int | None = None) -> Found:
    return Found(at(hours), frozenset(symptoms), warm)


def ill(person: str, hours: float, unit: str = "3", **more: Any) -> Case:  # noqa: ANN401 - any field of Case
    onset = at(hours)
    told = Case(person, Kind.RESIDENT, unit, "resp", Illness(onset, onset, onset, onset, ("cough",), confirmed=False))
    return told._replace(**more)
