"""Every kind of page has one shape, and the book knows a page by its shape."""

from dataclasses import FrozenInstanceError, fields
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.log.codec import VERSIONS
from carelog.model.alerting import TaskEnded
from carelog.model.body import Body
from carelog.model.entry import KINDS, body_of, kind_of
from carelog.model.observation import Observed
from carelog.model.person import PRIVATE, Moved, Person
from tests.log.bodies import bodies

WRITTEN_ABOUT_A_PERSON = {"presence", "observed", "assessed", "corrected", "acknowledged", "closed", "task_ended"}


def test_every_kind_has_a_shape_of_its_own_and_every_shape_a_kind() -> None:
    assert {body_of(kind) for kind in KINDS} == set(get_args(Body))
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_leads_back_to_its_kind(kind: str) -> None:
    assert kind_of(body_of(kind)) == kind
    assert kind in VERSIONS


def test_what_cannot_stand_in_an_entry_has_no_kind() -> None:
    look_alike: Any = type("Person", (), {})
    with pytest.raises(KeyError):
        kind_of(look_alike)


@pytest.mark.parametrize(
    ("body", "kind"), [(Observed, "observed"), (Person, "person"), (Moved, "presence"), (TaskEnded, "task_ended")]
)
def test_the_names_of_kinds_are_in_every_book_ever_written_and_never_change(body: type[Body], kind: str) -> None:
    assert kind_of(body) == kind


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_page_cannot_be_changed_once_it_is_written(kind: str, data: st.DataObject) -> None:
    body = data.draw(bodies(kind))
    for field in fields(body):
        with pytest.raises(FrozenInstanceError):
            setattr(body, field.name, None)


@pytest.mark.parametrize("kind", sorted(WRITTEN_ABOUT_A_PERSON))
def test_what_is_written_about_somebody_says_about_whom_first(kind: str) -> None:
    first = fields(body_of(kind))[0]
    assert (first.name, get_type_hints(body_of(kind))["person"]) == ("person", str)


@pytest.mark.parametrize(
    ("kind", "private"),
    [
        ("person", {"name", "colour_why", "contacts", "doctor", "phone"}),
        ("off_duty", {"note"}),
        ("on_duty", {"checked", "reason"}),
        ("visited", {"note"}),
        ("corrected", {"note"}),
        ("acknowledged", {"note"}),
        ("closed", {"note"}),
        ("task_ended", {"note"}),
        ("swabbed", {"note"}),
        ("given", {"note"}),
        ("signed", {"clinician"}),
        ("observed", set()),
        ("presence", {"note"}),
        ("followed_up", {"note"}),
    ],
)
def test_names_and_free_notes_can_be_deleted_and_nothing_a_rule_reads(kind: str, private: set[str]) -> None:
    assert {f.name for f in fields(body_of(kind)) if f.metadata == PRIVATE} == private


def test_every_free_note_is_private() -> None:
    notes = [(kind, f) for kind in KINDS for f in fields(body_of(kind)) if f.name in {"note", "name"}]
    assert {kind for kind, f in notes if f.metadata != PRIVATE} == {"facility"}, "only the home's own name is public"
