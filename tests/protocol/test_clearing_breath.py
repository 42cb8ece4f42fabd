"""What would clear a rule of breath, score or class: what stands on file moves the numbers."""

from datetime import date, timedelta

from carelog.model.clearing import Find, Need
from carelog.model.person import Disease, Vaccination
from carelog.model.reading import Quantity
from carelog.protocol.wording import Points

from .bedside import MONDAY, Bed, born, breaths, care, care_with, oxygen, reading, resident, spo2, temperature
from .test_altitude import lhasa
from .test_clearing import clearing, needs

S = "spo2"
RED = Bed(resident(birth_date=born(85), disease=Disease.UNSTABLE, vaccination=Vaccination.NONE))


# oxygen


def test_below_target_clears_above_it_or_on_air() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20, target_low_percent=90, target_high_percent=94))
    bed.seen(oxygen(20), spo2(86))
    assert needs(bed, "O-02") == ((Need(Find.AT_LEAST, S, 91), Need(Find.AIR)),)


def test_oxygen_without_an_order_clears_by_an_order_or_on_air() -> None:
    assert needs(Bed().seen(oxygen(20), spo2(96)), "O-04") == ((Need(Find.AIR), Need(Find.ORDER)),)
    only = care_with('kind = "on_oxygen", without_order = true', 'kind = "on_oxygen"')
    assert needs(Bed(protocol=only).seen(oxygen(20), spo2(96)), "O-04") == ((Need(Find.AIR),),)


def test_a_signed_target_moves_what_clears_the_lines_of_scale_1() -> None:
    facts = {
        "target_by": "Dr. Li",
        "target_until": date(2027, 1, 1),
        "target_low_percent": 90,
        "target_high_percent": 94,
    }
    bed = Bed(resident(**facts)).seen(oxygen(0), spo2(87))
    assert needs(bed, "S-02b") == ((Need(Find.AT_LEAST, S, 91),),)
    assert needs(Bed().seen(oxygen(0), spo2(87)), "S-02b") == ((Need(Find.AT_LEAST, S, 95),),)


def test_at_an_altitude_what_clears_a_line_stands_as_much_lower_as_the_line() -> None:
    bed = Bed(protocol=lhasa()).seen(oxygen(0), spo2(85))
    assert needs(bed, "S-02b") == ((Need(Find.AT_LEAST, S, 92),),)


def test_a_target_that_ran_out_is_to_be_signed_anew() -> None:
    (rule,) = [r.id for r in care().rule if "target_ran_out" in str(r.when)]
    assert needs(Bed().well(), rule) == ((Need(Find.TARGET_RENEWED),),)


def test_a_disease_on_file_is_not_waited_for() -> None:
    rule = next(r for r in care().rule if any("disease" in str(c.when) for c in r.cases()))
    ill = Bed(resident(conditions=("copd",))).seen(oxygen(20), spo2(90))
    assert all(need.find is not Find.OTHERWISE for clause in needs(ill, rule.id) for need in clause)
    assert needs(Bed().seen(oxygen(20), spo2(90)), rule.id) == ((Need(Find.OTHERWISE),),)


def test_a_score_clears_at_so_few_points_beside_what_the_person_usually_scores() -> None:
    whole = (
        temperature(364),
        spo2(92),
        oxygen(0),
        breaths(26),
        reading(Quantity.PULSE, 95),
        reading(Quantity.SYSTOLIC, 120),
    )
    asked = ((r.id, r.when) for r in care().rule)
    rule, clear = next((rule, w.clear) for rule, w in asked if isinstance(w, Points) and not w.over_usual)
    (clause,) = needs(Bed().seen(*whole, reading(Quantity.CONSCIOUSNESS, 0)), rule)
    assert (clause[0].find, clause[0].value) == (Find.POINTS, clear)


def test_where_nobody_knows_the_usual_score_nothing_can_be_said_of_a_rise_over_it() -> None:
    asked = [(r.id, c.when) for r in care().rule for c in r.cases()]
    over = [rule for rule, w in asked if isinstance(w, Points) and w.over_usual and w.usual_else is None]
    for rule in over:
        assert needs(Bed().well(), rule) == ((Need(Find.OTHERWISE),),)


def test_a_class_is_not_waited_for() -> None:
    rule = next(r for r in care().rule if "any_of=(<Colour" in str(r.when))
    assert all(
        need.find is not Find.OTHERWISE for clause in needs(RED.seen(symptoms=("cough",)), rule.id) for need in clause
    )
    green = Bed(resident(birth_date=born(50), disease=Disease.NONE, vaccination=Vaccination.COMPLETE))
    assert needs(green.seen(symptoms=("cough",)), rule.id) == ((Need(Find.OTHERWISE),),)


# what stands on file moves the numbers


def test_with_a_signed_target_the_numbers_are_the_persons_own() -> None:
    person = resident(target_low_percent=97, target_by="Dr. Li", target_until=MONDAY.date() + timedelta(days=9))
    bed = Bed(person).seen(temperature(364), spo2(96))
    assert needs(bed, "S-02a") == ((Need(Find.AT_LEAST, S, 98),),)
    again = clearing(bed, "S-02a").again
    assert again is not None
    assert again.value == 98


def test_with_copd_the_disease_is_not_what_has_to_change() -> None:
    bed = Bed(resident(conditions=("copd",))).seen(temperature(364), spo2(92), spo2(92))
    assert needs(bed, "S-09") == ((Need(Find.AT_LEAST, S, 95),),)


def test_oxygen_that_was_started_is_watched_until_room_air_or_its_time_is_over() -> None:
    bed = Bed().seen(temperature(364), spo2(97), oxygen(20))
    assert needs(bed, "O-01") == ((Need(Find.AIR),),)
