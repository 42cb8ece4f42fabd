"""A letter from the command line: to read, or as a file that is kept as proof."""

from pathlib import Path

from .homes import Home


def test_a_letter_is_read_in_the_language_asked_for(full: Home) -> None:
    assert "SBAR letter" in full.run("letter", "3-10", by="").out
    both = full.run("letter", "3-10", "--in", "both", by="").out
    assert both.index("病情说明") < both.index("SBAR letter")
    assert full.run("letter", "nobody", by="").code == 2


def test_a_file_needs_a_name_and_is_kept_as_proof(full: Home, tmp_path: Path) -> None:
    page, text = tmp_path / "letter.html", tmp_path / "letter.txt"
    assert full.run("letter", "3-10", "--out", str(page), by="").code == 2
    assert full.run("letter", "3-10", "--out", str(page)).code == 0
    assert full.run("letter", "3-10", "--out", str(text)).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert text.read_text(encoding="utf-8").startswith("SBAR letter")
    station = full.station()
    assert [(d.body.what, d.body.dialect) for d in station.log.deeds("exported")] == [
        ("letter", "html en"),
        ("letter", "txt en"),
    ]
    station.close_log()
