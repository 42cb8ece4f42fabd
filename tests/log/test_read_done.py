"""Swabs and medicines as the page of a person tells them, those taken back too."""

from datetime import timedelta

from carelog.log.read_done import TAKEN_BACK
from carelog.model.care import Care, Dropped, Intervention, Reminder, ReminderEnded
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


def test_other_care_is_told_with_swabs_and_medicines(ward: Ward) -> None:
    drunk = ward.one(Intervention(Care.FLUIDS, WANG, amount_ml=200, note="slowly"))
    ward.one(Intervention(Care.ACTIVITY, note="dumplings"))
    ward.later()
    ward.one(Undone(drunk.act))
    (told,) = ward.log.done(WANG, MORNING)
    assert (told.body, told.undone_by) == (Intervention(Care.FLUIDS, WANG, amount_ml=200, note="slowly"), LI)


def test_a_reminder_stands_until_somebody_ends_it_and_again_where_that_is_taken_back(ward: Ward) -> None:
    day = MORNING.date()
    call = ward.one(Reminder(1, Care.FAMILY_CONTACT, day, WANG, note="daughter"))
    ward.one(Reminder(2, Care.ACTIVITY, day, note="dumplings"))
    ward.later()
    assert [deed.body.number for deed in ward.log.reminders()] == [1, 2]
    assert [deed.body.number for deed in ward.log.reminders(WANG)] == [1]
    ended = ward.one(ReminderEnded(call.id, WANG, Dropped.NOT_REACHED))
    assert ([deed.body.number for deed in ward.log.reminders()], ward.log.reminders(WANG)) == ([2], [])
    ward.later()
    ward.one(Undone(ended.act))
    (back,) = ward.log.reminders(WANG)
    assert (back.id, back.body.note) == (call.id, "daughter")


def test_a_number_is_given_once_also_where_its_reminder_was_taken_back(ward: Ward) -> None:
    assert ward.log.last_reminder() == 0
    ward.one(Reminder(1, Care.OTHER, MORNING.date(), note="x"))
    gone = ward.one(Reminder(2, Care.OTHER, MORNING.date(), note="y"))
    ward.later()
    ward.one(Undone(gone.act))
    assert ward.log.last_reminder() == 2
