"""Clusters: the edges of the windows, who is counted, and what holds whatever is told."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.outbreak import Case, Urge
from carelog.model.person import Kind
from carelog.protocol.outbreak.cluster import Cluster, may_close, of_outbreak, signals, told
from tests.protocol.outbreak.spreading import COUGHS, HOUR, KNOWN, PAIR, at, ill

NEWS = COUGHS._replace(code="covid", confirmed=True, covers=frozenset({"resp"}))
MINUTE = 1 / 60


def places(cases: list[Case], hours: float, *clusters: Cluster) -> list[tuple[str, str, int]]:
    return [(s.cluster, s.unit, len(s.cases)) for s in signals(cases, clusters or (PAIR,), KNOWN, at(hours))]


def test_two_within_the_window_are_a_signal_of_their_unit_and_of_the_house() -> None:
    assert places([ill("a", 0), ill("b", 24)], 30) == [("U-01a", "3", 2), ("U-01a", "", 2)]


def test_one_alone_is_none_and_the_same_person_twice_is_one() -> None:
    assert places([ill("a", 0)], 1) == []
    assert places([ill("a", 0), ill("a", 24)], 30) == []


def test_onsets_exactly_72_hours_apart_are_in_and_a_minute_more_is_out() -> None:
    (unit, _) = signals([ill("a", 0), ill("b", 72)], [PAIR], KNOWN, at(72))
    assert (unit.start, unit.end) == (at(0), at(72))
    assert places([ill("a", 0), ill("b", 72 + MINUTE)], 80) == []


def test_people_of_two_units_are_a_signal_of_the_house_only() -> None:
    assert places([ill("a", 0, "3"), ill("b", 1, "4")], 2) == [("U-01a", "", 2)]


def test_staff_without_a_unit_count_in_the_house() -> None:
    carer = ill("n", 1, "", kind=Kind.STAFF)
    assert places([ill("a", 0), carer], 2) == [("U-01a", "", 2)]
    assert places([ill("a", 0), carer], 2, PAIR._replace(people=frozenset({Kind.RESIDENT}))) == []


@pytest.mark.parametrize(
    ("unit", "house", "where"), [(True, False, ["3"]), (False, True, [""]), (True, True, ["3", ""])]
)
def test_a_cluster_is_counted_where_the_protocol_says(unit: bool, house: bool, where: list[str]) -> None:
    told_ = places([ill("a", 0), ill("b", 1)], 2, PAIR._replace(unit=unit, house=house))
    assert [place for _, place, _ in told_] == where


def test_what_begins_or_is_known_only_later_does_not_count_yet() -> None:
    late = ill("b", 1)
    late = late._replace(illness=late.illness._replace(known=at(50)))
    assert places([ill("a", 0), late], 49) == []
    assert len(places([ill("a", 0), late], 50)) == 2


def test_a_signal_stands_until_the_quiet_time_behind_its_newest_case_and_no_longer() -> None:
    cases = [ill("a", 0), ill("b", 24)]
    assert len(places(cases, 24 + 168)) == 2
    assert places(cases, 24 + 168 + MINUTE) == []


def test_the_window_with_most_people_is_told_and_of_two_the_newer() -> None:
    cases = [ill("a", 0), ill("b", 10), ill("c", 20), ill("d", 140), ill("e", 150)]
    (unit, _) = signals(cases, [PAIR], KNOWN, at(160))
    assert [case.person for case in unit.cases] == ["a", "b", "c"]
    (unit, _) = signals([case for case in cases if case.person != "b"], [PAIR], KNOWN, at(160))
    assert [case.person for case in unit.cases] == ["d", "e"]


def test_what_asks_most_comes_first() -> None:
    report = PAIR._replace(id="U-01g", urge=Urge.REPORT)
    assert [c for c, _, _ in places([ill("a", 0), ill("b", 1)], 2, PAIR, report)] == ["U-01g"] * 2 + ["U-01a"] * 2


def test_of_two_that_ask_the_same_the_greater_comes_first_then_by_unit_and_by_number() -> None:
    other = PAIR._replace(id="U-01b")
    cases = [ill("e", 4, "4"), ill("d", 3, "4"), ill("b", 1), ill("a", 0)]
    units = [("U-01a", "3", 2), ("U-01b", "3", 2), ("U-01a", "4", 2), ("U-01b", "4", 2)]
    assert places(cases, 5, other, PAIR) == [("U-01a", "", 4), ("U-01b", "", 4), *units]


def test_coughs_are_not_counted_with_diarrhoea_nor_told_together_in_one_unit() -> None:
    loose = COUGHS._replace(code="gi")
    both = (PAIR, PAIR._replace(id="U-01e", syndrome="gi"))
    cases = [ill("a", 0), ill("b", 1, syndrome="gi")]
    assert signals(cases, both, {**KNOWN, "gi": loose}, at(2)) == ()
    more = [*cases, ill("c", 2), ill("d", 2, syndrome="gi")]
    groups = told(signals(more, both, {**KNOWN, "gi": loose}, at(3)))
    assert [[(s.syndrome, s.unit) for s in group] for group in groups] == [[("resp", "3")], [("gi", "3")]]


def test_the_quiet_time_runs_from_when_a_swab_made_it_a_case() -> None:
    cases = [ill("a", 0), ill("b", 1)]
    late = [case._replace(illness=case.illness._replace(known=at(60))) for case in cases]
    assert len(places(late, 60 + 168)) == 2
    assert places(late, 60 + 168 + MINUTE) == []


def test_people_are_named_by_when_they_fell_ill_and_who_did_twice_by_the_first_time() -> None:
    cases = [ill("c", 0), ill("b", 5, "4"), ill("b", 130, "3"), ill("a", 140)]
    (house,) = signals(cases, [PAIR._replace(unit=False, within=timedelta(hours=200))], KNOWN, at(141))
    assert [(case.person, case.unit) for case in house.cases] == [("c", "3"), ("b", "4"), ("a", "3")]


def test_two_illnesses_put_right_to_one_day_are_told_alike_whichever_was_entered_first() -> None:
    once, again = ill("a", 0, "3"), ill("a", 0, "4")
    assert signals([once, again, ill("b", 1)], [PAIR], KNOWN, at(2)) == signals(
        [again, once, ill("b", 1)], [PAIR], KNOWN, at(2)
    )


def test_the_house_is_not_told_beside_a_unit_with_the_same_people() -> None:
    wide = PAIR._replace(id="U-01b", within=timedelta(hours=120))
    found = signals([ill("a", 0), ill("b", 1), ill("c", 100, "4")], [PAIR, wide], KNOWN, at(101))
    groups = [[(s.cluster, s.unit) for s in group] for group in told(found)]
    assert groups == [[("U-01b", "")], [("U-01a", "3"), ("U-01b", "3")]]


def test_an_outbreak_counts_its_own_syndrome_and_those_it_covers_in_its_place_from_its_first_day() -> None:
    cases = [ill("a", 0), ill("b", 30), ill("c", 30, "4"), ill("d", 31, syndrome="gi")]
    assert [c.person for c in of_outbreak(cases, NEWS, "3", at(24))] == ["b"]
    assert [c.person for c in of_outbreak(cases, NEWS, "", at(24))] == ["b", "c"]
    found = of_outbreak([ill("e", 24, syndrome="covid"), *cases], NEWS, "", at(24))
    assert [c.person for c in found] == ["e", "b", "c"]


def test_it_may_be_closed_after_the_quiet_time_behind_the_last_onset_cleaning_too() -> None:
    cleaned = COUGHS._replace(close=timedelta(hours=48), cleaning=timedelta(hours=24))
    assert may_close([ill("a", 0), ill("b", 30)], cleaned, at(0)) == at(30 + 72)
    assert may_close([], cleaned, at(5)) == at(5 + 72)


# a norovirus outbreak in a school (class by class, rule: two or more new within 72 h): the shape of it, told by hand

SCHOOL = PAIR._replace(unit=True, house=False)
FIRST_DAYS = {"9": (5, 7), "2": (6, 8), "7": (1, 8, 8), "4": (2, 6), "5": (3,)}
"""Class -> the days on which children first stayed at home; class 4 has two, four days apart."""


def test_each_class_is_named_on_the_day_of_its_second_child_within_three_days() -> None:
    cases = [ill(f"{c}/{n}", 24 * day, c) for c, days in FIRST_DAYS.items() for n, day in enumerate(days)]
    first: dict[str, int] = {}
    for day in range(12):
        for signal in signals(cases, [SCHOOL], KNOWN, at(24 * day)):
            first.setdefault(signal.unit, day)
    assert first == {"9": 7, "2": 8, "7": 8}


# whatever is told

cases_told = st.lists(
    st.builds(ill, st.sampled_from("abcdef"), st.integers(0, 400), st.sampled_from(["3", "4", ""])), max_size=8
)
clusters_told = st.builds(
    lambda least, hours: PAIR._replace(least=least, within=hours * HOUR), st.integers(1, 4), st.integers(1, 200)
)


@given(cases_told, cases_told, clusters_told, st.integers(0, 500))
def test_one_more_case_never_lowers_a_signal(few: list[Case], more: list[Case], cluster: Cluster, hours: int) -> None:
    before = {s.unit: len(s.cases) for s in signals(few, [cluster], KNOWN, at(hours))}
    after = {s.unit: len(s.cases) for s in signals([*few, *more], [cluster], KNOWN, at(hours))}
    assert all(after.get(unit, 0) >= count for unit, count in before.items())


@given(cases_told, clusters_told, st.integers(0, 500), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_is_nothing(cases: list[Case], cluster: Cluster, hours: int, chance: Random) -> None:
    mixed = list(cases)
    chance.shuffle(mixed)
    assert signals(mixed, [cluster], KNOWN, at(hours)) == signals(cases, [cluster], KNOWN, at(hours))


@given(cases_told, clusters_told, st.integers(0, 500))
def test_the_names_are_those_counted_and_nobody_outside_the_window(
    cases: list[Case], cluster: Cluster, hours: int
) -> None:
    for signal in signals(cases, [cluster], KNOWN, at(hours)):
        people = [case.person for case in signal.cases]
        inside = {
            case.person
            for case in cases
            if signal.start <= case.onset <= signal.end and signal.unit in ("", case.unit) and case.onset <= at(hours)
        }
        assert len(people) == len(set(people)) >= cluster.least
        assert set(people) == inside
        assert signal.end - signal.start == cluster.within
