"""The shape of a protocol's case definitions and clusters, checked before they may say anything."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.outbreak import Urge
from carelog.model.person import Kind
from carelog.protocol import symptoms
from carelog.protocol.places import Path
from carelog.protocol.worded import Wording

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Hours = Annotated[int, Field(ge=1, le=24 * 60)]


class Said(Wording):
    """The same sentence in both languages."""

    zh_CN: Text  # noqa: N815 - the language's own name
    en: Text


class Fever(Wording):
    """A temperature at any site, tenths of a degree, from which on an illness is a case; never by itself."""

    from_tenths_c: Annotated[int, Field(ge=370, le=410)]
    within_hours: Hours


class SyndromeRow(Wording):
    """Whom to count as a case: by new symptoms (groups or codes), by positive swabs, or only by these.

    `gap_hours` without any sign: another illness. An outbreak may be closed `close_hours`, and `cleaning_hours` more,
    after the last onset. A fever alone is no case in any file.
    """

    code: Code
    groups: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    targets: tuple[Code, ...] = ()
    confirmed: bool = False
    fever: Fever | None = None
    gap_hours: Hours
    close_hours: Hours
    cleaning_hours: Annotated[int, Field(ge=0, le=24 * 14)] = 0
    covers: tuple[Code, ...] = ()
    words: Said
    source: Text
    evidence: Literal["V", "S", "M", "P"]

    @model_validator(mode="after")
    def _has_signs(self) -> Self:
        if not (self.groups or self.symptoms or self.targets) or (self.confirmed and not self.targets):
            raise PydanticCustomError("protocol.case_no_sign", "no sign", {"value": self.code})
        if self.fever and (self.confirmed or not (self.groups or self.symptoms)):
            raise PydanticCustomError("protocol.case_fever", "fever alone", {"value": self.code})
        return self

    @model_validator(mode="after")
    def _known_symptoms(self) -> Self:
        known = {symptom.code for symptom in symptoms.every()}
        for name in (*(g for g in self.groups if g not in symptoms.GROUPS), *(set(self.symptoms) - known)):
            raise PydanticCustomError("protocol.symptom_unknown", "unknown", {"value": name})
        return self


class ClusterRow(Wording):
    """How many people with onsets in so many hours, both ends included, and what that asks."""

    id: Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
    syndrome: Code
    least: Annotated[int, Field(ge=1)]
    hours: Hours
    urge: Urge
    where: Annotated[tuple[Literal["unit", "house"], ...], Field(min_length=1)] = ("unit", "house")
    people: Annotated[tuple[Kind, ...], Field(min_length=1)] = (Kind.RESIDENT, Kind.STAFF)
    words: Said
    source: Text
    evidence: Literal["V", "S", "M", "P"]


def refuse_what_does_not_fit(clusters: Sequence[ClusterRow], syndromes: Sequence[SyndromeRow]) -> None:
    """Refuse a cluster or a cover of a syndrome that is not defined, and what stands twice; `at` is where."""
    codes = [row.code for row in syndromes]
    for table, names in (("syndrome", codes), ("cluster", [row.id for row in clusters])):
        for n, name in enumerate(names):
            if name in names[:n]:
                raise PydanticCustomError("protocol.twice", "twice", {"value": name, "at": (table, n)})
    for at, name in _named(clusters, syndromes):
        if name not in codes:
            raise PydanticCustomError("protocol.syndrome_unknown", "unknown", {"value": name, "at": at})


def _named(clusters: Sequence[ClusterRow], syndromes: Sequence[SyndromeRow]) -> Iterator[tuple[Path, str]]:
    """Every syndrome that a row speaks of, with the place where it does."""
    for n, cluster in enumerate(clusters):
        yield ("cluster", n, "syndrome"), cluster.syndrome
    for n, syndrome in enumerate(syndromes):
        yield from ((("syndrome", n, "covers", k), code) for k, code in enumerate(syndrome.covers))
