"""What a deed may append, and what the log refuses before anything is stored."""

from datetime import timedelta

import pytest

from carelog.model.body import Body
from carelog.model.deeds import ClockConfirmed, Correction, Exported, Undone, Why
from carelog.model.home import Facility
from carelog.model.refusal import Refusal

from .ward import LI, MORNING, WANG, ZHAO, Ward, loosened, observed, spo2, temperature


def refusal_of(ward: Ward, *bodies: Body, act: str | None = None) -> str:
    """What the log says no with; and it stored nothing."""
    before = ward.log.head()
    with pytest.raises(Refusal) as refused:
        ward.tell(*bodies, act=act)
    assert ward.log.head() == before
    return refused.value.code


def test_pages_are_gapless_and_ticks_rise(ward: Ward) -> None:
    ward.tell(observed(temperature(366)), observed(spo2(97)))
    rows = ward.log._db.execute("SELECT page, tick, prev, hash FROM entry ORDER BY n").fetchall()
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == [1, 2, 3]
    assert [row[2] for row in rows][1:] == [row[3] for row in rows][:-1]


def test_an_entry_comes_back_as_it_was_given_out(ward: Ward) -> None:
    entry = ward.one(observed(temperature(366)), happened_at=MORNING - timedelta(minutes=5))
    assert ward.log.entry(entry.id) == entry
    assert (entry.happened_at, entry.recorded_at) == (MORNING - timedelta(minutes=5), MORNING)
    assert (entry.recorded_by, entry.person, entry.kind) == (LI, WANG, "observed")
    assert ward.log.entry("nobody") is None


def test_an_entry_gets_the_id_its_draft_had(ward: Ward) -> None:
    with ward.log.act(LI, MORNING, ward.clock.new_id, act="act-1") as act:
        entry = act.append(observed(temperature(366)), entry="draft-1")
    assert (entry.id, entry.act) == ("draft-1", "act-1")
    assert ward.log.has(["draft-1", "draft-2"]) == {"draft-1"}


def test_the_same_id_twice_is_refused_and_the_first_stays(ward: Ward) -> None:
    with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        act.append(observed(temperature(366)), entry="draft-1")
    with pytest.raises(Refusal), ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        act.append(observed(temperature(401)), entry="draft-1")
    assert ward.temperatures() == [[366]]


def test_which_of_a_thousand_ids_are_there_is_one_question(ward: Ward) -> None:
    entry = ward.one(observed(temperature(366)))
    assert ward.log.has([f"no-{n}" for n in range(1200)] + [entry.id]) == {entry.id}


def test_an_entry_about_a_person_cannot_be_put_to_another(ward: Ward) -> None:
    with pytest.raises(Refusal) as refused, ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        act.append(observed(temperature(366)), person=ZHAO)
    assert refused.value.code == "log.other_person"


def test_what_concerns_the_house_has_no_person(ward: Ward) -> None:
    assert ward.one(Facility("松鹤楼", "zh_CN", "Asia/Shanghai")).person is None


def test_a_correction_needs_an_observation_of_the_same_person(ward: Ward) -> None:
    entry = ward.one(observed(temperature(366)))
    export = ward.one(Exported("day", MORNING.date(), MORNING.date(), 1, "0" * 64, "excel"))
    other = observed(temperature(366), person=ZHAO)
    assert refusal_of(ward, Correction(WANG, "nowhere", Why.TYPING, None)) == "log.no_target"
    assert refusal_of(ward, Correction(WANG, export.id, Why.TYPING, None)) == "log.no_target"
    assert refusal_of(ward, Correction(ZHAO, entry.id, Why.WRONG_PERSON, None)) == "log.other_person"
    assert refusal_of(ward, Correction(WANG, entry.id, Why.WRONG_PERSON, other)) == "log.other_person"


def test_an_act_is_taken_back_once_and_nothing_joins_it_after(ward: Ward) -> None:
    entry = ward.one(observed(temperature(366)))
    undoing = ward.one(Undone(entry.act, WANG))
    assert refusal_of(ward, Undone(entry.act, WANG)) == "log.undone"
    assert refusal_of(ward, Undone(undoing.act)) == "log.undo_of_undo"
    assert refusal_of(ward, Undone("nothing")) == "log.no_act"
    assert refusal_of(ward, observed(spo2(97)), act=entry.act) == "log.undone"


def test_a_clock_two_minutes_behind_is_no_reason_to_stop(ward: Ward) -> None:
    ward.later(-2)
    ward.tell(observed(temperature(366)))
    assert ward.temperatures() == [[366]]


def test_a_clock_further_behind_stops_entry_and_says_both_times(ward: Ward) -> None:
    now = ward.later(-2.01)
    with pytest.raises(Refusal) as refused:
        ward.tell(observed(temperature(366)))
    assert refused.value.code == "log.clock_behind"
    assert refused.value.facts == {"newest": MORNING, "now": now}


def test_two_minutes_back_again_and_again_is_still_behind(ward: Ward) -> None:
    ward.later(-1.5)
    ward.tell(observed(temperature(366)))
    ward.later(-1.5)
    assert refusal_of(ward, observed(temperature(366))) == "log.clock_behind"


def test_a_person_confirms_the_time_and_entry_goes_on_from_there(ward: Ward) -> None:
    now = ward.later(-60 * 24)
    ward.tell(ClockConfirmed(now, MORNING))
    ward.later()
    ward.tell(observed(temperature(366)))
    ward.later(-10)
    assert refusal_of(ward, observed(temperature(366))) == "log.clock_behind"
    assert ward.log.verify()[1:3] == (None, False)


def test_a_time_without_a_zone_never_gets_in(ward: Ward) -> None:
    with pytest.raises(ValueError, match="time_without_zone"):
        ward.one(observed(temperature(366)), happened_at=MORNING.replace(tzinfo=None))
    assert ward.everything() == []


ATTACKS = [
    "UPDATE entry SET body = '{}' WHERE page = 1",
    "DELETE FROM entry WHERE page = 1",
    "REPLACE INTO entry SELECT * FROM entry WHERE page = 1",
    (
        "INSERT OR REPLACE INTO entry SELECT n, book, 9, tick, id, act, kind, version, person, 1, 1, '', '', prev, "
        "hash FROM entry WHERE page = 1"
    ),
    (
        "INSERT INTO entry SELECT NULL, book, page + 2, tick, 'x', act, kind, version, person, 1, 1, '', '', hash, "
        "hash FROM entry WHERE page = 1"
    ),
    (
        "INSERT INTO entry SELECT NULL, book, page + 1, tick, 'x', act, kind, version, person, 1, 1, '', '', prev, "
        "hash FROM entry WHERE page = 1"
    ),
    "UPDATE private SET text = 'x'",
    "DELETE FROM private",
    "REPLACE INTO private SELECT entry, field, salt, 'x' FROM private",
    "UPDATE home SET book = 'x'",
    "REPLACE INTO home VALUES (1, 'x')",
    "DELETE FROM home",
]


@pytest.mark.parametrize("recursive", [0, 1])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_is_never_changed_deleted_replaced_or_slipped_in(ward: Ward, attack: str, recursive: int) -> None:
    from carelog.log.engine import sqlite3

    db = sqlite3.connect(ward.folder / "carelog.db", isolation_level=None)
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(attack)
    db.close()
    assert ward.log.verify()[1:3] == (None, False)


def test_without_the_guards_the_same_attacks_would_work(ward: Ward) -> None:
    assert loosened(ward.folder, lambda db: db.execute(ATTACKS[0]).rowcount) == 1
