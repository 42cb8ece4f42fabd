"""Whoever changes the book behind our back is found, with the first page that does not hold."""

import contextlib
import random

import pytest

from carelog.log import chain, schema
from carelog.log.engine import sqlite3
from carelog.log.verify import Report, verify
from carelog.model.refusal import Refusal

from .ward import MORNING, WANG, Ward, assessed, loosened, observed, resident, step, temperature


@pytest.fixture
def week(ward: Ward) -> Ward:
    """A home with ten pages: Wang Fang, eight observations, a decision."""
    for n in range(8):
        ward.later()
        ward.tell(observed(temperature(360 + n)))
    ward.tell(assessed(WANG, MORNING, step(MORNING)))
    return ward


def after(ward: Ward, *statements: str) -> Report:
    def tamper(db: sqlite3.Connection) -> None:
        for statement in statements:
            db.execute(statement)

    loosened(ward.folder, tamper)
    return ward.log.verify()


def test_an_untouched_book_holds(week: Ward) -> None:
    report = week.log.verify()
    assert (report.pages, report.first_bad, report.views_differ, report.damaged) == (10, None, False, "")
    assert report.head == week.log.head()


CHANGED = [
    "UPDATE entry SET body = replace(body, '363', '366') WHERE page = 5",
    "UPDATE entry SET recorded_by = 'somebody else' WHERE page = 5",
    "UPDATE entry SET happened_at = happened_at + 1 WHERE page = 5",
    "UPDATE entry SET person = 'another' WHERE page = 5",
    "UPDATE entry SET act = 'another' WHERE page = 5",
    "UPDATE entry SET kind = 'clock' WHERE page = 5",
    "UPDATE entry SET version = 2 WHERE page = 5",
    "UPDATE entry SET id = 'another' WHERE page = 5",
    "UPDATE entry SET hash = replace(hash, substr(hash, 1, 4), 'beef') WHERE page = 5",
    "UPDATE entry SET body = (SELECT body FROM entry WHERE page = 6) WHERE page = 5",
]


@pytest.mark.parametrize("statement", CHANGED)
def test_a_changed_page_is_named(week: Ward, statement: str) -> None:
    assert after(week, statement).first_bad == (week.log.book, 5, "changed")


def test_a_page_torn_out_of_the_middle_is_named(week: Ward) -> None:
    assert after(week, "DELETE FROM entry WHERE page = 5").first_bad == (week.log.book, 5, "missing")


def test_a_page_torn_out_and_the_rest_numbered_anew_is_named(week: Ward) -> None:
    renumber = "UPDATE entry SET page = page - 1 WHERE page = {}"
    report = after(week, "DELETE FROM entry WHERE page = 5", *(renumber.format(page) for page in range(6, 11)))
    assert report.first_bad == (week.log.book, 5, "link")


def test_two_pages_that_changed_places_are_named(week: Ward) -> None:
    swap = "UPDATE entry SET page = {} WHERE page = {}"
    report = after(week, swap.format(99, 4), swap.format(4, 7), swap.format(7, 99))
    assert report.first_bad is not None
    assert report.first_bad[:2] == (week.log.book, 4)


def test_pages_shuffled_in_the_file_are_named(week: Ward) -> None:
    swap = "UPDATE entry SET n = {} WHERE n = {}"
    report = after(week, swap.format(99, 4), swap.format(4, 7), swap.format(7, 99))
    assert report.first_bad == (week.log.book, 5, "order")


def test_a_page_added_at_the_end_without_its_hash_is_named(week: Ward) -> None:
    report = after(
        week,
        "INSERT INTO entry SELECT NULL, book, page + 1, tick + 1, 'x', act, kind, version, person, 1, 1, 'x', body, "
        "hash, hash FROM entry WHERE page = 10",
    )
    assert report.first_bad == (week.log.book, 11, "changed")


def test_a_page_changed_and_hashed_anew_breaks_the_link_of_the_next(week: Ward) -> None:
    def tamper(db: sqlite3.Connection) -> None:
        row = list(db.execute("SELECT * FROM entry WHERE page = 5").fetchone()[1:-1])
        row[11] = row[11].replace("363", "366")
        db.execute("UPDATE entry SET body = ?, hash = ? WHERE page = 5", (row[11], chain.page_hash(tuple(row))))

    loosened(week.folder, tamper)
    assert week.log.verify().first_bad == (week.log.book, 6, "link")


def test_the_newest_pages_torn_out_leave_views_that_know_more(week: Ward) -> None:
    report = after(week, "DELETE FROM entry WHERE page >= 8")
    assert (report.first_bad, report.views_differ) == (None, True)


def test_a_changed_or_lost_name_is_found(week: Ward) -> None:
    assert after(week, "UPDATE private SET text = '李'").first_bad == (week.log.book, 1, "private")
    assert after(week, "DELETE FROM private").first_bad == (week.log.book, 1, "private")


def test_a_body_nobody_can_read_is_named_even_if_its_hash_is_right(week: Ward) -> None:
    def tamper(db: sqlite3.Connection) -> None:
        row = list(db.execute("SELECT * FROM entry WHERE page = 10").fetchone()[1:-1])
        row[11] = '{"person":"x"}'
        db.execute("UPDATE entry SET body = ?, hash = ? WHERE page = 10", (row[11], chain.page_hash(tuple(row))))

    loosened(week.folder, tamper)
    report = week.log.verify()
    assert (report.first_bad, report.views_differ) == ((week.log.book, 10, "unreadable"), True)


TOUCHED = [
    "UPDATE observation SET temperature = 366 WHERE temperature = 363",
    "UPDATE observation SET happened = happened + 1 WHERE n = 4",
    "UPDATE part SET standing = 1 WHERE n = 4",
    "DELETE FROM part WHERE n = 4",
    "UPDATE step SET severity = 0",
    "UPDATE person SET code = 'A2'",
    "UPDATE person SET kind = 'staff'",
    "DELETE FROM deed",
    "UPDATE pulse SET newest = newest + 1",
    "INSERT INTO acknowledgement VALUES ('e', 'T-01', 1, 1)",
    "INSERT INTO undone VALUES ('a', 1)",
    "INSERT INTO correction VALUES (77, 4, 0)",
    "DROP TABLE observation",
]


@pytest.mark.parametrize("statement", TOUCHED)
def test_a_changed_view_row_is_found_and_a_rebuild_mends_it(week: Ward, statement: str) -> None:
    report = after(week, statement)
    assert (report.first_bad, report.views_differ) == (None, True)
    week.log.rebuild()
    assert week.log.verify()[1:3] == (None, False)


def test_every_view_is_compared() -> None:
    assert all(any(f" {table} " in f"{statement} " for statement in TOUCHED) for table in schema.VIEW_TABLES)


def test_looking_changes_nothing(week: Ward) -> None:
    before = week.log._db.execute("SELECT * FROM entry").fetchall()
    version = week.log._db.execute("PRAGMA data_version").fetchone()
    week.log.verify()
    assert week.log._db.execute("SELECT * FROM entry").fetchall() == before
    assert week.log._db.execute("PRAGMA data_version").fetchone() == version


def test_a_book_can_be_checked_while_another_terminal_writes(week: Ward) -> None:
    with week.log.batch():
        week.tell(resident(bed="9-9"))
        report = week.log.verify()
        assert (report.pages, report.first_bad, report.views_differ) == (10, None, False)


def whole_of(db: sqlite3.Connection) -> list[object]:
    tables = ("entry", "private", "home", *schema.VIEW_TABLES)
    return [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608 - our own tables


@pytest.mark.parametrize("seed", range(30))
def test_a_flipped_bit_that_changes_what_is_read_is_noticed(week: Ward, seed: int) -> None:
    before, path = whole_of(week.log._db), week.folder / "carelog.db"
    week.log.close()
    chance, content = random.Random(seed), bytearray(path.read_bytes())
    content[chance.randrange(4096, len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    try:
        report = verify(path, week.log.book)
        db = sqlite3.connect(path)
        after_it = whole_of(db)
        db.close()
    except (Refusal, sqlite3.Error):
        return
    assert after_it == before or report.first_bad or report.views_differ


def test_a_damaged_file_is_never_called_whole(week: Ward) -> None:
    path = week.folder / "carelog.db"
    week.log.close()
    content = bytearray(path.read_bytes())
    last = len(content) - 4096
    content[last : last + 4096] = bytes(4096)
    path.write_bytes(content)
    with contextlib.suppress(Refusal):
        report = verify(path, week.log.book)
        assert report.first_bad is not None or report.views_differ
