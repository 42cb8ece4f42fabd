"""What screens and reports ask the log, and what they hear."""

from datetime import date, timedelta

import pytest

from carelog.log import schema
from carelog.log.read_observed import LATEST
from carelog.log.read_steps import DECIDED, STEPS_AT
from carelog.model.deeds import Correction, Given, Method, Result, Swabbed, Undone, Why
from carelog.model.observation import Way
from carelog.model.person import Colour, Kind, Leaving, Moved, Person, Presence
from carelog.model.round import RoundKey
from carelog.model.severity import Severity

from .ward import (
    LI,
    MORNING,
    ROUND,
    WANG,
    ZHAO,
    Ward,
    assessed,
    observed,
    resident,
    spo2,
    step,
    temperature,
)

DAY = timedelta(days=1)


def test_the_latest_is_of_the_kind_asked_for_and_not_after_the_instant(ward: Ward) -> None:
    ward.tell(Person(ZHAO, "N1", Kind.STAFF, "赵"))
    ward.tell(observed(temperature(366)))
    ward.tell(observed(temperature(371), person=ZHAO))
    later = ward.later(60)
    ward.tell(observed(temperature(380)))
    assert {who: seen.readings[0].value for who, seen in ward.log.latest(later, Kind.RESIDENT).items()} == {WANG: 380}
    assert ward.log.latest(later - DAY / 48, Kind.RESIDENT)[WANG].readings[0].value == 366
    assert set(ward.log.latest(later, Kind.STAFF)) == {ZHAO}
    assert ward.log.latest(MORNING - DAY, Kind.RESIDENT) == {}


def test_observations_lie_between_first_included_and_last_excluded(ward: Ward) -> None:
    for n in range(4):
        ward.tell(observed(temperature(360 + n), person=(WANG, ZHAO)[n % 2]))
        ward.later(60)
    hour = timedelta(hours=1)
    seen = ward.log.observations(MORNING + hour, MORNING + 3 * hour)
    assert [one.readings[0].value for one in seen] == [361, 362]
    assert [one.readings[0].value for one in ward.log.observations(MORNING, MORNING + DAY, ZHAO)] == [361, 363]
    assert ward.log.observations(MORNING, MORNING + DAY, "nobody") == []


def test_a_round_holds_what_was_entered_for_it_until_an_instant(ward: Ward) -> None:
    evening = RoundKey(date(2026, 1, 5), "evening")
    ward.tell(observed(temperature(366)))
    ward.later(10)
    ward.tell(observed(temperature(368)))
    ward.tell(observed(temperature(370), key=evening), observed(spo2(97), key=None, person=ZHAO))
    assert [o.readings[0].value for o in ward.log.of_round(ROUND)[WANG]] == [366, 368]
    assert [o.readings[0].value for o in ward.log.of_round(ROUND, until=MORNING)[WANG]] == [366]
    assert set(ward.log.of_round(evening)) == {WANG}
    assert ward.log.of_round(RoundKey(date(2026, 1, 6), "morning")) == {}


def test_a_trend_has_gaps_where_nothing_was_measured(ward: Ward) -> None:
    ward.tell(observed(temperature(366), spo2(97)))
    ward.later(60)
    ward.tell(observed(spo2(95)))
    points = ward.log.trend(MORNING, MORNING + DAY)
    assert [point[1:] for point in points[WANG]] == [(366, 97), (None, 95)]
    assert ward.log.trend(MORNING + DAY, MORNING + 2 * DAY) == {}


def test_why_a_class_was_raised_is_read_with_the_person_and_stands_only_among_the_private_texts(ward: Ward) -> None:
    told = resident(colour=Colour.RED, colour_why="家属也发热")
    entry = ward.one(told)
    assert "家属" not in entry.body
    assert ward.log.person(WANG) == ward.log.by_code("A1") == told
    assert ward.log.people(ward.clock.now()) == [told]


def test_people_at_an_instant_are_as_written_down_by_then(ward: Ward) -> None:
    noon = ward.later(60 * 5)
    ward.tell(resident(bed="2-2"), resident(ZHAO, "B2", "赵"), Moved(WANG, Presence.HOSPITAL))
    assert [(who.code, who.bed, who.presence) for who in ward.log.people(MORNING)] == [("A1", "", Presence.PRESENT)]
    assert [(who.code, who.bed, who.presence) for who in ward.log.people(noon)] == [
        ("A1", "2-2", Presence.HOSPITAL),
        ("B2", "", Presence.PRESENT),
    ]
    assert ward.log.people(MORNING - DAY) == []


def test_somebody_whose_old_readings_were_imported_is_there_in_the_past_too(ward: Ward) -> None:
    ward.tell(observed(temperature(366), way=Way.IMPORT), happened_at=MORNING - 30 * DAY)
    assert [who.code for who in ward.log.people(MORNING - 29 * DAY)] == ["A1"]
    assert ward.log.people(MORNING - 31 * DAY) == []


def test_of_two_with_one_code_the_one_in_the_house_is_meant(ward: Ward) -> None:
    ward.tell(Moved(WANG, Presence.LEFT))
    ward.tell(resident(ZHAO, "A1", "赵"))
    found = ward.log.by_code("A1")
    assert found is not None
    assert found.id == ZHAO
    assert ward.log.by_code("nobody") is None
    assert ward.log.person("nobody") is None
    known = ward.log.person(WANG)
    assert known is not None
    assert known.presence is Presence.LEFT


def test_every_version_of_a_value_stays_legible(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    ward.later()
    typing = ward.one(Correction(WANG, entry.id, Why.TYPING, observed(temperature(348)), note="slip"))
    ward.later()
    again = ward.one(Correction(WANG, entry.id, Why.OTHER, None, note="wrong bed"))
    ward.one(observed(spo2(97)))
    kept = ward.log.kept(WANG)
    assert [(part.seen.entry, part.status, part.replaced_by, part.why, part.note) for part in kept[1:]] == [
        (typing.id, "void", again.id, Why.OTHER, "wrong bed"),
        (entry.id, "corrected", typing.id, Why.TYPING, "slip"),
    ]
    assert kept[0].status == "current"
    assert len(ward.log.kept(WANG, 1)) == 1


def test_a_correction_taken_back_stays_legible_too(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    slip = ward.one(Correction(WANG, entry.id, Why.TYPING, observed(temperature(348)), MORNING - DAY))
    ward.one(Undone(slip.act))
    assert [(part.seen.entry, part.status) for part in ward.log.kept(WANG)] == [
        (slip.id, "undone"),
        (entry.id, "current"),
    ]
    right = ward.one(Correction(WANG, entry.id, Why.TYPING, observed(temperature(364))))
    assert [(part.seen.entry, part.status, part.replaced_by) for part in ward.log.kept(WANG)] == [
        (right.id, "current", ""),
        (slip.id, "undone", ""),
        (entry.id, "corrected", right.id),
    ]


def test_all_that_was_struck_in_a_time_is_told_at_once(ward: Ward) -> None:
    ward.tell(observed(temperature(366)))
    wrong = ward.one(observed(temperature(384), person=ZHAO))
    gone = ward.one(observed(spo2(88)))
    ward.one(Undone(gone.act))
    paper = MORNING - 2 * DAY
    said = Correction(ZHAO, wrong.id, Why.FROM_PAPER, observed(temperature(384), person=ZHAO), paper)
    moved = ward.one(said)
    struck = ward.log.struck(MORNING, MORNING + DAY)
    assert {(part.seen.entry, part.status) for part in struck} == {
        (gone.id, "undone"),
        (wrong.id, "corrected"),
        (moved.id, "current"),
    }
    assert [part.seen.entry for part in ward.log.struck(paper, paper + DAY)] == [moved.id, wrong.id]
    assert ward.log.struck(MORNING + DAY, MORNING + 2 * DAY) == []


def test_my_acts_that_can_be_taken_back_newest_first(ward: Ward) -> None:
    first = ward.one(observed(temperature(366)))
    ward.later()
    with ward.log.act("another", ward.clock.now(), ward.clock.new_id) as act:
        act.append(observed(temperature(371)))
    second = ward.tell(observed(temperature(391)), assessed(WANG, MORNING, step(MORNING)))
    ward.one(assessed(WANG, MORNING, step(MORNING, Severity.REVIEW)))
    undone = ward.one(observed(spo2(91)))
    ward.one(Undone(undone.act))
    mine = ward.log.acts_of(LI, MORNING)
    assert [act.act for act in mine[:2]] == [second[0].act, first.act]
    assert mine[0].entries == ((second[0].id, "observed"), (second[1].id, "assessed"))
    assert (mine[0].person, mine[0].recorded_at) == (WANG, ward.clock.now())
    assert ward.log.acts_of(LI, ward.clock.now() + DAY) == []


def test_a_swab_and_a_medicine_can_be_taken_back_too(ward: Ward) -> None:
    swab = ward.one(Swabbed(WANG, Method.PCR, Result.POSITIVE))
    dose = ward.one(Given(WANG, antipyretic=True))
    assert [act.act for act in ward.log.acts_of(LI, MORNING)[:2]] == [dose.act, swab.act]


def test_what_an_act_touches_and_since_when(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    paper = MORNING - timedelta(hours=3)
    change = ward.one(Correction(WANG, entry.id, Why.FROM_PAPER, observed(temperature(384)), paper))
    assert ward.log.touched_by(change.act) == {WANG: paper}
    assert ward.log.touched_by(entry.act) == {WANG: paper}
    assert ward.log.touched_by("nothing") == {}


def test_a_person_is_expected_from_when_they_came_or_came_back(ward: Ward) -> None:
    assert ward.log.expected_since(WANG) == MORNING
    ward.later(60)
    ward.tell(Moved(WANG, Presence.HOSPITAL))
    assert ward.log.expected_since(WANG) == MORNING
    back = ward.later(60)
    ward.tell(Moved(WANG, Presence.PRESENT))
    assert ward.log.expected_since(WANG) == back
    assert ward.log.expected_since("nobody") is None


def test_the_end_of_the_book_can_be_printed(ward: Ward) -> None:
    entry = ward.one(observed(temperature(366)))
    assert str(ward.log.head()) == f"2:{entry.hash[:16]}"


def test_when_somebody_was_last_quiet_is_known(ward: Ward) -> None:
    quiet, loud = step(MORNING, Severity.NONE), step(MORNING + DAY, Severity.REVIEW, "e1")
    ward.tell(assessed(WANG, MORNING, quiet, loud))
    assert ward.log.quiet_since(WANG, MORNING + 2 * DAY) == MORNING
    assert ward.log.quiet_since(ZHAO, MORNING) is None


def test_of_several_decisions_about_a_time_the_newest_decided(ward: Ward) -> None:
    early, late = step(MORNING, Severity.WATCH, "e1"), step(MORNING + DAY, Severity.REVIEW, "e2")
    first = ward.one(assessed(WANG, MORNING, early), happened_at=MORNING)
    ward.later()
    second = ward.one(assessed(WANG, MORNING + DAY, late), happened_at=MORNING + DAY)
    ward.later()
    again = ward.one(assessed(WANG, MORNING + DAY, late), happened_at=MORNING + DAY)
    found = ward.log.decided(WANG, MORNING + DAY)
    assert found is not None
    assert (found.entry, found.protocol, found.recorded_at) == (again.id, "f" * 64, again.recorded_at)
    before = ward.log.decided(WANG, MORNING + DAY / 2)
    assert before is not None
    assert (before.entry, second.id != again.id) == (first.id, True)
    assert ward.log.decided(WANG, MORNING - DAY) is None
    assert ward.log.decided(ZHAO, MORNING) is None


@pytest.mark.parametrize(
    ("sql", "facts"),
    [
        (LATEST, (0, "resident")),
        (STEPS_AT, (0,)),
        (DECIDED, (WANG, 0)),
        ("SELECT n FROM observation WHERE day = 1 AND slot = 'x' AND happened <= 1", ()),
        ("SELECT p, happened, temperature, spo2 FROM observation WHERE happened >= 1 AND happened < 2", ()),
        ("SELECT n FROM part WHERE part.p = 1 AND part.happened >= 2", ()),
        ("SELECT n FROM entry WHERE act = 'a'", ()),
        ("SELECT n FROM entry WHERE id = 'a'", ()),
    ],
)
def test_no_question_of_a_screen_reads_the_whole_book(ward: Ward, sql: str, facts: tuple[object, ...]) -> None:
    plan = [row[3] for row in ward.log._db.execute(f"EXPLAIN QUERY PLAN {sql}", facts).fetchall()]
    scans = [line for line in plan if line.startswith("SCAN") and not line.startswith("SCAN person")]
    assert scans == []
    assert not any("TEMP B-TREE" in line for line in plan)


def test_the_newest_of_a_person_is_found_in_the_index_alone(ward: Ward) -> None:
    plan = [row[3] for row in ward.log._db.execute(f"EXPLAIN QUERY PLAN {LATEST}", (0, "resident")).fetchall()]
    assert any("newest USING COVERING INDEX observation_person" in line for line in plan)


def test_views_are_all_named_where_they_are_dropped(ward: Ward) -> None:
    held = {row[0] for row in ward.log._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    assert held - set(schema.VIEW_TABLES) == {"entry", "home", "private", "_sqlite_migrations"}


def test_who_came_back_after_they_were_said_to_have_died_is_in_the_house_and_no_longer_dead(ward: Ward) -> None:
    ward.tell(Moved(WANG, Presence.LEFT, None, Leaving.DIED))
    ward.tell(Moved(WANG, Presence.PRESENT))
    (who,) = ward.log.people()
    assert (who.presence, who.left) == (Presence.PRESENT, None)
