"""What any release ever wrote is read by this one, and says the same."""

import json
import shutil
from pathlib import Path

import pytest

from carelog import __version__
from carelog.log import Log, codec, plain
from carelog.model.entry import KINDS, kind_of
from carelog.model.person import Person

from . import freeze

LINES = [json.loads(text) for text in freeze.BODIES.read_text("utf-8").splitlines()]
HINT = "give the kind a new version and an upcaster in codec.py, then run: python tests/log/freeze.py"


@pytest.mark.parametrize("line", LINES, ids=[f"{one['kind']} {one['version']}" for one in LINES])
def test_every_body_ever_shipped_is_read(line: dict[str, str]) -> None:
    body = codec.read(line["kind"], int(line["version"]), line["body"])
    codec.check(line["kind"], plain.text(body), body)
    if int(line["version"]) == codec.VERSIONS[line["kind"]]:
        assert plain.text(body) == line["body"]


def test_scale_2_written_down_before_decisions_were_is_judged_on_scale_1() -> None:
    """Version 1 of a person had no room for who decided; only a decision with its date selects scale 2."""
    (old,) = [line for line in LINES if (line["kind"], line["version"]) == ("person", 1)]
    person = codec.read("person", 1, old["body"])
    assert isinstance(person, Person)
    assert (person.spo2_scale, person.scale_by, person.scale_on) == (2, "", None)
    assert person.scale() == 1


def test_nobody_had_said_what_version_1_of_a_person_could_not_hold() -> None:
    (old,) = [line for line in LINES if (line["kind"], line["version"]) == ("person", 1)]
    raw = json.loads(old["body"])
    assert codec.UPCASTERS["person", 1](dict(raw)) == raw
    person = codec.read("person", 1, old["body"])
    assert isinstance(person, Person)
    assert (person.target_by, person.target_until, person.colour, person.disease) == ("", None, None, None)
    assert (person.target_low_percent, person.oxygen_tenths_l_min) == (88, 15)


@pytest.mark.parametrize("body", freeze.examples(), ids=lambda body: kind_of(type(body)))
def test_a_body_is_written_today_as_it_was_frozen(body: object) -> None:
    assert freeze.line(body) in LINES, HINT  # type: ignore[arg-type]  # an example is a body


def test_every_version_of_every_kind_has_its_frozen_line() -> None:
    wanted = {(kind, version) for kind, newest in codec.VERSIONS.items() for version in range(1, newest + 1)}
    assert {(line["kind"], line["version"]) for line in LINES} == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_does_not_change_its_shape_without_a_new_version(kind: str) -> None:
    frozen = json.loads(freeze.SHAPES.read_text("utf-8"))
    assert freeze.shape(kind) == frozen.get(f"{kind} {codec.VERSIONS[kind]}"), HINT


@pytest.mark.parametrize("book", sorted(freeze.KEPT.glob("*.db")), ids=lambda path: path.stem)
def test_a_kept_book_opens_verifies_and_says_the_same(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    shutil.copyfile(book, folder / "carelog.db")
    (folder / "carelog.db").chmod(0o600)
    log = Log.open(folder)
    said = json.loads(json.dumps(freeze.read_back(log)))
    assert said == json.loads(book.with_suffix(".json").read_text("utf-8"))
    log.rebuild()
    assert json.loads(json.dumps(freeze.read_back(log))) == said
    log.close()


def test_this_release_keeps_a_book() -> None:
    assert (freeze.KEPT / f"{__version__}.db").exists()


def test_the_same_deeds_write_the_same_book_byte_for_byte(tmp_path: Path) -> None:
    said = []
    for name in ("a", "b"):
        log = freeze.write_book(tmp_path / name)
        said.append(
            log._db.execute("SELECT * FROM entry").fetchall() + log._db.execute("SELECT * FROM private").fetchall()
        )
        log.close()
    assert said[0] == said[1]
