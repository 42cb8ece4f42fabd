"""A file's supplies and daily duties: what cannot be is refused, what is at the edge is taken."""

import pytest

from carelog.protocol import load
from tests.protocol.bedside import ID
from tests.protocol.files import codes

TEXT = load.packaged(ID)
ROOM = 'code = "isolation_room"'
TWICE = "times = 1\nper"
DAYS = "expiry_days = { value = 30"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (ROOM, 'code = "room 1"', ["protocol.value_bad"]),
        (TWICE, "times = 0\nper", ["protocol.value_bad"]),
        (TWICE, "times = 13\nper", ["protocol.value_bad"]),
        (TWICE, "times = 12\nper", []),
        (TWICE, "times = 1\nper", []),
        (DAYS, "expiry_days = { value = 0", ["protocol.value_bad"]),
        (DAYS, "expiry_days = { value = 1", []),
        ('per = "house"', 'per = "room"', ["protocol.value_none_of"]),
    ],
)
def test_a_duty_and_a_figure_hold_only_what_can_be(old: str, new: str, found: list[str]) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == found
