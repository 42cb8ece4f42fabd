"""Case definitions and clusters of a protocol file with their words, read without pydantic."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from carelog.model.outbreak import Urge
from carelog.model.person import Kind
from carelog.protocol import symptoms
from carelog.protocol.outbreak.cluster import Cluster
from carelog.protocol.outbreak.illness import Syndrome

_PEOPLE = (Kind.RESIDENT, Kind.STAFF)
_PLACES = ("unit", "house")


class SyndromeWords(NamedTuple):
    """A case definition and what the file says of it; `groups` are those of its symptoms."""

    ready: Syndrome
    groups: tuple[str, ...]
    words: Mapping[str, str]
    source: str
    evidence: str


class ClusterWords(NamedTuple):
    """A cluster and what the file says of it."""

    ready: Cluster
    words: Mapping[str, str]
    source: str
    evidence: str


class Outbreaks(NamedTuple):
    """All that a file says of what spreads; nothing in a file that says nothing of it."""

    syndromes: Mapping[str, SyndromeWords]
    clusters: Mapping[str, ClusterWords]

    @property
    def ready(self) -> dict[str, Syndrome]:
        """The case definitions by code."""
        return {code: told.ready for code, told in self.syndromes.items()}

    def called(self, syndrome: str, language: str) -> str:
        """A syndrome in words, its code where the file does not know it (an older file did)."""
        told = self.syndromes.get(syndrome)
        return told.words[language] if told else syndrome


def read(file: Mapping[str, Any]) -> Outbreaks:
    """What a file that `load.care_protocol` has accepted says of outbreaks."""
    return Outbreaks(
        {row["code"]: _syndrome(row) for row in file.get("syndrome", ())},
        {row["id"]: _cluster(row) for row in file.get("cluster", ())},
    )


def _syndrome(row: Mapping[str, Any]) -> SyndromeWords:
    groups, fever = tuple(row.get("groups", ())), row.get("fever")
    ready = Syndrome(
        code=row["code"],
        symptoms=symptoms.codes(groups) | frozenset(row.get("symptoms", ())),
        targets=frozenset(row.get("targets", ())),
        confirmed=row.get("confirmed", False),
        fever_tenths_c=fever["from_tenths_c"] if fever else None,
        fever_within=timedelta(hours=fever["within_hours"] if fever else 0),
        gap=timedelta(hours=row["gap_hours"]),
        close=timedelta(hours=row["close_hours"]),
        cleaning=timedelta(hours=row.get("cleaning_hours", 0)),
        covers=frozenset(row.get("covers", ())),
    )
    return SyndromeWords(ready, groups, row["words"], row["source"], row["evidence"])


def _cluster(row: Mapping[str, Any]) -> ClusterWords:
    places = row.get("where", _PLACES)
    ready = Cluster(
        id=row["id"],
        syndrome=row["syndrome"],
        least=row["least"],
        within=timedelta(hours=row["hours"]),
        urge=Urge(row["urge"]),
        unit="unit" in places,
        house="house" in places,
        people=frozenset(Kind(kind) for kind in row.get("people", _PEOPLE)),
    )
    return ClusterWords(ready, row["words"], row["source"], row["evidence"])
