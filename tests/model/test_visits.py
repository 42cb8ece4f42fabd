"""Who comes in from outside."""

from datetime import UTC, datetime

from carelog.model.visits import Purged, Visited

AT = datetime(2023, 1, 12, 2, 0, tzinfo=UTC)


def test_a_visitor_who_has_not_left_is_still_in_the_house() -> None:
    assert Visited("v", "r", AT, passed=True).left is None


def test_a_visitor_who_showed_no_test_has_none() -> None:
    assert Visited("v", "r", AT, passed=False, why=("no_test",)).test_at is None


def test_a_purge_names_every_entry_it_touched() -> None:
    assert Purged(30, AT, ("e1", "e2")).entries == ("e1", "e2")
