"""Finding a person by the first letters of the name."""

import pytest

from carelog.station.intake import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("王芳", "wf"), ("张伟", "zw"), ("欧阳娜娜", "oynn"), ("曾国藩", "zgf"), ("单田芳", "stf"), ("翟志刚", "zzg"),
        ("Mary O'Neill", "mo"), ("Ann-Marie Smith", "as"), ("José Ibáñez", "ji"), ("王 [/b] 芳", "wf"),
        ("=1+1", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_has_its_initials(name: str, letters: str) -> None:
    assert initials.of(name) == letters


def test_a_character_nobody_listed_is_left_out_and_breaks_nothing() -> None:
    assert initials.of("𠮷野") == "y"
    assert initials.of("龘龘") == ""
