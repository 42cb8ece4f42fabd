"""The short cut: a rule that is not asked would not have held."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given

from carelog.model.history import History
from carelog.model.person import Colour, Kind, Person
from carelog.model.reading import HARD, NotMeasured, Quantity, Site
from carelog.protocol import assess, load
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Sample
from carelog.protocol.triggers import Changes, needed
from carelog.protocol.wording import (
    AllOf,
    AnyOf,
    Bound,
    HasDisease,
    Held,
    InClass,
    Lacking,
    Line,
    NOf,
    OpenAt,
    Symptoms,
    Wording,
)

from .bedside import ID, MONDAY, Bed, care, care_with, resident, temperature
from .histories import Part, events_of, patient, people, stories

EVERY = -1


@cache
def thorough() -> CareProtocol:
    """The protocol with every short cut taken out: all rules are asked at every part."""
    protocol = load.care_protocol(load.packaged(ID), ID)
    rules = protocol.ruleset
    table = {scale: {q: (EVERY,) * (high - low + 1) for q, (low, high) in HARD.items()} for scale in (1, 2)}
    why = dict.fromkeys(NotMeasured, EVERY)
    asked = rules.triggers._replace(
        table=table, symptoms={}, any_symptom=EVERY, reasons=why, lacking=EVERY, oxygen=EVERY, happened=EVERY, beside=0
    )
    both = {
        (kind, young, n): w._replace(bits=w.bits | rules.whom[kind, young, 3 - n].bits)
        for (kind, young, n), w in rules.whom.items()
    }
    protocol.__dict__["ruleset"] = replace(rules, triggers=asked, whom=both)
    return protocol


@given(people, stories)
@patient
def test_asking_every_rule_finds_nothing_more(person: Person, story: list[Part]) -> None:
    history = History(person.id, tuple(events_of(story)))
    assert assess.replayed(care(), history) == assess.replayed(thorough(), history)


def _bound(value: int) -> Bound:
    line = Line(op="<=", value=value, clear=value + 2)
    return Bound(kind="bound", reading=Quantity.SPO2, lines=(line,))


COUGH = Symptoms(kind="symptoms", codes=("cough",))
OPEN = Held(kind="rule", any_of=("T-01",))
RED = InClass(kind="class", any_of=(Colour.RED,))
STANDING = OpenAt(kind="standing", least="REVIEW")
COPD = HasDisease(kind="disease", any_of=("copd",))


@pytest.mark.parametrize(
    ("condition", "leaves"),
    [
        (_bound(93), (_bound(93),)),
        (AnyOf(kind="any", of=(_bound(93), COUGH)), (_bound(93), COUGH)),
        (AllOf(kind="all", of=(OPEN, _bound(93))), (_bound(93),)),
        (AllOf(kind="all", of=(COUGH, _bound(93))), (_bound(93),)),
        (AllOf(kind="all", of=(STANDING, COUGH)), (COUGH,)),
        (AllOf(kind="all", of=(RED, OPEN)), (OPEN,)),
        (AllOf(kind="all", of=(RED, AnyOf(kind="any", of=(OPEN, STANDING)))), (OPEN, STANDING)),
        (AllOf(kind="all", of=(COPD, AnyOf(kind="any", of=(OPEN, STANDING)))), (OPEN, STANDING)),
        (AllOf(kind="all", of=(COPD, Lacking(kind="lacking"))), (Lacking(kind="lacking"),)),
        (AllOf(kind="all", of=(AnyOf(kind="any", of=(_bound(90), _bound(92))), OPEN)), (_bound(90), _bound(92))),
        (AllOf(kind="all", of=(AnyOf(kind="any", of=(_bound(90), _bound(92))), _bound(95))), (_bound(95),)),
        (Lacking(kind="lacking"), (Lacking(kind="lacking"),)),
        (NOf(kind="n_of", least=2, of=(COUGH, STANDING, _bound(93))), (_bound(93), COUGH)),
        (NOf(kind="n_of", least=3, of=(COUGH, STANDING, _bound(93))), (_bound(93),)),
    ],
)
def test_what_at_least_must_hold(condition: Wording, leaves: tuple[Wording, ...]) -> None:
    assert needed(condition) == leaves


def test_a_rule_about_people_with_a_disease_is_asked_by_what_else_it_names() -> None:
    asks = care_with(
        'kind = "not_measured", reasons = ["no_reading"]',
        'kind = "all", of = [{ kind = "disease", any_of = ["copd"] }, { kind = "lacking" }]',
    )
    for conditions, found in ((("copd",), True), ((), False)):
        bed = Bed(resident(conditions=conditions), asks).seen(temperature(364))
        assert ("D-04" in bed.rules()) is found


def test_a_normal_round_asks_almost_no_rule() -> None:
    found = care().ruleset.triggers
    assert all(found.of_value(Quantity.TEMPERATURE, tenths, 1) in (0, found.scored) for tenths in range(356, 373))
    assert all(found.of_value(Quantity.TEMPERATURE, tenths, 1) == 0 for tenths in range(361, 373))
    assert all(found.of_value(Quantity.SPO2, percent, 1) == 0 for percent in range(96, 101))


def test_a_value_that_cannot_be_is_asked_of_every_rule() -> None:
    assert care().ruleset.triggers.of_value(Quantity.SPO2, 101, 1) == EVERY
    assert care().ruleset.triggers.of_value(Quantity.TEMPERATURE, 249, 1) == EVERY


@pytest.mark.parametrize(
    ("quantity", "before", "now", "asks"),
    [
        (Quantity.TEMPERATURE, 360, 375, False),
        (Quantity.TEMPERATURE, 360, 376, True),
        (Quantity.TEMPERATURE, 376, 360, True),
        (Quantity.SPO2, 99, 95, False),
        (Quantity.SPO2, 99, 94, True),
        (Quantity.PULSE, 60, 120, False),
    ],
)
def test_a_step_from_the_last_value(quantity: Quantity, before: int, now: int, asks: bool) -> None:
    last = Sample(before, Site.UNKNOWN, None, MONDAY, "e", "a", None)
    found = care().ruleset.triggers
    assert bool(found.of_step(quantity, last, now)) is asks
    assert found.of_step(quantity, None, now) == 0


def test_a_rule_wakes_those_that_ask_about_it() -> None:
    rules = care().ruleset
    assert rules.triggers.wakes == {"T-08": rules.by_id["N-02"].bit}


def test_a_swab_asks_only_the_rules_that_have_an_eye_on_swabs() -> None:
    rules, found = care().ruleset, care().ruleset.triggers
    asked = {rule.id for rule in rules.rules if rule.bit & found.swabbed}
    assert asked >= {"K-02", "K-02a", "K-03", "S-01", "D-03"}
    assert not asked & {"T-01", "S-02", "Y-01"}
    assert {rule.id for rule in rules.rules if rule.bit & found.happened} == {"K-02", "K-02a", "K-03", "G-01"}
    assert found.dosed == 0


def test_a_symptom_asks_only_the_rules_that_name_it() -> None:
    rules, found = care().ruleset, care().ruleset.triggers

    def asked(*codes: str) -> set[str]:
        return {rule.id for rule in rules.rules if rule.bit & found.of_symptoms(frozenset(codes))}

    assert asked() == set()
    assert asked("cough") >= {"Y-01", "G-01", "W-01"}
    assert not asked("cough") & {"Y-01g", "Y-02", "Y-03", "Y-04", "Y-05"}
    assert asked("cough", "fall") == asked("cough") | asked("fall") >= {"Y-01", "Y-04"}
    assert asked("never heard of") == {"G-01", "W-01"}, "those that ask for any symptom at all"


def test_a_rule_that_asks_whether_anything_stands_is_asked_last() -> None:
    assert care().ruleset.rules[-1].id == "D-03"
    order = [rule.id for rule in care().ruleset.rules]
    assert order.index("Y-04") > order.index("T-01")
    assert order.index("N-02") > order.index("T-08") > order.index("Y-03")


def test_who_has_a_higher_target_is_asked_by_every_rule_that_moves_with_it() -> None:
    found, by_id = care().ruleset.triggers, care().ruleset.by_id
    assert all(found.target & by_id[rule].bit for rule in ("S-01", "S-02", "S-02a", "S-02b", "S-09", "S-09b"))
    assert not found.target & by_id["N-02"].bit


def test_a_protocol_without_rules_of_change_needs_no_normal() -> None:
    plain = care_with('kind = "change", reading = "temperature"', 'kind = "change", reading = "spo2"')
    assert set(plain.ruleset.triggers.change[1]) == {Quantity.SPO2}


@pytest.mark.parametrize(
    ("value", "normals", "asks"),
    [(371, (360, 360), 0), (372, (360, 360), 1), (372, (360, 361), 1), (353, (360, 360), 2), (354, (360, 361), 2)],
)
def test_a_step_from_the_lowest_or_the_highest_normal_there_may_be(
    value: int, normals: tuple[int, int], asks: int
) -> None:
    assert Changes(rises=((1, 12),), falls=((2, -7),)).of_value(value, *normals) == asks


@pytest.mark.parametrize(("tenths", "stands"), [(359, False), (360, True), (361, True), (366, True)])
def test_a_rise_of_nothing_or_more_is_looked_up_as_a_rise(tenths: int, *, stands: bool) -> None:
    care_of = care_with('line = { op = ">", value = 11, clear = 8 }', 'line = { op = ">=", value = 0, clear = -1 }')
    bed = Bed(protocol=care_of)
    for day in range(6):
        bed.seen(temperature(360), days=day)
    assert ("T-03" in bed.seen(temperature(tenths), days=6).course().open) is stands


def test_a_rule_that_needs_a_sign_beside_its_value_is_not_asked_where_there_can_be_none() -> None:
    rules, found = care().ruleset, care().ruleset.triggers
    named = {rule.id for rule in rules.rules if rule.bit & found.company}
    beside = {rule.id for rule in rules.rules if rule.bit & found.beside}
    assert beside >= {"S-01", "Y-01", "G-01", "K-02"}
    assert not beside & {"S-02", "S-02a", "S-09", "T-07", "N-01", "D-03"}
    assert named >= {"Y-01", "Y-03", "Y-04"}
    assert not named & {"S-01", "S-02", "D-03"}


def test_a_rule_that_counts_while_it_needs_a_sign_is_asked_all_the_same() -> None:
    asks = care_with(
        'kind = "not_measured", reasons = ["no_reading"]',
        'kind = "all", of = [{ kind = "symptoms", codes = ["cough"] }, { kind = "lasting", reading = "temperature", '
        'line = { op = ">=", value = 380, clear = 375 }, longer_than_hours = 1, broken_by_hours = 9 }]',
    )
    rules = asks.ruleset
    assert not rules.triggers.beside & rules.by_id["D-04"].bit


def test_a_value_on_oxygen_asks_the_rules_that_are_about_it_there() -> None:
    rules, found = care().ruleset, care().ruleset.triggers
    asked = [found.of_value_on_oxygen(Quantity.SPO2, percent, 2) for percent in (92, 93, 97)]
    assert [{rule.id for rule in rules.rules if rule.bit & bits} for bits in asked] == [
        set(),
        {"S-08"},
        {"S-08", "N-02"},
    ]
    assert found.of_value_on_oxygen(Quantity.SPO2, 101, 2) == EVERY


def test_a_value_asks_no_rule_of_the_other_scale() -> None:
    rules, found = care().ruleset, care().ruleset.triggers
    asked = [{r.id for r in rules.rules if r.bit & found.of_value(Quantity.SPO2, 91, scale)} for scale in (1, 2)]
    assert asked[0] >= {"S-01", "S-02", "S-02a", "N-02"}
    assert asked[0].isdisjoint({"S-05", "S-06"})
    assert asked[1] == {"S-05"}
    falls = [{bit for bit, _ in found.change[scale][Quantity.SPO2].falls} for scale in (1, 2)]
    assert falls == [{rules.by_id["S-03"].bit}, {rules.by_id["S-06"].bit}]


@pytest.mark.parametrize(
    ("when", "over"),
    [
        ('kind = "lacking"', True),
        ('kind = "any", of = [{ kind = "lacking" }, { kind = "missing", in_a_row = 2 }]', True),
        ('kind = "any", of = [{ kind = "lacking" }, { kind = "symptoms", codes = ["cough"] }]', False),
        ('kind = "all", of = [{ kind = "lacking" }, { kind = "symptoms", codes = ["cough"] }]', True),
        ('kind = "not_measured", reasons = ["no_reading"]', False),
    ],
)
def test_what_only_a_lack_can_bring_up_is_over_once_nothing_lacks(when: str, *, over: bool) -> None:
    rules = care_with('when = { kind = "unlikely" }', f"when = {{ {when} }}").ruleset
    assert bool(rules.triggers.whole & rules.by_id["D-01"].bit) is over
    assert rules.triggers.whole & rules.by_id["D-03"].bit


def test_a_symptom_of_danger_is_asked_about_also_in_who_always_has_it() -> None:
    found = care().ruleset.triggers
    assert {"cough", "runny_nose"} <= found.usual
    assert not {"drowsiness", "illness_uncontrolled", "never heard of"} & found.usual


def test_a_reason_asks_only_the_rules_that_name_it() -> None:
    rules = care().ruleset
    assert rules.triggers.reasons[NotMeasured.NO_READING] == rules.by_id["D-04"].bit
    assert rules.triggers.reasons[NotMeasured.ASLEEP] == 0


def test_a_rule_of_the_other_spo2_scale_is_not_asked() -> None:
    rules = care().ruleset
    one, two = (rules.whom[Kind.RESIDENT, False, scale].bits for scale in (1, 2))
    assert not one & rules.by_id["S-07"].bit
    assert two & rules.by_id["S-07"].bit
    assert not two & rules.by_id["S-02a"].bit
    assert one & two & rules.by_id["T-04"].bit
