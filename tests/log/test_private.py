"""Names and notes stand beside the book, so that they can be deleted from it without breaking it."""

import hashlib

from carelog.log import private
from carelog.model.deeds import Correction, Why
from carelog.model.person import Leaving, Moved, Presence

from .ward import LI, MORNING, WANG, Ward, loosened, observed, resident, temperature


def test_the_book_never_holds_a_name(ward: Ward) -> None:
    held = "".join(str(row) for row in ward.log._db.execute("SELECT * FROM entry").fetchall())
    assert "王芳" not in held
    assert "sha256:" in held


def test_the_hash_is_of_the_salt_and_the_text() -> None:
    assert private.hidden("s", "王芳") == "sha256:" + hashlib.sha256("s王芳".encode()).hexdigest()


def test_the_same_name_has_another_hash_in_every_entry(ward: Ward) -> None:
    ward.tell(resident())
    bodies = [row[0] for row in ward.log._db.execute("SELECT body FROM entry WHERE kind = 'person'").fetchall()]
    assert len(set(bodies)) == 2


def test_a_name_is_read_back_on_every_way(ward: Ward) -> None:
    assert [who.name for who in ward.log.people()] == ["王芳"]
    assert [who.name for who in ward.log.people(MORNING)] == ["王芳"]
    found = ward.log.by_code("A1")
    assert found is not None
    assert found.name == "王芳"
    with ward.log.act(LI, ward.clock.now(), ward.clock.new_id) as act:
        facts = act.history(WANG).events[0]
    assert getattr(facts, "person", None) == resident()


def test_a_note_is_private_too(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    said = ward.one(Correction(WANG, entry.id, Why.OTHER, None, note="她儿子说的"))
    assert "儿子" not in said.body
    body = ward.log.body(said.id)
    assert isinstance(body, Correction)
    assert body.note == "她儿子说的"


def test_a_purged_name_reads_as_nothing_and_the_rest_stays(ward: Ward) -> None:
    ward.tell(Moved(WANG, Presence.OUT))
    loosened(ward.folder, lambda db: db.execute("DELETE FROM private"))
    (who,) = ward.log.people()
    assert (who.name, who.code, who.presence) == ("", "A1", Presence.OUT)


def test_a_name_that_hides_an_escape_is_stored_without_it(ward: Ward) -> None:
    ward.tell(resident(name="\x1b]0;x\x07王芳\u202e"))
    (who,) = ward.log.people()
    assert who.name == "]0;x王芳"


def test_contacts_doctor_telephone_and_where_somebody_went_stand_in_the_book_as_hashes_only(ward: Ward) -> None:
    told = ward.one(resident(contacts="女儿 13800000000", doctor="吴医生", phone="13900000000"))
    gone = ward.one(Moved(WANG, Presence.LEFT, None, Leaving.DISCHARGED, "回女儿家"))
    for word in ("女儿", "138", "吴医生", "139"):
        assert word not in told.body + gone.body
    (who,) = ward.log.people()
    assert (who.contacts, who.doctor, who.phone) == ("女儿 13800000000", "吴医生", "13900000000")
    assert (who.presence, who.left) == (Presence.LEFT, Leaving.DISCHARGED)
    moved = ward.log.moved(WANG)
    assert moved is not None
    assert moved.note == "回女儿家"
