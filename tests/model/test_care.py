"""What may be said of early care and reminders."""

from dataclasses import fields

from carelog.model.care import Intervention, Reminder, ReminderEnded


def test_what_people_write_of_a_person_is_private() -> None:
    for body in (Intervention, Reminder, ReminderEnded):
        assert [f.name for f in fields(body) if f.metadata.get("private")] == ["note"]


def test_it_may_be_of_nobody_for_the_whole_house() -> None:
    for body in (Intervention, Reminder, ReminderEnded):
        assert next(f for f in fields(body) if f.name == "person").default is None
