"""What is on file of the people of the demo home: admission, allergies, vaccination cards, contacts, work, shifts."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from carelog.model.person import Person, Role, Vaccination
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.demo.plan import Plan, chance
from carelog.words import said_in

_ALLERGIC = 0.12
_FLU = {Dose.GIVEN: 0.62, Dose.DECLINED: 0.1}
"""How common in a home, roughly (our estimate; it decides nothing but the demo)."""
_DOSES = {Vaccination.COMPLETE: 3, Vaccination.INCOMPLETE: 1, Vaccination.NONE: 0}
_APART = timedelta(days=182)
_AROUND = (Role.CARER, Role.KITCHEN, Role.CLEANING, Role.GUARD, Role.OFFICE)
_SHIFTS = 3


def resident(plan: Plan, index: int, person: Person) -> Person:
    """A resident with the papers of somebody who moved in some years ago."""
    dice = chance(plan, "papers", index)
    today = plan.at.astimezone(plan.zone).date()
    allergy = (said_in(plan.language, "demo.allergy"),) if dice.random() < _ALLERGIC else ()
    return replace(
        person,
        admitted_on=today - timedelta(days=dice.randrange(40, 2600)),
        allergies=allergy,
        vaccines=_card(person, dice, today),
        contacts=f"{said_in(plan.language, f'demo.relative_{dice.randrange(3)}')} {_telephone(dice)}",
        doctor=said_in(plan.language, "demo.doctor"),
    )


def employee(plan: Plan, index: int, nurses: int, person: Person) -> Person:
    """Somebody of the staff with their work, zone and shift; the telephone numbers are none that exist."""
    dice = chance(plan, "work", index)
    return replace(
        person,
        role=Role.NURSE if index < nurses else _AROUND[index % len(_AROUND)],
        zone="AB"[index % 2],
        shift=said_in(plan.language, f"demo.shift_{index % _SHIFTS}"),
        phone=_telephone(dice),
        vaccination=Vaccination.COMPLETE if dice.random() < 0.95 else Vaccination.INCOMPLETE,  # noqa: PLR2004 - nearly all
    )


def _telephone(dice: Random) -> str:
    """A number that no network has given out."""
    return f"000-5550-{dice.randrange(10000):04d}"


def _card(person: Person, dice: Random, today: date) -> tuple[Vaccine, ...]:
    """Doses as the state says, the next one of who has begun, and the flu vaccine of this autumn."""
    number = _DOSES[person.vaccination] if person.vaccination else 0
    first = today - timedelta(days=900 + dice.randrange(200))
    card = [Vaccine(Against.COVID, Dose.GIVEN, first + n * _APART, n + 1) for n in range(number)]
    if person.vaccination is Vaccination.INCOMPLETE:
        card.append(Vaccine(Against.COVID, Dose.DUE, today - timedelta(days=dice.randrange(1, 30)), number + 1))
    chosen = dice.random()
    if chosen < sum(_FLU.values()):
        dose = Dose.GIVEN if chosen < _FLU[Dose.GIVEN] else Dose.DECLINED
        card.append(Vaccine(Against.INFLUENZA, dose, today - timedelta(days=dice.randrange(10, 60))))
    return tuple(card)
