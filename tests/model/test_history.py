"""What is known of a person stands in one order: by when it was found, then by when it came in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from carelog.model.assessment import Answer, TaskEnd
from carelog.model.history import Event, Facts, moment
from carelog.model.observation import Observed, Seen
from carelog.model.person import Kind, Person
from carelog.model.severity import Task

AT = datetime(2023, 1, 12, 8, tzinfo=UTC)
WANG = Person("p", "3-1", Kind.RESIDENT, "王芳")


def seen(tick: int, happened: int, recorded: int) -> Seen:
    """A part measured at one minute and written down at another."""
    times = (AT + timedelta(minutes=happened), AT + timedelta(minutes=recorded))
    return Seen(f"e{tick}", "act", tick, *times, "nurse", Observed("p", None, (), ()))


@pytest.mark.parametrize(
    "event",
    [
        Answer("e", 7, AT, "nurse", (("S-02", "e1"),), "seen"),
        TaskEnd("e", 7, AT, "nurse", Task.TEST, done=True),
        Facts("e", 7, AT, WANG),
        seen(7, 0, 600),
    ],
    ids=["closed", "task ended", "facts", "seen, written down ten hours later"],
)
def test_a_value_stands_where_it_was_measured_and_a_deed_where_it_was_done(event: Event) -> None:
    assert moment(event) == (AT, 7)


def test_a_value_from_paper_stands_before_the_answer_given_before_it_was_typed() -> None:
    paper, answer = seen(9, -60, 30), Answer("e8", 8, AT, "nurse", (), "seen")
    assert moment(paper) < moment(answer)


def test_at_one_instant_they_stand_as_they_were_written_whatever_kind_they_are() -> None:
    events: tuple[Event, ...] = (Facts("e1", 1, AT, WANG), seen(2, 0, 0), TaskEnd("e3", 3, AT, "n", Task.TEST, False))
    for order in permutations(events):
        assert tuple(sorted(order, key=moment)) == events
