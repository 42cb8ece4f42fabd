"""What a file says of those who work here is checked before it may send anybody home."""

import pytest

from carelog.protocol import load
from tests.protocol.bedside import ID
from tests.protocol.files import codes, facts

TEXT = load.packaged(ID)
NIGHT = 'code = "night"'


def test_a_shift_that_stands_twice_is_named_with_its_place() -> None:
    assert NIGHT in TEXT
    found = facts(TEXT.replace(NIGHT, 'code = "day"', 1), "protocol.twice")
    assert (found["key"], found["value"]) == ("work.shift[1]", "day")
    assert 'code = "day"' in TEXT.replace(NIGHT, 'code = "day"', 1).splitlines()[int(str(found["line"])) - 1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (NIGHT, 'code = "夜班"', "protocol.value_bad"),
        ('rule = "W-01"', 'rule = "w1"', "protocol.value_bad"),
        ('rule = "W-01"', 'rule = "W-99"', "protocol.rule_unknown"),
        ("after_positive_days = { value = 7", "after_positive_days = { value = -1", "protocol.value_bad"),
    ],
)
def test_what_does_not_hold_is_named(old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == [code]


def test_no_days_off_may_be_asked_for() -> None:
    assert codes(TEXT.replace("after_positive_days = { value = 7", "after_positive_days = { value = 0", 1)) == []
