"""What a named person does is said in her words, and says no more than she said."""

import pytest

from carelog.model.deeds import Correction, Undone, Why
from carelog.words import LANGUAGES, said_in


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_of_its_own(language: str) -> None:
    said = [said_in(language, f"why.{why.value}") for why in Why]
    assert not any(text.startswith("why.") for text in said)
    assert len(set(said)) == len(said)


def test_a_correction_without_a_time_leaves_the_value_where_it_was_and_its_note_may_be_left_out() -> None:
    assert Correction("p", "e1", Why.TYPING, None).happened_at is None
    assert Correction("p", "e1", Why.TYPING, None).note == ""


def test_an_act_taken_back_may_be_about_nobody() -> None:
    assert Undone("act").person is None
