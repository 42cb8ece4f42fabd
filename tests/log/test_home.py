"""Making a home and opening it, also with several terminals at the same moment, and never with a program too old."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from carelog.log import Drafts, Log, engine, home
from carelog.model.home import Facility
from carelog.model.refusal import Refusal

from .ward import LI, Ward, loosened, observed, resident, temperature

RACE = """
import sys
from pathlib import Path
from carelog.log import Log
from carelog.model.refusal import Refusal
sys.stdin.read(1)
try:
    {what}
    print("ok")
except Refusal as refused:
    print(refused.code)
"""


def together(what: str, times: int = 4) -> list[str]:
    """Do the same in several processes let loose at once; what each of them says."""
    command = [sys.executable, "-c", RACE.format(what=what)]
    pipe = subprocess.PIPE
    runners = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(times)]
    with ThreadPoolExecutor(times) as pool:
        said = list(pool.map(lambda runner: runner.communicate("x", timeout=50), runners))
    assert [errors for _, errors in said] == [""] * times
    return sorted(out.strip() for out, _ in said)


def unsettled(folder: Path) -> None:
    """Make the file as a terminal leaves it that was killed before its first commit."""
    folder.mkdir(mode=0o700)
    (folder / "carelog.db").touch(mode=0o600)


def test_a_new_home_is_empty_and_names_its_book(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "home", book="book-1")
    assert (log.people(), log.facility(), log.protocol(), log.head().page) == ([], None, None, 0)
    log.close()
    again = Log.open(tmp_path / "home")
    assert again.book == "book-1"
    again.close()


def test_a_second_home_in_the_same_folder_is_refused_and_the_first_stays(ward: Ward) -> None:
    with pytest.raises(Refusal) as refused:
        Log.create(ward.folder, book="another")
    assert refused.value.code == "log.exists"
    assert [who.code for who in ward.log.people()] == ["A1"]


def test_there_is_no_home_where_nobody_made_one(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Log.open(tmp_path)
    assert refused.value.code == "log.no_home"


def test_a_home_killed_while_it_was_made_is_no_home_and_can_be_made_again(tmp_path: Path) -> None:
    unsettled(tmp_path / "home")
    with pytest.raises(Refusal) as refused:
        Log.open(tmp_path / "home")
    assert refused.value.code == "log.no_home"
    Log.create(tmp_path / "home", book="b").close()
    Log.open(tmp_path / "home").close()


def test_four_terminals_make_the_same_home_at_once_and_one_of_them_does(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    assert together(f"Log.create(Path({str(folder)!r}), book='b').close()") == ["log.exists"] * 3 + ["ok"]
    assert Log.open(folder).verify().first_bad is None


MIGRATE = """
    from carelog.log import home, migrations
    home.SCHEMA = 5
    @migrations.MIGRATIONS()
    def m0005_more(db):
        db.execute("CREATE TABLE more (x INTEGER) STRICT")
        db.execute("INSERT INTO more SELECT page FROM entry")
        db.execute("PRAGMA user_version = 5")
    Log.open(Path({folder!r})).close()
"""


def test_four_terminals_bring_an_older_home_up_to_date_at_once_and_none_fails(ward: Ward) -> None:
    assert together(MIGRATE.format(folder=str(ward.folder)).strip()) == ["ok"] * 4
    db = ward.log._db
    assert db.execute("SELECT count(*) FROM more").fetchone() == (1,)
    assert [row[0] for row in db.execute("SELECT name FROM _sqlite_migrations ORDER BY id")] == [
        "m0001_book",
        "m0002_decided",
        "m0003_deeds_by_kind",
        "m0004_purging",
        "m0005_more",
    ]


def test_a_terminal_left_open_over_an_update_stops_writing_at_once(ward: Ward) -> None:
    loosened(ward.folder, lambda db: db.execute(f"PRAGMA user_version = {home.SCHEMA + 1}"))
    with pytest.raises(Refusal) as refused:
        ward.one(observed(temperature(366)))
    assert (refused.value.code, refused.value.facts["found"]) == ("log.newer", home.SCHEMA + 1)
    assert ward.everything() == []


def test_an_older_program_does_not_open_a_newer_home(ward: Ward) -> None:
    loosened(ward.folder, lambda db: db.execute(f"PRAGMA user_version = {home.SCHEMA + 1}"))
    for read_only in (False, True):
        with pytest.raises(Refusal) as refused:
            Log.open(ward.folder, read_only=read_only)
        assert refused.value.code == "log.newer"


def test_an_older_home_is_not_changed_by_somebody_who_only_reads(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "SCHEMA", home.SCHEMA + 1)
    with pytest.raises(Refusal) as refused:
        Log.open(ward.folder, read_only=True)
    assert refused.value.code == "log.older"


def test_reading_only_reads(ward: Ward) -> None:
    reader = Log.open(ward.folder, read_only=True)
    assert [who.code for who in reader.people()] == ["A1"]
    with pytest.raises(Refusal) as refused, reader.act(LI, ward.clock.now(), ward.clock.new_id) as act:
        act.append(resident())
    assert refused.value.code == "log.read_only"
    reader.close()


def test_the_number_in_the_file_is_that_of_the_newest_migration(ward: Ward) -> None:
    from carelog.log import migrations

    assert home.SCHEMA == len(migrations.MIGRATIONS._migrations) == home.version_of(ward.log._db)


def test_opening_a_home_loads_neither_pydantic_nor_sqlite_utils(ward: Ward) -> None:
    ward.tell(Facility("松鹤楼", "zh_CN", "Asia/Shanghai"), observed(temperature(366)))
    code = (
        "import sys; from pathlib import Path; from datetime import *; from carelog.log import Log, Drafts; "
        f"home = Path({str(ward.folder)!r}); log = Log.open(home); Drafts.open(home); "
        "from carelog.model.person import Kind; at = datetime(2027, 1, 1, tzinfo=UTC); "
        "log.facility(), log.people(), log.latest(at, Kind.RESIDENT), log.steps_at(at), log.trend(at, at); "
        "print(sorted({'pydantic', 'sqlite_utils', 'textual', 'click'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to look at" * 40])
def test_a_file_that_is_no_book_is_said_to_be_none(ward: Ward, damage: bytes) -> None:
    ward.log.close()
    for name in ("carelog.db-wal", "carelog.db-shm"):
        (ward.folder / name).unlink(missing_ok=True)
    (ward.folder / "carelog.db").write_bytes(damage)
    with pytest.raises(Refusal) as refused:
        Log.open(ward.folder)
    assert refused.value.code in {"log.no_home", "log.damaged"}


def as_nobody(work: Callable[[], str]) -> str:
    """Work in a child that is not the administrator, whom no rights hold back; what it says."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            said = work()
        except BaseException as error:  # noqa: BLE001 - the parent is told
            said = repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as answer:
        return answer.read()


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of the machine can enter."""
    folder = Path(tempfile.mkdtemp(prefix="carelog-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_folder_that_can_only_be_read_is_said_to_be_so(open_place: Path) -> None:
    ward = Ward(open_place / "home")
    ward.log.close()
    for path in (*ward.folder.iterdir(), ward.folder):
        if os.getuid() == 0:
            os.chown(path, 65534, -1)
        path.chmod(0o500 if path.is_dir() else 0o400)

    def work() -> str:
        try:
            Log.open(ward.folder).close()
        except Refusal as refused:
            return refused.code
        return "opened"

    assert as_nobody(work) in {"log.cannot_open", "log.read_only"}
    ward.folder.chmod(0o700)


def test_settings_are_asserted_at_every_open(ward: Ward) -> None:
    wanted = {"foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "fullfsync": 1, "busy_timeout": 5000}
    journal, synchronous = engine.modes()
    wanted |= {"synchronous": {"FULL": 2, "EXTRA": 3}[synchronous]}
    found = {name: ward.log._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted
    assert ward.log.condition().journal == journal


def test_drafts_of_a_newer_program_are_left_alone(ward: Ward) -> None:
    Drafts.open(ward.folder).close()
    db = engine.sqlite3.connect(ward.folder / "drafts.db")
    db.execute("PRAGMA user_version = 9")
    db.close()
    with pytest.raises(Refusal) as refused:
        Drafts.open(ward.folder)
    assert refused.value.code == "log.newer"
