"""What the commands of `carelog people` print: people and their plans as objects for a program and as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from carelog.model.following import DueContact, PersonPlan
    from carelog.model.person import Person
    from carelog.model.vaccine import Vaccine
    from carelog.station.desk import Station
    from carelog.station.register.past import Past
    from carelog.station.register.vaccinated import Vaccinated


def as_json(person: Person) -> dict[str, object]:
    """A person as the object that README describes; what is not known is null."""
    return {
        "person": person.code,
        "kind": person.kind.value,
        "name": person.name,
        "sex": person.sex or None,
        "birth_date": iso(person.birth_date),
        "unit": person.unit,
        "bed": person.bed,
        "initials": person.initials,
        "conditions": list(person.conditions),
        "usual_symptoms": list(person.usual_symptoms),
        "oxygen_l_min": None if person.oxygen_tenths_l_min is None else person.oxygen_tenths_l_min / 10,
        "target_low_percent": person.target_low_percent,
        "target_high_percent": person.target_high_percent,
        "spo2_scale": person.spo2_scale,
        "ceiling": person.ceiling.value,
        "checks": person.checks.value,
        "checks_by": person.checks_by or None,
        "checks_until": iso(person.checks_until),
        "presence": person.presence.value,
        **_decided(person),
        **_papers(person),
    }


def _decided(person: Person) -> dict[str, object]:
    """What a clinician or a nurse decided; `scale_in_force` is 2 only where the decision for it is on file."""
    own = person.normal_temperature_tenths_c
    return {
        "scale_by": person.scale_by or None,
        "scale_on": iso(person.scale_on),
        "scale_in_force": person.scale(),
        "target_by": person.target_by or None,
        "target_until": iso(person.target_until),
        "disease": person.disease,
        "vaccination": person.vaccination,
        "class": person.colour,
        "class_why": person.colour_why or None,
        "usual_news2": person.usual_news2,
        "normal_temperature_c": None if own is None else own / 10,
        "normal_temperature_site": person.normal_temperature_site,
        "normal_spo2_percent": person.normal_spo2_percent,
        "normals_by": person.normals_by or None,
        "normals_until": iso(person.normals_until),
        "takes_antipyretic": person.takes_antipyretic,
    }


def _papers(person: Person) -> dict[str, object]:
    """What else is on file."""
    return {
        "left": person.left,
        "admitted_on": iso(person.admitted_on),
        "allergies": list(person.allergies),
        "vaccines": [_vaccine(line) for line in person.vaccines],
        "contacts": person.contacts or None,
        "doctor": person.doctor or None,
        "role": person.role,
        "zone": person.zone or None,
        "shift": person.shift or None,
        "phone": person.phone or None,
        "plan_decision": person.plan_decision,
        "plan_by": person.plan_by or None,
        "plan_on": iso(person.plan_on),
    }


def _vaccine(line: Vaccine) -> dict[str, object]:
    said = {"against": line.against, "dose": line.dose, "on": iso(line.on), "number": line.number}
    return {**said, "product": line.product or None}


def iso(day: date | None) -> str | None:
    """A date as programs write it."""
    return day.isoformat() if day else None


def past_as_json(told: Past, station: Station) -> dict[str, object]:
    """The beds of a person and where they have been, oldest first; `to` null: still."""
    beds = [{"unit": s.unit, "bed": s.bed, **_from_to(station, s.since, s.until), "by": s.by} for s in told.beds]
    where = [
        {"presence": w.presence, "left": w.left, **_from_to(station, w.since, w.until)}
        | {"expected": iso(w.expected), "note": w.note or None, "by": w.by}
        for w in told.where
    ]
    return {"person": told.person.code, "beds": beds, "presence": where}


def _from_to(station: Station, since: datetime, until: datetime | None) -> dict[str, str | None]:
    return {"from": station.local(since).isoformat(), "to": station.local(until).isoformat() if until else None}


def past_lines(told: Past, station: Station) -> list[str]:
    """The same to read."""
    out = [tr("people.beds", code=told.person.code, name=told.person.name)]
    out += [_span(station, s.since, s.until, f"{s.unit} {s.bed}".strip(), s.by) for s in told.beds]
    out.append(tr("people.presences"))
    for w in told.where:
        expected = tr("people.expected", on=iso(w.expected)) if w.expected else ""
        words = (tr(f"presence.{w.left or w.presence}"), expected, w.note)
        out.append(_span(station, w.since, w.until, "  ".join(word for word in words if word), w.by))
    return out


def _span(station: Station, since: datetime, until: datetime | None, what: str, by: str) -> str:
    first, last = (f"{station.local(at):%Y-%m-%d %H:%M}" if at else tr("people.still") for at in (since, until))
    return f"  {first} - {last}  {what}  ({by})"


def plan_as_json(plan: PersonPlan, code: str, station: Station) -> dict[str, object]:
    """What somebody's class asks for now."""
    return {
        "person": code,
        "class": plan.colour,
        "infected": plan.infected,
        "contacts": [_contact(one, station) for one in plan.contacts],
        "decision_missing": plan.decision_missing,
        "missing": list(plan.missing),
    }


def _contact(one: DueContact, station: Station) -> dict[str, object]:
    often = {"every": "round"} if one.every_days is None else {"every_days": one.every_days}
    last = station.local(one.last).isoformat() if one.last else None
    since = station.local(one.since).isoformat()
    return {"by": one.by, **often, "since": since, "last": last, "due": one.due, "overdue": one.overdue}


def vaccination_as_json(told: Vaccinated) -> dict[str, object]:
    """Coverage, doses due and refusals."""
    return {
        "coverage": [one._asdict() for one in told.coverage],
        "due": [{"person": d.person.code, **_vaccine(d.vaccine), "overdue_days": d.overdue_days} for d in told.due],
        "declined": [{"person": d.person.code, **_vaccine(d.vaccine)} for d in told.declined],
    }


def vaccination_lines(told: Vaccinated) -> list[str]:
    """The same to read."""
    out = [tr("people.coverage")]
    for one in told.coverage:
        where = "  ".join(word for word in (tr(f"kind.{one.kind.value}"), one.unit) if word)
        counts: Mapping[str, int] = {
            name: getattr(one, name) for name in ("people", "complete", "incomplete", "none", "unknown")
        }
        out.append(f"  {where}  {tr('people.coverage_of', **counts)}")
    out += [tr("people.doses_due")] if told.due else []
    for due in told.due:
        late = tr("people.overdue_days", days=due.overdue_days) if due.overdue_days else ""
        out.append(f"  {due.person.code} {due.person.name}  {vaccine_said(due.vaccine)}  {late}".rstrip())
    out += [tr("people.doses_declined")] if told.declined else []
    out += [f"  {d.person.code} {d.person.name}  {vaccine_said(d.vaccine)}" for d in told.declined]
    return out


def vaccine_said(line: Vaccine) -> str:
    """A line of a card in words."""
    number = "" if line.number is None else tr("people.dose_number", n=line.number)
    parts = (tr(f"people.vaccine_{line.against}"), number, tr(f"people.dose_{line.dose}"), iso(line.on), line.product)
    return "  ".join(part for part in parts if part)
