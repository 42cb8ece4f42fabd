"""Who is due for a swab, reason by reason. Day 0 is a Monday; residents' days are Monday and Thursday."""

import pytest

from carelog.model.deeds import Method
from carelog.model.person import Kind
from carelog.model.swabs import Regime
from carelog.protocol.swabs.plan import Weekly
from carelog.protocol.swabs.programme import Spell, Swept, spells, sweeps
from tests.protocol.swabs.told import PLAN, asked, contact, day, house, on, person, taken, told

STAFF = Kind.STAFF


# the plan of the week


def test_who_was_never_tested_is_due_from_the_day_they_came_or_the_wave_began() -> None:
    assert told(1, person(came=1)) == ("weekly", 1, 0)
    assert told(4, person(came=1)) == ("weekly", 1, 3)
    assert told(9, person(came=1), house((6, "wave"), first="off")) == ("weekly", 6, 3)
    assert told(5, person(came=1), house((6, "wave"), first="off")) is None
    assert told(0, person(came=1)) is None  # who comes tomorrow


@pytest.mark.parametrize(
    ("tests", "due_on"),
    [
        ((0,), 3),  # Monday: Thursday
        ((3,), 5),  # only Thursday: the week has had one test too few, Saturday is two days behind
        ((0, 3), 7),  # both: the next Monday
        ((0, 2), 6),  # Monday and Wednesday: two this week, but no more than four days without a test
        ((1,), 3),  # a day late: Thursday is two days behind
        ((2,), 4),  # two days late: not before two days have passed
        ((0, 6), 8),  # Sunday: the plan's Monday is a day behind, so Tuesday
    ],
)
def test_the_next_test_is_due_on_the_plans_day_or_when_the_gap_is_full(tests: tuple[int, ...], due_on: int) -> None:
    known = person(swabs=tuple(taken(n, "antigen") for n in tests))
    assert told(due_on - 1, known) is None
    assert told(due_on, known) == ("weekly", due_on, 0)
    assert told(due_on + 2, known) == ("weekly", due_on, 2)


def test_a_missed_last_day_of_the_week_stays_due_in_the_next_week() -> None:
    known = person(swabs=(taken(0),))
    assert [told(n, known) for n in (3, 6, 7, 10)] == [("weekly", 3, n) for n in (0, 3, 4, 7)]


def test_staff_have_days_of_their_own_and_by_nucleic_acid() -> None:
    known = person(kind=STAFF, swabs=(taken(0, "antigen"), taken(1)))
    assert told(3, known) is None
    assert told(4, known) == ("weekly", 4, 0)
    assert told(1, person(kind=STAFF, swabs=(taken(0, "antigen"),))) == ("weekly", 0, 1)


def test_when_closed_staff_are_due_every_day() -> None:
    closed = house((0, "closed"))
    known = person(kind=STAFF, swabs=(taken(0),))
    assert told(0, known, closed) is None
    assert told(1, known, closed) == ("daily", 1, 0)
    assert told(3, known, closed) == ("daily", 1, 2)


def test_an_invalid_test_is_none_and_a_positive_one_counts_by_any_method() -> None:
    assert told(4, person(kind=STAFF, swabs=(taken(0), taken(4, result="invalid")))) == ("invalid", 4, 0)
    assert told(0, person(kind=STAFF, swabs=(taken(0, "antigen", "positive"),))) is None


def test_who_is_in_no_plan_is_not_due() -> None:
    off = house(first="off")
    assert told(20, person(), off) is None
    assert told(20, person(kind=Kind.VISITOR)._replace(group="visitor")) is None
    assert told(20, person(here=False)) is None


def test_a_switch_plans_anew_at_once_and_forgives_nothing_between_two_regimes_with_a_plan() -> None:
    switched = house((2, "closed"))
    assert told(2, person(kind=STAFF, swabs=(taken(1),)), switched) == ("daily", 2, 0)
    assert told(2, person(kind=STAFF), switched) == ("daily", 0, 2)  # due since the wave, not tested since
    assert told(3, person(swabs=(taken(0),)), switched) == ("weekly", 3, 0)
    pause = house((2, "off"), (5, "wave"))
    assert told(6, person(), pause) == ("weekly", 5, 1)
    assert told(5, person(kind=STAFF, swabs=(taken(4),)), house((2, "closed"), (5, "wave"))) is None
    # tested in the closed house: what was missed before it is not asked for any more
    assert told(5, person(kind=STAFF, swabs=(taken(3),)), switched) == ("daily", 4, 1)
    # residents' plan is the same in both: the week goes on, Thursday's test is one too few
    assert told(5, person(swabs=(taken(3),)), switched) == ("weekly", 5, 0)


def test_of_several_switches_of_a_day_the_last_counts() -> None:
    assert told(3, person(), house((3, "off"), (3, "wave"), first="off")) == ("weekly", 3, 0)


def test_a_plan_without_weekdays_spreads_the_tests_and_is_late_when_the_gap_is_full() -> None:
    twice = PLAN._replace(weekly=(PLAN.weekly[0]._replace(weekdays=frozenset()),))
    known = person(swabs=(taken(0),))
    assert [told(n, known, by=twice) for n in (2, 3, 4, 5)] == [None, *[("weekly", 3, n) for n in (0, 0, 1)]]
    assert told(2, person(), by=twice) == ("weekly", 0, 2)
    late = person(swabs=(taken(0), taken(3)))
    assert [told(n, late, by=twice) for n in (5, 6, 7, 8)] == [None, *[("weekly", 6, n) for n in (0, 0, 1)]]
    once = PLAN._replace(weekly=(twice.weekly[0]._replace(times=1),))
    assert [told(n, known, by=once) for n in (6, 7, 8)] == [None, ("weekly", 7, 0), ("weekly", 7, 1)]


def test_a_daily_test_is_daily_also_where_the_file_names_all_seven_days() -> None:
    by = PLAN._replace(weekly=tuple(r._replace(weekdays=frozenset(range(7))) if r.daily else r for r in PLAN.weekly))
    assert told(1, person(kind=STAFF, swabs=(taken(0),)), house((0, "closed")), by) == ("daily", 1, 0)


# away, exempt, admitted


def test_who_comes_back_from_an_outing_is_due_only_by_the_plan() -> None:
    back = person(swabs=(taken(0),))._replace(came=day(4))
    assert told(4, back) == ("weekly", 4, 0)  # Thursday was missed outside; four days since Monday
    assert told(4, person(swabs=(taken(3),))._replace(came=day(4))) is None


def test_who_moves_in_or_comes_back_from_hospital_while_the_plan_is_on_is_tested_that_day() -> None:
    back = person(swabs=(taken(3),), admitted=True)._replace(came=day(4))
    assert told(4, back) == ("admission", 4, 0)
    assert told(6, back) == ("admission", 4, 2)
    assert told(4, back._replace(swabs=(taken(3), taken(4)))) is None
    assert told(4, back, house((9, "wave"), first="off")) is None
    assert told(10, back, house((9, "wave"), first="off")) == ("weekly", 9, 1)  # came before the wave: no admission
    assert told(4, person(admitted=True)) == ("weekly", 0, 4)  # written down when the plan began
    nurse = person(came=4, kind=STAFF, admitted=True)
    assert told(4, nurse) == ("weekly", 4, 0)
    assert told(4, back._replace(exempt=True)) is None


def test_an_admission_is_asked_by_how_the_house_is_run_on_the_day_without_a_break() -> None:
    back = person(swabs=(taken(3),), admitted=True)._replace(came=day(4))
    assert told(4, back, house((9, "off"))) == ("admission", 4, 0)  # the wave ends only next week
    assert told(4, back, house((4, "off"))) is None  # it is over since this morning
    assert told(4, back._replace(came=day(3), swabs=()), house((2, "off"), (3, "wave"))) == ("weekly", 3, 1)


def test_an_admission_is_not_asked_for_for_ever() -> None:
    known = person(admitted=True)._replace(came=day(4), swabs=())
    assert told(4 + PLAN.ask_days, known) == ("admission", 4, PLAN.ask_days)
    assert told(5 + PLAN.ask_days, known) == ("weekly", 4, PLAN.ask_days + 1)


def test_an_exemption_takes_out_of_plan_and_sweep_and_its_end_begins_anew() -> None:
    swept = house(sweeps=(Swept(day(2), day(2)),))
    assert told(3, person(exempt=True), swept) is None
    assert told(5, person(free_since=day(4)), swept) == ("weekly", 4, 1)
    assert told(3, person(exempt=True, asked=asked(3)), swept) == ("symptoms", 3, 0)
    assert told(3, person(exempt=True, contacts=(contact(3),)), swept) == ("contact_0", 3, 0)


# symptoms


def test_a_symptom_comes_before_everything_and_ends_with_a_sample() -> None:
    known = person(asked=asked(2), contacts=(contact(1),))
    assert told(3, known) == ("symptoms", 2, 1)
    assert told(3, person(asked=asked(2, serial=True))) == ("serial", 2, 1)
    found = on(3, known._replace(swabs=(taken(2, result="", hour=9),)))
    assert found is not None
    assert (found.reason, found.pending) == ("symptoms", True)  # taken before the cough
    for hour in (12, 13):
        assert told(3, known._replace(swabs=(taken(2, result="", hour=hour),))) is None
    assert told(3, known._replace(swabs=(taken(2, hour=13),))) == ("symptoms", 2, 1)  # a result, and still asked for
    both = on(3, known._replace(swabs=(taken(1), taken(2, result="", hour=9))))
    assert both is not None
    assert both.pending


def test_a_sample_that_never_comes_back_is_taken_again() -> None:
    off, known = house(first="off"), person(swabs=(taken(2, result=""),))
    assert told(5, known, off) is None
    assert told(6, known, off) == ("again", 6, 0)
    assert told(6 + PLAN.ask_days, known, off) == ("again", 6, PLAN.ask_days)
    assert told(7 + PLAN.ask_days, known, off) is None
    assert told(6, known._replace(asked=asked(2)), off) == ("symptoms", 2, 4)
    assert told(7, known._replace(swabs=(*known.swabs, taken(6))), off) is None


def test_an_invalid_swab_is_taken_again_by_the_method_of_ones_turn() -> None:
    off, known = house(first="off"), person(kind=STAFF, swabs=(taken(2, "antigen", "invalid"),))
    found, on_turn = on(3, known, off), on(3, known)
    assert found is not None
    assert on_turn is not None
    assert (found.reason, found.overdue_days, found.methods) == ("invalid", 1, tuple(Method))
    assert on_turn.methods == (Method.PCR, Method.MULTIPLEX)
    assert told(3, known._replace(swabs=(*known.swabs, taken(3))), off) is None
    assert told(3 + PLAN.ask_days, known, off) is None
    for where, methods in (
        (house((9, "off")), on_turn.methods),  # how it is run next week is not how it is run today
        (house((3, "wave"), first="off"), on_turn.methods),
        (house((3, "off")), tuple(Method)),
    ):
        asked_for = on(3, known, where)
        assert asked_for is not None
        assert (asked_for.reason, asked_for.methods) == ("invalid", methods)


# contacts and sweeps


def test_a_contact_is_due_at_once_on_day_3_and_on_day_5_and_one_test_does_for_all_before_it() -> None:
    off, known = house(first="off"), person(contacts=(contact(10),))
    assert told(9, known, off) is None
    assert told(10, known, off) == ("contact_0", 10, 0)
    assert told(15, known, off) == ("contact_0", 10, 5)
    at_once = known._replace(swabs=(taken(10, hour=13),))
    assert [told(n, at_once, off) for n in (10, 12, 13, 16)] == [
        None, None, ("contact_3", 13, 0), ("contact_3", 13, 3)
    ]  # fmt: skip
    assert told(16, known._replace(swabs=(taken(14),)), off) == ("contact_5", 15, 1)
    assert told(16, known._replace(swabs=(taken(15),)), off) is None


def test_a_test_before_the_contact_of_the_same_day_is_not_the_one_at_once() -> None:
    known = person(contacts=(contact(10),), swabs=(taken(10, hour=8),))
    assert told(10, known, house(first="off")) == ("contact_0", 10, 0)
    assert told(10, known._replace(swabs=(taken(10, hour=12),)), house(first="off")) is None  # in the very minute


def test_an_invalid_test_or_one_of_tomorrow_is_none_after_a_contact_and_a_sample_counts_three_days() -> None:
    off, known = house(first="off"), person(contacts=(contact(10),))
    assert told(11, known._replace(swabs=(taken(10, result="invalid", hour=13),)), off) == ("contact_0", 10, 1)
    assert told(11, known._replace(swabs=(taken(12),)), off) == ("contact_0", 10, 1)
    sample = known._replace(swabs=(taken(10, result="", hour=13),))
    assert [told(n, sample, off) for n in (12, 13, 14)] == [None, ("contact_3", 13, 0), ("contact_0", 10, 4)]


def test_a_contact_is_not_asked_for_for_ever_nor_of_an_earlier_stay() -> None:
    off, known = house(first="off"), person(contacts=(contact(10),))
    assert told(15 + PLAN.ask_days, known, off) == ("contact_5", 15, PLAN.ask_days)
    assert told(16 + PLAN.ask_days, known, off) is None
    assert told(13, person(came=12, contacts=(contact(10),)), off) is None
    back = person(contacts=(contact(10),))._replace(came=day(14))
    assert told(14, back, off) == ("contact_0", 14, 0)


def test_a_sweep_is_for_all_who_were_of_the_house_then_once_and_by_nucleic_acid() -> None:
    swept = house(first="off", sweeps=(Swept(day(4), day(3)),))
    assert told(3, person(), swept) is None
    assert told(4, person(), swept) == ("sweep", 4, 0)
    assert told(6, person(swabs=(taken(5, "antigen"),)), swept) == ("sweep", 4, 2)
    assert told(6, person(swabs=(taken(3),)), swept) is None  # the day the positive swab was taken
    assert told(6, person(swabs=(taken(2),)), swept) == ("sweep", 4, 2)
    assert told(6, person(came=5), swept) is None
    assert told(6, person(came=4), swept) == ("sweep", 4, 2)  # moved in on the day of the positive
    assert told(6, person()._replace(came=day(5)), swept) == ("sweep", 5, 1)
    assert told(6, person(kind=Kind.VISITOR), swept) is None
    assert told(5 + PLAN.ask_days, person(), swept) is None


def test_a_positive_among_others_calls_for_no_new_sweep() -> None:
    told = [Swept(day(n), day(n)) for n in (20, 0, 14, 35)]
    assert sweeps(told, 14) == (Swept(day(0), day(0)), Swept(day(35), day(35)))
    assert sweeps([], 14) == ()


def test_how_the_house_was_run_begins_with_the_protocol_unless_somebody_set_it_before() -> None:
    wave, closed = Regime.WAVE, Regime.CLOSED
    assert spells([], wave, day(3)) == (Spell(day(3), wave),)
    assert spells([Spell(day(5), closed)], wave, day(3)) == (Spell(day(3), wave), Spell(day(5), closed))
    assert spells([Spell(day(1), closed)], wave, day(3)) == (Spell(day(1), closed),)
    both = Spell(day(1), closed), Spell(day(5), wave)
    assert spells(both, wave, day(3)) == both


def test_what_happens_after_the_day_asked_about_is_not_known_yet() -> None:
    known = person(swabs=(taken(0), taken(4)))
    assert told(3, known) == ("weekly", 3, 0)
    assert told(3, person(swabs=(taken(0),)), house((4, "off"))) == ("weekly", 3, 0)


def test_a_week_with_one_row_for_each_regime_is_told_apart() -> None:
    thrice = Weekly("K-01b", "residents", frozenset({Regime.CLOSED}), 3, frozenset({0, 2, 4}), (Method.PCR,))
    by = PLAN._replace(weekly=(PLAN.weekly[0]._replace(regimes=frozenset({Regime.WAVE})), thrice))
    closed = house((2, "closed"))
    assert told(2, person(swabs=(taken(0),)), closed, by) == ("weekly", 2, 0)
    assert told(4, person(swabs=(taken(0), taken(2))), closed, by) == ("weekly", 4, 0)
    # an antigen test of the closed house, which asks for nucleic acid, settles nothing that the wave asked for before
    for n in (2, 3):
        assert told(3, person(swabs=(taken(n, "antigen"),)), closed, by) == ("weekly", 0, 3)
