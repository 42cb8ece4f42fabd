"""The next code in the manner of the house."""

import pytest

from carelog.station.register.codes import after


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["R001", "R120"], "R121"),
        (["R1", "R9"], "R10"),
        (["N01", "N02", "S07"], "N03"),
        (["007"], "008"),
        (["R099"], "R100"),
        (["3-12B"], ""),
        ([], ""),
    ],
)
def test_the_next_code_is_one_above_the_highest_of_the_most_common_manner(codes: list[str], code: str) -> None:
    assert after(codes) == code
