"""Cases as a nurse would tell them, judged by hand from the rule base alone: what is found, how bad, what to do."""

from datetime import timedelta
from typing import NamedTuple

import pytest

from carelog.model.person import Ceiling, Checks, Kind, Person
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey, Window
from carelog.model.severity import Severity, Task
from carelog.protocol import due, light, load

from .bedside import ID, MONDAY, Bed, born, breaths, left_out, oxygen, reading, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
RECHECK, SET, TEST, OXYGEN, ISOLATE, CALL, TRANSFER, _ = Task
FEVER = {TEST, ISOLATE, SET}
WARM, GOOD = temperature(364), spo2(97)
ON_FILE = resident(oxygen_tenths_l_min=20)
SCALE_2 = resident(spo2_scale=2)
SCALE_2_ON_FILE = resident(spo2_scale=2, oxygen_tenths_l_min=10, target_low_percent=88, target_high_percent=92)
OF_HIS_OWN = {"normals_by": "Dr. Li", "normals_until": MONDAY.date()}
USUALLY_1, USUALLY_2 = resident(usual_news2=1, **OF_HIS_OWN), resident(usual_news2=2, **OF_HIS_OWN)
STAFF = resident(kind=Kind.STAFF)


class Look(NamedTuple):
    """One observation: minutes after Monday six o'clock, what was read, what was said."""

    minutes: float
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None = ()


class Told(NamedTuple):
    """A case: the rule in its own words, the person, what was seen, and what must be said at the end."""

    rule: str
    looks: tuple[Look, ...]
    severity: Severity
    tasks: set[Task]
    person: Person = resident()
    after: float = 0
    """minutes since the last look"""


def once(
    rule: str,
    *readings: Reading,
    severity: Severity,
    tasks: set[Task] | None = None,
    who: Person | None = None,
    said: tuple[str, ...] | None = (),
    after: float = 0,
) -> Told:
    """One observation."""
    return Told(rule, (Look(0, readings, said),), severity, tasks or set(), who or resident(), after)


def hot(tenths: int, site: Site = Site.AXILLARY) -> tuple[Reading, ...]:
    return temperature(tenths, site), GOOD


def air(percent: int) -> tuple[Reading, ...]:
    return WARM, spo2(percent)


def with_set(quantity: Quantity, value: int) -> tuple[Reading, ...]:
    return WARM, GOOD, reading(quantity, value)


def whole(*instead: Reading) -> tuple[Reading, ...]:
    """A set with nothing to find but for what stands in its place; blood pressure is left to the case."""
    normal = (WARM, GOOD, oxygen(0), breaths(16), reading(Quantity.PULSE, 70), reading(Quantity.CONSCIOUSNESS, 0))
    return *(r for r in normal if r.quantity not in {i.quantity for i in instead}), *instead


def usually(readings: tuple[Reading, ...], *then: Look) -> tuple[Look, ...]:
    """A week with the same values every morning, and then."""
    return *(Look(-1440 * day, readings) for day in range(7, 0, -1)), *then


T_01 = "T-01 axillary/forehead >= 37.3, or oral/tympanic > 37.2, or rectal > 37.5; site unknown: the strictest line"
T_02 = "T-02 confirmed axillary >= 37.3 or oral/tympanic > 37.2 twice, or rectal > 37.5 twice, or single oral > 37.8"
T_03 = "T-03 rise > 1.1 over same-site baseline (n >= 6), re-read once"
T_04 = "T-04 > 38.5 any site: 2, test, complete-set"
T_05 = "T-05 > 38.5 still present > 72 h after first, and no 24 h at or below 38.5: 3, call, transfer"
T_06 = "T-06 >= 39.1 confirmed: 2; with any soft sign or SpO2 <= 94 -> 3"
T_07 = "T-07 axillary <= 35.0, or <= 35.5 and >= 0.7 below own baseline, or with a soft sign; other sites <= 35.5"
T_08 = "T-08 <= 35.0 confirmed by second site or with soft sign: 2, call; with drowsiness/confusion -> 3"
S_03 = "S-03 >= 3 below personal baseline, confirmed, and >= 94 (S1): 2, test, complete-set"
S_08 = "S-08 S2 on oxygen and >= 93: 1; >= 97 -> 2: too much oxygen"
N_02 = "N-02 any 3 (not an axillary temperature <= 35.0 until T-08 confirms it): 2"
TEMPERATURE = [
    once(T_01, *hot(372), severity=NONE),
    once(T_01, *hot(373), severity=WATCH, tasks={RECHECK}),
    once(T_01, *hot(372, Site.FOREHEAD), severity=NONE),
    once(T_01, *hot(373, Site.FOREHEAD), severity=WATCH, tasks={RECHECK}),
    once(T_01, *hot(372, Site.ORAL), severity=NONE),
    once(T_01, *hot(373, Site.ORAL), severity=WATCH, tasks={RECHECK}),
    once(T_01, *hot(375, Site.RECTAL), severity=NONE),
    once(T_01, *hot(376, Site.RECTAL), severity=WATCH, tasks={RECHECK}),
    once(T_01, *hot(372, Site.UNKNOWN), severity=NONE),
    once(T_01, *hot(373, Site.UNKNOWN), severity=WATCH, tasks={RECHECK}),
    once(T_01 + "; staff are checked as well", temperature(373), severity=WATCH, tasks={RECHECK}, who=STAFF),
    once(T_02, *hot(378, Site.ORAL), severity=WATCH, tasks={RECHECK}),
    once(T_02, *hot(379, Site.ORAL), severity=WATCH, tasks={RECHECK, *FEVER}),
    once(T_02 + "; site unknown as the mouth", *hot(379, Site.UNKNOWN), severity=WATCH, tasks={RECHECK, *FEVER}),
    once(T_02 + "; not a rectal one", *hot(379, Site.RECTAL), severity=WATCH, tasks={RECHECK}),
    Told(T_02, (Look(0, hot(373)), Look(35, hot(373))), WATCH, FEVER),
    Told(T_02 + "; in a wave the same round", (Look(0, hot(374)), Look(4, (temperature(373),))), WATCH, FEVER),
    Told(T_02, (Look(0, hot(376, Site.RECTAL)), Look(31, hot(376, Site.RECTAL))), WATCH, FEVER),
    Told("9.1 a recheck not done by its time counts as confirming", (Look(0, hot(373)),), WATCH, {RECHECK, *FEVER},
         after=61),
    Told("9.1 two > 0.5 apart ask a third; until then the higher counts", (Look(0, (*hot(374), temperature(368))),),
         WATCH, {RECHECK}),
    Told("9.1 of three the median decides", (Look(0, (*hot(374), temperature(368), temperature(367))),), NONE, set()),
    Told(T_03, usually(hot(360), Look(0, hot(371))), NONE, set()),
    Told(T_03, usually(hot(360), Look(0, hot(372))), NONE, {RECHECK}),
    Told(T_03, usually(hot(360), Look(0, hot(372)), Look(5, (temperature(372),))), WATCH, {TEST, SET}),
    once(T_04, *hot(385), severity=WATCH, tasks={RECHECK}),
    once(T_04, *hot(386), severity=REVIEW, tasks={RECHECK, TEST, SET}),
    once(T_04, *hot(386, Site.RECTAL), severity=REVIEW, tasks={RECHECK, TEST, SET}),
    Told(T_05, tuple(Look(720 * n, hot(386)) for n in range(7)), REVIEW, FEVER),
    Told(T_05, tuple(Look(720 * n, hot(386)) for n in range(8)), URGENT, {*FEVER, CALL, TRANSFER}),
    once(T_06 + "; not confirmed", *hot(391), severity=REVIEW, tasks={RECHECK, TEST, SET}),
    once(T_06, *hot(391), temperature(391), severity=REVIEW, tasks=FEVER),
    once(T_06, temperature(391), temperature(391), spo2(95), severity=REVIEW, tasks=FEVER),
    once(T_06, temperature(391), temperature(391), spo2(94), severity=URGENT, tasks={*FEVER, CALL}),
    once(T_06, *hot(391), temperature(391), said=("poor_appetite",), severity=URGENT, tasks={*FEVER, CALL}),
    once(T_06 + "; drowsy is a soft sign (2.1)", *hot(391), temperature(391), said=("drowsy",), severity=URGENT,
         tasks={*FEVER, CALL}),
    once(T_07, *hot(351), severity=NONE),
    once(T_07, *hot(350), severity=WATCH, tasks={RECHECK}),
    once(T_07, *hot(355), severity=NONE),
    once(T_07, *hot(355), said=("fall",), severity=WATCH, tasks={RECHECK, SET}),
    once(T_07, *hot(356), said=("fall",), severity=WATCH, tasks={SET}),
    once(T_07, *hot(355, Site.TYMPANIC), severity=WATCH, tasks={RECHECK}),
    once(T_07, *hot(356, Site.TYMPANIC), severity=NONE),
    once(T_07, *hot(355, Site.UNKNOWN), severity=WATCH, tasks={RECHECK}),
    Told(T_07, usually(hot(362), Look(0, hot(355))), WATCH, {RECHECK}),
    Told(T_07, usually(hot(361), Look(0, hot(355))), NONE, set()),
    once(T_08, *hot(350), temperature(350, Site.TYMPANIC), severity=REVIEW, tasks={CALL, SET}),
    once(T_08, *hot(350), said=("poor_appetite",), severity=REVIEW, tasks={CALL, SET, RECHECK}),
    once(T_08, *hot(350), said=("drowsy",), severity=URGENT, tasks={CALL, SET, RECHECK}),
    once(T_08 + "; not done by its time", *hot(350), severity=REVIEW, tasks={CALL, SET, RECHECK}, after=61),
    once(N_02, *hot(350, Site.ORAL), severity=REVIEW, tasks={RECHECK}),
    once(N_02, *hot(351, Site.ORAL), severity=WATCH, tasks={RECHECK}),
]  # fmt: skip

S_01 = "S-01 S1: 94-95: 1 with symptoms; else none"
S_02 = "S-02 S1: confirmed <= 93 at rest on air: 3, oxygen, call, transfer"
S_02A = "S-02a S1: first reading 91-93: 2 until two repeats within 10 min are >= 95"
S_02B = "S-02b S1: <= 90, or <= 92 with danger sign: 3 at once, oxygen, transfer"
S_06 = "S-06 S2: 86-87 (or >= 3 below own baseline): first reading 1, recheck; confirmed 2, oxygen review, call"
S_07 = "S-07a S2: first reading <= 85: 3 at once, oxygen, call; S-07 confirmed: transfer"
O_02 = "O-02 on oxygen and below target: 3, call, transfer"
UNSURE = "9.1 oxygen unknown: the air rules and the oxygen rules both apply and the worse wins"
SATURATION = [
    once(S_01, *air(94), severity=NONE),
    once(S_01, *air(94), said=("conjunctivitis",), severity=WATCH, tasks={TEST, ISOLATE}),
    once(S_01, *air(94), said=("cough",), severity=NONE, who=resident(usual_symptoms=("cough",))),
    once(S_02A, *air(93), severity=REVIEW, tasks={RECHECK}),
    once(S_02A, *air(91), severity=REVIEW, tasks={RECHECK}),
    Told(S_02A, (Look(0, air(93)), Look(4, (spo2(95),)), Look(8, (spo2(95),))), NONE, set()),
    Told(S_02A, (Look(0, air(93)), Look(4, (spo2(95),))), REVIEW, {RECHECK}),
    Told(S_02A, (Look(0, air(93)), Look(4, (spo2(95),)), Look(8, (spo2(94),))), REVIEW, set()),
    Told(S_02, (Look(0, air(93)), Look(5, (spo2(93),))), URGENT, {OXYGEN, CALL, TRANSFER}),
    once(S_02 + "; not repeated in time", *air(93), severity=URGENT, tasks={RECHECK, OXYGEN, CALL, TRANSFER}, after=11),
    once(S_02B, *air(90), severity=URGENT, tasks={RECHECK, OXYGEN, TRANSFER}),
    once(S_02B, *air(92), said=("blue_lips",), severity=URGENT, tasks={RECHECK, OXYGEN, TRANSFER, SET, CALL}),
    once(S_02B, *air(93), said=("blue_lips",), severity=URGENT, tasks={RECHECK, SET, CALL}),
    once("4 on oxygen the same first line holds; N-03 3 + 2 points", *air(90), oxygen(20), severity=URGENT,
         who=ON_FILE, tasks={RECHECK, OXYGEN, CALL, TRANSFER, SET}),
    once("S-05 S2: 88-92: none", *air(88), severity=NONE, who=SCALE_2),
    once("S-05 S2: 88-92: none", *air(92), severity=NONE, who=SCALE_2),
    once("0.5 scale 2 gives 0 to >= 93 on air", *air(97), severity=NONE, who=SCALE_2),
    once(S_06, *air(87), severity=WATCH, tasks={RECHECK}, who=SCALE_2),
    once(S_06, *air(86), spo2(87), severity=REVIEW, tasks={OXYGEN, CALL}, who=SCALE_2),
    Told(S_06, usually(air(92), Look(0, air(90))), NONE, set(), SCALE_2),
    Told(S_06, usually(air(92), Look(0, air(89))), WATCH, {RECHECK}, SCALE_2),
    once(S_07, *air(85), severity=URGENT, tasks={RECHECK, OXYGEN, CALL}, who=SCALE_2),
    once(S_07, *air(85), spo2(85), severity=URGENT, tasks={OXYGEN, CALL, TRANSFER}, who=SCALE_2),
    once(S_08 + "; N-03 3 + 2 points", *air(97), oxygen(10), severity=REVIEW, tasks={RECHECK, CALL, SET},
         who=SCALE_2_ON_FILE),
    once(S_08, *air(96), oxygen(10), severity=WATCH, tasks={RECHECK}, who=SCALE_2_ON_FILE),
    once(S_08, *air(93), oxygen(10), severity=WATCH, tasks={RECHECK}, who=SCALE_2_ON_FILE),
    once(S_08, *air(92), oxygen(10), severity=NONE, who=SCALE_2_ON_FILE),
    Told(S_03, usually(air(98), Look(0, air(95))), NONE, {RECHECK}),
    Told(S_03, usually(air(98), Look(0, air(95)), Look(4, (spo2(95),))), REVIEW, {TEST, SET}),
    Told(S_03, usually(air(98), Look(0, air(96))), NONE, set()),
    once(O_02, *air(94), oxygen(20), severity=NONE, who=ON_FILE),
    once(O_02, *air(93), oxygen(20), severity=URGENT, tasks={CALL, TRANSFER}, who=ON_FILE),
    once(O_02, *air(87), oxygen(10), severity=URGENT, tasks={RECHECK, CALL, TRANSFER}, who=SCALE_2_ON_FILE),
    once(UNSURE, *air(93), severity=URGENT, tasks={RECHECK, CALL, TRANSFER}, who=ON_FILE),
    once(UNSURE, *air(93), oxygen(0), severity=REVIEW, tasks={RECHECK}, who=ON_FILE),
    once("O-04 on oxygen without prescription: 2", *air(97), oxygen(10), severity=REVIEW, tasks={RECHECK}),
    once("O-04; flow not read", *air(97), oxygen(None), severity=REVIEW, tasks={RECHECK}),
    once("O-01 on oxygen started: recheck; order on file and steady: none", *air(97), oxygen(20), severity=NONE,
         who=ON_FILE),
    Told("O-03 flow needed up by >= 2 L/min in 24 h or > 5 L/min: 3, call",
         (Look(0, (*air(97), oxygen(20))), Look(720, (*air(97), oxygen(40)))), URGENT, {RECHECK, CALL}, ON_FILE),
    once("O-03; > 5 L/min", *air(97), oxygen(51), severity=URGENT, tasks={RECHECK, CALL}, who=ON_FILE),
]  # fmt: skip

N_01 = "N-01a a part of a set that gives points: 1, complete-set"
R = "R-01 RR 21-24: 1, complete-set; R-02 >= 25 confirmed: 2, call; R-03 >= 30 or <= 8: 3, transfer"
B = "B-01 SBP <= 90 or >= 220; pulse <= 40 or >= 131: 2, call, complete-set; with infection signs -> 3"
SYSTOLIC, PULSE = Quantity.SYSTOLIC, Quantity.PULSE
WHOLE_SET = [
    once(R + "; D-01 < 10; " + N_01, WARM, GOOD, breaths(8), severity=URGENT, tasks={RECHECK, TRANSFER, SET}),
    once(N_01 + "; D-01 < 10", WARM, GOOD, breaths(9), severity=WATCH, tasks={RECHECK, SET}),
    once(R, WARM, GOOD, breaths(12), severity=NONE),
    once(R, WARM, GOOD, breaths(20), severity=NONE),
    once(R, WARM, GOOD, breaths(21), severity=WATCH, tasks={SET}),
    once(R, WARM, GOOD, breaths(24), severity=WATCH, tasks={SET}),
    once(R + "; N-02 25 is 3 points", WARM, GOOD, breaths(25), severity=REVIEW, tasks={SET}),
    once(R, WARM, GOOD, breaths(25), breaths(25), severity=REVIEW, tasks={SET, CALL}),
    once(R + "; D-01 > 28", WARM, GOOD, breaths(29), severity=REVIEW, tasks={RECHECK, SET}),
    once(R + "; D-01 > 28", WARM, GOOD, breaths(30), severity=URGENT, tasks={RECHECK, SET, TRANSFER}),
    once(B, *with_set(SYSTOLIC, 90), severity=REVIEW, tasks={CALL, SET}),
    once(N_01, *with_set(SYSTOLIC, 91), severity=WATCH, tasks={SET}),
    once(B, *with_set(SYSTOLIC, 111), severity=NONE),
    once(B + "; D-01 > 200", *with_set(SYSTOLIC, 219), severity=NONE, tasks={RECHECK}),
    once(B + "; D-01 > 200", *with_set(SYSTOLIC, 220), severity=REVIEW, tasks={RECHECK, CALL, SET}),
    once(B + "; D-01 < 45", *with_set(PULSE, 40), severity=REVIEW, tasks={RECHECK, CALL, SET}),
    once(N_01 + "; D-01 < 45", *with_set(PULSE, 41), severity=WATCH, tasks={RECHECK, SET}),
    once(N_01 + "; D-01 > 125", *with_set(PULSE, 130), severity=WATCH, tasks={RECHECK, SET}),
    once(B + "; D-01 > 125", *with_set(PULSE, 131), severity=REVIEW, tasks={RECHECK, CALL, SET}),
    once(B, *with_set(SYSTOLIC, 90), said=("cough",), severity=URGENT, tasks={CALL, SET, TEST, ISOLATE}),
    once(B, *hot(373), reading(SYSTOLIC, 90), severity=URGENT, tasks={CALL, SET, RECHECK}),
    once(
        "Y-03 new confusion: 2 with C/V; " + N_01,
        *with_set(Quantity.CONSCIOUSNESS, Consciousness.C),
        severity=REVIEW,
        tasks={SET},
    ),
    once("Y-03 P/U -> 3; " + N_01, *with_set(Quantity.CONSCIOUSNESS, Consciousness.P), severity=URGENT, tasks={SET}),
    once("N-01 NEWS2 1-4 complete", *whole(), reading(SYSTOLIC, 105), severity=WATCH),
    once("N-01 above usual score", *whole(), reading(SYSTOLIC, 95), severity=NONE, who=USUALLY_2),
    once(
        "N-03 5-6: 2, urgent call",
        *whole(breaths(22), spo2(93)),
        reading(SYSTOLIC, 105),
        severity=REVIEW,
        tasks={CALL, RECHECK},
    ),
    once(
        "N-03 lower bound >= 5",
        WARM,
        spo2(93),
        breaths(22),
        reading(SYSTOLIC, 105),
        severity=REVIEW,
        tasks={CALL, SET, RECHECK},
    ),
    once(
        "N-04 >= 7: 3, transfer",
        *whole(breaths(22), spo2(92)),
        reading(SYSTOLIC, 95),
        reading(PULSE, 95),
        severity=URGENT,
        tasks={TRANSFER, CALL, RECHECK},
    ),
    once("N-05 rise >= 2 over usual: 2", *whole(), reading(SYSTOLIC, 95), severity=WATCH, who=USUALLY_1),
    once("N-05 rise >= 2 over usual: 2", *whole(breaths(10)), reading(SYSTOLIC, 95), severity=REVIEW, who=USUALLY_1),
]

Y_01 = "Y-01 >= 1 new respiratory symptom, or new diarrhoea/vomiting: 1, test (respiratory), isolate"
Y_02 = "Y-02 dyspnoea at rest, chest pain, blue lips: 3, complete-set, call"
Y_04 = "Y-04 soft sign: 1, complete-set; two or more, or with T-01 -> 2 + test"
SAID = [
    once(Y_01, WARM, GOOD, said=("sore_throat",), severity=WATCH, tasks={TEST, ISOLATE}),
    once(Y_01, WARM, GOOD, said=("vomiting",), severity=WATCH, tasks={ISOLATE}),
    once(Y_01, temperature(364), said=("cough",), severity=WATCH, tasks={TEST, ISOLATE}, who=STAFF),
    once(Y_02, WARM, GOOD, said=("chest_pain",), severity=URGENT, tasks={SET, CALL}),
    once("Y-03 drowsy, hard to rouse: 2", WARM, GOOD, said=("hard_to_rouse",), severity=REVIEW),
    once(Y_04, WARM, GOOD, said=("off_legs",), severity=WATCH, tasks={SET}),
    once(Y_04, WARM, GOOD, said=("off_legs", "withdrawn"), severity=REVIEW, tasks={SET, TEST}),
    once(Y_04, *hot(373), said=("off_legs",), severity=REVIEW, tasks={SET, TEST, RECHECK}),
]

NO_TRANSFER, COMFORT = resident(ceiling=Ceiling.NO_TRANSFER), resident(checks=Checks.COMFORT)
CHILD, ADULT = resident(birth_date=born(15)), resident(birth_date=born(16))
A_01 = "A-01 care plan limits transfer: 3 keeps severity, task becomes call"
D_03 = "D-03 not measured or not asked: reason stored; 2 in a row -> 1; with an open REVIEW/URGENT or on oxygen -> 2"
D_04 = "D-04 'no reading on this person': 2, complete-set; D-03 with an open REVIEW: recheck"
YOUNG = "9.1 under 16 years the adult rules refuse and say so"
ASLEEP = left_out(Quantity.SPO2, NotMeasured.ASLEEP)
PEOPLE_AND_GAPS = [
    once(A_01, WARM, GOOD, breaths(30), severity=URGENT, tasks={RECHECK, SET, CALL}, who=NO_TRANSFER),
    once(A_01, *air(90), severity=URGENT, tasks={RECHECK, OXYGEN, CALL}, who=resident(ceiling=Ceiling.COMFORT)),
    once("comfort checks: nobody is blamed", severity=NOT_KNOWN, who=COMFORT),
    once("comfort checks: what is measured counts", *hot(386), severity=REVIEW, tasks={RECHECK, TEST, SET},
         who=COMFORT),
    once(YOUNG, *hot(386), severity=NOT_KNOWN, who=CHILD),
    once(YOUNG, *air(85), severity=NOT_KNOWN, who=CHILD),
    once("16 is grown up", *hot(386), severity=REVIEW, tasks={RECHECK, TEST, SET}, who=ADULT),
    once("W staff: temperature and symptoms", temperature(386), severity=REVIEW, tasks={RECHECK, TEST, SET}, who=STAFF),
    once("D-00 no rule judges the SpO2 of staff", temperature(364), spo2(97), severity=NOT_KNOWN, who=STAFF),
    once(D_03, WARM, ASLEEP, severity=NOT_KNOWN),
    once(D_03, WARM, GOOD, said=None, severity=NOT_KNOWN),
    once(D_03 + " (asleep: rouse)", WARM, ASLEEP, oxygen(20), severity=REVIEW, tasks={RECHECK}, who=ON_FILE),
    Told(D_03, (Look(0, (WARM, ASLEEP)), Look(720, (WARM, ASLEEP))), WATCH, set()),
    Told(D_03 + "; not in hospital", (Look(0, (WARM, left_out(Quantity.SPO2, NotMeasured.HOSPITAL))),
         Look(720, (WARM, left_out(Quantity.SPO2, NotMeasured.HOSPITAL)))), NOT_KNOWN, set()),
    once(D_04, WARM, left_out(Quantity.SPO2, NotMeasured.NO_READING), severity=REVIEW, tasks={SET, RECHECK}),
    once("D-01 T < 35.0", *hot(349), severity=WATCH, tasks={RECHECK}),
    once("D-01 T >= 39.5", *hot(395), severity=REVIEW, tasks={RECHECK, TEST, SET}),
    Told("D-01 > 1.5 from last value in 24 h", (Look(0, hot(356)), Look(720, hot(372))), NONE, {RECHECK}),
    Told("D-01 >= 5 below last", (Look(0, air(99)), Look(720, air(94))), NONE, {RECHECK}),
]  # fmt: skip


CASES = [*TEMPERATURE, *SATURATION, *WHOLE_SET, *SAID, *PEOPLE_AND_GAPS]


@pytest.mark.parametrize("told", [pytest.param(c, id=f"{n}-{c.rule.split()[0]}") for n, c in enumerate(CASES)])
def test_as_the_rule_base_says(told: Told) -> None:
    bed = Bed(told.person)
    for look in told.looks:
        act = "row" if 0 <= look.minutes < 10 else ""
        bed.seen(*look.readings, symptoms=look.symptoms, minutes=look.minutes, act=act)
    step = bed.now(bed.at(minutes=told.looks[-1].minutes + told.after))
    assert (step.severity, set(step.tasks)) == (told.severity, told.tasks), (told.rule, [f.rule for f in step.fired])


@pytest.mark.parametrize(("ended", "severity"), [(1, NOT_KNOWN), (2, WATCH)])
def test_a_round_that_ended_without_this_person(ended: int, severity: Severity) -> None:
    """D-02 round window ended and the person is not measured: recheck; two rounds missing -> 1."""
    bed = Bed().well()
    since = MONDAY + timedelta(days=1)
    key = RoundKey(since.date(), "morning")
    rounds = [Window(key, since + timedelta(hours=12 * n), since + timedelta(hours=12 * n + 6)) for n in range(ended)]
    rules = light.parse(load.packaged(ID))
    step = due.held(rules, resident(), bed.now(), None, rounds, since + timedelta(days=1), away=False, since=since)
    assert (step.severity, step.tasks) == (severity, (RECHECK,))
