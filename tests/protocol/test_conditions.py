"""The truth table of every condition."""

from datetime import timedelta
from itertools import permutations, product

import pytest

from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity
from carelog.protocol import conditions as say
from carelog.protocol.conditions import Condition, Limits
from carelog.protocol.look import Look
from carelog.protocol.state import Air, Baselines, Check, Coverage, Sample, Verdict

from .bedside import MONDAY, Bed, born, care, resident, spo2, temperature

ABSENT, CLEAR, NEAR, HOLDS = Verdict
T, S = Quantity.TEMPERATURE, Quantity.SPO2
FEVER = Limits(373, 370, "373", high=True)
LOW = Limits(93, 95, "93", high=False)


def fixed(verdict: Verdict) -> Condition:
    return lambda _: verdict


def sample(value: int, *, site: Site = Site.UNKNOWN, air: Air | None = None) -> Sample:
    return Sample(value, site, air, MONDAY, "e1", "a1", None)


def look(
    *,
    person: Person | None = None,
    air: Air = Air.ROOM,
    asked: tuple[str, ...] | None = None,
    reasons: dict[Quantity, NotMeasured] | None = None,
    said: Air | None = None,
    **found: list[Sample],
) -> Look:
    """A look at one check; `temperature=[...]`, `spo2=[...]` are its samples."""
    samples = {Quantity(name): tuple(values) for name, values in found.items()}
    symptoms = None if asked is None else frozenset(asked)
    check = Check(MONDAY, "a1", "e1", samples, reasons or {}, symptoms, said)
    out = Look(care().ruleset, person or resident(), MONDAY, check)
    out.air = air
    return out


def nothing() -> Look:
    return Look(care().ruleset, None, MONDAY, None)


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [
        (HOLDS, HOLDS, HOLDS, HOLDS),
        (HOLDS, NEAR, NEAR, HOLDS),
        (HOLDS, CLEAR, CLEAR, HOLDS),
        (HOLDS, ABSENT, ABSENT, HOLDS),
        (NEAR, NEAR, NEAR, NEAR),
        (NEAR, CLEAR, CLEAR, NEAR),
        (NEAR, ABSENT, ABSENT, NEAR),
        (CLEAR, CLEAR, CLEAR, CLEAR),
        (CLEAR, ABSENT, CLEAR, CLEAR),
        (ABSENT, ABSENT, ABSENT, ABSENT),
    ],
)
def test_both_and_either(one: Verdict, two: Verdict, both: Verdict, either: Verdict) -> None:
    for pair in ((fixed(one), fixed(two)), (fixed(two), fixed(one))):
        assert say.all_of(pair)(nothing()) is both
        assert say.any_of(pair)(nothing()) is either


@pytest.mark.parametrize(
    ("found", "two"),
    [
        ((HOLDS, HOLDS, HOLDS), HOLDS),
        ((HOLDS, HOLDS, NEAR), HOLDS),
        ((HOLDS, HOLDS, ABSENT), HOLDS),
        ((HOLDS, HOLDS, CLEAR), HOLDS),
        ((HOLDS, NEAR, NEAR), NEAR),
        ((HOLDS, NEAR, ABSENT), NEAR),
        ((HOLDS, NEAR, CLEAR), NEAR),
        ((HOLDS, ABSENT, ABSENT), ABSENT),
        ((HOLDS, ABSENT, CLEAR), ABSENT),
        ((HOLDS, CLEAR, CLEAR), CLEAR),
        ((NEAR, NEAR, NEAR), NEAR),
        ((NEAR, NEAR, ABSENT), NEAR),
        ((NEAR, NEAR, CLEAR), NEAR),
        ((NEAR, ABSENT, ABSENT), ABSENT),
        ((NEAR, ABSENT, CLEAR), ABSENT),
        ((NEAR, CLEAR, CLEAR), CLEAR),
        ((ABSENT, ABSENT, ABSENT), ABSENT),
        ((ABSENT, ABSENT, CLEAR), ABSENT),
        ((ABSENT, CLEAR, CLEAR), CLEAR),
        ((CLEAR, CLEAR, CLEAR), CLEAR),
    ],
)
def test_two_of_three(found: tuple[Verdict, ...], two: Verdict) -> None:
    for order in permutations(found):
        assert say.n_of(2, tuple(fixed(v) for v in order))(nothing()) is two


def test_all_of_three_and_three_of_three_are_the_same() -> None:
    for found in product(Verdict, repeat=3):
        conditions = tuple(fixed(v) for v in found)
        assert say.n_of(3, conditions)(nothing()) is say.all_of(conditions)(nothing())


def test_two_of_three_leave_no_reason_while_only_one_holds() -> None:
    fever = say.decided(T, say.bound(T, {None: FEVER}, None, None, None))
    here = look(temperature=[sample(380)])
    assert say.n_of(2, (fever, fixed(CLEAR), fixed(NEAR)))(here) is NEAR
    assert here.hits == []
    assert say.n_of(2, (fever, fixed(CLEAR), fixed(HOLDS)))(here) is HOLDS
    assert [h.value for h in here.hits] == [380]


def test_both_leaves_no_reason_of_a_half() -> None:
    fever = say.decided(T, say.bound(T, {None: FEVER}, None, None, None))
    here = look(temperature=[sample(380)])
    assert say.all_of((fever, fixed(CLEAR)))(here) is CLEAR
    assert here.hits == []
    assert say.all_of((fever, fixed(HOLDS)))(here) is HOLDS
    assert [h.value for h in here.hits] == [380]


@pytest.mark.parametrize(
    ("limits", "value", "verdict"),
    [
        (FEVER, 373, HOLDS),
        (FEVER, 372, NEAR),
        (FEVER, 371, NEAR),
        (FEVER, 370, CLEAR),
        (LOW, 93, HOLDS),
        (LOW, 94, NEAR),
        (LOW, 95, CLEAR),
    ],
)
def test_a_value_against_its_line_and_margin(limits: Limits, value: int, verdict: Verdict) -> None:
    assert limits.say(value) is verdict


@pytest.mark.parametrize(
    ("person", "breathed", "value", "verdict"),
    [
        (resident(), Air.ROOM, 93, HOLDS),
        (resident(), Air.ROOM, 94, NEAR),
        (resident(), Air.ROOM, 95, CLEAR),
        (resident(), Air.OXYGEN, 93, ABSENT),
        (resident(), Air.OXYGEN, 94, ABSENT),
        (resident(), Air.OXYGEN, 95, CLEAR),
        (resident(), Air.UNSURE, 93, HOLDS),
        (resident(), Air.UNSURE, 94, NEAR),
        (resident(spo2_scale=2), Air.ROOM, 80, CLEAR),
    ],
)
def test_a_line_of_scale_1_on_air(person: Person, breathed: Air, value: int, verdict: Verdict) -> None:
    ask = say.decided(S, say.bound(S, {None: LOW}, 1, Air.ROOM, None))
    assert ask(look(person=person, air=breathed, spo2=[sample(value)])) is verdict
    assert ask(look(person=person, air=Air.ROOM, spo2=[sample(value, air=breathed)])) is verdict
    assert ask(look()) is ABSENT


@pytest.mark.parametrize(
    ("breathed", "value", "verdict"), [(Air.ROOM, 94, CLEAR), (Air.OXYGEN, 94, NEAR), (Air.OXYGEN, 92, CLEAR)]
)
def test_too_high_on_oxygen_is_not_clear(breathed: Air, value: int, verdict: Verdict) -> None:
    ask = say.decided(S, say.bound(S, {None: Limits(87, 89, "87", high=False)}, None, None, 93))
    assert ask(look(air=breathed, spo2=[sample(value)])) is verdict


def test_each_site_has_its_own_line_and_the_worst_counts() -> None:
    lines: dict[Site | None, Limits] = {Site.AXILLARY: FEVER, Site.RECTAL: Limits(376, 372, "375", high=True)}
    ask = say.decided(T, say.bound(T, lines, None, None, None))
    assert ask(look(temperature=[sample(374, site=Site.RECTAL)])) is NEAR
    assert ask(look(temperature=[sample(374, site=Site.ORAL)])) is ABSENT
    both = [sample(360, site=Site.AXILLARY), sample(376, site=Site.RECTAL)]
    assert ask(look(temperature=both)) is HOLDS


@pytest.mark.parametrize(
    ("values", "verdict"),
    [([374, 360], HOLDS), ([360, 374], HOLDS), ([374, 360, 361], CLEAR), ([374, 360, 375], HOLDS)],
)
def test_several_readings_of_a_check(values: list[int], verdict: Verdict) -> None:
    ask = say.decided(T, say.bound(T, {None: FEVER}, None, None, None))
    assert ask(look(temperature=[sample(v) for v in values])) is verdict


@pytest.mark.parametrize(("value", "verdict"), [(372, HOLDS), (371, NEAR), (369, NEAR), (368, CLEAR)])
def test_a_change_from_the_own_normal(value: int, verdict: Verdict) -> None:
    ask = say.decided(T, say.change(T, Limits(12, 8, "11", high=True), None))
    here = look(temperature=[sample(value)])
    assert ask(here) is ABSENT, "no normal of one's own yet"
    here.baselines = Baselines({}, {(T, Site.UNKNOWN, Air.ROOM): 360}, None)
    assert ask(here) is verdict


def test_a_change_of_another_scale_is_not_theirs() -> None:
    ask = say.decided(S, say.change(S, Limits(-3, -1, "-3", high=False), 2))
    assert ask(look(spo2=[sample(80)])) is CLEAR


@pytest.mark.parametrize(
    ("breathed", "value", "verdict"),
    [
        (Air.OXYGEN, 93, HOLDS),
        (Air.UNSURE, 93, HOLDS),
        (Air.OXYGEN, 94, NEAR),
        (Air.OXYGEN, 95, CLEAR),
        (Air.ROOM, 80, CLEAR),
    ],
)
def test_below_the_target_on_oxygen(breathed: Air, value: int, verdict: Verdict) -> None:
    ask = say.decided(S, say.below_target(1))
    assert ask(look(air=breathed, spo2=[sample(value)])) is verdict


@pytest.mark.parametrize(
    ("person", "breathed", "said", "without_order", "verdict"),
    [
        (resident(), Air.OXYGEN, Air.OXYGEN, True, HOLDS),
        (resident(), Air.UNSURE, Air.UNSURE, True, HOLDS),
        (resident(), Air.ROOM, Air.ROOM, True, CLEAR),
        (resident(oxygen_tenths_l_min=20), Air.OXYGEN, Air.OXYGEN, True, CLEAR),
        (resident(target_low_percent=90), Air.OXYGEN, Air.OXYGEN, True, CLEAR),
        (resident(oxygen_tenths_l_min=20), Air.OXYGEN, Air.OXYGEN, False, HOLDS),
        (resident(), Air.ROOM, None, True, ABSENT),
        (resident(oxygen_tenths_l_min=20), Air.UNSURE, None, False, HOLDS),
        (resident(), Air.ROOM, None, False, CLEAR),
    ],
)
def test_on_oxygen(person: Person, breathed: Air, said: Air | None, without_order: bool, verdict: Verdict) -> None:
    ask = say.on_oxygen(without_order=without_order)
    assert ask(look(person=person, air=breathed, said=said)) is verdict
    assert ask(nothing()) is ABSENT


@pytest.mark.parametrize(
    ("codes", "new", "least", "asked", "verdict"),
    [
        (frozenset({"cough"}), True, 1, None, ABSENT),
        (frozenset({"cough"}), True, 1, (), CLEAR),
        (frozenset({"cough"}), True, 1, ("fall",), CLEAR),
        (frozenset({"cough"}), True, 1, ("cough",), HOLDS),
        (frozenset({"withdrawn"}), True, 1, ("withdrawn",), CLEAR),
        (frozenset({"withdrawn"}), False, 1, ("withdrawn",), HOLDS),
        (frozenset({"cough", "fall"}), True, 2, ("cough",), CLEAR),
        (frozenset({"cough", "fall"}), True, 2, ("cough", "fall"), HOLDS),
        (None, True, 1, ("hiccups",), HOLDS),
        (None, True, 1, (), CLEAR),
    ],
)
def test_symptoms(
    codes: frozenset[str] | None, new: bool, least: int, asked: tuple[str, ...] | None, verdict: Verdict
) -> None:
    ask = say.symptoms(codes, new=new, least=least)
    assert ask(look(person=resident(usual_symptoms=("withdrawn",)), asked=asked)) is verdict
    assert ask(nothing()) is ABSENT


def test_symptoms_of_somebody_unknown_are_all_new() -> None:
    here = look(asked=("cough",))
    here.person = None
    assert say.symptoms(None, new=True, least=1)(here) is HOLDS


def test_not_measured_for_a_reason() -> None:
    ask = say.not_measured(frozenset({NotMeasured.NO_READING}))
    assert ask(nothing()) is ABSENT
    assert ask(look()) is CLEAR
    assert ask(look(reasons={S: NotMeasured.REFUSED})) is CLEAR
    assert ask(look(reasons={S: NotMeasured.NO_READING})) is HOLDS


def test_lacking() -> None:
    here = look()
    assert say.lacking(here) is HOLDS
    assert [h.reading for h in here.hits] == ["temperature", "spo2", "symptoms"]
    here.newest = Coverage("a1", MONDAY, frozenset({"temperature", "spo2", "symptoms"}), {}, True, False)
    assert say.lacking(here) is CLEAR


@pytest.mark.parametrize(
    ("covered", "why", "in_round", "settled", "before", "in_a_row", "verdict"),
    [
        (True, None, True, True, 5, 1, CLEAR),
        (False, None, True, True, 0, 1, HOLDS),
        (False, None, True, True, 0, 2, CLEAR),
        (False, None, True, True, 1, 2, HOLDS),
        (False, None, True, False, 5, 1, CLEAR),
        (False, None, False, True, 5, 1, CLEAR),
        (False, NotMeasured.REFUSED, False, False, 0, 1, HOLDS),
        (False, NotMeasured.REFUSED, True, False, 1, 2, HOLDS),
        (False, NotMeasured.HOSPITAL, True, True, 5, 1, CLEAR),
        (False, NotMeasured.OUT, True, True, 5, 1, CLEAR),
    ],
)
def test_missing_in_a_row(
    covered: bool, why: NotMeasured | None, in_round: bool, settled: bool, before: int, in_a_row: int, verdict: Verdict
) -> None:
    here = look()
    items = frozenset({"temperature", "symptoms"}) | ({"spo2"} if covered else set())
    key = RoundKey(MONDAY.date(), "morning")
    here.unit = Coverage(key, MONDAY, items, {"spo2": why} if why else {}, in_round, settled)
    here.rows = {"spo2": before}
    assert say.missing(in_a_row)(here) is verdict


def test_missing_before_anything_was_seen() -> None:
    assert say.missing(1)(nothing()) is ABSENT
    assert say.left_out(nothing(), "spo2") == 0


def test_unlikely() -> None:
    assert say.unlikely(nothing()) is ABSENT
    assert say.unlikely(look(spo2=[sample(95)])) is CLEAR
    here = look(spo2=[sample(90)])
    assert say.unlikely(here) is HOLDS
    assert here.hits[0].bound == "90"
    assert say.unlikely(look(spo2=[sample(90), sample(90)])) is CLEAR
    assert say.unlikely(look(person=resident(spo2_scale=2), spo2=[sample(85)])) is CLEAR
    jumped = look(spo2=[sample(94)])
    jumped.last = {(S, Site.UNKNOWN): sample(99)}
    assert say.unlikely(jumped) is HOLDS
    assert jumped.hits[0].bound == "99"
    jumped.last = {(S, Site.UNKNOWN): sample(99)._replace(at=MONDAY - timedelta(hours=25))}
    assert say.unlikely(jumped) is CLEAR
    jumped.last = {(S, Site.UNKNOWN): sample(99)._replace(at=MONDAY - timedelta(hours=24))}
    assert say.unlikely(jumped) is HOLDS


@pytest.mark.parametrize(
    ("readings", "verdict"),
    [
        ([sample(374)], CLEAR),
        ([sample(374), sample(369)], CLEAR),
        ([sample(374), sample(368)], HOLDS),
        ([sample(374), sample(368), sample(370)], CLEAR),
        ([sample(374, site=Site.AXILLARY), sample(366, site=Site.ORAL)], CLEAR),
    ],
)
def test_apart(readings: list[Sample], verdict: Verdict) -> None:
    here = look(temperature=readings)
    assert say.apart({T: 5, S: 3})(here) is verdict
    assert [(h.value, h.bound) for h in here.hits] == ([(368, "5")] if verdict is HOLDS else [])


def test_two_readings_far_apart_with_one_of_another_site_between_them() -> None:
    here = look(temperature=[sample(374), sample(371, site=Site.ORAL), sample(368)])
    assert say.apart({T: 5})(here) is HOLDS
    assert [h.value for h in here.hits] == [368]


def test_unjudged() -> None:
    assert say.unjudged(nothing()) is ABSENT
    assert say.unjudged(look(temperature=[sample(364)], diastolic=[sample(70)], asked=("cough",))) is CLEAR
    assert say.unjudged(look(asked=("hiccups",))) is HOLDS
    young = resident(birth_date=born(10))
    assert say.unjudged(look(person=young, temperature=[sample(364)])) is HOLDS
    assert care().ruleset.unjudged(nothing()) == []


def test_under_age() -> None:
    assert say.under_age(nothing()) is CLEAR
    assert say.under_age(look(person=resident(birth_date=born(15)))) is HOLDS
    assert say.under_age(look(person=resident(birth_date=born(16)))) is CLEAR


def test_another_rule_open_or_standing() -> None:
    here = look()
    here.open = dict(Bed().seen(temperature(386), spo2(97)).course().open)
    assert say.rule_open(("S-02", "T-04"))(here) is HOLDS
    assert say.rule_open(("S-02",))(here) is CLEAR
    assert say.standing(Severity.REVIEW, "D-03")(here) is HOLDS
    assert say.standing(Severity.REVIEW, "T-04")(here) is CLEAR
    assert say.standing(Severity.URGENT, "D-03")(here) is CLEAR


def test_what_is_judged_when_shown_says_nothing_here() -> None:
    assert say.never(look(spo2=[sample(30)])) is ABSENT


@pytest.mark.parametrize(
    ("person", "target"),
    [(None, 94), (resident(), 94), (resident(spo2_scale=2), 88), (resident(target_low_percent=91), 91)],
)
def test_the_target(person: Person | None, target: int) -> None:
    here = look()
    here.person = person
    assert here.target() == target
    assert here.has_order() is (person is not None and person.target_low_percent is not None)
