"""What is half typed survives a killed terminal, and is gone once it is in the book."""

from collections.abc import Iterator

import pytest

from carelog.log import Drafts
from carelog.log.engine import sqlite3
from carelog.model.draft import DraftRow
from carelog.model.observation import Way
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.refusal import Refusal

from .ward import LI, MORNING, ROUND, WANG, Ward, observed, refused, temperature


@pytest.fixture
def drafts(ward: Ward) -> Iterator[Drafts]:
    opened = Drafts.open(ward.folder)
    yield opened
    opened.close()


def row(ward: Ward, **parts: object) -> DraftRow:
    base = DraftRow(
        entry=ward.clock.new_id(),
        act=ward.clock.new_id(),
        person=WANG,
        author=LI,
        round=ROUND,
        happened_at=ward.clock.now(),
        readings=(temperature(384),),
        symptoms=None,
        not_asked=None,
        measured_by=None,
        way=Way.SHEET,
    )
    return base._replace(**parts)  # type: ignore[arg-type]  # test facts


def test_a_half_typed_row_comes_back_as_it_was(ward: Ward, drafts: Drafts) -> None:
    typed = row(
        ward,
        readings=(temperature(384), refused(Quantity.SPO2), Reading(Quantity.OXYGEN, None, asleep=True)),
        symptoms=("cough",),
        measured_by=LI,
        way=Way.PAPER,
    )
    bare = row(ward, readings=(), round=None, not_asked=NotMeasured.ASLEEP)
    drafts.save(typed)
    drafts.save(bare)
    again = Drafts.open(ward.folder)
    assert sorted(again.all()) == sorted([typed, bare])
    assert all(type(one) is DraftRow for one in again.all())
    again.close()


def test_the_next_field_takes_the_place_of_the_last(ward: Ward, drafts: Drafts) -> None:
    typed = row(ward, readings=())
    drafts.save(typed)
    drafts.save(typed._replace(readings=(temperature(366),)))
    assert [len(one.readings) for one in drafts.all()] == [1]


def test_a_draft_thrown_away_is_gone(ward: Ward, drafts: Drafts) -> None:
    typed = row(ward)
    drafts.save(typed)
    drafts.drop(typed.entry)
    drafts.drop("never there")
    assert drafts.all() == []


def test_drafts_are_told_in_the_order_of_time(ward: Ward, drafts: Drafts) -> None:
    second = row(ward, happened_at=ward.later())
    first = row(ward, happened_at=MORNING)
    drafts.save(second)
    drafts.save(first)
    assert drafts.all() == [first, second]


def test_a_draft_whose_entry_is_in_the_book_is_swept(ward: Ward, drafts: Drafts) -> None:
    stored, open_still = row(ward), row(ward)
    drafts.save(stored)
    drafts.save(open_still)
    with ward.log.act(LI, MORNING, ward.clock.new_id, act=stored.act) as act:
        act.append(observed(temperature(384)), entry=stored.entry)
    drafts.sweep(ward.log)
    assert drafts.all() == [open_still]


def test_another_terminal_sees_them_too(ward: Ward, drafts: Drafts) -> None:
    other = Drafts.open(ward.folder)
    typed = row(ward)
    drafts.save(typed)
    assert other.all() == [typed]
    other.close()


def test_a_draft_that_cannot_be_kept_now_is_said(ward: Ward, drafts: Drafts) -> None:
    other = sqlite3.connect(ward.folder / "drafts.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    drafts.set_patience(10)
    with pytest.raises(Refusal) as refused_now:
        drafts.save(row(ward))
    assert refused_now.value.code == "log.busy"
    other.close()


def test_a_damaged_file_of_drafts_is_put_aside_and_never_stops_the_round(ward: Ward) -> None:
    (ward.folder / "drafts.db").write_bytes(b"scribble " * 1000)
    (ward.folder / "drafts.db").chmod(0o600)
    drafts = Drafts.open(ward.folder)
    assert drafts.all() == []
    assert (ward.folder / "drafts.db.damaged").read_bytes().startswith(b"scribble")
    drafts.close()


def test_drafts_never_touch_the_book(ward: Ward, drafts: Drafts) -> None:
    before = ward.log.state_hash(), ward.log.head()
    drafts.save(row(ward))
    assert (ward.log.state_hash(), ward.log.head()) == before
