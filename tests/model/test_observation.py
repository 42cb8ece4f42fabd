"""The parts of one act are one observation."""

from datetime import UTC, datetime, timedelta

from carelog.model.observation import Observed, Seen, merged
from carelog.model.reading import NotMeasured, Quantity, Reading

AT = datetime(2023, 1, 12, 8, tzinfo=UTC)


def seen(n: int, *readings: Reading, symptoms: tuple[str, ...] | None = None) -> Seen:
    at = AT + timedelta(minutes=n)
    return Seen(f"e{n}", "act", n, at, at, "nurse", Observed("wang", None, readings, symptoms))


def test_an_alarming_temperature_and_the_rest_of_the_row_are_one_observation() -> None:
    found = merged(
        [seen(0, Reading(Quantity.TEMPERATURE, 391)), seen(1, Reading(Quantity.SPO2, 95), symptoms=("cough",))]
    )
    assert [r.value for r in found.readings] == [391, 95]
    assert found.symptoms == ("cough",)
    assert (found.happened_at, found.entry) == (AT, "e1")


def test_the_newest_repeat_is_the_last_value_and_all_are_kept() -> None:
    found = merged([seen(0, Reading(Quantity.SPO2, 91)), seen(6, Reading(Quantity.SPO2, 96))])
    last = found.last(Quantity.SPO2)
    assert last is not None
    assert last.value == 96
    assert len(found.readings) == 2


def test_a_value_stands_before_a_reason_for_not_having_one() -> None:
    found = merged([seen(0, Reading(Quantity.SPO2, 91)), seen(6, Reading(Quantity.SPO2, None, NotMeasured.REFUSED))])
    last = found.last(Quantity.SPO2)
    assert last is not None
    assert last.value == 91


def test_not_asked_and_asked_none_are_different_facts() -> None:
    assert merged([seen(0, Reading(Quantity.SPO2, 97))]).symptoms is None
    assert merged([seen(0, Reading(Quantity.SPO2, 97), symptoms=())]).symptoms == ()
    assert merged([seen(0)]).last(Quantity.SPO2) is None


def test_a_flow_of_oxygen_alone_is_no_look_at_the_person() -> None:
    assert not merged([seen(0, Reading(Quantity.OXYGEN, 20))]).sees()
    assert merged([seen(0, Reading(Quantity.OXYGEN, 20), Reading(Quantity.SPO2, 94))]).sees()
    assert merged([seen(0, Reading(Quantity.OXYGEN, 20), symptoms=())]).sees()
    assert merged([seen(0)]).sees()
