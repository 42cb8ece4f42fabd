"""`carelog given`: a medicine was given, from the command line."""

import pytest

from .support import Said, Shell


def given(shell: Shell, *words: str, lang: str = "en") -> Said:
    return shell("given", "R1", *words, "--by", "N01", lang=lang)


def test_an_antipyretic_is_written_down_with_its_name(shell: Shell) -> None:
    said = given(shell, "--antipyretic", "--medicine", "paracetamol", "--note", "0.5 g")
    assert said.code == 0, said.err
    assert "antipyretic given paracetamol" in said.out
    assert "已用退热药 布洛芬" in given(shell, "--antipyretic", "--medicine", "布洛芬", lang="zh_CN").out


def test_another_medicine_is_written_down_too(shell: Shell) -> None:
    said = given(shell, "--medicine", "salbutamol")
    assert (said.code, said.err) == (0, "")
    assert "medicine given salbutamol" in said.out


@pytest.mark.parametrize("code", ["r1", "Ｒ１", "ｒ１ "])
def test_a_code_is_found_as_an_input_method_or_a_small_letter_writes_it(shell: Shell, code: str) -> None:
    said = shell("given", code, "--antipyretic", "--by", "N01")
    assert said.out.startswith("R1 "), said.err


def test_a_name_cannot_move_the_cursor_or_stand_for_nothing(shell: Shell) -> None:
    said = given(shell, "--medicine", "[b]\x1b[2J para\u202e\ncetamol")
    assert "medicine given [b][2J paracetamol." in said.out
    assert given(shell, "--medicine", "\x1b\u202e").code == 2


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--note", "something"),
        ("--antipyretic", "--at", "2999-01-01T08:00"),
        ("--antipyretic", "--at", "1900-01-01T08:00"),
        ("--antipyretic", "--at", "8"),
    ],
)
def test_what_is_no_medicine_or_no_time_is_refused_with_a_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    said = given(shell, *words)
    assert said.code == 2
    assert said.err
    assert "Traceback" not in said.err


def test_somebody_unknown_and_nobody_who_signs(shell: Shell) -> None:
    assert shell("given", "R99", "--antipyretic", "--by", "N01").code == 2
    assert shell("given", "R1", "--antipyretic").code == 2


def test_help_names_every_option(shell: Shell) -> None:
    for lang in ("en", "zh_CN"):
        said = shell.ok("given", "--help", lang=lang)
        assert all(name in said for name in ("--antipyretic", "--medicine", "--at", "--note", "--by"))


def test_what_comes_from_the_reserve_is_less_there_at_once(shell: Shell) -> None:
    shell.ok("stock", "count", "antipyretic", "20", "--by", "N01")
    said = given(shell, "--reserve", "antipyretic", "--medicine", "paracetamol", "--pieces", "2")
    assert "antipyretic given paracetamol (2 of the reserve)" in said.out
    assert "Left in the reserve: antipyretic (tablets) 18" in said.out
    assert "已用药 抗病毒药（盒） （储备 1）" in given(shell, "--reserve", "antiviral", lang="zh_CN").out
    assert given(shell, "--reserve", "mask").code == 2
    assert given(shell, "--reserve", "moonstone").code == 2
