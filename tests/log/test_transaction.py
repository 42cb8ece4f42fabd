"""A deed is stored whole or not at all, whatever happens to the terminal, the disk or the neighbour."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.log import Log
from carelog.log.engine import sqlite3
from carelog.model.body import Body
from carelog.model.home import Facility
from carelog.model.refusal import Refusal

from .ward import LI, MORNING, WANG, Ward, observed, resident, spo2, temperature


def broken_off(ward: Ward, body: Body) -> None:
    """Begin a deed and meet an error in the middle of it."""

    def half_way() -> None:
        with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
            act.append(body)
            raise KeyError

    with pytest.raises(KeyError):
        half_way()


def test_a_deed_that_breaks_off_leaves_nothing(ward: Ward) -> None:
    broken_off(ward, observed(temperature(366)))
    assert ward.everything() == []
    assert not ward.log._db.in_transaction
    ward.tell(observed(temperature(371)))
    assert ward.temperatures() == [[371]]


def test_a_refused_body_in_the_middle_takes_the_whole_deed_back(ward: Ward) -> None:
    with pytest.raises(Refusal):
        ward.tell(observed(temperature(366)), Facility("x", "en", 3))  # type: ignore[arg-type]  # that is the case
    assert ward.everything() == []


def test_a_deed_inside_a_deed_is_a_mistake_of_ours(ward: Ward) -> None:
    with (
        pytest.raises(RuntimeError),
        ward.log.act(LI, MORNING, ward.clock.new_id),
        ward.log.act(LI, MORNING, ward.clock.new_id),
    ):
        pass
    assert not ward.log._db.in_transaction


def test_a_batch_is_stored_together_or_not_at_all(ward: Ward) -> None:
    def half_way() -> None:
        with ward.log.batch():
            ward.tell(observed(temperature(366)))
            ward.tell(observed(temperature(367)))
            raise KeyError

    with pytest.raises(KeyError):
        half_way()
    assert ward.everything() == []
    with ward.log.batch():
        ward.tell(observed(temperature(366)))
        ward.tell(observed(temperature(367)))
    assert ward.temperatures() == [[366], [367]]


def test_in_a_batch_one_refused_row_takes_only_itself_back(ward: Ward) -> None:
    with ward.log.batch():
        ward.tell(observed(temperature(366)))
        broken_off(ward, observed(temperature(400)))
        ward.tell(observed(temperature(367)))
    assert ward.temperatures() == [[366], [367]]
    assert ward.log.verify()[1:3] == (None, False)


def test_who_waits_too_long_for_another_terminal_is_told_and_nothing_is_stored(ward: Ward) -> None:
    other = Log.open(ward.folder)
    ward.log.set_patience(20)
    with other.batch(), pytest.raises(Refusal) as refused:
        ward.tell(observed(temperature(366)))
    assert refused.value.code == "log.busy"
    ward.tell(observed(temperature(366)))
    assert ward.temperatures() == [[366]]
    other.close()


def test_another_terminals_writing_is_noticed_and_ones_own_is_not(ward: Ward) -> None:
    other = Log.open(ward.folder)
    assert not ward.log.changed()
    ward.tell(observed(temperature(366)))
    assert not ward.log.changed()
    with other.act(LI, MORNING, ward.clock.new_id) as act:
        act.append(observed(spo2(97)))
    assert ward.log.changed()
    assert not ward.log.changed()
    other.close()


def test_reads_in_a_snapshot_are_of_one_instant(ward: Ward) -> None:
    other = Log.open(ward.folder)
    with ward.log.snapshot():
        assert ward.everything() == []
        with other.act(LI, MORNING, ward.clock.new_id) as act:
            act.append(observed(temperature(366)))
        assert ward.everything() == []
    assert ward.temperatures() == [[366]]
    other.close()


class Shaky:
    """A connection whose next COMMIT fails, before or after it took hold."""

    def __init__(self, db: sqlite3.Connection, *, stored: bool, error: str) -> None:
        self._db, self._stored, self._error = db, stored, error

    def execute(self, sql: str, *facts: tuple[str | int, ...]) -> sqlite3.Cursor:
        if sql != "COMMIT" or not self._error:
            return self._db.execute(sql, *facts)
        if self._stored:
            self._db.execute(sql)
        said, self._error = self._error, ""
        raise sqlite3.OperationalError(said)

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)


def shaken(ward: Ward, *, stored: bool, error: str) -> None:
    hand = ward.log._hand
    hand.db = Shaky(hand.db, stored=stored, error=error)  # type: ignore[assignment]  # a fault test


def test_an_error_at_commit_that_stored_after_all_is_no_error(ward: Ward) -> None:
    shaken(ward, stored=True, error="disk I/O error")
    ward.tell(observed(temperature(384)))
    assert ward.temperatures() == [[384]]
    ward.tell(observed(temperature(385)))
    assert ward.temperatures() == [[384], [385]]


def test_an_error_at_commit_that_stored_nothing_is_told(ward: Ward) -> None:
    shaken(ward, stored=False, error="disk I/O error")
    with pytest.raises(Refusal) as refused:
        ward.tell(observed(temperature(384)))
    assert refused.value.code == "log.disk_error"
    assert ward.everything() == []
    ward.tell(observed(temperature(384)))
    assert ward.temperatures() == [[384]]


def test_a_commit_that_finds_the_file_taken_stores_nothing_and_may_be_tried_again(ward: Ward) -> None:
    shaken(ward, stored=False, error="database is locked")
    with pytest.raises(Refusal) as refused:
        ward.tell(observed(temperature(384)))
    assert refused.value.code == "log.busy"
    assert not ward.log._db.in_transaction
    ward.tell(observed(temperature(384)))
    assert ward.temperatures() == [[384]]


def test_when_not_even_looking_is_possible_the_answer_is_that_nobody_knows(ward: Ward) -> None:
    shaken(ward, stored=True, error="disk I/O error")
    (ward.folder / "carelog.db").rename(ward.folder / "gone.db")
    with pytest.raises(Refusal) as refused:
        ward.tell(observed(temperature(384)))
    assert refused.value.code == "log.unknown"


def test_the_knowledge_of_other_terminals_writes_survives_a_reopened_file(ward: Ward) -> None:
    shaken(ward, stored=True, error="disk I/O error")
    ward.tell(observed(temperature(384)))
    assert ward.log.changed()
    assert not ward.log.changed()


WRITER = """
import sys
from pathlib import Path
from datetime import timedelta
sys.path.insert(0, {tests!r})
from tests.log.ward import *
from carelog.log import Log
log, clock = Log.open(Path({folder!r})), FixedClock(MORNING, int(sys.argv[1]))
for n in range(int(sys.argv[2])):
    with log.act(LI, clock.now(), clock.new_id) as act:
        first = act.append(observed(temperature(350 + n % 60)))
        act.append(assessed(WANG, clock.now(), step(clock.now(), episode=first.id)))
    print(first.id, flush=True)
"""


def writer(ward: Ward, seed: int, times: int) -> subprocess.Popen[str]:
    code = WRITER.format(tests=str(Path(__file__).parents[2]), folder=str(ward.folder))
    command = [sys.executable, "-c", code, str(seed), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_four_terminals_write_at_once_and_nobody_gets_an_error(ward: Ward) -> None:
    writers = [writer(ward, seed, 40) for seed in range(10, 14)]
    said = [one.communicate(timeout=50) for one in writers]
    assert [errors for _, errors in said] == [""] * 4
    acknowledged = [line for out, _ in said for line in out.split()]
    assert len(acknowledged) == 160
    assert ward.log.has(acknowledged) == set(acknowledged)
    report = ward.log.verify()
    assert (report.pages, report.first_bad, report.views_differ) == (321, None, False)


def test_what_was_acknowledged_survives_a_killed_terminal(ward: Ward) -> None:
    acknowledged: list[str] = []
    chance = random.Random(7)
    for seed in range(20, 26):
        child = writer(ward, seed, 100_000)
        assert child.stdout is not None
        acknowledged += [child.stdout.readline().strip()]
        time.sleep(chance.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        acknowledged += [line for line in child.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
    told = [line.strip() for line in acknowledged]
    assert ward.log.has(told) == set(told)
    assert ward.log.verify()[1:3] == (None, False)
    count = "SELECT sum(kind = 'observed') = sum(kind = 'assessed') FROM entry"
    assert ward.log._db.execute(count).fetchone() == (1,)


def in_a_child(work: Callable[[], str]) -> str:
    """Work in a child whose limits die with it; what it says."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = work()
        except BaseException as error:  # noqa: BLE001 - the parent is told
            said = repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as answer:
        return answer.read()


def test_a_full_disk_is_told_stores_nothing_half_and_ends_when_there_is_room(ward: Ward) -> None:
    ward.log.close()

    def work() -> str:
        log, clock = Log.open(ward.folder), FixedClock(MORNING, 5)
        wal = ward.folder / "carelog.db-wal"
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(wal.stat().st_size, 32768) + 50_000, hard))
        stored, code = 0, ""
        while not code:
            try:
                with log.act(LI, clock.now(), clock.new_id) as act:
                    act.append(observed(temperature(366)))
                stored += 1
            except Refusal as refused:
                code = refused.code
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        with log.act(LI, clock.now(), clock.new_id) as act:
            act.append(observed(temperature(399)))
        return f"{code} {stored + 1}"

    code, _, stored = in_a_child(work).partition(" ")
    assert code in {"log.disk_error", "log.disk_full"}
    again = Log.open(ward.folder)
    assert again._db.execute("SELECT count(*) FROM entry WHERE kind = 'observed'").fetchone() == (int(stored),)
    assert again.verify()[1:3] == (None, False)
    again.close()


def test_people_of_a_batch_are_there_for_the_next_act_of_it(ward: Ward) -> None:
    with ward.log.batch():
        ward.tell(resident("p9", "B9", "李"))
        assert ward.log.by_code("B9") is not None
        with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
            assert [type(event).__name__ for event in act.history("p9").events] == ["Facts"]
            assert act.history(WANG).person == WANG


def test_a_batch_the_disk_has_ended_takes_no_more_acts(ward: Ward) -> None:
    def full_in_the_middle() -> None:
        with ward.log.batch():
            ward.tell(observed(temperature(366)))
            ward.log._db.execute("ROLLBACK")
            ward.tell(observed(temperature(367)))

    with pytest.raises(Refusal) as refused:
        full_in_the_middle()
    assert refused.value.code == "log.batch_lost"
    assert ward.everything() == []
    ward.tell(observed(temperature(368)))
    assert ward.temperatures() == [[368]]


def test_a_rebuild_whose_commit_failed_is_not_said_to_have_worked(ward: Ward) -> None:
    shaken(ward, stored=False, error="disk I/O error")
    with pytest.raises(Refusal):
        ward.log.rebuild()
    assert ward.log.verify()[1:3] == (None, False)


def test_the_same_id_in_a_batch_is_refused_with_a_sentence(ward: Ward) -> None:
    with ward.log.batch():
        for code in ("", "log.engine"):
            said = ""
            try:
                with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
                    act.append(observed(temperature(366)), entry="draft-1")
            except Refusal as refused:
                said = refused.code
            assert said == code
    assert ward.temperatures() == [[366]]
