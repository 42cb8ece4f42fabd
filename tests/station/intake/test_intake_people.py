"""A list of people: what each column means, who is new, who is changed, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Ceiling, Checks, Kind, Person
from carelog.station.intake import maps, people, rows
from carelog.station.intake.people import Given
from carelog.station.intake.rows import BadRow
from carelog.station.intake.values import BadCell

SYMPTOMS = ("cough", "fever_feeling")


def given(tmp_path: Path, content: str, name: str = "carelog-people") -> tuple[list[Given], list[BadRow]]:
    path = tmp_path / "people.csv"
    path.write_text(content, encoding="utf-8")
    said = maps.load(name)
    return people.given(rows.read(path, said), said, SYMPTOMS)


def one(tmp_path: Path, columns: str, row: str, clock: FixedClock) -> Person:
    found, bad = given(tmp_path, f"{columns}\n{row}\n")
    assert bad == []
    return people.written(found[0], None, clock.new_id)


@pytest.fixture
def clock() -> FixedClock:
    from carelog.clock import SystemClock

    return FixedClock(SystemClock().now())


def test_every_column_of_a_person_is_read(tmp_path: Path, clock: FixedClock) -> None:
    columns = (
        "code,kind,name,sex,birth_date,unit,bed,conditions,usual_symptoms,oxygen,spo2_scale,ceiling,checks,"
        "checks_by,checks_until"
    )
    row = (
        "3-12,resident,王芳,女,1938/5/1,3,12B,COPD；diabetes,cough,2 L/min 88-92,2,no_transfer,comfort only,"
        "李医生,2023-06-30"
    )
    person = one(tmp_path, columns, row, clock)
    assert person == Person(
        id=person.id,
        code="3-12",
        kind=Kind.RESIDENT,
        name="王芳",
        sex="female",
        birth_date=date(1938, 5, 1),
        unit="3",
        bed="12B",
        initials="wf",
        conditions=("COPD", "diabetes"),
        usual_symptoms=("cough",),
        oxygen_tenths_l_min=20,
        target_low_percent=88,
        target_high_percent=92,
        spo2_scale=2,
        ceiling=Ceiling.NO_TRANSFER,
        checks=Checks.COMFORT,
        checks_by="李医生",
        checks_until=date(2023, 6, 30),
    )


def test_a_code_and_a_name_are_enough(tmp_path: Path, clock: FixedClock) -> None:
    person = one(tmp_path, "code,name", "1,Mary Brown", clock)
    assert (person.kind, person.initials, person.spo2_scale, person.checks) == (Kind.RESIDENT, "mb", 1, Checks.ALL)


def test_chinese_headings_and_words_are_understood(tmp_path: Path, clock: FixedClock) -> None:
    person = one(tmp_path, "编号,类别,姓名,性别,床位", "N7,工作人员,张伟,男,", clock)
    assert (person.code, person.kind, person.name, person.sex) == ("N7", Kind.STAFF, "张伟", "male")


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("", (None, None, None)), ("2 L/min 88-92", (20, 88, 92)), ("2 L/min", (20, None, None)),
        ("2", (20, None, None)),
        ("0.5 l/min 88-92%", (5, 88, 92)), ("88-92", (None, 88, 92)), ("２升/分 88-92", (20, 88, 92)),
        ("15", (150, None, None)),
    ],
)  # fmt: skip
def test_an_oxygen_order_is_a_flow_a_target_or_both(cell: str, order: tuple[int | None, ...]) -> None:
    assert tuple(people.oxygen(cell).values()) == order


@pytest.mark.parametrize(
    "cell", ["yes", "16 L/min", "2 L/min 92-88", "2 L/min 88", "2-88-92", "288-92", "-2", "2 88-101", "nan"]
)
def test_what_is_no_oxygen_order_is_refused(cell: str) -> None:
    with pytest.raises(BadCell, match="not_oxygen"):
        people.oxygen(cell)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("kind", "robot", "intake.not_one_of"),
        ("sex", "x", "intake.not_one_of"),
        ("birth_date", "1938", "intake.not_a_date"),
        ("usual_symptoms", "cough;sneezle", "intake.no_symptom"),
        ("oxygen", "some", "intake.not_oxygen"),
        ("spo2_scale", "3", "intake.not_one_of"),
        ("ceiling", "sky", "intake.not_one_of"),
        ("checks", "often", "intake.not_one_of"),
        ("checks_until", "soon", "intake.not_a_date"),
        ("unit", "x" * 41, "intake.too_long"),
    ],
)
def test_a_bad_cell_is_named_with_row_column_and_reason(tmp_path: Path, column: str, cell: str, code: str) -> None:
    found, bad = given(tmp_path, f"code,name,{column}\n1,A,\n2,B,{cell}\n")
    assert [one.code for one in found] == ["1"]
    assert [(b.row, b.column, b.code) for b in bad] == [(3, column, code)]


def test_every_bad_cell_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    _, bad = given(tmp_path, "code,name,sex,kind\n,A,x,robot\n")
    assert {b.column for b in bad} == {"code", "sex", "kind"}


def test_a_code_standing_twice_is_bad_the_second_time(tmp_path: Path) -> None:
    found, bad = given(tmp_path, "code,name\n3-1,A\n3-1,B\n")
    assert [(one.row, one.code) for one in found] == [(2, "3-1")]
    assert [(b.row, b.code, b.facts["first"]) for b in bad] == [(3, "intake.code_twice", 2)]


def test_a_known_person_keeps_the_id_and_what_the_file_does_not_say(tmp_path: Path, clock: FixedClock) -> None:
    known = Person(
        "p1", "3-1", Kind.RESIDENT, "王芳", bed="1", unit="3", initials="wf", oxygen_tenths_l_min=20, round_last=True
    )
    found, _ = given(tmp_path, "code,bed,oxygen\n3-1,2,\n")
    changed = people.written(found[0], known, clock.new_id)
    assert (changed.id, changed.name, changed.unit, changed.round_last) == ("p1", "王芳", "3", True)
    assert (changed.bed, changed.oxygen_tenths_l_min) == ("2", None)


def test_initials_given_by_hand_stay_until_the_name_changes(tmp_path: Path, clock: FixedClock) -> None:
    known = Person("p1", "1", Kind.RESIDENT, "单芳", initials="df")
    same, _ = given(tmp_path, "code,name\n1,单芳\n")
    assert people.written(same[0], known, clock.new_id).initials == "df"
    other, _ = given(tmp_path, "code,name\n1,张芳\n")
    assert people.written(other[0], known, clock.new_id).initials == "zf"
    said, _ = given(tmp_path, "code,initials\n1,sf\n")
    assert people.written(said[0], known, clock.new_id).initials == "sf"


def test_somebody_new_needs_a_name(tmp_path: Path, clock: FixedClock) -> None:
    found, _ = given(tmp_path, "code,bed\n1,2\n")
    with pytest.raises(BadCell, match="no_name"):
        people.written(found[0], None, clock.new_id)


def test_names_like_markup_or_formulas_stay_and_hidden_characters_go(tmp_path: Path, clock: FixedClock) -> None:
    names = ["王 [/b] 芳", "[see note]", "=1+1", "\x1b[31m红\x1b[0m", "\u202egnaw\u202c", "'t Hart"]
    found, bad = given(tmp_path, "code,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names)))
    assert bad == []
    kept = [people.written(one, None, clock.new_id).name for one in found]
    assert kept == ["王 [/b] 芳", "[see note]", "=1+1", "[31m红[0m", "gnaw", "'t Hart"]


def test_the_people_of_tihm_are_read(tmp_path: Path, clock: FixedClock) -> None:
    found, bad = given(tmp_path, 'patient_id,age,sex\n0697d,"(80, 90]",Male\n', "tihm-demographics")
    assert bad == []
    person = people.written(found[0], None, clock.new_id)
    assert (person.code, person.name, person.sex, person.unit) == ("0697d", "0697d", "male", "TIHM")
