"""Which fields a nurse finds in the form of a resident and of somebody of the staff."""

import pytest

from carelog.model.person import Kind, Person
from carelog.station.intake.maps import PEOPLE_FIELDS
from carelog.ui.form.person import fields
from carelog.ui.form.state import Read
from carelog.words import LANGUAGES, use


def read(_: str, text: str) -> Read:
    return Read(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.RESIDENT, Kind.STAFF])
def test_every_label_answer_and_hint_has_words_of_its_own(language: str, kind: Kind) -> None:
    use(language)
    asked = fields(kind, read, new=True)
    labels = [field.label for field in asked]
    assert len(set(labels)) == len(labels)
    said = [*labels, *(f.group for f in asked), *(f.hint for f in asked), *(c.words for f in asked for c in f.choices)]
    assert [text for text in said if text.startswith(("form.", "person.", "ceiling.", "checks."))] == []
    for field in asked:
        assert len({choice.words for choice in field.choices}) == len(field.choices) <= 9


def test_a_resident_has_every_field_of_a_list_of_people_but_those_of_work() -> None:
    names = {field.name for field in fields(Kind.RESIDENT, read, new=True)}
    assert names == set(PEOPLE_FIELDS) - {"kind", "role", "zone", "shift", "phone"}


def test_staff_have_work_and_no_care_plan() -> None:
    names = {field.name for field in fields(Kind.STAFF, read, new=True)}
    assert {"role", "zone", "shift", "phone", "vaccines"} <= names <= set(PEOPLE_FIELDS)
    assert not names & {"ceiling", "oxygen", "class"}


def test_a_known_code_is_never_typed_over() -> None:
    assert [f.name for f in fields(Kind.STAFF, read, new=False) if f.fixed] == ["code"]
    assert not [f for f in fields(Kind.STAFF, read, new=True) if f.fixed]


@pytest.mark.parametrize("kind", [Kind.RESIDENT, Kind.STAFF])
def test_what_the_book_keeps_private_is_called_so(kind: Kind) -> None:
    ours = {"class_why": "colour_why"}
    for field in fields(kind, read, new=True):
        column = Person.__dataclass_fields__.get(ours.get(field.name, field.name))
        assert field.private is bool(column and column.metadata.get("private")), field.name
