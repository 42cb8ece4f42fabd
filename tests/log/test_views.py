"""What corrections, voids and undos make of what stands, and that nothing else moves."""

from datetime import timedelta

from carelog.model.alerting import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.deeds import Correction, Exported, Given, Method, Result, Swabbed, Undone, Why
from carelog.model.history import Dosed, Facts, Sampled
from carelog.model.home import Facility, ProtocolUsed
from carelog.model.observation import Seen
from carelog.model.person import Moved, Presence
from carelog.model.reading import Quantity, Reading
from carelog.model.severity import Severity, Task

from .ward import (
    LI,
    MORNING,
    ROUND,
    WANG,
    ZHAO,
    Ward,
    assessed,
    observed,
    refused,
    resident,
    spo2,
    step,
    temperature,
)


def correct(ward: Ward, target: str, *readings: Reading, **facts: object) -> str:
    said = Correction(WANG, target, Why.TYPING, observed(*readings), **facts)  # type: ignore[arg-type]  # test facts
    return ward.one(said).act


def test_parts_of_one_act_are_one_observation(ward: Ward) -> None:
    first = ward.one(observed(temperature(384)))
    ward.later()
    ward.tell(observed(spo2(91), symptoms=("cough",)), act=first.act)
    (seen,) = ward.log.of_round(ROUND)[WANG]
    assert [r.value for r in seen.readings] == [384, 91]
    assert (seen.symptoms, seen.act, seen.happened_at) == (("cough",), first.act, MORNING)


def test_two_people_in_one_act_are_two_observations(ward: Ward) -> None:
    first = ward.one(observed(temperature(384)))
    ward.tell(observed(temperature(366), person=ZHAO), act=first.act)
    assert ward.temperatures() == [[384], [366]]


def test_a_late_value_never_becomes_the_latest(ward: Ward) -> None:
    ward.tell(observed(temperature(366)))
    ward.later(60)
    ward.tell(observed(temperature(391)), happened_at=MORNING - timedelta(hours=1))
    assert ward.temperatures() == [[391], [366]]
    assert ward.log.latest(ward.clock.now(), resident().kind)[WANG].readings[0].value == 366


def test_a_corrected_value_stands_in_its_place_and_keeps_its_time(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    ward.later()
    correct(ward, entry.id, temperature(364))
    assert ward.temperatures() == [[364]]
    (part,) = [event for event in ward.log.history(WANG).events if isinstance(event, Seen)]
    assert (part.entry, part.tick, part.happened_at) == (entry.id, entry.tick, MORNING)


def test_the_last_correction_counts(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    correct(ward, entry.id, temperature(364))
    correct(ward, entry.id, temperature(374))
    assert ward.temperatures() == [[374]]


def test_a_correction_can_move_it_in_time_and_the_next_leaves_it_there(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    paper = MORNING - timedelta(hours=2)
    correct(ward, entry.id, temperature(384), happened_at=paper)
    correct(ward, entry.id, temperature(364))
    (part,) = [event for event in ward.log.history(WANG).events if isinstance(event, Seen)]
    assert (part.happened_at, part.observed.readings[0].value) == (paper, 364)


def test_a_voided_part_goes_and_the_rest_of_its_row_stays(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    ward.tell(observed(spo2(97), symptoms=()), act=entry.act)
    ward.one(Correction(WANG, entry.id, Why.WRONG_PERSON, None))
    (seen,) = ward.log.of_round(ROUND)[WANG]
    assert [r.quantity for r in seen.readings] == [Quantity.SPO2]
    assert seen.symptoms == ()


def test_a_void_that_is_taken_back_brings_the_value_back(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    voiding = ward.one(Correction(WANG, entry.id, Why.OTHER, None))
    assert ward.everything() == []
    ward.one(Undone(voiding.act))
    assert ward.temperatures() == [[384]]


def test_of_two_corrections_the_first_stands_again_when_the_second_is_taken_back(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    correct(ward, entry.id, temperature(364))
    ward.one(Undone(correct(ward, entry.id, temperature(374))))
    assert ward.temperatures() == [[364]]


def test_an_act_taken_back_takes_every_part_and_its_corrections_with_it(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    ward.tell(observed(spo2(97)), act=entry.act)
    correct(ward, entry.id, temperature(364))
    ward.one(Undone(entry.act, WANG))
    assert ward.everything() == []
    correct(ward, entry.id, temperature(371))
    assert ward.everything() == []
    assert [kept.status for kept in ward.log.kept(WANG)] == ["undone"] * 4


def test_a_whole_import_of_many_people_is_taken_back_at_once(ward: Ward) -> None:
    kept = ward.one(observed(temperature(355)))
    with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        for n in range(30):
            act.append(resident(f"p{n}", f"C{n}"))
            act.append(observed(temperature(360 + n), person=f"p{n}"))
    assert len(ward.everything()) == 31
    assert set(ward.log.touched_by(act.id)) == {f"p{n}" for n in range(30)}
    ward.one(Undone(act.id))
    assert ward.temperatures() == [[355]]
    assert [who.code for who in ward.log.people()] == ["A1"]
    assert ward.log.parts_of([kept.act])[0].entry == kept.id
    assert ward.log.verify()[1:3] == (None, False)


def test_a_person_changed_by_mistake_is_as_before_when_it_is_taken_back(ward: Ward) -> None:
    change = ward.one(resident(code="Z9", name="李", bed="1-1"))
    assert ward.log.by_code("A1") is None
    ward.one(Undone(change.act))
    assert ward.log.people() == [resident()]
    assert ward.log.by_code("Z9") is None


def test_a_person_is_where_the_last_word_says(ward: Ward) -> None:
    ward.later()
    gone = ward.one(Moved(WANG, Presence.HOSPITAL, MORNING.date()))
    assert [who.presence for who in ward.log.people()] == [Presence.HOSPITAL]
    moved = ward.log.moved(WANG)
    assert moved is not None
    assert moved.until == MORNING.date()
    ward.one(Undone(gone.act))
    assert [who.presence for who in ward.log.people()] == [Presence.PRESENT]
    assert ward.log.moved(WANG) is None


def test_writing_a_person_down_anew_says_where_they_are(ward: Ward) -> None:
    ward.one(Moved(WANG, Presence.HOSPITAL))
    ward.later()
    ward.one(resident(bed="2-2"))
    assert [(who.presence, who.bed) for who in ward.log.people()] == [(Presence.PRESENT, "2-2")]


def test_a_move_of_somebody_never_written_down_shows_nobody(ward: Ward) -> None:
    ward.one(Moved("ghost", Presence.OUT))
    assert [who.id for who in ward.log.people()] == [WANG]
    assert ward.log.history("ghost").events == ()


def test_an_answer_and_a_task_end_are_events_until_they_are_taken_back(ward: Ward) -> None:
    closed = ward.one(Closed(WANG, (("T-01", "e1"),), Outcome.SEEN, "fine"))
    ended = ward.one(TaskEnded(WANG, Task.TEST, done=False))
    answers = [event for event in ward.log.history(WANG).events if not isinstance(event, Facts)]
    assert answers == [
        Answer(closed.id, closed.tick, MORNING, LI, (("T-01", "e1"),), "seen"),
        TaskEnd(ended.id, ended.tick, MORNING, LI, Task.TEST, done=False),
    ]
    ward.one(Undone(closed.act))
    ward.one(Undone(ended.act))
    assert [type(event) for event in ward.log.history(WANG).events] == [Facts]


def test_swabs_and_medicines_are_events_by_when_they_were_until_they_are_taken_back(ward: Ward) -> None:
    early, late = MORNING - timedelta(hours=3), MORNING - timedelta(hours=1)
    given = ward.one(Given(WANG, antipyretic=True, medicine="paracetamol"), happened_at=late)
    positive = Swabbed(WANG, Method.ANTIGEN, Result.POSITIVE, note="faint line")
    swab = ward.one(positive, happened_at=early)
    ward.one(Swabbed(ZHAO, Method.PCR, Result.NEGATIVE))
    events = [event for event in ward.log.history(WANG).events if not isinstance(event, Facts)]
    sampled = Sampled(swab.id, swab.tick, early, Method.ANTIGEN, Result.POSITIVE, "sars_cov_2")
    assert events == [sampled, Dosed(given.id, given.tick, late, antipyretic=True)]
    ward.one(Undone(given.act))
    assert [event for event in ward.log.history(WANG).events if not isinstance(event, Facts)] == [sampled]
    ward.one(Undone(swab.act))
    assert [type(event) for event in ward.log.history(WANG).events] == [Facts]
    grown = ward.log.state_hash()
    ward.log.rebuild()
    assert ward.log.state_hash() == grown
    assert [type(event) for event in ward.log.history(WANG).events] == [Facts]


def test_a_swab_written_down_late_stands_before_what_was_found_since(ward: Ward) -> None:
    ward.one(observed(temperature(386)))
    known = ward.log.newest_tick(WANG)
    ward.one(Swabbed(WANG, Method.PCR, Result.POSITIVE), happened_at=MORNING - timedelta(days=1))
    told = [type(event) for event in ward.log.history(WANG).events if not isinstance(event, Facts)]
    assert told == [Sampled, Seen]
    assert ward.log.newest_tick(WANG) > known


def test_a_glance_at_an_alert_is_known_until_it_is_taken_back(ward: Ward) -> None:
    glance = ward.one(Acknowledged(WANG, (("T-01", "e1"), ("S-01", "e2"))))
    again = ward.one(Acknowledged(WANG, (("T-01", "e1"),)))
    both = {(WANG, "T-01", "e1"), (WANG, "S-01", "e2")}
    assert ward.log.acknowledged() == ward.log.acknowledged(WANG) == both
    assert ward.log.acknowledged(among=[(WANG, "S-01", "e2"), (ZHAO, "S-01", "e2")]) == {(WANG, "S-01", "e2")}
    ward.one(Undone(glance.act))
    assert ward.log.acknowledged() == ward.log.acknowledged(WANG) == {(WANG, "T-01", "e1")}
    ward.one(Undone(again.act))
    assert ward.log.acknowledged() == set()


def test_a_decision_replaces_the_steps_from_its_instant_on_and_no_earlier_ones(ward: Ward) -> None:
    hour = timedelta(hours=1)
    first = (step(MORNING), step(MORNING + hour, Severity.REVIEW), step(MORNING + 2 * hour, Severity.NOT_KNOWN))
    ward.one(assessed(WANG, MORNING, *first))
    ward.one(assessed(WANG, MORNING + hour, step(MORNING + hour, Severity.URGENT)))
    assert ward.log.steps(WANG, MORNING, MORNING + 9 * hour) == [first[0], step(MORNING + hour, Severity.URGENT)]
    assert ward.log.steps_at(MORNING + hour - timedelta(milliseconds=1)) == {WANG: first[0]}
    assert ward.log.steps_at(MORNING + 5 * hour)[WANG].severity is Severity.URGENT
    assert ward.log.steps_at(MORNING - hour) == {}


def test_a_decision_that_finds_nothing_takes_the_step_of_that_very_instant_away(ward: Ward) -> None:
    ward.one(assessed(WANG, MORNING, step(MORNING)))
    ward.one(assessed(WANG, MORNING))
    assert ward.log.steps_at(MORNING) == {}


def test_taking_an_observation_back_leaves_the_decision_to_who_decides(ward: Ward) -> None:
    with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        entry = act.append(observed(temperature(391)))
        act.append(assessed(WANG, MORNING, step(MORNING, Severity.REVIEW, entry.id)))
    with ward.log.act(LI, MORNING, ward.clock.new_id) as undoing:
        undoing.append(Undone(act.id))
        assert [type(event) for event in undoing.history(WANG).events] == [Facts]
        assert undoing.steps_from(WANG, MORNING)[0].severity is Severity.REVIEW
        undoing.append(assessed(WANG, MORNING, step(MORNING, Severity.NOT_KNOWN)))
    assert ward.log.steps_at(MORNING)[WANG].severity is Severity.NOT_KNOWN


def test_the_house_and_its_protocol_are_as_last_written_down(ward: Ward) -> None:
    used = ProtocolUsed("cn-2023", "1", "a" * 64, "title = '呼吸'\n")
    ward.tell(Facility("松鹤楼", "zh_CN", "Asia/Shanghai"), used)
    change = ward.one(Facility("Pine House", "en", "Europe/London"))
    assert ward.log.facility() == Facility("Pine House", "en", "Europe/London")
    assert ward.log.protocol() == used
    ward.one(Undone(change.act))
    assert ward.log.facility() == Facility("松鹤楼", "zh_CN", "Asia/Shanghai")


def test_exports_are_told_in_the_order_of_time(ward: Ward) -> None:
    exported = Exported("day", MORNING.date(), MORNING.date(), 12, "b" * 64, "excel")
    entry = ward.one(exported)
    (told,) = ward.log.deeds("exported")
    assert (told.id, told.by, told.body) == (entry.id, LI, exported)


def test_a_refusal_to_be_measured_is_kept_and_a_value_stands_before_it(ward: Ward) -> None:
    first = ward.one(observed(refused(Quantity.TEMPERATURE), refused(Quantity.SPO2)))
    ward.tell(observed(temperature(366)), act=first.act)
    row = ward.log._db.execute("SELECT temperature, spo2, reasons FROM observation").fetchone()
    assert row == (366, None, '{"spo2":"refused"}')


def test_oxygen_with_a_flow_nobody_read_is_not_room_air(ward: Ward) -> None:
    ward.tell(observed(Reading(Quantity.OXYGEN, None)))
    assert ward.log._db.execute("SELECT oxygen FROM observation").fetchone() == (-1,)


def test_a_course_folded_before_stays_right_until_something_about_the_person_changes(ward: Ward) -> None:
    entry = ward.one(observed(temperature(384)))
    assert ward.log.newest_tick(WANG) == entry.tick
    ward.tell(assessed(WANG, MORNING, step(MORNING)), Acknowledged(WANG, (("T-01", entry.id),)))
    ward.tell(observed(temperature(366), person=ZHAO))
    assert ward.log.newest_tick(WANG) == entry.tick
    for body in (Correction(WANG, entry.id, Why.TYPING, None), Undone(entry.act), Moved(WANG, Presence.OUT)):
        before = ward.log.newest_tick(WANG)
        changed = ward.one(body)
        assert ward.log.newest_tick(WANG) == changed.tick > before
    with ward.log.act(LI, MORNING, ward.clock.new_id) as act:
        last = act.append(observed(temperature(366)))
        assert act.newest_tick(WANG, before=last.tick) == changed.tick
        assert act.newest_tick(WANG, before=changed.tick) == -1
    assert ward.log.newest_tick("nobody") == 0


def test_looking_back_a_while_still_tells_who_the_person_was_then(ward: Ward) -> None:
    ward.later(60 * 24)
    ward.tell(Moved(WANG, Presence.OUT))
    ward.later(60 * 24)
    ward.tell(observed(temperature(366)))
    since = MORNING + timedelta(days=1, hours=12)
    events = ward.log.history(WANG, since).events
    assert [type(event).__name__ for event in events] == ["Facts", "Seen"]
    assert isinstance(events[0], Facts)
    assert events[0].person.presence is Presence.OUT
