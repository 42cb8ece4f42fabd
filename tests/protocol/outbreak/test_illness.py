"""When an illness begins: told cases, and what holds whatever was found."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from carelog.protocol.outbreak.illness import Fix, Found, Positive, illnesses
from tests.protocol.outbreak.spreading import COUGHS, at, shown

CONFIRMED = COUGHS._replace(confirmed=True, gap=timedelta(hours=336))
WITH_FEVER = COUGHS._replace(
    targets=frozenset(), fever_tenths_c=378, fever_within=timedelta(hours=24), gap=timedelta(hours=120)
)


def test_an_illness_begins_with_its_first_new_symptom_and_lasts_to_its_last() -> None:
    (one,) = illnesses(COUGHS, [shown(0), shown(12, "cough"), shown(24, "cough", "sore_throat"), shown(36)], [])
    assert (one.onset, one.derived, one.known, one.last) == (at(12), at(12), at(12), at(24))
    assert (one.why, one.confirmed) == (("cough",), False)


def test_a_symptom_that_belongs_to_no_case_is_none() -> None:
    assert illnesses(COUGHS, [shown(0, "fall"), shown(12, "diarrhoea")], []) == ()


def test_a_fever_alone_is_no_case_at_any_height() -> None:
    assert illnesses(COUGHS, [shown(0, warm=373), shown(12, warm=401)], []) == ()
    assert illnesses(WITH_FEVER, [shown(0, warm=373), shown(12, warm=401)], []) == ()


def test_after_five_days_without_a_sign_it_is_another_illness_and_a_minute_before_it_is_not() -> None:
    assert len(illnesses(COUGHS, [shown(0, "cough"), shown(120, "cough")], [])) == 2
    assert len(illnesses(COUGHS, [shown(0, "cough"), shown(119.98, "cough")], [])) == 1


def test_a_positive_swab_without_symptoms_is_a_case_by_the_day_of_the_swab() -> None:
    (one,) = illnesses(COUGHS, [shown(0), shown(48)], [Positive(at(24), "sars_cov_2")])
    assert (one.onset, one.why, one.confirmed) == (at(24), ("sars_cov_2",), True)


def test_a_swab_for_something_else_is_no_case_of_this() -> None:
    assert illnesses(COUGHS, [], [Positive(at(24), "norovirus")]) == ()


def test_a_confirmed_illness_began_with_its_symptoms_and_is_known_by_its_swab() -> None:
    (one,) = illnesses(CONFIRMED, [shown(0, "cough")], [Positive(at(60), "sars_cov_2")])
    assert (one.onset, one.known, one.why) == (at(0), at(60), ("cough", "sars_cov_2"))
    assert one.confirmed


def test_symptoms_without_a_swab_are_no_confirmed_case() -> None:
    assert illnesses(CONFIRMED, [shown(0, "cough")], []) == ()


def test_an_influenza_like_illness_needs_the_fever_within_a_day_of_a_symptom() -> None:
    (one,) = illnesses(WITH_FEVER, [shown(0, "cough"), shown(24, warm=378)], [])
    assert (one.onset, one.known) == (at(0), at(24))
    assert illnesses(WITH_FEVER, [shown(0, "cough"), shown(24.1, warm=378)], []) == ()
    assert illnesses(WITH_FEVER, [shown(0, "cough"), shown(12, warm=377)], []) == ()


def test_of_two_fevers_the_first_makes_it_a_case() -> None:
    (one,) = illnesses(WITH_FEVER, [shown(0, "cough"), shown(10, warm=378), shown(20, warm=385)], [])
    assert one.known == at(10)


def test_what_began_together_is_told_in_one_order() -> None:
    codes = ("cough", "loss_of_smell", "runny_nose", "sneezing", "sore_throat", "sputum", "wheeze")
    (one,) = illnesses(COUGHS._replace(symptoms=frozenset(codes)), [shown(0, *codes[::-1])], [])
    assert one.why == codes


def test_a_fever_on_the_day_before_the_cough_counts_too() -> None:
    (one,) = illnesses(WITH_FEVER, [shown(0, warm=380), shown(20, "cough")], [])
    assert (one.onset, one.known) == (at(20), at(20))


def test_a_named_person_puts_the_onset_right_and_the_last_word_holds() -> None:
    found = [shown(24, "cough"), shown(48, "cough"), shown(300, "cough")]
    fixes = [Fix(at(24), at(10)), Fix(at(30), at(0))]
    first, second = illnesses(COUGHS, found, [], fixes)
    assert (first.onset, first.derived) == (at(0), at(24))
    assert second.onset == second.derived == at(300)
    for sign in (24, 48):
        assert illnesses(COUGHS, found, [], [Fix(at(sign), at(7))])[0].onset == at(7)
    assert illnesses(COUGHS, found, [], [*fixes, Fix(at(24), at(12))])[0].onset == at(12)


found_ones = st.builds(
    Found,
    st.integers(0, 500).map(at),
    st.sets(st.sampled_from(["cough", "sore_throat", "fall"]), max_size=2).map(frozenset),
    st.none() | st.integers(350, 400),
)
positives = st.builds(Positive, st.integers(0, 500).map(at), st.sampled_from(["sars_cov_2", "rsv"]))


@given(st.lists(found_ones, max_size=12), st.lists(positives, max_size=4), st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_told_is_nothing(found: list[Found], swabs: list[Positive], chance: Random) -> None:
    mixed, mixed_swabs = list(found), list(swabs)
    chance.shuffle(mixed)
    chance.shuffle(mixed_swabs)
    for syndrome in (COUGHS, CONFIRMED, WITH_FEVER):
        assert illnesses(syndrome, mixed, mixed_swabs) == illnesses(syndrome, found, swabs)


@given(st.lists(found_ones, max_size=12), st.lists(positives, max_size=4))
def test_illnesses_follow_each_other_with_the_gap_between_them(found: list[Found], swabs: list[Positive]) -> None:
    told = illnesses(COUGHS, found, swabs)
    assert all(one.derived <= one.known and one.derived <= one.last for one in told)
    assert all(after.derived - before.last >= COUGHS.gap for before, after in pairwise(told))
