"""Readings as people read them."""

import pytest

from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.ui.person.values import all_values, amount, one, points, repeats, symptoms_said
from carelog.words import use

from ..support import NOW, a_look, air, an_observation, warm


@pytest.mark.parametrize(
    ("quantity", "value", "said"),
    [
        (Quantity.TEMPERATURE, 366, "36.6"),
        (Quantity.SPO2, 97, "97"),
        (Quantity.OXYGEN, 25, "2.5"),
        (Quantity.PULSE, 80, "80"),
        (Quantity.CONSCIOUSNESS, 2, "V"),
    ],
)
def test_each_quantity_is_said_in_its_own_unit(quantity: Quantity, value: int, said: str) -> None:
    assert amount(quantity, value) == said


def test_repeats_are_all_kept_and_said_in_order() -> None:
    assert repeats([warm(384), warm(369)]) == "1st 38.4 armpit, then 36.9 armpit"
    use("zh_CN")
    assert repeats([warm(384), warm(369)]) == "第一次 38.4 腋下，再测 36.9 腋下"


def test_a_missing_value_says_why() -> None:
    assert one(air(None, not_measured=NotMeasured.REFUSED)) == "refused"


def test_oxygen_without_a_flow_is_not_a_number() -> None:
    assert one(Reading(Quantity.OXYGEN, None)) == "yes, flow not read"


def test_a_value_taken_asleep_and_its_site_are_told() -> None:
    assert one(warm(366, site=Site.TYMPANIC, asleep=True)) == "36.6 ear asleep"


def test_every_quantity_has_a_short_name_in_both_languages() -> None:
    for language in ("en", "zh_CN"):
        use(language)
        said = all_values([Reading(q, 1) for q in Quantity])
        assert "person." not in said


def test_asked_none_and_not_asked_are_different() -> None:
    words = a_look().symptoms
    assert symptoms_said(None, words) != symptoms_said((), words)
    assert symptoms_said(("cough", "hiccups"), words) == "cough, hiccups"


def test_every_repeat_is_a_point_and_a_missing_value_is_none() -> None:
    seen = [an_observation(0, warm(384), warm(369)), an_observation(5, warm(None, not_measured=NotMeasured.ASLEEP))]
    assert points(seen, Quantity.TEMPERATURE) == [(NOW, 384), (NOW, 369)]


def test_room_air_is_said_and_a_flow_is_a_number() -> None:
    assert all_values([Reading(Quantity.OXYGEN, 0)]) == "on air"
    assert all_values([Reading(Quantity.OXYGEN, 0), Reading(Quantity.OXYGEN, 20)]) == "O2 L/min 1st 0.0, then 2.0"
