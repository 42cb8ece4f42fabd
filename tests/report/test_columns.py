"""The columns: their order, and what stands in each cell."""

from carelog.model.reading import Quantity, Reading
from carelog.model.severity import Severity, Task
from carelog.report.columns import COLUMNS, Cell, tenths
from carelog.station.days import Told

from .support import OXYGEN, S, person, seen, small_day, temperature, told

ORDER = [
    "date", "round", "person", "kind", "name", "unit", "bed", "happened_at", "recorded_at", "late", "temperature_c",
    "temperature_site", "spo2_percent", "on_oxygen", "oxygen_l_min", "respiratory_rate", "pulse", "systolic_mmhg",
    "diastolic_mmhg", "consciousness", "symptoms", "not_measured", "severity", "tasks", "recorded_by", "entry",
    "corrects", "status",
]  # fmt: skip


def cell(one: Told, key: str) -> Cell:
    return next(column.get(one) for column in COLUMNS if column.key == key)


def test_the_columns_stand_in_the_promised_order() -> None:
    assert [column.key for column in COLUMNS] == ORDER


def test_blank_is_never_zero_and_zero_is_never_blank() -> None:
    who = person("3-1")
    nothing = told(who, seen(who, temperature(366)))
    assert (cell(nothing, "oxygen_l_min"), cell(nothing, "on_oxygen"), cell(nothing, "spo2_percent")) == (
        None,
        None,
        None,
    )
    air = told(who, seen(who, Reading(OXYGEN, 0), Reading(Quantity.CONSCIOUSNESS, 0)))
    assert (cell(air, "oxygen_l_min"), cell(air, "on_oxygen"), cell(air, "consciousness")) == ("0.0", "no", "A")


def test_oxygen_whose_flow_was_not_read_is_yes_without_a_flow() -> None:
    who = person("3-1")
    one = told(who, seen(who, Reading(OXYGEN, None)))
    assert (cell(one, "on_oxygen"), cell(one, "oxygen_l_min")) == ("yes", None)


def test_none_stands_only_where_somebody_asked() -> None:
    who = person("3-1")
    assert cell(told(who, seen(who, symptoms=())), "symptoms") == "none"
    assert cell(told(who, seen(who, symptoms=None)), "symptoms") is None
    assert cell(told(who, seen(who, symptoms=("cough", "chills"))), "symptoms") == "cough;chills"


def test_reasons_name_what_is_missing_and_why() -> None:
    refused = small_day()[2]
    assert cell(refused, "not_measured") == "temperature:refused;spo2:no_reading;symptoms:asleep"
    assert cell(refused, "temperature_site") is None


def test_the_last_repeat_stands_in_the_cell() -> None:
    assert cell(small_day()[1], "temperature_c") == "37.9"


def test_a_row_without_an_observation_has_only_who_and_why() -> None:
    one = told(person("3-1"))
    filled = {column.key for column in COLUMNS if column.get(one) is not None}
    assert filled == {"date", "round", "person", "kind", "name", "unit", "bed", "severity", "recorded_by", "status"}
    assert cell(one, "recorded_by") == ""


def test_severity_and_tasks_are_codes() -> None:
    who = person("3-1")
    one = told(who, seen(who, Reading(S, 85)), severity=Severity.NOT_KNOWN, tasks=(Task.CALL, Task.TEST))
    assert (cell(one, "severity"), cell(one, "tasks")) == ("NOT_KNOWN", "call;test")


def test_tenths_are_written_exactly() -> None:
    assert [tenths(n) for n in (366, 370, 5, 0, 1000)] == ["36.6", "37.0", "0.5", "0.0", "100.0"]
