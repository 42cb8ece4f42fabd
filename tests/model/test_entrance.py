"""What is said at the door."""

from carelog.model.entrance import Bar, Papers


def test_a_visitor_who_brings_nothing_has_neither_test() -> None:
    assert Papers() == (None, None)


def test_the_codes_of_what_speaks_against_coming_in_are_in_every_book_and_never_change() -> None:
    assert [bar.value for bar in Bar] == [
        "no_rule", "off_duty", "alert", "test", "fever", "symptoms", "again", "closed", "antigen_positive",
        "antigen_invalid", "no_antigen", "no_test", "old_test", "not_measured", "not_asked", "not_judged",
    ]  # fmt: skip
