"""Who lives and works in the demo home."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple

from carelog.model.person import Ceiling, Checks, Kind, Person
from carelog.station.demo import decisions, papers
from carelog.station.demo.plan import Plan, chance
from carelog.words import said_in

_BEDS = "AB"
_UNIT = 16
_MOST_UNITS = 8
_CONDITIONS = {
    "hypertension": 0.55,
    "diabetes": 0.25,
    "dementia": 0.40,
    "stroke": 0.18,
    "heart_failure": 0.14,
    "osteoarthritis": 0.30,
    "parkinson": 0.06,
}
"""How common each is among people in homes, roughly; copd is given with the orders below."""


class _Names(NamedTuple):
    """Surnames and given names of a language, each with its initials."""

    surnames: tuple[tuple[str, str], ...]
    given: dict[str, tuple[tuple[str, str], ...]]


def _split(word: str, *, chinese: bool) -> tuple[str, str]:
    return (word[::2], word[1::2]) if chinese else (word, word[:1].lower())


@cache
def _names(language: str) -> _Names:
    raw = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))[language]
    lists = {
        key: tuple(_split(word, chinese=language == "zh_CN") for word in text.split()) for key, text in raw.items()
    }
    return _Names(lists.pop("surnames"), lists)


def _name(language: str, given: str, dice: Random) -> tuple[str, str]:
    """A full name and its initials, family name first in Chinese and last in English."""
    names = _names(language)
    (family, f), (own, o) = dice.choice(names.surnames), dice.choice(names.given[given])
    return (family + own, f + o) if language == "zh_CN" else (f"{own} {family}", o + f)


def _fresh(language: str, given: str, dice: Random, taken: set[str]) -> tuple[str, str]:
    """A name nobody has yet, as long as there are any left to find."""
    for _ in range(60):
        name, initials = _name(language, given, dice)
        if name not in taken:
            break
    taken.add(name)
    return name, initials


def _born(today: date, dice: Random, youngest: int, oldest: int) -> date:
    return today - timedelta(days=dice.randrange(youngest * 366, oldest * 365))


def units(residents: int) -> int:
    """In how many units so many residents live: about 16 in each, never more than 8 units."""
    return max(1, min(_MOST_UNITS, -(-residents // _UNIT)))


def _bed(index: int, residents: int) -> tuple[int, str]:
    """Floor and bed code of a resident, in walking order: floor, room, bed."""
    each = -(-residents // units(residents))
    floor, place = index // each + 1, index % each
    return floor, f"{floor}-{place // 2 + 1:02d}{_BEDS[place % 2]}"


def _resident(plan: Plan, index: int, new_id: Callable[[], str], taken: set[str]) -> Person:
    dice = chance(plan, "resident", index)
    sex = "female" if dice.random() < 0.64 else "male"  # noqa: PLR2004 - two of three in homes are women
    name, initials = _fresh(plan.language, "women" if sex == "female" else "men", dice, taken)
    floor, bed = _bed(index, plan.residents)
    return Person(
        id=new_id(),
        code=f"R{index + 1:03d}",
        kind=Kind.RESIDENT,
        name=name,
        sex=sex,
        birth_date=_born(plan.at.astimezone(plan.zone).date(), dice, 68, 98),
        unit=said_in(plan.language, "demo.unit", floor=floor),
        bed=bed,
        initials=initials,
        conditions=tuple(c for c, share in _CONDITIONS.items() if dice.random() < share),
    )


def _employee(plan: Plan, index: int, new_id: Callable[[], str], taken: set[str]) -> Person:
    dice = chance(plan, "staff", index)
    sex = "female" if dice.random() < 0.8 else "male"  # noqa: PLR2004 - four of five
    name, initials = _fresh(plan.language, "young_women" if sex == "female" else "young_men", dice, taken)
    nurse = index < nurses(plan.staff)
    return Person(
        id=new_id(),
        code=f"N{index + 1:02d}" if nurse else f"S{index + 1:02d}",
        kind=Kind.STAFF,
        name=name,
        sex=sex,
        birth_date=_born(plan.at.astimezone(plan.zone).date(), dice, 21, 59),
        initials=initials,
    )


def nurses(staff: int) -> int:
    """How many of the staff walk rounds; the others cook, clean and keep the door."""
    return max(1, staff * 3 // 5)


def _with_orders(person: Person, order: dict[str, object], more: tuple[str, ...]) -> Person:
    conditions = tuple(dict.fromkeys((*more, *person.conditions)))
    return replace(person, conditions=conditions, **order)  # type: ignore[arg-type]  # a table of Person's own fields


def _orders(plan: Plan) -> list[tuple[int, dict[str, object], tuple[str, ...]]]:
    """Who gets what the doctor ordered: how many of a hundred, the fields, and the conditions that go with them."""
    until = plan.at.astimezone(plan.zone).date() + timedelta(days=60)
    plan_by = said_in(plan.language, "demo.doctor")
    decided = plan.at.astimezone(plan.zone).date() - timedelta(days=200)
    scale_2: dict[str, object] = {"spo2_scale": 2, "scale_by": plan_by, "scale_on": decided}
    retaining = scale_2 | {"target_low_percent": 88, "target_high_percent": 92}
    weak_heart: dict[str, object] = {"oxygen_tenths_l_min": 20, "target_low_percent": 94, "target_high_percent": 98}
    return [
        (2, retaining | {"oxygen_tenths_l_min": 10, "usual_symptoms": ("cough",)}, ("copd",)),
        (2, retaining | {"usual_symptoms": ("cough",)}, ("copd",)),
        (4, weak_heart, ("heart_failure",)),
        (6, {"usual_symptoms": ("cough",)}, ("copd",)),
        (10, {"ceiling": Ceiling.NO_TRANSFER}, ()),
        (
            2,
            {"ceiling": Ceiling.COMFORT, "checks": Checks.COMFORT, "checks_by": plan_by, "checks_until": until},
            ("cancer",),
        ),
    ]


def _ordered(plan: Plan, residents: list[Person]) -> list[Person]:
    """Hand out orders, care plans and limits of treatment, each resident at most one of them."""
    places = list(range(len(residents)))
    chance(plan, "orders").shuffle(places)
    for of_hundred, order, conditions in _orders(plan):
        for _ in range(min(len(places), round(of_hundred * len(residents) / 100))):
            place = places.pop()
            residents[place] = _with_orders(residents[place], order, conditions)
    return residents


def _twinned(plan: Plan, residents: list[Person]) -> list[Person]:
    """Give a few pairs of residents the same name, as every home has them."""
    dice = chance(plan, "twins")
    for _ in range(len(residents) // 25):
        one, other = dice.sample(range(len(residents)), 2)
        name, initials, sex = residents[one].name, residents[one].initials, residents[one].sex
        residents[other] = replace(residents[other], name=name, initials=initials, sex=sex)
    return residents


def cast(plan: Plan, new_id: Callable[[], str]) -> tuple[list[Person], list[Person]]:
    """Make the residents in walking order, and the staff, nurses first; ids come from `new_id` in that order."""
    taken: set[str] = set()
    residents = [_resident(plan, n, new_id, taken) for n in range(plan.residents)]
    staff = [_employee(plan, n, new_id, taken) for n in range(max(plan.staff, 1))]
    told = decisions.decide(plan, _ordered(plan, _twinned(plan, residents)))
    written = [papers.resident(plan, n, person) for n, person in enumerate(told)]
    return written, [papers.employee(plan, n, nurses(len(staff)), person) for n, person in enumerate(staff)]
