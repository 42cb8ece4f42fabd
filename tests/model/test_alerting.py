"""What is answered to an alert is said in words of its own, and says no more than was said."""

import pytest

from carelog.model.alerting import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.severity import Task
from carelog.words import LANGUAGES, said_in

EPISODE = (("S-02", "e1"),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_words_of_its_own(language: str) -> None:
    said = [said_in(language, f"outcome.{outcome.value}") for outcome in Outcome]
    assert not any(text.startswith("outcome.") for text in said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "deed",
    [Acknowledged("p", EPISODE), Closed("p", EPISODE, Outcome.SEEN), TaskEnded("p", Task.TEST, done=True)],
    ids=lambda deed: type(deed).__name__,
)
def test_a_note_may_be_left_out(deed: Acknowledged | Closed | TaskEnded) -> None:
    assert deed.note == ""


def test_a_glance_promises_nothing_that_was_not_said() -> None:
    assert (Acknowledged("p", EPISODE).action, Acknowledged("p", EPISODE).next_check) == (None, None)
