"""Rows of observations, long and wide: what they say, and what is wrong with each bad one."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.station.intake import maps, observations, rows
from carelog.station.intake.observations import Found, Terms
from carelog.station.intake.rows import BadRow

NOW = datetime(2023, 1, 12, 12, 0, tzinfo=UTC)
TERMS = Terms(ZoneInfo("Asia/Shanghai"), ("cough", "chills"), NOW)
LONG = "patient_id,date,device_type,value,unit\n"
WIDE = """
kind = "wide"
[columns]
person = "id"
time = "at"
temperature = "T"
site = "site"
spo2 = "S"
on_oxygen = "on"
oxygen = "flow"
systolic = "sys"
diastolic = "dia"
consciousness = "acvpu"
symptoms = "symptoms"
not_measured = "why"
round_date = "date"
round = "round"
[reasons]
"拒绝" = "refused"
[symptoms]
"咳嗽" = "cough"
[values.site]
"腋下" = "axillary"
"""
HEAD = "id,at,T,site,S,on,flow,sys,dia,acvpu,symptoms,why,date,round\n"


def found(tmp_path: Path, content: str, name: str = "tihm-physiology") -> tuple[list[Found], list[BadRow], int]:
    path = tmp_path / "readings.csv"
    path.write_text(content, encoding="utf-8")
    said = maps.parse(WIDE, "wide") if name == "wide" else maps.load(name)
    return observations.found(rows.read(path, said), said, TERMS)


def wide(tmp_path: Path, **cells: str) -> tuple[list[Found], list[BadRow], int]:
    facts = {"id": "3-1", "at": "2023-01-12 08:00"} | cells
    return found(tmp_path, HEAD + ",".join(facts.get(title, "") for title in HEAD.strip().split(",")) + "\n", "wide")


def reasons(bad: list[BadRow]) -> list[tuple[int, str, str]]:
    return [(b.row, b.column, b.code) for b in bad]


def test_a_row_of_tihm_is_a_reading_in_our_unit_at_its_time(tmp_path: Path) -> None:
    taken, bad, _ = found(tmp_path, LONG + "0697d,2019-06-28 13:42:09,Body Temperature,36.072,Cel\n")
    assert bad == []
    assert taken == [
        Found(
            2,
            "0697d",
            datetime(2019, 6, 28, 12, 42, 9, tzinfo=UTC),
            (Reading(Quantity.TEMPERATURE, 361, site=Site.UNKNOWN, typed="36.072"),),
        )
    ]


def test_what_the_map_ignores_is_counted_and_what_it_does_not_know_is_bad(tmp_path: Path) -> None:
    taken, bad, nothing = found(
        tmp_path,
        LONG
        + "a,2019-06-28 13:42:09,Skin Temperature,74.1,Cel\n"
        + "a,2019-06-28 13:42:09,Heart rate,,beats/min\n"
        + "a,2019-06-28 13:42:09,Mood,3,Cel\n",
    )
    assert (taken, nothing) == ([], 2)
    assert reasons(bad) == [(4, "device_type", "intake.no_quantity")]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("a,2019-06-28 13:42:09,Body Temperature,97.2,Cel", "value", "intake.impossible"),
        ("a,2019-06-28 13:42:09,Body Temperature,36.6,[degF]", "unit", "intake.wrong_unit"),
        ("a,2019-06-28 13:42:09,Body Temperature,36.6,mm[Hg]", "unit", "intake.wrong_unit"),
        ("a,2019-06-28 13:42:09,Body Temperature,nan,Cel", "value", "intake.not_a_number"),
        ("a,28/06/2019,Body Temperature,36.6,Cel", "date", "intake.not_a_time"),
        ("a,2023-01-12 13:00:00,Body Temperature,36.6,Cel", "date", "intake.ahead"),
        (",2019-06-28 13:42:09,Body Temperature,36.6,Cel", "patient_id", "intake.no_code"),
    ],
)
def test_a_bad_row_says_its_column_and_reason(tmp_path: Path, row: str, column: str, code: str) -> None:
    taken, bad, _ = found(tmp_path, LONG + row + "\n")
    assert taken == []
    assert reasons(bad) == [(2, column, code)]


def test_fahrenheit_said_by_the_unit_of_the_row_is_converted(tmp_path: Path) -> None:
    taken, bad, _ = found(tmp_path, LONG + "a,2019-06-28 13:42:09,Body Temperature,98.6,F\n")
    assert (bad, taken[0].readings[0].value) == ([], 370)


def test_a_wide_row_is_one_observation(tmp_path: Path) -> None:
    cells = {"T": "36.6", "site": "腋下", "S": "97", "on": "no", "symptoms": "咳嗽;chills", "acvpu": "A"}
    taken, bad, _ = wide(tmp_path, **cells, date="2023-01-12", round="morning")
    assert bad == []
    values = {r.quantity: (r.value, r.site) for r in taken[0].readings}
    assert values == {
        Quantity.TEMPERATURE: (366, Site.AXILLARY),
        Quantity.SPO2: (97, None),
        Quantity.OXYGEN: (0, None),
        Quantity.CONSCIOUSNESS: (0, None),
    }
    assert taken[0].symptoms == ("cough", "chills")
    assert taken[0].round == RoundKey(date(2023, 1, 12), "morning")
    assert taken[0].at == datetime(2023, 1, 12, 0, 0, tzinfo=UTC)


def test_blank_is_not_asked_and_none_is_asked_and_none(tmp_path: Path) -> None:
    assert wide(tmp_path, T="36.6")[0][0].symptoms is None
    assert wide(tmp_path, T="36.6", symptoms="none")[0][0].symptoms == ()
    assert wide(tmp_path, symptoms="none")[0][0].readings == ()


def test_a_reason_stands_in_place_of_a_value_or_in_its_own_column(tmp_path: Path) -> None:
    taken, _, _ = wide(tmp_path, T="拒绝", why="spo2:no_reading;symptoms:asleep")
    assert [(r.quantity, r.not_measured) for r in taken[0].readings] == [
        (Quantity.TEMPERATURE, NotMeasured.REFUSED),
        (Quantity.SPO2, NotMeasured.NO_READING),
    ]
    assert taken[0].not_asked is NotMeasured.ASLEEP


@pytest.mark.parametrize(
    ("on", "flow", "value"), [("no", "", 0), ("yes", "", None), ("yes", "2", 20), ("no", "0.0", 0), ("", "0.5", 5)]
)
def test_oxygen_is_said_by_yes_no_or_flow(tmp_path: Path, on: str, flow: str, value: int | None) -> None:
    taken, bad, _ = wide(tmp_path, on=on, flow=flow)
    assert bad == []
    assert [(r.quantity, r.value) for r in taken[0].readings] == [(Quantity.OXYGEN, value)]


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"on": "no", "flow": "2"}, "on", "intake.oxygen_contradicts"),
        ({"on": "yes", "flow": "0"}, "on", "intake.oxygen_contradicts"),
        ({"on": "perhaps"}, "on", "intake.not_one_of"),
        ({"symptoms": "cough;sneezle"}, "symptoms", "intake.no_symptom"),
        ({"symptoms": "none;cough"}, "symptoms", "intake.no_symptom"),
        ({"T": "36.6", "site": "elbow"}, "site", "intake.not_one_of"),
        ({"why": "temperature"}, "why", "intake.not_reason"),
        ({"why": "mood:refused"}, "why", "intake.not_reason"),
        ({"T": "36.6", "date": "soon", "round": "morning"}, "date", "intake.not_a_date"),
        ({"acvpu": "X"}, "acvpu", "intake.not_acvpu"),
        ({"sys": "80", "dia": "120"}, "dia", "intake.crossed_pressures"),
        ({"sys": "80", "dia": "80"}, "dia", "intake.crossed_pressures"),
    ],
)
def test_a_wide_row_that_cannot_be_is_refused(tmp_path: Path, cells: dict[str, str], column: str, code: str) -> None:
    taken, bad, _ = wide(tmp_path, **cells)
    assert taken == []
    assert reasons(bad) == [(2, column, code)]


def test_a_row_with_nothing_in_it_is_passed_over(tmp_path: Path) -> None:
    assert wide(tmp_path) == ([], [], 1)


def test_every_bad_cell_of_a_row_is_told(tmp_path: Path) -> None:
    _, bad, _ = wide(tmp_path, id="", at="never", T="nan")
    assert {b.column for b in bad} == {"id", "at", "T"}


def test_pressures_of_a_long_file_are_checked_across_its_rows(tmp_path: Path) -> None:
    at = "a,2019-06-28 13:42:09"
    taken, bad, _ = found(
        tmp_path,
        LONG
        + f"{at},Systolic blood pressure,70.0,mm[Hg]\n{at},Diastolic blood pressure,80.0,mm[Hg]\n"
        + f"{at},Heart rate,60.0,beats/min\n",
    )
    assert [one.row for one in taken] == [4]
    assert [b.row for b in bad] == [2, 3]


def test_the_example_map_reads_its_example(tmp_path: Path) -> None:
    head = "Resident,Measured at,Temp (F),Site,SpO2,Pulse,Symptoms\n"
    taken, bad, _ = found(tmp_path, head + "3-1,11/01/2023 08:00,98.6,ear,0.96,refused,no symptoms\n", "wide-example")
    assert bad == []
    assert [(r.quantity, r.value, r.site, r.not_measured) for r in taken[0].readings] == [
        (Quantity.TEMPERATURE, 370, Site.TYMPANIC, None),
        (Quantity.SPO2, 96, None, None),
        (Quantity.PULSE, None, None, NotMeasured.REFUSED),
    ]
    assert taken[0].symptoms == ()
