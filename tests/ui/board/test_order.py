"""Who stands on the board, and where."""

import pytest

from carelog.ui.board.order import by_bed, chosen, kept, matches

from ..support import a_row


@pytest.mark.parametrize("typed", ["", "王", "芳", "wf", "W", "3-1", "3-12b", "12", "R041", " wf "])
def test_a_person_is_found_by_name_bed_initials_or_code(typed: str) -> None:
    assert matches(a_row(41, "王芳", initials="wf", bed="3-12B"), typed)


@pytest.mark.parametrize("typed", ["f", "李", "2-1", "99", "wfx"])
def test_who_is_not_meant_is_not_found(typed: str) -> None:
    assert not matches(a_row(41, "王芳", initials="wf", bed="3-12B"), typed)


def test_a_unit_is_chosen_and_searched() -> None:
    rows = [a_row(1, unit="1F"), a_row(2, unit="2F"), a_row(3, "王芳", unit="2F")]
    assert [r.person.code for r in chosen(rows, "2F", "")] == ["R002", "R003"]
    assert [r.person.code for r in chosen(rows, "2F", "王")] == ["R003"]
    assert len(chosen(rows, "", "")) == 3


def test_beds_stand_in_walking_order() -> None:
    rows = [a_row(n, bed=bed, unit="3F") for n, bed in enumerate(("3-12", "3-2", "3-1B", "3-1A"))]
    assert [r.person.bed for r in by_bed(rows)] == ["3-1A", "3-1B", "3-2", "3-12"]


def test_lines_keep_their_places_while_keys_are_pressed() -> None:
    before = [a_row(n).person.id for n in (3, 1, 2)]
    rows = [a_row(n) for n in (1, 2, 3, 4)]
    assert [r.person.code for r in kept(rows, before)] == ["R003", "R001", "R002", "R004"]
