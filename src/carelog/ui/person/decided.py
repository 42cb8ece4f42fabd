"""What was decided of a person, above everything else on their page: it changes what a value means."""

from datetime import date

from carelog.model.person import Person
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr


def decided(person: Person, today: date, cells: int) -> list[Line]:
    """Each decision that changes how a person is judged, a paragraph of its own; what no longer counts stands out."""
    masked = [(tr("person.antipyretic"), "text")] if person.takes_antipyretic else []
    said = [*_scale(person), *_target(person, today), *masked, *_class(person)]  # the longest text last
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


def _class(person: Person) -> list[tuple[str, str]]:
    if person.colour is None:
        return []
    return [(tr("person.class", colour=tr(f"person.class_{person.colour}"), why=shown(person.colour_why)), "text")]
