"""What each protocol that comes with the app says of the people it is made for."""

import re
import tomllib
from datetime import timedelta
from functools import cache

import pytest

from carelog.model.assessment import open_alerts
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import light, load
from carelog.protocol.schema import CareProtocol

from .bedside import Bed, born, left_out, resident, spo2, temperature

CN, OFF, EN, STAFF = "cn-2023-respiratory", "off-season", "en-news2-restore2", "staff-only"
HAN = re.compile("[\u4e00-\u9fff]")


@cache
def shipped(name: str) -> CareProtocol:
    return load.care_protocol(load.packaged(name), name)


def bed(name: str, person: Person | None = None) -> Bed:
    return Bed(person or resident(), shipped(name))


def worker(**facts: object) -> Person:
    return resident(kind=Kind.STAFF, code="N01", **facts)


def test_four_protocols_come_with_the_app() -> None:
    assert {CN, OFF, EN, STAFF} <= set(load.names())


@pytest.mark.parametrize("name", load.names())
def test_each_says_for_whom_it_is_and_that_it_is_for_adults(name: str) -> None:
    said = light.parse(load.packaged(name)).audience
    assert "成人" in said["zh_CN"]
    assert "adults" in said["en"]


@pytest.mark.parametrize("name", load.names())
def test_every_word_stands_in_both_languages(name: str) -> None:
    file = light.parse(load.packaged(name))
    told = [file.title, file.audience, *(r.words for r in file.rules.values()), *(n.words for n in file.not_here)]
    for words in told:
        assert set(words) == {"zh_CN", "en"}
        assert HAN.search(words["zh_CN"])
        assert not HAN.search(words["en"])
        numbers = [sorted(re.findall(r"\d+\.\d|\d{2,}", words[language])) for language in ("zh_CN", "en")]
        assert set(numbers[1]) - {"111"} <= set(numbers[0]) | {"10", "15", "30"}, words


@pytest.mark.parametrize("name", load.names())
@pytest.mark.parametrize("kind", Kind)
def test_what_was_not_measured_or_is_not_judged_is_never_normal(name: str, kind: Kind) -> None:
    person = resident(kind=kind)
    for readings, symptoms in (
        ((left_out(Quantity.TEMPERATURE, NotMeasured.REFUSED), left_out(Quantity.SPO2, NotMeasured.REFUSED)), None),
        ((temperature(366), left_out(Quantity.SPO2, NotMeasured.REFUSED)), None),
        ((Reading(Quantity.PULSE, 80), Reading(Quantity.SPO2, 80)), ("nausea",)),
    ):
        assert bed(name, person).seen(*readings, symptoms=symptoms).severity() >= Severity.NOT_KNOWN


@pytest.mark.parametrize("name", load.names())
def test_a_child_is_judged_by_none_of_them(name: str) -> None:
    child = bed(name, worker(birth_date=born(12))).seen(temperature(391), symptoms=())
    assert "D-00a" in child.rules()
    assert "W-01" not in child.rules()


# off-season


def test_in_quiet_times_the_lines_are_those_of_the_wave() -> None:
    for name in (CN, OFF):
        assert bed(name).seen(temperature(386), spo2(97)).rules()["T-04"] is Severity.REVIEW
        assert bed(name).seen(temperature(366), spo2(88)).severity() is Severity.URGENT
    assert light.parse(load.packaged(OFF)).regime == "off"


def test_in_quiet_times_a_repeat_in_the_same_round_does_not_yet_confirm_a_fever() -> None:
    def twice(name: str) -> set[str]:
        return set(bed(name).seen(temperature(374), spo2(97)).seen(temperature(374), spo2(97), minutes=10).rules())

    assert "T-02" in twice(CN)
    assert "T-02" not in twice(OFF)


# the English one


def test_no_english_doctor_reads_of_a_chinese_plan() -> None:
    file = tomllib.loads(load.packaged(EN))
    based_on = file.pop("based_on")
    assert based_on.startswith(CN)
    said = repr({key: value for key, value in file.items() if key != "audience"})
    english = HAN.sub("", said)
    assert not re.search(r"China|Chinese|State Council|Beijing|severe \(", english)


@pytest.mark.parametrize(
    ("site", "tenths", "rules"),
    [
        (Site.ORAL, 372, set()),
        (Site.ORAL, 373, {"T-01"}),
        (Site.TYMPANIC, 373, {"T-01"}),
        (Site.AXILLARY, 373, {"T-01"}),
        (Site.FOREHEAD, 373, {"T-01"}),
        (Site.RECTAL, 375, set()),
        (Site.RECTAL, 376, {"T-01"}),
        (Site.ORAL, 379, {"T-02"}),
    ],
)
def test_fever_is_as_the_idsa_draws_it(site: Site, tenths: int, rules: set[str]) -> None:
    assert set(bed(EN).seen(temperature(tenths, site), spo2(97)).rules()) == rules


def test_a_confirmed_92_is_an_emergency_and_a_confirmed_93_a_call() -> None:
    low = bed(EN).seen(temperature(366), spo2(92)).seen(temperature(366), spo2(92), minutes=5)
    assert low.rules()["S-02"] is Severity.URGENT
    assert Task.TRANSFER in low.now().tasks
    call = bed(EN).seen(temperature(366), spo2(93)).seen(temperature(366), spo2(93), minutes=5)
    assert call.rules() == {"S-02a": Severity.REVIEW}
    assert Task.CALL in call.now().tasks
    assert Task.TRANSFER not in call.now().tasks


def test_a_first_93_is_measured_again_before_anybody_is_called() -> None:
    first = bed(EN).seen(temperature(366), spo2(93))
    assert open_alerts(first.now())[0].rule == "S-02a"
    assert Task.CALL not in first.now().tasks
    assert Task.RECHECK in first.now().tasks
    assert Task.CALL in first.later(minutes=11).tasks
    better = first.seen(temperature(366), spo2(96), minutes=3).seen(temperature(366), spo2(96), minutes=6)
    assert better.severity() is Severity.NONE
    assert better.now().tasks == ()


@pytest.mark.parametrize("percent", range(80, 93))
def test_lower_is_never_milder(percent: int) -> None:
    def worst(value: int) -> Severity:
        return bed(EN).seen(temperature(366), spo2(value)).seen(temperature(366), spo2(value), minutes=5).severity()

    assert worst(percent) >= worst(percent + 1)


def test_copd_without_a_decision_is_an_emergency_from_92_as_well() -> None:
    ill = resident(conditions=("copd",))
    found = bed(EN, ill).seen(temperature(366), spo2(93)).seen(temperature(366), spo2(93), minutes=5)
    assert found.severity() is Severity.REVIEW
    found = bed(EN, ill).seen(temperature(366), spo2(92)).seen(temperature(366), spo2(92), minutes=5)
    assert "S-09" in found.rules()


# staff only


def test_without_a_rule_of_slow_decline_five_weeks_tell_all_of_a_person() -> None:
    assert shipped("staff-only").ruleset.look_back() == timedelta(days=35)


def test_staff_who_are_well_are_done_with_two_answers() -> None:
    assert bed(STAFF, worker()).seen(temperature(364, Site.FOREHEAD)).severity() is Severity.NONE


def test_a_warm_forehead_is_measured_again_by_contact_and_confirmed_sends_off_duty() -> None:
    warm = bed(STAFF, worker()).seen(temperature(373, Site.FOREHEAD))
    assert warm.rules() == {"W-01": Severity.WATCH}
    assert warm.now().tasks == (Task.RECHECK,)
    warm.seen(temperature(374), minutes=15)
    assert {Task.TEST, Task.ISOLATE} <= set(warm.now().tasks)


def test_a_cool_armpit_takes_a_warm_forehead_back() -> None:
    warm = bed(STAFF, worker()).seen(temperature(373, Site.FOREHEAD)).seen(temperature(366), minutes=15)
    assert Task.TEST not in warm.now().tasks


@pytest.mark.parametrize("kind", [Kind.STAFF, Kind.VISITOR])
@pytest.mark.parametrize("symptom", ["cough", "diarrhoea", "fatigue", "nausea"])
def test_any_symptom_asks_for_a_test(kind: Kind, symptom: str) -> None:
    ill = bed(STAFF, worker() if kind is Kind.STAFF else resident(kind=kind))
    ill.seen(temperature(364, Site.FOREHEAD), symptoms=(symptom,))
    assert ill.rules() == {"W-01": Severity.WATCH}
    assert Task.TEST in ill.now().tasks


@pytest.mark.parametrize(("symptom", "severity"), [("breathless", Severity.URGENT), ("drowsy", Severity.REVIEW)])
def test_what_cannot_wait_is_called_for(symptom: str, severity: Severity) -> None:
    ill = bed(STAFF, worker()).seen(temperature(364, Site.FOREHEAD), symptoms=(symptom,))
    assert ill.severity() is severity
    assert Task.CALL in ill.now().tasks


def test_who_did_not_say_how_they_feel_is_not_known_to_be_well() -> None:
    assert bed(STAFF, worker()).seen(temperature(364, Site.FOREHEAD), symptoms=None).severity() is Severity.NOT_KNOWN


def test_a_resident_is_none_of_its_business_and_never_normal() -> None:
    assert bed(STAFF).seen(temperature(364), spo2(97)).severity() is Severity.NOT_KNOWN
