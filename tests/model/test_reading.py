"""A reading says one thing."""

import pytest

from carelog.model.reading import NOT_MEASURED_KEYS, NotMeasured, Quantity, Reading, possible


def test_a_reading_is_a_value_or_a_reason_never_both() -> None:
    with pytest.raises(ValueError, match="value_and_reason"):
        Reading(Quantity.SPO2, 97, NotMeasured.REFUSED)


def test_a_reading_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        Reading(Quantity.SPO2, None)


def test_on_oxygen_with_the_flow_not_read_can_be_said() -> None:
    assert Reading(Quantity.OXYGEN, None).value is None


def test_a_dying_person_can_be_recorded_and_a_slip_of_a_digit_cannot() -> None:
    assert possible(Quantity.TEMPERATURE, 289)
    assert possible(Quantity.SPO2, 31)
    assert not possible(Quantity.TEMPERATURE, 970)
    assert not possible(Quantity.SPO2, 101)


def test_the_digits_after_a_dash_are_the_nine_reasons_in_their_order() -> None:
    assert NOT_MEASURED_KEYS["1"] is NotMeasured.REFUSED
    assert NOT_MEASURED_KEYS["6"] is NotMeasured.NO_READING
    assert NOT_MEASURED_KEYS["9"] is NotMeasured.CARE_PLAN
