"""Single cells: numbers, units, dates and times, and all that only looks like one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.reading import Quantity, possible
from carelog.station.intake import values
from carelog.station.intake.maps import TimeSaid
from carelog.station.intake.values import BadCell

LONDON, SHANGHAI = ZoneInfo("Europe/London"), ZoneInfo("Asia/Shanghai")
T = Quantity.TEMPERATURE


def why(call: object, *args: object, **facts: object) -> str:
    with pytest.raises(BadCell) as caught:
        call(*args, **facts)  # type: ignore[operator]  # any of the readers
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        ("36.5", 365), ("36。5", 365), ("３６．５", 365), ("36", 360), (" 36.5 ", 365), ("+36.5", 365), ("036.5", 365),
        ("36.072", 361), ("36.05", 361), ("36.049999", 360), ("36.95", 370), ("25.0", 250),
        ("45.0", 450), ("45.04", 450),
    ],
)  # fmt: skip
def test_a_temperature_is_rounded_half_up_to_tenths_once(text: str, tenths: int) -> None:
    assert values.measured(text, T, "Cel") == tenths


@pytest.mark.parametrize(
    "text",
    [
        "nan", "NaN", "inf", "-inf", "Infinity", "1e3", "36e0", "3_7", "3_7.5", "0x24", "36,5", "1,036.5",
        "36.5.1", "36.",
        ".5", "", "-", "三十六", "36℃", "36.5 C", "３６·５", "٣٦", "36\u00a05", "36\n", "--36", "1" * 400,
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_refused(text: str) -> None:
    if text == "36\n":
        assert values.measured(text, T, "Cel") == 360
    else:
        assert why(values.measured, text, T, "Cel") == "intake.not_a_number"


@pytest.mark.parametrize(
    ("text", "tenths"), [("98.6", 370), ("99.1", 373), ("99.2", 373), ("98.87", 372), ("100.4", 380), ("95", 350)]
)
def test_fahrenheit_becomes_celsius_and_is_rounded_once(text: str, tenths: int) -> None:
    assert values.measured(text, T, "F") == tenths


@given(st.integers(7700, 11300))
def test_fahrenheit_is_the_exact_conversion_rounded(hundredths: int) -> None:
    exact = (Decimal(hundredths) / 100 - 32) * 5 / 9
    found = values.measured(f"{hundredths / 100:.2f}", T, "F")
    assert abs(Decimal(found) / 10 - exact) <= Decimal("0.05")


@pytest.mark.parametrize("text", ["24.9", "45.1", "98.6", "0", "-36.5", "366"])
def test_what_no_living_person_can_have_is_refused_with_its_bounds(text: str) -> None:
    with pytest.raises(BadCell) as caught:
        values.measured(text, T, "Cel")
    assert caught.value.code == "intake.impossible"
    assert (caught.value.facts["low"], caught.value.facts["high"]) == ("25.0", "45.0")


@pytest.mark.parametrize(("text", "percent"), [("0.96", 96), ("0.960", 96), ("1", 100), ("0.925", 93)])
def test_a_fraction_becomes_percent(text: str, percent: int) -> None:
    assert values.measured(text, Quantity.SPO2, "fraction") == percent


def test_a_fraction_taken_for_percent_is_refused() -> None:
    assert why(values.measured, "0.96", Quantity.SPO2, "percent") == "intake.impossible"
    assert why(values.measured, "96", Quantity.SPO2, "fraction") == "intake.impossible"


def test_a_decimal_comma_is_read_only_where_the_map_says_so() -> None:
    assert values.measured("36,6", T, "Cel", decimal_comma=True) == 366
    assert why(values.measured, "1,036,6", T, "Cel", decimal_comma=True) == "intake.not_a_number"


def test_oxygen_is_tenths_of_a_litre_and_consciousness_a_letter() -> None:
    assert values.measured("0.5", Quantity.OXYGEN, "L/min") == 5
    assert values.measured("v", Quantity.CONSCIOUSNESS, "ACVPU") == 2
    assert why(values.measured, "X", Quantity.CONSCIOUSNESS, "ACVPU") == "intake.not_acvpu"


@given(st.text(max_size=12), st.sampled_from(list(Quantity)))
def test_whatever_stands_in_a_cell_it_is_a_possible_value_or_refused(text: str, quantity: Quantity) -> None:
    try:
        value = values.measured(text, quantity, "Cel")
    except BadCell:
        return
    assert possible(quantity, value)


@pytest.mark.parametrize(
    "text",
    [
        "2019-06-28 13:42:09", "2019-06-28T13:42:09", "2019/6/28 13:42:09", "2019-06-28 13:42:09.000",
        "2019-06-28T12:42:09Z", "2019-06-28 13:42:09+01:00", "2019-06-28T13:42:09 +0100",
        "２０１９－０６－２８ 13:42:09",
    ],
)  # fmt: skip
def test_a_time_is_read_however_a_spreadsheet_writes_it(text: str) -> None:
    assert values.when(text, TimeSaid(zone="Europe/London"), SHANGHAI) == datetime(2019, 6, 28, 12, 42, 9, tzinfo=UTC)


def test_a_time_without_a_zone_is_the_homes_own() -> None:
    assert values.when("2023-01-12 08:00", TimeSaid(), SHANGHAI) == datetime(2023, 1, 12, 0, 0, tzinfo=UTC)


def test_a_time_keeps_whole_milliseconds() -> None:
    assert values.when("2023-01-12 08:00:01.123456", TimeSaid(), SHANGHAI).microsecond == 123_000


@pytest.mark.parametrize(
    "text",
    [
        "", "8点", "2023-13-01 08:00", "2023-02-30 08:00", "2023-01-12 25:00", "2023-01-12 08:60", "2023-01-12 8",
        "12/01/2023 08:00", "0001-01-01 00:00", "9999-12-31 23:59", "2023-01-12 08:00 +99:99", "2023-01-12 08:00:00,5",
        "2023-01-12 08:00 -24:00",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    assert why(values.when, text, TimeSaid(), SHANGHAI) in {"intake.not_a_time", "intake.not_a_date"}


def test_a_date_alone_needs_a_time_of_day_from_the_map() -> None:
    assert why(values.when, "2020-04-26", TimeSaid(), LONDON) == "intake.no_time_of_day"
    assert values.when("2020-04-26", TimeSaid(at="08:30"), LONDON) == datetime(2020, 4, 26, 7, 30, tzinfo=UTC)


def test_a_pattern_of_the_map_is_followed() -> None:
    said = TimeSaid(format="%d/%m/%Y %H:%M", zone="Europe/London")
    assert values.when("03/04/2023 09:05", said, SHANGHAI) == datetime(2023, 4, 3, 8, 5, tzinfo=UTC)
    assert why(values.when, "2023-04-03 09:05", said, SHANGHAI) == "intake.not_a_time"
    assert why(values.when, "03/04/0023 09:05", said, SHANGHAI) == "intake.not_a_date"


def test_a_pattern_with_an_offset_goes_before_the_zone_of_the_map() -> None:
    said = TimeSaid(format="%Y%m%d%H%M%z", zone="Asia/Shanghai")
    assert values.when("202304030905+0100", said, SHANGHAI) == datetime(2023, 4, 3, 8, 5, tzinfo=UTC)


def test_the_hour_that_never_was_is_refused_and_of_the_hour_that_came_twice_the_first_is_meant() -> None:
    said = TimeSaid(zone="Europe/London")
    assert why(values.when, "2023-03-26 01:30", said, SHANGHAI) == "intake.skipped_time"
    assert values.when("2023-10-29 01:30", said, SHANGHAI) == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
    assert values.when("2023-10-29 01:30 +00:00", said, SHANGHAI) == datetime(2023, 10, 29, 1, 30, tzinfo=UTC)


def test_a_birth_date_is_a_date_and_nothing_more() -> None:
    assert values.day("1938/5/1") == date(1938, 5, 1)
    assert values.day("1938-05-01") == date(1938, 5, 1)
    for text in ("1938", "1938-05-01 08:00", "1838-05-01", "1938-05-01Z", "五月"):
        assert why(values.day, text) == "intake.not_a_date"
