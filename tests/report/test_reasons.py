"""Why somebody stands where they stand, in sentences a nurse can read aloud."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.assessment import Fired, Standing
from carelog.model.clearing import Again, Clearing, Ends, Find, Need
from carelog.model.deeds import Given, Method, Result, Swabbed
from carelog.model.person import Colour, Kind, Person
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity
from carelog.protocol.assess import Recheck
from carelog.protocol.colour import By, Classed
from carelog.protocol.news2 import Score
from carelog.report import reasons
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.station.reasons import Decided, Ground, Normal, Reason, WhyView
from carelog.words import use

from .support import SHANGHAI, person

AT = datetime(2026, 3, 7, 8, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
WARM = Need(Find.AT_MOST, "temperature", 370, Site.AXILLARY)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    folder: Path = tmp_path_factory.mktemp("reasons") / "home"
    plan = Plan("松鹤楼", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    found = Station.found(folder, FixedClock(AT), plan)
    yield found
    found.close_log()


def clearing(*needs: tuple[Need, ...], **facts: object) -> Clearing:
    base: dict[str, object] = {
        "ends": Ends.ITSELF, "apart": 4 * HOUR, "first": None, "needs": needs or ((WARM,),),
        "signs": ("temperature",), "again": None,
    }  # fmt: skip
    return Clearing(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def reason(clears: Clearing | None = None, **facts: object) -> Reason:
    fired = Fired("T-01", Severity.WATCH, (), Standing.ON, "e", ("e",), "temperature", 374, "373")
    decided = Decided("cn", "1", "abcdef0123456789", True, "e9", AT)
    base: dict[str, object] = {
        "fired": fired, "words": "words", "source": "somewhere", "evidence": "V", "signed": True, "decided": decided,
        "since": AT, "rests_on": (), "clears": clears, "recheck": None,
    }  # fmt: skip
    return Reason(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def ground(*readings: Reading, **facts: object) -> Ground:
    base: dict[str, object] = {
        "entry": "e", "happened_at": AT, "recorded_at": AT, "readings": readings, "symptoms": None, "not_asked": None,
        "measured_by": "", "recorded_by": "N01 李文", "status": "current", "corrects": False,
    }  # fmt: skip
    return Ground(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


# what would clear it


def test_two_checks_so_far_apart_are_one_sentence_in_both_languages(station: Station) -> None:
    assert reasons.clears(reason(clearing()), station) == (
        "Clears after two checks in a row, at least 4 h apart, when in each temperature is 37.0 °C or less (armpit)."
    )
    use("zh_CN")
    assert reasons.clears(reason(clearing()), station) == (
        "连续两次检查（至少相隔 4 小时）都符合时解除：体温 37.0 °C 及以下（腋下）。"
    )


def test_a_day_is_said_in_hours(station: Station) -> None:
    assert "at least 24 h apart" in reasons.clears(reason(clearing(apart=24 * HOUR)), station)


def test_one_check_needs_no_second(station: Station) -> None:
    said = reasons.clears(reason(clearing((Need(Find.AIR), Need(Find.ORDER)), apart=0 * HOUR)), station)
    assert said == "Clears when the person is seen on room air or an oxygen order or target is on file."


def test_the_first_of_two_is_named_with_when_the_second_may_come(station: Station) -> None:
    said = reasons.clears(reason(clearing(first=AT)), station)
    assert said.startswith("The check of 03-07 08:00 counts as the first; clears at one from 03-07 12:00 on when")


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (Ends.PERSON, "Closed by a named person with an outcome. Counts as back after two checks in a row"),
        (Ends.STEPS, "Answered already; steps down one level a check after two checks in a row"),
    ],
)
@pytest.mark.parametrize("first", [None, AT])
def test_an_alert_needs_a_person_and_an_answered_one_steps_down(
    station: Station, ends: Ends, said: str, first: datetime | None
) -> None:
    told = reasons.clears(reason(clearing(ends=ends, first=first)), station)
    assert told.startswith(said if first is None else said[:17])
    assert reasons.clears(reason(clearing(ends=ends, apart=0 * HOUR)), station).startswith(said[:17])


def test_values_that_are_back_wait_for_a_person_only(station: Station) -> None:
    fired = Fired("T-04", Severity.REVIEW, (), Standing.IMPROVING, "e", ("e",))
    said = reasons.clears(reason(clearing(), fired=fired), station)
    assert said == "The values are back; a named person closes it with an outcome."


def test_repeats_that_take_it_back_are_said_with_their_time(station: Station) -> None:
    again = Again("spo2", 2, 95, True, AT)
    said = reasons.clears(reason(clearing(again=again)), station)
    assert said.endswith("Taken back as not confirmed by 2 repeats until 03-07 08:00 in which SpO2 is 95 % or more.")
    assert "SpO2 is 95 % or less" in reasons.clears(reason(clearing(again=again._replace(high=False))), station)


def test_a_masked_fever_says_how_long_a_value_does_not_count(station: Station) -> None:
    said = reasons.clears(reason(clearing(masked=6 * HOUR)), station)
    assert said.endswith("A value within 6 h of an antipyretic does not count.")


def test_what_nobody_can_read_is_not_said(station: Station) -> None:
    assert reasons.clears(reason(None), station) == ""


def test_a_check_must_speak_of_all_it_rests_on(station: Station) -> None:
    either = (Need(Find.AT_LEAST, "spo2", 97), Need(Find.FEWER_SYMPTOMS, "symptoms", 1, codes=("cough",)))
    said = reasons.clears(reason(clearing(either, signs=("spo2", "symptom:cough"))), station)
    assert said.endswith(
        "SpO2 is 97 % or more or symptoms are asked and there is no cough. Each check with SpO2, symptoms."
    )
    assert "Each check" not in reasons.clears(reason(clearing()), station)


NEEDS = {
    "own normal": (Need(Find.AT_MOST, "temperature", 372, Site.ORAL, own=364), "(mouth, own normal 36.4 °C)"),
    "on oxygen": (Need(Find.AT_LEAST, "spo2", 89, below=93), "SpO2 is 89 % or more (and under 93 % while on oxygen)"),
    "elsewhere": (Need(Find.OTHER_SITE_AT_LEAST, "temperature", 358), "another site reads temperature 35.8 °C or more"),
    "elsewhere high": (Need(Find.OTHER_SITE_AT_MOST, "temperature", 370), "another site reads temperature 37.0 °C or"),
    "alert": (Need(Find.AT_MOST, "consciousness", 0), "consciousness is A or less"),
    "none such": (Need(Find.FEWER_SYMPTOMS, "symptoms", 1), "symptoms are asked and there is none such"),
    "fewer": (Need(Find.FEWER_SYMPTOMS, "symptoms", 2), "symptoms are asked and there are fewer than 2 such"),
    "measured": (Need(Find.MEASURED, codes=("spo2",)), "there is a reading of SpO2"),
    "complete": (Need(Find.COMPLETE, codes=("spo2", "symptoms")), "there is an answer for SpO2, symptoms"),
    "everything": (Need(Find.COMPLETE), "there is an answer for all that is due"),
    "again": (Need(Find.READ_AGAIN), "it is measured again"),
    "third": (Need(Find.THIRD), "a third reading is taken"),
    "judged": (Need(Find.JUDGED), "a check holds no such value or symptom"),
    "grown up": (Need(Find.GROWN_UP), "the person is of the age these rules are made for"),
    "renewed": (Need(Find.TARGET_RENEWED), "the target range is signed anew"),
    "points": (Need(Find.POINTS, value=4), "NEWS2 is 4 or less"),
    "rules": (Need(Find.RULES, codes=("Y-03", "Y-04")), "nothing is left of Y-03, Y-04"),
    "passed": (Need(Find.PASSED), "no longer counts"),
    "round": (Need(Find.ROUND), "the person is seen in a round"),
    "call": (Need(Find.CALL_ENDED), "the call is done or declined"),
    "otherwise": (Need(Find.OTHERWISE), "this is found no more"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDS)
def test_each_need_has_its_words(station: Station, name: str) -> None:
    need, said = NEEDS[name]
    assert said in reasons.clears(reason(clearing((need,), signs=())), station)
    use("zh_CN")
    assert "clears." not in reasons.clears(reason(clearing((need,), signs=())), station)


def test_every_kind_of_need_was_said(station: Station) -> None:
    plain = {Find.AIR, Find.ORDER, Find.AT_MOST}
    assert {need.find for need, _ in NEEDS.values()} | plain == set(Find)


# what it rests on


def test_a_reading_says_when_what_how_and_by_whom(station: Station) -> None:
    warm = Reading(Quantity.TEMPERATURE, 386, site=Site.TYMPANIC, device="T3", confirmed=True, asleep=True)
    assert reasons.ground(ground(warm, measured_by="N02 张敏"), station) == (
        "03-07 08:00  temperature 38.6 °C ear device T3 asleep read twice  measured by N02 张敏, recorded by N01 李文"
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (ground(Reading(Quantity.SPO2, None, NotMeasured.NO_READING)), "SpO2 no reading on this person"),
        (ground(Reading(Quantity.OXYGEN, None)), "oxygen yes, flow not read"),
        (ground(Reading(Quantity.OXYGEN, 25)), "oxygen 2.5 L/min"),
        (ground(Reading(Quantity.CONSCIOUSNESS, Consciousness.P)), "consciousness P"),
        (ground(symptoms=("cough", "fall")), "cough, fall"),
        (ground(symptoms=()), "no symptoms"),
        (ground(not_asked=NotMeasured.ASLEEP), "symptoms not asked (asleep)"),
        (ground(symptoms=("cough",), status="void"), "void"),
        (ground(symptoms=("cough",), corrects=True), "a correction"),
        (ground(deed=Swabbed("p", Method.ANTIGEN, Result.POSITIVE)), "antigen test: positive"),
        (ground(deed=Given("p", antipyretic=True)), "an antipyretic given"),
        (ground(deed=Given("p", antipyretic=True, medicine="Ibuprofen [x]")), "Ibuprofen [x] given"),
    ],
)
def test_whatever_a_part_says_is_said(station: Station, told: Ground, said: str) -> None:
    assert said in reasons.ground(told, station)


# how it stands, what decided


def test_it_stands_since_a_time_against_a_line_with_a_clock(station: Station) -> None:
    recheck = Recheck("T-01", "temperature", AT, AT + HOUR / 2)
    assert reasons.standing(reason(recheck=recheck), station) == (
        "temperature 37.4 °C (line 37.3 °C); holds since 03-07 08:00; measure again by 03-07 08:30"
    )
    assert reasons.standing(reason(recheck=recheck._replace(until=None), since=None), station).endswith(
        "holds; measure again"
    )


def test_a_rule_about_several_things_has_no_value_of_its_own() -> None:
    fired = Fired("D-02", Severity.WATCH, (), Standing.ON, "", (), "", 2, "")
    assert reasons.against(fired) == ""
    assert reasons.against(Fired("D-00", Severity.WATCH, (), Standing.ON, "e", ("e",), "spo2", 90, "")) == "SpO2 90 %"


def test_a_source_carries_its_mark_and_whether_a_signature_lacks() -> None:
    assert reasons.source(reason()) == "source: somewhere [V]"
    assert reasons.source(reason(evidence="P", signed=False)).endswith("[P]; waits for a doctor's signature")
    assert reasons.source(reason(source="", evidence="")) == ""


def test_the_protocol_is_named_with_version_hash_and_when(station: Station) -> None:
    told = reason().decided
    assert reasons.decided(told, station) == "decided by cn version 1 (abcdef01); written down 03-07 08:00"
    assert reasons.decided(told._replace(in_use=False), station).endswith("not the protocol in use now")
    assert "judged as it is read" in reasons.decided(told._replace(recorded_at=None), station)
    assert reasons.decided(told._replace(id=""), station) == "decided by a protocol this book does not hold (abcdef01)"


def test_an_own_normal_says_from_how_many_values_or_by_whom(station: Station) -> None:
    told = Normal(Quantity.TEMPERATURE, Site.AXILLARY, 364, 24, AT, frozen=False, by="", until=None)
    assert reasons.normal(told, station) == "temperature (armpit) 36.4 °C, the middle of 24 values since 03-07"
    assert reasons.normal(told._replace(frozen=True), station).endswith("frozen while ill")
    assert reasons.normal(told._replace(since=None), station).endswith("since -")
    assert reasons.normal(told._replace(value=None), station) == "temperature (armpit): too few values yet"
    by = told._replace(by="Dr. Wu", until=date(2026, 4, 1))
    assert reasons.normal(by, station) == "temperature (armpit) 36.4 °C, set by Dr. Wu until 2026-04-01"
    assert reasons.normal(by._replace(until=None), station).endswith("until ")


# the score, the class


def a_view(score: Score | None = None, usual: int | None = None, classed: Classed | None = None) -> WhyView:
    return WhyView(person("3-1"), AT, Severity.NONE, (), (), (), score, usual, classed)


def a_score(missing: tuple[str, ...] = (), least: int = 3, band: str | None = None, **facts: object) -> Score:
    total = None if missing else least
    base = Score({}, least, missing, not missing, total, band, None, False, None, False)
    return base._replace(**facts)  # type: ignore[arg-type]  # a test names the facts of its case


def test_a_whole_set_says_its_score_and_band(station: Station) -> None:
    assert reasons.score(a_view(a_score(least=5, band="medium"))) == "NEWS2 5, medium (7 of 7)"
    assert reasons.score(a_view(a_score(least=5))) == "NEWS2 5, no band: the chart is for adults (7 of 7)"


def test_a_part_says_the_least_it_can_be_what_is_missing_and_no_band_below_seven() -> None:
    part = a_score(("respiratory_rate", "pulse"), 3, band_at_least="low-medium")
    assert reasons.score(a_view(part)) == "NEWS2 >= 3 (5 of 7); missing: breathing rate, pulse"
    assert "high" in reasons.score(a_view(a_score(("pulse",), 8, "high")))


def test_what_the_person_usually_scores_and_an_armpit_are_said_beside() -> None:
    said = reasons.score(a_view(a_score(least=1, band="low", unadjusted=True), usual=2))
    assert said.startswith("NEWS2 1, low (7 of 7); usually 2 by a clinician's word; temperature counts as measured")
    assert reasons.score(a_view()) == ""


def test_a_class_says_how_it_came_about_and_what_is_missing() -> None:
    assert reasons.classed(a_view(classed=Classed(Colour.RED, By.TABLE, ()))) == "Class red, by the table"
    raised = Classed(Colour.YELLOW, By.NURSE, ("vaccination",))
    assert reasons.classed(a_view(classed=raised)) == "Class yellow, raised by a nurse; missing: vaccination"
    unknown = Classed(None, None, ("birth_date", "disease"))
    assert reasons.classed(a_view(classed=unknown)) == "Class not known; missing: date of birth, underlying disease"
    staff = a_view(classed=unknown)._replace(person=Person("n", "N1", Kind.STAFF, "Li"))
    assert reasons.classed(staff) == reasons.classed(a_view()) == ""
