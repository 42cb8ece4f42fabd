"""Handing files out: whole, private, never over another one by accident."""

import errno
import os
import stat
from pathlib import Path

import pytest

from carelog.model.refusal import Refusal
from carelog.report import files


def refusal(path: Path, *, force: bool = False) -> str:
    with pytest.raises(Refusal) as caught:
        files.hand_out(path, b"new", force=force)
    return caught.value.code


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_is_written_whole_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    files.hand_out(path, b"content")
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert left(tmp_path) == ["day.csv"]


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    path.write_bytes(b"old")
    assert refusal(path) == "report.file_there"
    assert path.read_bytes() == b"old"
    files.hand_out(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert left(tmp_path) == ["day.csv"]


def test_a_name_taken_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "day.csv"
    real = os.link

    def somebody_was_faster(one: Path, other: Path) -> None:
        other.write_bytes(b"theirs")
        real(one, other)

    monkeypatch.setattr(os, "link", somebody_was_faster)
    assert refusal(path) == "report.file_there"
    assert path.read_bytes() == b"theirs"
    assert left(tmp_path) == ["day.csv"]


def test_a_stick_that_knows_no_links_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_one: Path, _other: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    files.hand_out(tmp_path / "day.csv", b"content")
    assert left(tmp_path) == ["day.csv"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "day.csv") == "report.no_folder"


def test_a_folder_in_place_of_a_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "day.csv").mkdir()
    assert refusal(tmp_path / "day.csv") == "report.file_there"
    assert refusal(tmp_path / "day.csv", force=True) == "report.not_written"
    assert left(tmp_path) == ["day.csv"]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(tmp_path / "day.csv") == "report.not_written"
    assert left(tmp_path) == []
