"""`carelog tests sample`, `pending` and the result of a sample, from the command line."""

import json
from pathlib import Path

import pytest

from .support import Said, Shell


def sample(shell: Shell, *words: str) -> Said:
    return shell("tests", "sample", "R1", *words, "--by", "N01")


def record(shell: Shell, *words: str, lang: str = "en") -> Said:
    return shell("tests", "record", "R1", *words, "--by", "N01", lang=lang)


def waiting(shell: Shell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(shell.ok("tests", "pending", "--json"))
    return found


def test_a_sample_goes_out_and_its_result_comes_back(shell: Shell) -> None:
    said = sample(shell, "--method", "pcr", "--pool", "P7", "--tube", "3", "--lot", "L1")
    assert (said.code, said.err) == (0, "")
    assert "pool P7, tube 3" in said.out
    (one,) = waiting(shell)
    assert (one["person"], one["method"], one["pool"], one["tube"], one["lot"]) == ("R1", "pcr", "P7", "3", "L1")
    assert one["targets"] == ["sars_cov_2"]
    assert "R1" in shell.ok("tests", "pending")
    back = record(shell, "--pending", "--result", "positive", "--ct", "31.5")
    assert back.code == 0, back.err
    assert "PCR positive" in back.out
    assert waiting(shell) == []
    assert "No sample is waiting" in shell.ok("tests", "pending")


def test_a_multiplex_comes_back_with_what_is_positive_and_the_rest_negative(shell: Shell) -> None:
    sample(shell, "--method", "multiplex")
    assert len(waiting(shell)[0]["targets"]) == 5  # type: ignore[arg-type]  # a list
    assert record(shell, "--pending", "--result", "positive").code == 2
    assert record(shell, "--pending", "--result", "positive", "--target", "rsv").code == 0
    assert waiting(shell) == []


def test_a_sample_is_named_where_several_are_out(shell: Shell) -> None:
    for tube in ("1", "2"):
        assert sample(shell, "--tube", tube).code == 0
    said = record(shell, "--pending", "--result", "negative")
    assert said.code == 2
    assert "R1 has 2 samples" in said.err
    entry = str(waiting(shell)[1]["sample"])
    assert record(shell, "--sample", entry, "--result", "invalid").code == 0
    assert [one["tube"] for one in waiting(shell)] == ["1"]
    assert record(shell, "--sample", entry, "--result", "negative").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--pending", "--result", "negative", "--method", "antigen"),
        ("--pending", "--result", "negative", "--target", "sars_cov_2"),
        ("--pending", "--result", "positive", "--target", "rsv"),
        ("--pending", "--result", "positive", "--ct", "61"),
        ("--pending", "--result", "positive", "--ct", "low"),
        ("--pending", "--result", "positive", "--tube", "x" * 41),
        ("--result", "negative"),
        ("--method", "pcr", "--result", "positive", "--target", "rsv", "--target", "influenza_a", "--ct", "30"),
        ("--method", "pcr", "--result", "positive", "--target", "rsv", "--target", "rsv"),
        ("--method", "pcr", "--result", "positive", "--target", "measles"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_the_sample_waits_on(
    shell: Shell, words: tuple[str, ...]
) -> None:
    sample(shell)
    for lang in ("en", "zh_CN"):
        said = record(shell, *words, lang=lang)
        assert said.code == 2
        assert said.err.strip()
        assert "Traceback" not in said.err
    assert len(waiting(shell)) == 1


def test_a_test_read_here_takes_lot_and_ct(shell: Shell) -> None:
    assert record(shell, "--method", "pcr", "--result", "positive", "--ct", "28", "--lot", "L9").code == 0


def test_it_speaks_chinese_too(shell: Shell) -> None:
    sample(shell, "--tube", "4")
    assert "试管 4" in shell.ok("tests", "pending", lang="zh_CN")


LAB = "编号,采样时间,方法,结果\nR1,2026-01-01 08:00,核酸,阳性\n"


def test_a_laboratorys_file_comes_in_and_comes_in_once(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lab.csv"
    file.write_text(LAB, encoding="utf-8")
    words = ("tests", "import", str(file), "--map", "swabs-example", "--by", "N01")
    assert "Would save: 1 results" in shell.ok(*words, "--dry-run")
    assert "Saved: 1 results; negative 0, positive 1, invalid 0." in shell.ok(*words)
    assert "Rows already here: 1." in shell.ok(*words)


def test_a_laboratorys_file_with_a_bad_row_is_refused_in_words(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lab.csv"
    file.write_text(LAB + "R9,2026-01-01 08:00,核酸,阴性\n", encoding="utf-8")
    words = ("tests", "import", str(file), "--map", "swabs-example", "--by", "N01")
    said = shell(*words)
    assert said.code == 2
    assert "row 3, column 编号" in said.err
    assert "Saved: 1 results" in shell.ok(*words, "--skip-bad")


def test_each_kind_of_map_has_its_own_command(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lab.csv"
    file.write_text(LAB, encoding="utf-8")
    said = shell("tests", "import", str(file), "--map", "wide-example", "--by", "N01")
    assert (said.code, "carelog import" in said.err) == (2, True)
    said = shell("import", str(file), "--map", "swabs-example", "--by", "N01")
    assert (said.code, "carelog tests import" in said.err) == (2, True)
