"""The form of a person: which fields a resident and somebody of the staff have, in groups."""

from collections.abc import Callable, Mapping

from carelog.model.person import Ceiling, Checks, Colour, Decision, Disease, Kind, Role, Vaccination
from carelog.ui.form.state import Choice, Field, Read
from carelog.words import tr

_RESIDENT: Mapping[str, tuple[str, ...]] = {
    "who": ("code", "name", "sex", "birth_date", "initials"),
    "place": ("unit", "bed", "admitted_on"),
    "people": ("contacts", "doctor"),
    "health": ("conditions", "allergies", "usual_symptoms", "takes_antipyretic"),
    "class": ("disease", "vaccination", "vaccines", "class", "class_why", "plan_decision", "plan_by", "plan_on"),
    "care": ("ceiling", "checks", "checks_by", "checks_until"),
    "oxygen": ("oxygen", "target_by", "target_until", "spo2_scale", "scale_by", "scale_on"),
    "own": ("normal_temperature", "normal_spo2", "usual_news2", "normals_by", "normals_until"),
}
_STAFF: Mapping[str, tuple[str, ...]] = {
    "who": ("code", "name", "sex", "birth_date", "initials"),
    "work": ("role", "zone", "shift", "unit", "phone"),
    "health": ("allergies", "takes_antipyretic"),
    "class": ("vaccination", "vaccines"),
}
_PRIVATE = frozenset({"name", "contacts", "doctor", "phone", "class_why"})
_MUST = frozenset({"spo2_scale", "ceiling", "checks", "takes_antipyretic"})
_DAYS = frozenset({"birth_date", "admitted_on", "checks_until", "target_until", "scale_on", "normals_until", "plan_on"})
_HINTED = frozenset(
    {"conditions", "allergies", "usual_symptoms", "vaccines", "oxygen", "normal_temperature", "usual_news2", "contacts"}
)


def _choices() -> dict[str, tuple[Choice, ...]]:
    """The coded fields with their answers in words."""
    coded = {
        "sex": ("sex", ("female", "male", "other")),
        "disease": ("disease", tuple(Disease)),
        "vaccination": ("vaccination", tuple(Vaccination)),
        "role": ("role", tuple(Role)),
        "plan_decision": ("decision", tuple(Decision)),
        "spo2_scale": ("scale", ("1", "2")),
        "takes_antipyretic": ("said", ("yes", "no")),
    }
    found = {name: tuple(Choice(c, tr(f"form.{key}_{c}")) for c in codes) for name, (key, codes) in coded.items()}
    found["class"] = tuple(Choice(c, tr(f"person.class_{c}")) for c in Colour)
    found["ceiling"] = tuple(Choice(c, tr(f"ceiling.{c}")) for c in Ceiling)
    found["checks"] = tuple(Choice(c, tr(f"checks.{c}")) for c in Checks)
    return found


def fields(kind: Kind, read: Callable[[str, str], Read], *, new: bool) -> tuple[Field, ...]:
    """The fields of a kind of person; the code of somebody known is never typed over."""
    choices = _choices()
    groups = _STAFF if kind is Kind.STAFF else _RESIDENT
    return tuple(
        Field(
            name=name,
            group=tr(f"form.group_{group}"),
            label=tr(f"form.label_{name}"),
            choices=choices.get(name, ()),
            read=_reader(read, name),
            must=name in _MUST,
            private=name in _PRIVATE,
            fixed=name == "code" and not new,
            hint=_hint(name),
        )
        for group, names in groups.items()
        for name in names
    )


def _reader(read: Callable[[str, str], Read], name: str) -> Callable[[str], Read]:
    return lambda text: read(name, text)


def _hint(name: str) -> str:
    if name in _DAYS:
        return tr("form.hint_day")
    return tr(f"form.hint_{name}") if name in _HINTED else ""
