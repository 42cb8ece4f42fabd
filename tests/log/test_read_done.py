"""Swabs and medicines as the page of a person tells them, those taken back too."""

from datetime import timedelta

from carelog.log.read_done import TAKEN_BACK
from carelog.model.deeds import Given, Method, Result, Swabbed, Undone

from .ward import LI, MORNING, WANG, ZHAO, Ward

HOUR = timedelta(hours=1)


def test_newest_first_with_private_notes_and_who_took_it_back(ward: Ward) -> None:
    swab = Swabbed(WANG, Method.PCR, Result.POSITIVE, note="faint")
    dose = Given(WANG, antipyretic=True, medicine="paracetamol")
    first = ward.one(swab, happened_at=MORNING - 2 * HOUR)
    ward.one(dose, happened_at=MORNING - HOUR)
    ward.one(Swabbed(ZHAO, Method.PCR, Result.POSITIVE))
    later = ward.later()
    ward.one(Undone(first.act))
    given, swabbed = ward.log.done(WANG, MORNING - 5 * HOUR)
    assert (given.body, given.at, given.by, given.undone_at) == (dose, MORNING - HOUR, LI, None)
    assert (swabbed.body, swabbed.at, swabbed.entry) == (swab, MORNING - 2 * HOUR, first.id)
    assert (swabbed.undone_by, swabbed.undone_at) == (LI, later)


def test_what_is_older_than_asked_for_is_left_out(ward: Ward) -> None:
    old = ward.one(Given(WANG, antipyretic=True), happened_at=MORNING - 9 * HOUR)
    assert ward.log.done(WANG, MORNING - 5 * HOUR) == []
    ward.one(Undone(old.act))
    assert ward.log.done(WANG, MORNING - 5 * HOUR) == []
    assert ward.log.done("nobody", MORNING) == []


def test_looking_for_what_was_taken_back_does_not_read_the_whole_book(ward: Ward) -> None:
    plan = ward.log._db.execute(f"EXPLAIN QUERY PLAN {TAKEN_BACK}", (WANG, 0)).fetchall()
    assert not [step for *_, step in plan if "SCAN entry" in step or "SCAN undoing" in step]
