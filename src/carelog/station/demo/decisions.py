"""What was decided of the residents of the demo home: the class, signed targets, own scores, a regular antipyretic."""

from dataclasses import replace
from datetime import date, timedelta

from carelog.model.person import Colour, Disease, Person, Vaccination
from carelog.station.demo.plan import Plan, chance
from carelog.words import said_in

_CHRONIC = frozenset({"hypertension", "diabetes", "stroke", "heart_failure", "copd", "cancer"})
"""Conditions that count as underlying disease for the class; dementia and worn joints do not."""
_UNSTABLE = 0.08
_VACCINATED = {Vaccination.COMPLETE: 0.84, Vaccination.INCOMPLETE: 0.10, Vaccination.NONE: 0.06}
"""How common each is in a home, roughly (our estimate; it decides nothing but the demo)."""
_SIGNED_FOR = timedelta(days=90)
_OVER_SINCE = timedelta(days=9)
_OXYGEN_POINTS = 2
"""NEWS2 of somebody on oxygen on a good day."""
_OLD = timedelta(days=80 * 365)
"""A little under 80 years, so that no leap day makes anybody older than they seem."""


def decide(plan: Plan, residents: list[Person]) -> list[Person]:
    """Give each resident the facts of the class but one, sign ranges and scores, and raise one class by hand."""
    today = plan.at.astimezone(plan.zone).date()
    told = [_classed(plan, n, person) for n, person in enumerate(residents)]
    told = [_signed(plan, person, today + _SIGNED_FOR) for person in told]
    _let_one_run_out(told, today)
    plain = [n for n, person in enumerate(told) if not person.target_by]
    chance(plan, "decisions").shuffle(plain)
    if plain:
        n = plain.pop()
        told[n] = replace(told[n], disease=None, vaccination=None)
    _mask_one(told, plain)
    _raise_one(plan, told, plain, today)
    return told


def _classed(plan: Plan, index: int, person: Person) -> Person:
    """Underlying disease follows from what a person has; hardly anybody in a home is free of it."""
    dice = chance(plan, "class", index)
    worse = Disease.UNSTABLE if dice.random() < _UNSTABLE else Disease.STABLE
    disease = Disease.NONE if _CHRONIC.isdisjoint(person.conditions) else worse
    (vaccinated,) = dice.choices(list(_VACCINATED), list(_VACCINATED.values()))
    return replace(person, disease=disease, vaccination=vaccinated)


def _signed(plan: Plan, person: Person, until: date) -> Person:
    """The doctor stands for every range on file, and for the score of those who are on oxygen on good days too."""
    if person.target_low_percent is None:
        return person
    doctor = said_in(plan.language, "demo.doctor")
    signed = replace(person, target_by=doctor, target_until=until)
    if not person.oxygen_tenths_l_min:
        return signed
    return replace(signed, usual_news2=_OXYGEN_POINTS, normals_by=doctor, normals_until=until)


def _let_one_run_out(told: list[Person], today: date) -> None:
    """Of several signed ranges on the common scale one has run out: somebody has to ask the doctor."""
    common = [n for n, person in enumerate(told) if person.target_by and person.spo2_scale == 1]
    if len(common) > 1:
        told[common[-1]] = replace(told[common[-1]], target_until=today - _OVER_SINCE)


def low_risk(person: Person, today: date) -> bool:
    """Whether somebody is young for a home, and healthy or settled and vaccinated: a small trouble stays small."""
    young = person.birth_date is not None and person.birth_date > today - _OLD
    settled = person.disease is Disease.STABLE and person.vaccination is Vaccination.COMPLETE
    return young and person.colour is None and (person.disease is Disease.NONE or settled)


def _mask_one(told: list[Person], plain: list[int]) -> None:
    """Somebody takes something for sore joints every day."""
    n = next((n for n in plain if "osteoarthritis" in told[n].conditions), None)
    if n is not None:
        plain.remove(n)
        told[n] = replace(told[n], takes_antipyretic=True)


def _raise_one(plan: Plan, told: list[Person], plain: list[int], today: date) -> None:
    """A nurse has raised somebody who is green by age and health."""
    n = next((n for n in plain if low_risk(told[n], today) and told[n].disease is Disease.NONE), None)
    if n is not None:
        told[n] = replace(told[n], colour=Colour.YELLOW, colour_why=said_in(plan.language, "demo.class_why"))
