"""`carelog print`."""

import stat
from pathlib import Path

from .homes import Home
from .test_importing import fill


def test_a_blank_sheet_goes_to_a_file(full: Home, tmp_path: Path) -> None:
    out = tmp_path / "round.html"
    said = full.run("print", "round", "--out", str(out), by="")
    assert (said.code, said.out) == (0, f"Written: {out}\n")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<bdi>[see note]</bdi>" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_sheet_of_the_staff_has_the_staff(full: Home) -> None:
    page = full.run("print", "round", "--staff", by="").out
    assert "Li Wen" in page
    assert "[see note]" not in page


def test_a_day_on_paper_has_what_was_found(full: Home) -> None:
    fill(full)
    said = full.run("print", "day", "--date", "2023-01-12", by="")
    assert (said.code, said.err) == (0, "")
    assert "38.1" in said.out
    assert "morning round" in said.out
    assert "Expected, and the round ended with nothing entered." in said.out


def test_another_unit_is_left_out(full: Home) -> None:
    fill(full)
    page = full.run("print", "day", "--date", "2023-01-12", "--unit", "9", by="").out
    assert "Nothing was expected or recorded." in page


def test_a_paper_that_is_there_is_kept(full: Home, tmp_path: Path) -> None:
    out = tmp_path / "round.html"
    out.write_text("mine", encoding="utf-8")
    assert full.run("print", "round", "--out", str(out), by="").code == 2
    assert out.read_text(encoding="utf-8") == "mine"
