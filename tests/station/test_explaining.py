"""Why somebody stands where they stand: as the log recorded it, by the protocol that decided it then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.assessment import Standing
from carelog.model.clearing import Ends, Find
from carelog.model.deeds import Method, Result, Swabbed, Why
from carelog.model.home import ProtocolUsed
from carelog.model.observation import Observed, Way
from carelog.model.person import Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.protocol import load
from carelog.station import changing, protocols, signing
from carelog.station.desk import Station
from carelog.station.reasons import Reason, WhyView
from carelog.words import use

from .boards import go, local
from .conftest import MORNING
from .support import later, readings, tell


def why(station: Station, code: str = "3-1") -> WhyView:
    return station.why(station.by_code(code).id)


def reason(station: Station, rule: str, code: str = "3-1") -> Reason:
    return next(r for r in why(station, code).reasons if r.fired.rule == rule)


def another_protocol(station: Station, old: str, new: str) -> Station:
    """The home from now on with one thing in its protocol's text changed, as its next version."""
    text = station.used.text.replace('version = "3"', 'version = "4"', 1)
    assert old in text
    text = text.replace(old, new)
    used = ProtocolUsed(station.used.id, "4", load.sha256(text), text)
    with station.deed() as act:
        act.append(used)
    again = Station(station.home, station.log, station.clock)
    again.by = station.by
    return again


# what is there, and what is not


def test_of_somebody_well_no_rule_stands(station: Station) -> None:
    tell(station, "3-1")
    view = why(station)
    assert (view.severity, view.tasks, view.reasons) == (Severity.NONE, (), ())


def test_of_somebody_never_seen_nothing_was_decided(station: Station) -> None:
    view = why(station)
    assert (view.severity, view.reasons, view.normals) == (Severity.NOT_KNOWN, (), ())


def test_nobody_of_that_id_is_a_sentence(station: Station) -> None:
    with pytest.raises(Refusal) as refused:
        station.why("nobody")
    assert refused.value.code == "station.no_person"


def test_who_has_left_is_explained_all_the_same(station: Station) -> None:
    tell(station, "3-1", 386, 97)
    station.move(station.by_code("3-1").id, Presence.LEFT)
    assert "T-04" in {r.fired.rule for r in why(station).reasons}


def test_the_same_rules_stand_in_the_same_order_as_on_the_board(station: Station) -> None:
    tell(station, "3-1", 386, 88, ("cough", "fall"))
    row = next(r for r in station.board().rows if r.person.code == "3-1")
    view = why(station)
    assert tuple(r.fired for r in view.reasons) == row.fired
    assert (view.severity, view.tasks) == (row.severity, row.tasks)


# one rule


def test_a_rule_says_its_words_source_and_mark_in_the_language_spoken(station: Station) -> None:
    tell(station, "3-1", 386, 97)
    told = reason(station, "T-04")
    assert told.words.startswith("Above 38.5 degrees")
    assert ("home treatment guide" in told.source, told.evidence, told.signed) == (True, "S", True)
    use("zh_CN")
    assert reason(station, "T-04").words.startswith("体温超过 38.5 度")


def test_our_own_proposal_waits_for_a_doctor_until_one_has_signed_this_very_file(station: Station) -> None:
    tell(station, "3-1", 366, 88)
    assert (reason(station, "S-02b").evidence, reason(station, "S-02b").signed) == ("P", False)
    signing.sign(station, "Dr. Li", MORNING.date(), station.used.sha256)
    assert reason(station, "S-02b").signed


def test_the_reading_it_rests_on_comes_with_value_site_device_and_who_measured_and_recorded(station: Station) -> None:
    warm = Reading(Quantity.TEMPERATURE, 386, site=Site.TYMPANIC, confirmed=True, device="T3")
    by = station.by_code("N02").id
    body = Observed(station.by_code("3-1").id, None, (warm, *readings(None, 97)), (), measured_by=by, way=Way.PAPER)
    station.record(body, MORNING - timedelta(hours=1))
    (ground,) = reason(station, "T-04").rests_on
    assert (ground.readings, ground.symptoms) == ((warm,), None)
    assert (ground.measured_by, ground.recorded_by) == ("N02 张敏", "N01 李文")
    assert (ground.happened_at, ground.recorded_at) == (MORNING - timedelta(hours=1), MORNING)
    assert (ground.status, ground.corrects) == ("current", False)


def test_symptoms_are_grounds_of_the_rules_about_symptoms_alone(station: Station) -> None:
    tell(station, "3-1", 386, 97, ("cough",))
    assert [g.symptoms for g in reason(station, "Y-01").rests_on] == [("cough",)]
    assert [g.readings for g in reason(station, "Y-01").rests_on] == [()]


def test_a_part_that_says_nothing_of_the_matter_gives_way_to_the_one_of_its_observation_that_does(
    station: Station, clock: FixedClock
) -> None:
    act, person = station.new_id(), station.by_code("3-1").id
    for part in (Observed(person, None, (), ("cough",)), Observed(person, None, readings(384, None, None), None)):
        with station.deed(act) as deed:
            deed.append(part, person=person)
            station.reassess(deed, person, station.now())
        later(clock, 1)
    assert [g.symptoms for g in reason(station, "Y-01").rests_on] == [("cough",)]


def test_what_was_left_out_shows_all_that_was_said(station: Station) -> None:
    tell(station, "3-1", 366, None, None)
    (ground,) = reason(station, "D-03").rests_on
    assert [r.value for r in ground.readings] == [366]
    person = station.by_code("3-2").id
    asleep = tuple(Reading(q, None, NotMeasured.ASLEEP) for q in (Quantity.TEMPERATURE, Quantity.SPO2))
    station.record(Observed(person, None, asleep, None, NotMeasured.ASLEEP), station.now())
    (ground,) = reason(station, "D-03", "3-2").rests_on
    assert ([r.not_measured for r in ground.readings], ground.not_asked) == ([NotMeasured.ASLEEP] * 2, "asleep")


def test_it_says_since_when_it_stands_whatever_was_measured_again(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 386, 97)
    for _ in range(3):
        go(clock, station.now() + timedelta(hours=12))
        tell(station, "3-1", 388, 97)
    told = reason(station, "T-04")
    assert told.since == MORNING
    assert [g.happened_at for g in told.rests_on] == [MORNING, MORNING + timedelta(hours=36)]


def test_what_would_clear_it_and_by_when_it_is_to_be_measured_again(station: Station) -> None:
    tell(station, "3-1", 374, 97)
    told = reason(station, "T-01")
    assert told.clears is not None
    assert (told.clears.ends, told.clears.needs[0][0].find, told.clears.needs[0][0].value) == (
        Ends.ITSELF, Find.AT_MOST, 370,
    )  # fmt: skip
    assert told.recheck is not None
    assert told.recheck.until == MORNING + timedelta(minutes=30)


def test_an_answered_alert_says_that_it_was(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 386, 97)
    later(clock, 20)
    station.close(station.by_code("3-1").id, Outcome.TREATED_HERE, decided_by="吴医生")
    told = reason(station, "T-04")
    assert told.fired.standing is Standing.ANSWERED
    assert told.clears is not None
    assert told.clears.ends is Ends.STEPS


def test_missed_rounds_are_judged_as_they_are_read_and_rest_on_nothing(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    go(clock, local(12, 0, days=1))
    told = reason(station, "D-02")
    assert (told.decided.entry, told.decided.recorded_at, told.since, told.rests_on) == ("", None, None, ())
    assert (told.decided.in_use, told.evidence) == (True, "S")
    assert told.clears is not None
    assert told.clears.needs[0][0].find is Find.ROUND


# corrections


def test_a_corrected_value_stands_as_what_took_its_place(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", 396, 97)
    later(clock, 5)
    body = station.log.body(saved.entry)
    assert isinstance(body, Observed)
    station.correct(saved.entry, Why.TYPING, replace(body, readings=readings(386, 97)))
    (ground,) = reason(station, "T-04").rests_on
    assert ([r.value for r in ground.readings], ground.corrects, ground.status) == ([386], True, "current")


def test_a_value_corrected_twice_stands_as_the_last_one(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", 396, 97)
    for value in (395, 387):
        later(clock, 5)
        body = station.log.body(saved.entry)
        assert isinstance(body, Observed)
        station.correct(saved.entry, Why.TYPING, replace(body, readings=readings(value, 97)))
    assert [r.value for g in reason(station, "T-04").rests_on for r in g.readings] == [387]


def test_a_voided_value_is_a_reason_no_more(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", 386, 97)
    later(clock, 5)
    station.correct(saved.entry, Why.WRONG_PERSON, None)
    assert why(station).reasons == ()


# then and now


def test_at_a_past_time_it_says_what_was_decided_then(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 386, 97)
    go(clock, local(16))
    tell(station, "3-1", 366, 88)
    person = station.by_code("3-1").id
    then = station.why(person, MORNING + timedelta(hours=1))
    assert {r.fired.rule for r in then.reasons} & {"T-04", "S-02b"} == {"T-04"}
    (ground,) = next(r for r in then.reasons if r.fired.rule == "T-04").rests_on
    assert ground.happened_at == MORNING
    told = next(r for r in then.reasons if r.fired.rule == "T-04")
    assert told.clears is not None
    assert told.clears.first is None
    assert station.why(person, MORNING - timedelta(hours=1)).reasons == ()


def test_each_rule_names_the_protocol_that_decided_it_and_when_that_was_written(station: Station) -> None:
    tell(station, "3-1", 386, 97, at=MORNING - timedelta(hours=2))
    told = reason(station, "T-04").decided
    assert (told.id, told.version, told.sha256, told.in_use) == (
        "cn-2023-respiratory", "3", station.used.sha256, True,
    )  # fmt: skip
    assert told.recorded_at == MORNING
    assert station.log.body(told.entry) is not None


def test_a_later_protocol_leaves_the_words_the_number_and_the_name_of_the_one_that_decided(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", 386, 97)
    before = reason(station, "T-04")
    later(clock, 30)
    again = another_protocol(station, "Above 38.5 degrees:", "Quite another sentence:")
    told = reason(again, "T-04")
    assert (told.words, told.fired, told.clears) == (before.words, before.fired, before.clears)
    assert (told.decided.version, told.decided.in_use, again.used.version) == ("3", False, "4")
    tell(again, "3-1", 390, 97)
    now = reason(again, "T-04")
    assert (now.words.startswith("Quite another"), now.decided.version, now.decided.in_use) == (True, "4", True)


def test_a_rule_that_the_protocol_in_use_no_longer_has_keeps_its_words(station: Station) -> None:
    tell(station, "3-1", 386, 97, ("vomiting",))
    again = another_protocol(station, "Y-01g", "Y-09")
    assert reason(again, "Y-01g").words.startswith("New diarrhoea or vomiting")


def test_an_open_alert_keeps_its_words_where_the_protocol_that_carried_it_on_has_no_such_rule(station: Station) -> None:
    tell(station, "3-1", 386, 85)
    changing.use(station, protocols.named("staff-only", lambda: station))
    again = Station(station.home, station.log, station.clock)
    told = reason(again, "S-02b")
    assert (told.words.startswith("SpO2 90 %"), told.evidence) == (True, "P")
    assert told.source


def test_a_decision_by_a_protocol_this_book_does_not_hold_says_only_what_is_known(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(station, "3-1", 386, 97)
    station.used = replace(station.used, sha256="f" * 64)
    monkeypatch.setattr(station.log, "deeds", lambda *_: [])
    told = reason(station, "T-04")
    assert (told.words, told.source, told.evidence, told.clears, told.recheck) == ("T-04", "", "", None, None)
    assert (told.decided.id, told.decided.in_use, told.signed) == ("", False, True)
    assert why(station).normals == ()


def test_a_protocol_too_old_to_be_read_today_is_still_named(station: Station) -> None:
    old = ProtocolUsed("old", "0", load.sha256("id = 'old'"), "id = 'old'")
    tell(station, "3-1", 386, 97)
    from carelog.station import explaining

    assert explaining._light(old) is None
    assert explaining._protocol(station, old) is None
    assert explaining._light(None) is None


# own normals


def test_the_own_normals_are_those_of_the_sites_last_measured_with_what_they_rest_on(
    station: Station, clock: FixedClock
) -> None:
    first = station.now()
    for n in range(7):
        go(clock, first + timedelta(hours=12 * n))
        tell(station, "3-1", 364, 97)
    warm, air = why(station).normals
    assert (warm.quantity, warm.site, warm.value, warm.readings, warm.frozen) == (
        "temperature",
        "axillary",
        364,
        7,
        False,
    )
    assert (air.quantity, air.site, air.value, air.since) == ("spo2", None, 97, MORNING)
    tell(station, "3-1", 390, 97)
    assert why(station).normals[0].frozen


def test_too_few_values_are_no_normal(station: Station) -> None:
    tell(station, "3-1")
    assert [(n.quantity.value, n.value, n.readings) for n in why(station).normals] == [
        ("temperature", None, 0),
        ("spo2", None, 0),
    ]


def test_a_positive_swab_is_what_its_rules_rest_on(station: Station) -> None:
    person = station.by_code("3-1").id
    tell(station, "3-1")
    with station.deed() as act:
        entry = act.append(Swabbed(person, Method.ANTIGEN, Result.POSITIVE), person=person)
        station.reassess(act, person, station.now())
    told = next(r for r in why(station).reasons if entry.id in r.fired.entries)
    (ground,) = [g for g in told.rests_on if g.deed]
    assert (ground.deed.result, ground.recorded_by) == (Result.POSITIVE, "N01 李文")  # type: ignore[union-attr]  # above


def test_the_score_of_the_newest_check_and_the_class_come_with_what_is_missing(station: Station) -> None:
    tell(station, "3-1", 386, 93)
    view = why(station)
    assert view.score is not None
    assert (view.score.total, view.score.band, len(view.score.missing)) == (None, None, 4)
    assert view.score.lower_bound >= 3
    assert view.classed is not None
    assert (view.classed.colour, view.classed.missing) == (None, ("disease", "vaccination"))
    assert why(station, "3-2").score is None


def test_tasks_come_with_the_view(station: Station) -> None:
    tell(station, "3-1", 366, 88)
    assert Task.TRANSFER in why(station).tasks


def test_a_clinicians_own_figure_says_who_and_until_when(station: Station) -> None:
    until = MORNING.date() + timedelta(days=90)
    person = station.by_code("3-1")
    station.put([replace(person, normal_spo2_percent=93, normals_by="Dr. Wu", normals_until=until)])
    tell(station, "3-1", 364, 94)
    air = why(station).normals[1]
    assert (air.value, air.readings, air.by, air.until) == (93, 0, "Dr. Wu", until)
