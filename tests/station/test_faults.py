"""A fault leaves a file that helps whoever mends it and names nobody."""

import stat
from pathlib import Path

from carelog.station.faults import written


def _fails(name: str) -> None:
    try:
        dict[str, int]()[name]
    except KeyError as error:
        raise ValueError(f"cannot paint {name}") from error


def _fault() -> ValueError:
    try:
        _fails("王芳")
    except ValueError as error:
        return error
    raise AssertionError


def test_the_file_says_where_and_names_nobody(tmp_path: Path) -> None:
    text = written(tmp_path, _fault()).read_text(encoding="utf-8")
    assert "王芳" not in text
    assert text.startswith("ValueError\n")
    assert "KeyError" in text
    assert "test_faults.py" in text
    assert "_fails" in text


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, _fault())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.parent == tmp_path


def test_without_a_home_the_file_stands_among_temporary_ones(tmp_path: Path) -> None:
    file = written(tmp_path / "nowhere", _fault())
    assert file.exists()
    file.unlink()
