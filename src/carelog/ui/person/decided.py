"""What was decided of a person, above everything else on their page: it changes what a value means."""

from datetime import date

from carelog.model.person import Person
from carelog.model.reading import Quantity, Reading
from carelog.ui.line import Line, listed, shown, wrapped
from carelog.ui.person.values import one
from carelog.words import tr

_T = Quantity.TEMPERATURE


def decided(person: Person, today: date, cells: int) -> list[Line]:
    """Each decision that changes how a person is judged, a paragraph of its own; what no longer counts stands out."""
    masked = [(tr("person.antipyretic"), "text")] if person.takes_antipyretic else []
    said = [
        *_scale(person),
        *_target(person, today),
        *_order(person, today),
        *_own(person, today),
        *masked,
        *_class(person),
    ]
    return [line for text, style in said for line in wrapped(text, cells - 1, style, " ", "   ")]


def _scale(person: Person) -> list[tuple[str, str]]:
    if person.spo2_scale == 1:
        return []
    if person.scale() == 1 or person.scale_on is None:
        return [(tr("person.scale_undecided"), "head")]
    return [(tr("person.scale_2", by=shown(person.scale_by), on=person.scale_on.isoformat()), "text")]


def _target(person: Person, today: date) -> list[tuple[str, str]]:
    low, high, until = person.target_low_percent, person.target_high_percent, person.target_until
    if not person.target_by or until is None or low is None or high is None:
        return []
    over = until < today
    key = "person.target_over" if over else "person.target"
    said = tr(key, low=low, high=high, by=shown(person.target_by), until=until.isoformat())
    return [(said, "head" if over else "text")]


def _order(person: Person, today: date) -> list[tuple[str, str]]:
    """The last day of the order for oxygen."""
    if person.oxygen_until is None:
        return []
    over = person.oxygen_until < today
    said = tr("person.oxygen_over" if over else "person.oxygen_until", until=person.oxygen_until.isoformat())
    return [(said, "head" if over else "text")]


def _own(person: Person, today: date) -> list[tuple[str, str]]:
    """A clinician's own figures, which stand in place of computed ones."""
    until = person.normals_until
    figures = listed(*_figures(person))
    if not person.normals_by or until is None or not figures:
        return []
    over = until < today
    key = "person.own_over" if over else "person.own"
    said = tr(key, figures=figures, by=shown(person.normals_by), until=until.isoformat())
    return [(said, "head" if over else "text")]


def _figures(person: Person) -> list[str]:
    own: list[str] = []
    if person.normal_temperature_tenths_c is not None:
        own.append(one(Reading(_T, person.normal_temperature_tenths_c, site=person.normal_temperature_site)))
    if person.normal_spo2_percent is not None:
        own.append(f"{tr('quantity.spo2')} {person.normal_spo2_percent} %")
    if person.usual_news2 is not None:
        own.append(f"NEWS2 {person.usual_news2}")
    return own


def _class(person: Person) -> list[tuple[str, str]]:
    if person.colour is None:
        return []
    return [(tr("person.class", colour=tr(f"person.class_{person.colour}"), why=shown(person.colour_why)), "text")]
