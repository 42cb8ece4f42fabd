"""Which database carries the book, and with which settings nothing is lost."""

from pathlib import Path

import pytest

from carelog.log import condition, engine
from carelog.model.refusal import Refusal

from .ward import Ward, observed, temperature


@pytest.mark.parametrize(
    ("version", "modes"),
    [
        ((3, 40, 1), ("delete", "EXTRA")),
        ((3, 51, 2), ("delete", "EXTRA")),
        ((3, 51, 3), ("wal", "FULL")),
        ((3, 53, 4), ("wal", "FULL")),
    ],
)
def test_a_version_that_can_damage_a_shared_log_does_without_one(
    version: tuple[int, int, int], modes: tuple[str, str]
) -> None:
    assert engine.modes(version) == modes


def test_the_careful_mode_of_an_old_version_keeps_a_whole_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SAFE", (99, 0, 0))
    ward = Ward(tmp_path / "home")
    ward.tell(observed(temperature(366)))
    assert ward.log.condition()[2:4] == ("delete", "EXTRA")
    assert ward.log.verify()[1:3] == (None, False)
    ward.log.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("database is locked", "log.busy"),
        ("database or disk is full", "log.disk_full"),
        ("disk I/O error", "log.disk_error"),
        ("attempt to write a readonly database", "log.read_only"),
        ("unable to open database file", "log.cannot_open"),
        ("database disk image is malformed", "log.damaged"),
        ("file is not a database", "log.damaged"),
        ("something new", "log.engine"),
    ],
)
def test_every_error_of_the_database_has_its_sentence(said: str, code: str) -> None:
    refused = engine.refusal(engine.sqlite3.OperationalError(said), Path("here/carelog.db"))
    assert (refused.code, refused.facts["file"]) == (code, "here/carelog.db")


def test_a_setting_that_is_not_kept_stops_everything(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine._SYNCHRONOUS, "FULL", 7)
    with pytest.raises(Refusal) as refused:
        engine.connect(ward.folder / "carelog.db", synchronous="FULL")
    assert (refused.value.code, refused.value.facts["name"]) == ("log.setting", "synchronous")


def test_the_doctor_hears_of_disk_and_engine_with_and_without_a_home(ward: Ward, tmp_path: Path) -> None:
    ward.tell(observed(temperature(366)))
    found = ward.log.condition()
    assert found.book_bytes + found.waiting_bytes > 0
    assert found.free_bytes > 0
    assert found.version == engine.sqlite3.sqlite_version
    nothing = condition(tmp_path / "not" / "yet")
    assert (nothing.book_bytes, nothing.journal, nothing.synchronous) == (0, *engine.modes())
