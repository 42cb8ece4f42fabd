"""The people of the demo home are plausible, and the same for the same seed."""

import re
from collections import Counter

import pytest

from carelog.model.person import Ceiling, Checks, Kind
from carelog.station.demo import people
from carelog.station.rounds import twins, walking

from .on_paper import month, write

HAN = re.compile("[\u4e00-\u9fff]{2,3}")


def test_residents_are_between_68_and_98_years_old() -> None:
    today = month().plan.at.date()
    ages = [(today - p.birth_date).days / 365.25 for p in month().residents if p.birth_date]
    assert len(ages) == 60
    assert all(68 <= age < 98 for age in ages)


def test_chinese_names_have_an_initial_for_each_character() -> None:
    for person in month().residents + month().staff:
        assert HAN.fullmatch(person.name)
        assert len(person.initials) == len(person.name)
        assert person.initials.isascii()
        assert person.initials.islower()


def test_known_characters_have_their_own_initials() -> None:
    names = people._names("zh_CN")
    surnames = dict(names.surnames)
    assert (surnames["王"], surnames["曾"], surnames["萧"]) == ("w", "z", "x")
    assert dict(names.given["women"])["桂英"] == "gy"


def test_a_home_in_english_has_english_names() -> None:
    home = write(language="en", days=1)
    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", p.name) for p in home.residents + home.staff)
    assert {p.unit for p in home.residents} == {"Floor 1", "Floor 2", "Floor 3", "Floor 4"}
    assert home.residents[0].initials == "".join(word[0].lower() for word in home.residents[0].name.split())


def test_residents_come_in_the_order_in_which_a_nurse_walks() -> None:
    assert [p.bed for p in month().residents[:4]] == ["1-01A", "1-01B", "1-02A", "1-02B"]
    assert sorted(month().residents, key=walking) == month().residents
    assert len({p.bed for p in month().residents}) == 60


def test_codes_are_used_once() -> None:
    home = write(residents=500, staff=60, days=0)
    codes = [p.code for p in home.residents + home.staff]
    assert len(set(codes)) == len(codes)


def test_a_few_residents_share_their_name_and_can_be_told_apart() -> None:
    same = twins(month().residents)
    assert 2 <= len(same) <= 8
    known = {(p.name, p.birth_date) for p in month().residents if p.id in same}
    assert len(known) == len(same)
    assert {p.sex for p in month().residents} == {"female", "male"}


def test_oxygen_is_ordered_for_a_few_with_a_range() -> None:
    on_oxygen = [p for p in month().residents if p.oxygen_tenths_l_min]
    assert 2 <= len(on_oxygen) <= 6
    assert all(p.target_low_percent and p.target_high_percent for p in on_oxygen)


def test_scale_2_is_a_decision_of_its_own_with_its_range() -> None:
    retaining = [p for p in month().residents if p.spo2_scale == 2]
    assert retaining
    assert {(p.target_low_percent, p.target_high_percent) for p in retaining} == {(88, 92)}
    assert any("copd" in p.conditions and p.spo2_scale == 1 for p in month().residents)


def test_some_have_limits_of_treatment_and_one_is_checked_for_comfort_only() -> None:
    ceilings = Counter(p.ceiling for p in month().residents)
    assert ceilings[Ceiling.NO_TRANSFER] == 6
    comfort = [p for p in month().residents if p.checks is Checks.COMFORT]
    assert comfort
    assert all(p.checks_by and p.checks_until and p.ceiling is Ceiling.COMFORT for p in comfort)


def test_most_of_the_staff_are_nurses() -> None:
    assert [p.code for p in month().staff[:2]] == ["N01", "N02"]
    assert sum(p.code.startswith("N") for p in month().staff) == 12
    assert {p.kind for p in month().staff} == {Kind.STAFF}


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    one, same, other = write(days=0), write(days=0), write(days=0, seed=2)
    assert (one.residents, one.staff) == (same.residents, same.staff)
    assert one.residents != other.residents


@pytest.mark.parametrize(("residents", "units"), [(0, 1), (1, 1), (16, 1), (17, 2), (60, 4), (500, 8)])
def test_a_unit_has_about_sixteen_people_and_a_house_at_most_eight_units(residents: int, units: int) -> None:
    assert people.units(residents) == units


@pytest.mark.parametrize("residents", [0, 1, 2, 7])
def test_a_very_small_home_is_a_home(residents: int) -> None:
    home = write(residents=residents, staff=1, days=4)
    assert len(home.residents) == residents
    assert len(home.staff) == 1
