"""What a clinician or a nurse has decided of a person, and what must stand beside it before it counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from carelog.model.person import Person
from carelog.model.vaccine import Dose


class Unfit(NamedTuple):
    """What cannot stand as written: the field as a map names it, the reason, and the other fields it speaks of."""

    field: str
    code: str
    facts: Mapping[str, str]


class _Decision(NamedTuple):
    """Figures, and who stands for them until or since when; `demanded` says when they may not stand unsigned."""

    figures: tuple[str, ...]
    by: str
    when: str
    demanded: Callable[[Person], bool]
    unsigned: str
    column: str
    """the figures as a map names them"""


_SCALE_2: Final = 2
_FIGURES: Final = ("usual_news2", "normal_temperature_tenths_c", "normal_temperature_site", "normal_spo2_percent")
_DECISIONS: Final = (
    _Decision(
        ("spo2_scale",),
        "scale_by",
        "scale_on",
        lambda person: person.spo2_scale == _SCALE_2,
        "intake.scale_undecided",
        "spo2_scale",
    ),
    _Decision(
        ("target_low_percent", "target_high_percent"), "target_by", "target_until", lambda _: False, "", "oxygen"
    ),
    _Decision(
        _FIGURES,
        "normals_by",
        "normals_until",
        lambda person: any(getattr(person, name) is not None for name in _FIGURES),
        "intake.normals_unsigned",
        "normal_temperature, normal_spo2, usual_news2",
    ),
    _Decision(
        ("plan_decision",),
        "plan_by",
        "plan_on",
        lambda person: person.plan_decision is not None,
        "intake.plan_unsigned",
        "plan_decision",
    ),
)


def unfit(person: Person, known: Person | None, given: Collection[str], today: date) -> list[Unfit]:
    """What of a person as now written cannot stand; only what was given is asked about, old pages stay as they are.

    `given` are the person's fields that were said, `known` the person before. A changed figure needs its signature
    anew: nobody signs what they have not seen.
    """
    before = known or Person(person.id, person.code, person.kind, "")
    found = [one for decision in _DECISIONS for one in _decision(decision, person, before, set(given))]
    return [*found, *_ahead(person, given, today), *_class(person, before, given)]


def _decision(asked: _Decision, person: Person, before: Person, given: set[str]) -> Iterator[Unfit]:
    if given.isdisjoint({*asked.figures, asked.by, asked.when}):
        return
    names = {"by": asked.by, "when": asked.when, "figures": asked.column}
    missing = [name for name in (asked.by, asked.when) if not getattr(person, name)]
    if asked.demanded(person) and missing:
        yield Unfit(missing[0], asked.unsigned, names)
    elif len(missing) == 1:
        yield Unfit(missing[0], "intake.half_signed", names)
    elif not missing and all(getattr(person, name) is None for name in asked.figures):
        yield Unfit(asked.by, "intake.nothing_signed", names)
    elif not missing and _changed(asked, person, before) and not {asked.by, asked.when} <= given:
        yield Unfit(asked.column if asked.column in _ONE_COLUMN else asked.by, "intake.sign_again", names)


def _changed(asked: _Decision, person: Person, before: Person) -> bool:
    return any(getattr(person, name) != getattr(before, name) for name in asked.figures)


def _ahead(person: Person, given: Collection[str], today: date) -> Iterator[Unfit]:
    """What has been decided or given, and a birth, lies behind us: its date cannot be to come."""
    for name, code in _PAST.items():
        day = getattr(person, name)
        if name in given and day and day > today:
            yield Unfit(name, code, {"text": day.isoformat()})
    past = [line.on for line in person.vaccines if line.on and line.dose is not Dose.DUE]
    if "vaccines" in given and any(day > today for day in past):
        yield Unfit("vaccines", "intake.vaccine_ahead", {"text": max(past).isoformat()})


def _class(person: Person, before: Person, given: Collection[str]) -> Iterator[Unfit]:
    """A nurse who raises somebody's class says why, each time she does."""
    if "colour" not in given and "colour_why" not in given:
        return
    new = person.colour is not before.colour and "colour_why" not in given
    if person.colour and (new or not person.colour_why):
        yield Unfit("class_why", "intake.class_without_why", {"figures": "class"})
    elif person.colour_why and not person.colour:
        yield Unfit("class", "intake.why_without_class", {"figures": "class_why"})


_PAST: Final = {
    "scale_on": "intake.decided_ahead",
    "plan_on": "intake.decided_ahead",
    "birth_date": "intake.born_ahead",
}
_ONE_COLUMN: Final = frozenset({"spo2_scale", "oxygen", "plan_decision"})
