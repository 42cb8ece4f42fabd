"""What would clear a rule: the numbers said are those by which it does clear, and one less does not."""

from datetime import timedelta

import pytest

from carelog.model.clearing import Again, Clearing, Ends, Find, Need
from carelog.model.observation import Way
from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity
from carelog.protocol.clearing import what_clears
from carelog.protocol.wording import Wording

from .bedside import Bed, born, breaths, care, care_with, left_out, oxygen, reading, resident, spo2, temperature

T, S, ARMPIT = "temperature", "spo2", Site.AXILLARY
HOUR = timedelta(hours=1)


def clearing(bed: Bed, rule: str, **later: float) -> Clearing:
    """What clears a rule as things stand at the last event, or so long after Monday six o'clock."""
    at = bed.at(**later) if later else bed.now().start
    return what_clears(bed.protocol, bed.course(), rule, at)


def needs(bed: Bed, rule: str) -> tuple[tuple[Need, ...], ...]:
    return clearing(bed, rule).needs


def a_week() -> Bed:
    """A week of armpit 36.4 and 97 %, so that there is an own normal."""
    bed = Bed()
    for day in range(-8, 0):
        bed.well(days=day)
    return bed


# one line, one reading


def test_a_temperature_at_the_fever_line_clears_three_tenths_below_it_at_its_own_site() -> None:
    bed = Bed().seen(temperature(374), spo2(97))
    assert clearing(bed, "T-01") == Clearing(
        Ends.ITSELF, 4 * HOUR, None, ((Need(Find.AT_MOST, T, 370, ARMPIT),),), (T,), None, 6 * HOUR
    )


@pytest.mark.parametrize(
    ("site", "value", "clear"),
    [(Site.AXILLARY, 373, 370), (Site.ORAL, 374, 369), (Site.RECTAL, 376, 372), (Site.UNKNOWN, 373, 370)],
)
def test_each_site_has_its_own_line(site: Site, value: int, clear: int) -> None:
    bed = Bed().seen(temperature(value, site), spo2(97))
    assert needs(bed, "T-01") == ((Need(Find.AT_MOST, T, clear, site),),)


def test_a_confirmed_fever_clears_after_a_whole_day() -> None:
    bed = Bed().seen(temperature(376)).seen(temperature(376), minutes=35)
    found = clearing(bed, "T-02")
    assert (found.ends, found.apart) == (Ends.ITSELF, 24 * HOUR)
    assert found.needs == ((Need(Find.AT_MOST, T, 370, ARMPIT),),)


def test_of_two_lines_one_above_and_one_below_both_are_said() -> None:
    bed = Bed().seen(breaths(31))
    lines = {Need(Find.AT_MOST, "respiratory_rate", 20), Need(Find.AT_LEAST, "respiratory_rate", 12)}
    assert {clause[0] for clause in needs(bed, "R-03")} == lines


def test_what_the_rule_does_not_rest_on_is_not_asked_for() -> None:
    bed = Bed().seen(reading(Quantity.PULSE, 140), reading(Quantity.SYSTOLIC, 120))
    assert {clause[0].reading for clause in needs(bed, "B-01")} == {"pulse"}


def test_a_line_of_the_other_scale_is_not_asked_for() -> None:
    bed = Bed(resident(spo2_scale=2)).seen(oxygen(20), spo2(83))
    assert needs(bed, "N-02") == ((Need(Find.AT_LEAST, S, 89, below=93),), (Need(Find.AT_MOST, S, 92),))
    assert needs(Bed(resident(spo2_scale=2)).seen(oxygen(0), spo2(83)), "N-02") == (
        (Need(Find.AT_LEAST, S, 89, below=93),),
    )
    assert needs(Bed().seen(oxygen(0), spo2(90)), "N-02") == ((Need(Find.AT_LEAST, S, 95),),)


def test_a_line_that_another_site_has_and_this_one_has_not_is_not_asked_for() -> None:
    assert needs(Bed().seen(temperature(340, Site.ORAL)), "N-02") == ((Need(Find.AT_LEAST, T, 353, Site.ORAL),),)
    assert not any(n.reading == T for clause in needs(Bed().seen(temperature(340)), "N-02") for n in clause)


# who ends it


def test_an_alert_is_closed_by_a_person_and_says_how_repeats_take_it_back_while_they_still_can() -> None:
    bed = Bed().seen(oxygen(0), spo2(92))
    found = clearing(bed, "S-02a")
    assert (found.ends, found.apart, found.needs) == (Ends.PERSON, 4 * HOUR, ((Need(Find.AT_LEAST, S, 95),),))
    assert found.again == Again(S, 2, 95, True, bed.at(minutes=10))
    assert clearing(bed, "S-02a", minutes=9).again is not None
    assert clearing(bed, "S-02a", minutes=11).again is None
    assert found.masked == timedelta(0), "no tablet hides a low saturation"


def test_an_alert_that_rests_on_more_than_the_repeats_speak_of_is_not_taken_back_by_them() -> None:
    bed = Bed().seen(oxygen(0), spo2(91), breaths(26))
    assert clearing(bed, "N-02").again is None
    assert clearing(Bed().seen(oxygen(0), spo2(91)), "N-02").again is not None


def test_a_mild_rule_that_became_an_alert_is_closed_by_a_person() -> None:
    assert clearing(Bed().seen(symptoms=("fall",)), "Y-04").ends is Ends.ITSELF
    assert clearing(Bed().seen(symptoms=("fall", "withdrawn")), "Y-04").ends is Ends.PERSON


def test_an_answered_alert_steps_down_by_itself() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).answered("T-04", minutes=20)
    assert clearing(bed, "T-04").ends is Ends.STEPS


def test_the_first_normal_check_is_told_and_the_second_ends_it() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).well(hours=3)
    assert clearing(bed, "T-01").first == bed.at(hours=3)
    assert clearing(bed, "T-01").first is not None
    assert "T-01" not in bed.well(hours=7).rules()


def test_of_values_that_are_back_nothing_is_the_first_any_more() -> None:
    bed = Bed().seen(oxygen(0), spo2(88)).well(hours=5).well(hours=10)
    assert bed.fired("S-02b").standing == "improving"
    assert clearing(bed, "S-02b").first is None


def test_a_rule_that_is_not_open_says_what_would_clear_it_in_general() -> None:
    found = clearing(Bed().well(), "T-04")
    assert (found.ends, found.signs, found.first) == (Ends.PERSON, (), None)
    assert found.needs == ((Need(Find.AT_MOST, T, 382),),)
    assert clearing(Bed().well(), "S-02a").again is None


def test_of_somebody_never_measured_the_site_of_the_file_is_meant() -> None:
    assert needs(Bed().seen(symptoms=()), "T-01") == ((Need(Find.AT_MOST, T, 370, ARMPIT),),)


def test_a_reading_of_an_earlier_check_says_the_site() -> None:
    bed = Bed().seen(temperature(380, Site.RECTAL)).seen(symptoms=(), hours=4)
    assert needs(bed, "T-01") == ((Need(Find.AT_MOST, T, 372, Site.RECTAL),),)


def test_a_line_beside_a_signed_target_clears_where_it_stands_for_this_person() -> None:
    signed = resident(target_low_percent=88, target_by="Dr. Li", target_until=Bed().at().date())
    assert needs(Bed(signed).seen(oxygen(0), spo2(86)), "S-02b") == ((Need(Find.AT_LEAST, S, 89),),)


def test_points_above_the_usual_score_clear_at_the_usual_score() -> None:
    usual = resident(usual_news2=2, normals_by="Dr. Li", normals_until=Bed().at().date())
    assert needs(Bed(usual).well(), "N-01") == ((Need(Find.POINTS, value=2),),)
    assert needs(Bed().well(), "N-01") == ((Need(Find.POINTS, value=0),),)


def test_of_several_sites_known_before_the_one_read_last_is_meant() -> None:
    bed = Bed().seen(temperature(380)).seen(temperature(380, Site.RECTAL), hours=12).seen(temperature(380), hours=24)
    assert needs(bed.seen(symptoms=(), hours=36), "T-01") == ((Need(Find.AT_MOST, T, 370, ARMPIT),),)


# the person's own normal


def test_a_rise_over_the_own_normal_clears_near_it_and_says_both() -> None:
    bed = a_week().seen(temperature(376))
    assert needs(bed, "T-03") == ((Need(Find.AT_MOST, T, 372, ARMPIT, own=364),),)


def test_without_an_own_normal_nothing_but_that_it_is_found_no_more_can_be_said() -> None:
    assert needs(Bed().seen(temperature(376)), "T-03") == ((Need(Find.OTHERWISE),),)


def test_a_change_of_the_other_scale_is_nothing_to_this_person() -> None:
    assert needs(a_week().seen(oxygen(0), spo2(92)), "S-06") == ((Need(Find.OTHERWISE),),)


def test_a_fall_below_the_own_normal_clears_within_one_point_of_it() -> None:
    bed = Bed(resident(spo2_scale=2))
    for day in range(-8, 0):
        bed.seen(temperature(364), oxygen(0), spo2(92), days=day)
    bed.seen(oxygen(0), spo2(87))
    assert needs(bed, "S-06") == ((Need(Find.AT_LEAST, S, 89, below=93),), (Need(Find.AT_LEAST, S, 91, own=92),))


# alternatives


def test_a_low_armpit_may_be_found_normal_at_another_site_unless_it_is_too_low_for_that() -> None:
    slight, deep = Bed().seen(temperature(351)), Bed().seen(temperature(348))
    first = Need(Find.AT_LEAST, T, 353, ARMPIT)
    assert needs(slight, "T-07")[0] == (first, Need(Find.OTHER_SITE_AT_LEAST, T, 358))
    assert needs(deep, "T-07")[0] == (first,)


def test_a_rule_that_would_have_held_another_way_as_well_waits_for_that_too() -> None:
    bed = Bed().seen(temperature(348), symptoms=("fall",))
    assert needs(bed, "T-07") == (
        (Need(Find.AT_LEAST, T, 353, ARMPIT),),
        (Need(Find.AT_LEAST, T, 358), Need(Find.RULES, codes=("Y-04",))),
    )


def test_a_swab_that_still_counts_is_waited_for_and_one_that_does_not_is_not() -> None:
    bed = Bed().seen(temperature(364), spo2(97), symptoms=("cough",)).swabbed("positive", hours=1)
    assert needs(bed, "K-02") == ((Need(Find.PASSED),),)
    low = Bed().swabbed("positive").seen(spo2(95), hours=1)
    assert (Need(Find.AT_LEAST, S, 97), Need(Find.PASSED)) in needs(low, "S-01")


def test_where_two_of_three_must_hold_two_of_three_must_be_clear() -> None:
    two = (
        '{ kind = "n_of", least = 2, of = [{ kind = "symptoms", codes = ["vomiting"] }, { kind = "apart" }, '
        '{ kind = "since", of = "negative", within_hours = 48 }] }'
    )
    asks = care_with('{ kind = "symptoms", groups = ["gastro"] }', two)
    bed = Bed(protocol=asks).seen(temperature(364), spo2(97), symptoms=("vomiting",)).swabbed("negative", hours=1)
    less = Need(Find.FEWER_SYMPTOMS, "symptoms", 1, codes=("vomiting",))
    third, passed = Need(Find.THIRD), Need(Find.PASSED)
    assert set(map(frozenset, needs(bed, "Y-01g"))) == {
        frozenset({less, third}),
        frozenset({less, passed}),
        frozenset({third, passed}),
    }


def test_values_or_symptoms_clear_what_needs_both() -> None:
    bed = Bed().seen(oxygen(0), spo2(95), symptoms=("cough",))
    assert needs(bed, "S-01") == (
        (Need(Find.AT_LEAST, S, 97), Need(Find.FEWER_SYMPTOMS, "symptoms", 1, codes=("cough",))),
        (Need(Find.AT_LEAST, S, 97), Need(Find.RULES, codes=("Y-01",))),
    )
    assert clearing(bed, "S-01").signs == ("spo2", "symptom:cough")


def test_the_mildest_of_several_ways_is_enough_and_what_another_implies_is_not_said() -> None:
    bed = Bed().seen(temperature(392)).seen(temperature(392), minutes=10)
    assert needs(bed, "T-06") == ((Need(Find.AT_MOST, T, 388),),)


# symptoms, reasons, what lacks


def test_a_symptom_clears_when_asked_and_none_of_those_found() -> None:
    bed = Bed().seen(temperature(364), symptoms=("cough", "headache"))
    assert needs(bed, "Y-01") == ((Need(Find.FEWER_SYMPTOMS, "symptoms", 1, codes=("cough", "headache")),),)


def test_after_a_check_that_asked_nobody_the_symptoms_it_rests_on_are_named() -> None:
    bed = Bed().seen(symptoms=("cough",)).seen(temperature(364), symptoms=None, hours=5)
    assert needs(bed, "Y-01")[0][0].codes == ("cough",)
    assert clearing(Bed().well(), "Y-01").needs[0][0].codes == ()
    nurse = Bed(resident(kind=Kind.STAFF)).seen(temperature(374), symptoms=("cough",))
    off_duty = needs(nurse.seen(temperature(374), symptoms=None, hours=12), "W-01")
    assert [n.codes for clause in off_duty for n in clause if n.find is Find.FEWER_SYMPTOMS] == [("cough",)]


def test_only_the_symptoms_that_a_rule_asks_about_are_named() -> None:
    bed = Bed().seen(temperature(364), spo2(97), symptoms=("cough", "diarrhoea"))
    assert needs(bed, "Y-01")[0][0].codes == ("cough",)


def test_a_usual_symptom_is_not_named() -> None:
    bed = Bed(resident(usual_symptoms=("cough",))).seen(symptoms=("cough", "sore_throat"))
    assert needs(bed, "Y-01")[0][0].codes == ("sore_throat",)


def test_two_soft_signs_clear_when_there_is_none_which_is_fewer_than_two() -> None:
    bed = Bed().seen(symptoms=("fall", "withdrawn"))
    assert needs(bed, "Y-04") == ((Need(Find.FEWER_SYMPTOMS, "symptoms", 1, codes=("fall", "withdrawn")),),)


def test_no_reading_on_this_person_clears_by_a_reading() -> None:
    bed = Bed().seen(temperature(364), left_out(Quantity.SPO2, NotMeasured.NO_READING))
    assert needs(bed, "D-04") == ((Need(Find.MEASURED, codes=("spo2",)),),)
    assert clearing(Bed(), "D-04", hours=0).needs == ((Need(Find.MEASURED),),)


def test_what_lacks_is_named() -> None:
    bed = Bed().seen(temperature(364), symptoms=None)
    assert needs(bed, "D-03") == ((Need(Find.COMPLETE, codes=("spo2", "symptoms")),),)
    assert clearing(bed, "D-03").apart == timedelta(0)


@pytest.mark.parametrize(
    ("rule", "find"),
    [
        ("D-00", Find.JUDGED),
        ("D-00a", Find.GROWN_UP),
        ("D-01", Find.READ_AGAIN),
        ("D-01b", Find.THIRD),
        ("D-02", Find.ROUND),
        ("A-01", Find.CALL_ENDED),
    ],
)
def test_what_has_one_way_out_says_which(rule: str, find: Find) -> None:
    assert needs(Bed(resident(birth_date=born(80))).well(), rule) == ((Need(find),),)


def test_an_alert_of_something_left_out_names_the_rules_that_make_it_one() -> None:
    only = care_with('kind = "lacking" }', 'kind = "standing", least = "REVIEW" }')
    bed = Bed(protocol=only).seen(temperature(386))
    assert (Need(Find.RULES, codes=("T-04",)),) in needs(bed, "D-03")


def test_an_alert_of_history_is_not_waited_for() -> None:
    only = care_with('kind = "lacking" }', 'kind = "standing", least = "REVIEW" }')
    bed = Bed(protocol=only).seen(temperature(386), way=Way.IMPORT, typed_later=timedelta(days=9))
    assert "T-04" in bed.course().open
    assert not any(need.find is Find.RULES for clause in needs(bed, "D-03") for need in clause)


def test_a_rule_does_not_wait_for_itself() -> None:
    only = care_with('kind = "lacking" }', 'kind = "standing", least = "REVIEW" }')
    bed = Bed(protocol=only).seen(temperature(386)).seen(temperature(386), hours=12)
    assert bed.course().open["D-03"].level is Severity.REVIEW
    assert (Need(Find.RULES, codes=("T-04",)),) in needs(bed, "D-03")


# long fever


def test_a_fever_of_three_days_clears_below_its_line() -> None:
    bed = Bed()
    for half_day in range(8):
        bed.seen(temperature(388), hours=12 * half_day)
    assert needs(bed, "T-05") == ((Need(Find.AT_MOST, T, 382),),)


def test_a_condition_nobody_has_told_us_of_says_that_it_must_be_found_no_more() -> None:
    from carelog.protocol import clearing as told

    class New(Wording):
        kind: str = "new"

    sight = told._Sight(None, care(), "T-01")  # type: ignore[arg-type]  # nothing is looked at
    assert told._clauses(New(), sight) == ((Need(Find.OTHERWISE),),)


# what is said is so: by these numbers it clears, by one less it does not


def a_check(bed: Bed, need: Need, short: int, hours: float) -> None:
    """A check with everything at rest and one value exactly as wanted, or so much short of it."""
    value = need.value or 0
    wanted = value + short if need.find is Find.AT_MOST else value - short
    mine = Reading(Quantity(need.reading), wanted, site=need.site or (ARMPIT if need.reading == T else None))
    rest = [temperature(364), oxygen(0), spo2(97), breaths(16)]
    bed.seen(*(r for r in rest if r.quantity is not mine.quantity), mine, symptoms=(), hours=hours, in_round=None)


STORIES = {
    "T-01": (temperature(374),),
    "T-07": (temperature(349),),
    "R-01": (breaths(22),),
    "S-02b": (oxygen(0), spo2(88)),
    "T-04": (temperature(387),),
}


@pytest.mark.parametrize("rule", STORIES)
@pytest.mark.parametrize("short", [0, 1])
def test_two_checks_by_the_numbers_said_end_it_and_one_short_of_them_does_not(rule: str, short: int) -> None:
    bed = Bed().seen(*STORIES[rule], symptoms=())
    found = clearing(bed, rule)
    (need,) = (clause[0] for clause in found.needs[:1])
    hours = found.apart / HOUR
    a_check(bed, need, short, 2)
    assert rule in bed.course().open
    a_check(bed, need, short, 2 + hours)
    episode = bed.course().open.get(rule)
    assert (episode is None or episode.improving) is (short == 0)
