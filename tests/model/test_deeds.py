"""What a named person does is said in her words, and says no more than she said."""

import pytest

from carelog.model.deeds import Acknowledged, Closed, Correction, Facility, Moved, Outcome, TaskEnded, Undone, Why
from carelog.model.person import Presence
from carelog.model.severity import Task
from carelog.words import LANGUAGES, said_in

EPISODE = (("S-02", "e1"),)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("domain", "values"), [("outcome", Outcome), ("why", Why)], ids=["outcome", "why"])
def test_every_outcome_and_every_reason_has_words_of_its_own(
    language: str, domain: str, values: type[Outcome] | type[Why]
) -> None:
    said = [said_in(language, f"{domain}.{value.value}") for value in values]
    assert not any(text.startswith(f"{domain}.") for text in said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "deed",
    [
        Correction("p", "e1", Why.TYPING, None),
        Acknowledged("p", EPISODE),
        Closed("p", EPISODE, Outcome.SEEN),
        TaskEnded("p", Task.TEST, done=True),
    ],
    ids=lambda deed: type(deed).__name__,
)
def test_a_note_may_be_left_out(deed: Correction | Acknowledged | Closed | TaskEnded) -> None:
    assert deed.note == ""


def test_a_correction_without_a_time_leaves_the_value_where_it_was() -> None:
    assert Correction("p", "e1", Why.TYPING, None).happened_at is None


def test_somebody_may_go_without_saying_when_she_comes_back_and_an_act_may_be_about_nobody() -> None:
    assert Moved("p", Presence.OUT).until is None
    assert Undone("act").person is None


def test_a_home_is_real_unless_it_says_it_is_a_demo() -> None:
    assert not Facility("松鹤楼", "zh_CN", "Asia/Shanghai").demo
