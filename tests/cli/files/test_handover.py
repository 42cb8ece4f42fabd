"""The handover from the command line: to read, for a program, signed, and as a file that is kept as proof."""

import json
from datetime import timedelta
from pathlib import Path

from carelog.model.person import Kind, Person

from .homes import Home


def second_nurse(home: Home) -> None:
    station = home.station()
    station.put([Person(id=station.new_id(), code="N02", kind=Kind.STAFF, name="Zhang Min")])
    station.close_log()


def test_it_is_read_and_told_to_a_program(full: Home) -> None:
    assert full.run("handover", by="").out.startswith("Handover ")
    told = json.loads(full.run("handover", "--json", by="").out)
    assert {"new", "open", "worse", "better", "oxygen", "isolated", "rechecks", "tests_due", "not_seen"} <= told.keys()
    assert full.run("handover", "--since", "yesterday", by="").code == 2
    assert full.run("handover", "--since", "2300-01-01T00:00", by="").code == 2


def test_a_file_needs_a_name_and_is_kept_as_proof(full: Home, tmp_path: Path) -> None:
    page, text = tmp_path / "handover.html", tmp_path / "handover.txt"
    assert full.run("handover", "--out", str(page), by="").code == 2
    assert full.run("handover", "--out", str(page)).code == 0
    assert full.run("handover", "--out", str(text)).code == 0
    assert full.run("handover", "--out", str(text)).code == 2
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    station = full.station()
    told = [(d.body.what, d.body.dialect) for d in station.log.deeds("exported")]
    assert told == [("handover", "html en"), ("handover", "txt en")]
    station.close_log()


def test_two_sign_and_the_same_person_twice_or_part_of_a_shift_is_refused(full: Home) -> None:
    second_nurse(full)
    same = full.run("handover", "--sign", "N01")
    assert (same.code, "cannot hand over to themselves" in same.err) == (2, True)
    part = full.run("handover", "--sign", "N02", "--since", "2023-01-12T07:00")
    assert (part.code, "signed whole" in part.err) == (2, True)
    assert full.run("handover", "--sign", "N02", by="").code == 2
    done = full.run("handover", "--sign", "N02")
    assert done.code == 0
    assert "Signed: N01 Li Wen -> N02 Zhang Min" in done.out
    station = full.station()
    signed = station.handover.last()
    assert signed is not None
    assert signed.until - signed.since == timedelta(hours=12)
    station.close_log()
