"""What is known of a visitor by name can be deleted by a page of the book, and in no other way."""

from datetime import timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.log import Log
from carelog.log.engine import sqlite3
from carelog.model.deeds import Undone
from carelog.model.entry import Entry
from carelog.model.person import Kind, Person
from carelog.model.refusal import Refusal
from carelog.model.visits import Purged, Visited

from .ward import LI, MORNING, WANG, ZHAO, Ward, loosened

GUEST = "019b0000-0000-7000-8000-0000000000f1"


def guest(ward: Ward) -> list[Entry]:
    """A visitor with a name and a note, both private."""
    person = Person(id=GUEST, code="V1", kind=Kind.VISITOR, name="陈建国先生")
    return ward.tell(person, Visited(GUEST, WANG, MORNING, passed=True, note="带了水果来"))


def purge(ward: Ward) -> Entry:
    return ward.one(Purged(30, MORNING, tuple(ward.log.private_held([GUEST]))))


def name_of(log: Log) -> str:
    found = log.person(GUEST)
    assert found is not None
    return found.name


def test_a_purge_deletes_the_private_texts_and_the_book_still_holds(ward: Ward) -> None:
    guest(ward)
    assert len(ward.log.private_held([GUEST])) == 2
    purge(ward)
    assert ward.log.private_held([GUEST]) == []
    assert name_of(ward.log) == ""
    report = ward.log.verify()
    assert (report.first_bad, report.views_differ) == (None, False)


def test_nobody_elses_name_goes_with_it(ward: Ward) -> None:
    guest(ward)
    purge(ward)
    assert [who.name for who in ward.log.people() if who.id != GUEST] == ["王芳"]


def test_views_folded_anew_say_the_same_after_a_purge(ward: Ward) -> None:
    guest(ward)
    purge(ward)
    before = ward.log.state_hash()
    ward.log.rebuild()
    assert ward.log.state_hash() == before
    assert name_of(ward.log) == ""


def test_a_private_text_is_not_deleted_by_hand(ward: Ward) -> None:
    guest(ward)
    with pytest.raises(sqlite3.IntegrityError, match="but by a purge"):
        ward.log._db.execute("DELETE FROM private")


def test_a_text_deleted_by_hand_in_an_opened_file_is_found_though_others_were_purged(ward: Ward) -> None:
    entries = guest(ward)
    other = ward.one(Person(id=ZHAO, code="V2", kind=Kind.VISITOR, name="赵四"))
    ward.one(Purged(30, MORNING, (entries[0].id,)))
    assert ward.log.verify().first_bad is None
    loosened(ward.folder, lambda db: db.execute("DELETE FROM private WHERE entry = ?", (other.id,)))
    bad = ward.log.verify().first_bad
    assert bad is not None
    assert bad[1:] == (other.page, "private")


def test_a_text_put_back_behind_a_purge_is_found(ward: Ward) -> None:
    entries = guest(ward)
    purge(ward)
    put = "INSERT INTO private (entry, field, salt, text) VALUES (?, 'name', 's', '别人')"
    loosened(ward.folder, lambda db: db.execute(put, (entries[0].id,)))
    bad = ward.log.verify().first_bad
    assert bad is not None
    assert bad[1:] == (entries[0].page, "private")


def test_a_purge_of_what_is_not_there_is_refused_and_deletes_nothing(ward: Ward) -> None:
    entries = guest(ward)
    with pytest.raises(Refusal) as refused:
        ward.one(Purged(30, MORNING, (entries[0].id, "no such entry")))
    assert refused.value.code == "log.no_target"
    assert name_of(ward.log) == "陈建国先生"


def test_a_purge_is_not_taken_back(ward: Ward) -> None:
    guest(ward)
    act = purge(ward).act
    with pytest.raises(Refusal) as refused:
        ward.one(Undone(act))
    assert refused.value.code == "log.undo_of_purge"
    assert not [row for row in ward.log.acts_of(LI, MORNING - timedelta(days=1)) if row.act == act]


def test_nothing_of_a_purged_name_stays_in_the_bytes_of_the_file(ward: Ward) -> None:
    guest(ward)
    purge(ward)
    ward.log.wipe_deleted()
    files = [p for p in ward.folder.iterdir() if p.name.startswith("carelog.db")]
    assert files
    assert not any("陈建国先生".encode() in p.read_bytes() for p in files)


def test_a_home_of_an_earlier_release_learns_to_purge_when_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "carelog.db").write_bytes((Path(__file__).parent / "kept" / "0.1.0.db").read_bytes())
    (folder / "carelog.db").chmod(0o600)
    log = Log.open(folder)
    entry = log.private_held([WANG])[0]
    clock = FixedClock(MORNING + timedelta(days=900))
    with log.act(LI, clock.now(), clock.new_id) as act:
        act.append(Purged(30, MORNING, (entry,)))
    assert entry not in log.private_held([WANG])
    assert log.verify().first_bad is None
    log.close()
