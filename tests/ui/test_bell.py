"""The terminal rings for an urgent alert at once, every 15 minutes until a call is recorded, and never for less."""

from datetime import UTC, datetime, timedelta

from carelog.ui.bell import Bell, heard

AT = datetime(2023, 1, 12, 2, 10, tzinfo=UTC)
ONE, TWO = frozenset({"wang:e1"}), frozenset({"wang:e1", "li:e2"})


def test_it_rings_at_once_and_again_after_15_minutes() -> None:
    bell, rings = heard(Bell(), ONE, AT)
    assert rings
    bell, rings = heard(bell, ONE, AT + timedelta(minutes=14))
    assert not rings
    bell, rings = heard(bell, ONE, AT + timedelta(minutes=15))
    assert rings
    assert not heard(bell, ONE, AT + timedelta(minutes=29))[1]


def test_a_second_person_rings_at_once() -> None:
    bell, _ = heard(Bell(), ONE, AT)
    assert heard(bell, TWO, AT + timedelta(minutes=1))[1]


def test_for_nobody_it_is_silent_and_forgets() -> None:
    bell, _ = heard(Bell(), ONE, AT)
    bell, rings = heard(bell, frozenset(), AT + timedelta(minutes=20))
    assert (bell, rings) == (Bell(), False)
    assert heard(bell, ONE, AT + timedelta(minutes=21))[1]
