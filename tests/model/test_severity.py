"""How bad: one scale, on which not known is never fine; and what has to be done."""

import pytest

from carelog.model.severity import STAYING, Severity, Task
from carelog.words import LANGUAGES, said_in


def test_the_worse_of_two_is_the_greater_one() -> None:
    assert sorted(Severity) == [
        Severity.NONE,
        Severity.NOT_KNOWN,
        Severity.WATCH,
        Severity.REVIEW,
        Severity.URGENT,
    ]
    assert max(Severity.WATCH, Severity.NOT_KNOWN) is Severity.WATCH


def test_not_known_is_worse_than_nothing_found() -> None:
    assert Severity.NOT_KNOWN > Severity.NONE


def test_a_repeat_a_full_set_and_oxygen_end_by_measuring_the_rest_only_by_a_name() -> None:
    assert set(Task) - STAYING == {Task.RECHECK, Task.COMPLETE_SET, Task.OXYGEN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_words_of_its_own_in_both_languages(language: str) -> None:
    for domain, names in (("severity", [s.name for s in Severity]), ("task", [t.value for t in Task])):
        said = [said_in(language, f"{domain}.{name}") for name in names]
        assert len(set(said)) == len(names)
        assert not any(text.startswith(f"{domain}.") for text in said)
