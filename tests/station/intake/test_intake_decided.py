"""What was decided of a person counts only with who decided it, and nobody's signature slides onto another figure."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from carelog.clock import FixedClock, SystemClock
from carelog.model.person import Colour, Disease, Kind, Person, Vaccination
from carelog.model.reading import Site
from carelog.station.intake import decided, maps, people, rows
from carelog.station.intake.decided import Unfit

TODAY = date(2026, 11, 22)
WANG = Person("p1", "3-1", Kind.RESIDENT, "王芳", initials="wf")
DECIDED: dict[str, Any] = {"spo2_scale": 2, "scale_by": "Dr. Wu", "scale_on": date(2026, 3, 1)}
TARGET: dict[str, Any] = {"target_low_percent": 90, "target_high_percent": 94}
SIGNED: dict[str, Any] = {"target_by": "Dr. Wu", "target_until": date(2027, 3, 1)}
OWN: dict[str, Any] = {"normals_by": "Dr. Wu", "normals_until": date(2027, 3, 1)}


def told(before: Person | None = None, **given: object) -> list[Unfit]:
    now = replace(before or WANG, **given)  # type: ignore[arg-type]  # the case names its facts
    return decided.unfit(now, before, set(given), TODAY)


def codes(before: Person | None = None, **given: object) -> list[tuple[str, str]]:
    return [(one.field, one.code.removeprefix("intake.")) for one in told(before, **given)]


def read(tmp_path: Path, columns: str, row: str) -> tuple[Person, list[str]]:
    path = tmp_path / "people.csv"
    path.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    said = maps.load("carelog-people")
    found, bad = people.given(rows.read(path, said), said, ("cough",))
    clock = FixedClock(SystemClock().now())
    return (people.written(found[0], None, clock.new_id) if found else WANG), [one.code for one in bad]


def test_scale_2_needs_the_clinician_and_the_date() -> None:
    assert codes(spo2_scale=2) == [("scale_by", "scale_undecided")]
    assert codes(spo2_scale=2, scale_by="Dr. Wu") == [("scale_on", "scale_undecided")]
    assert codes(spo2_scale=2, scale_on=TODAY) == [("scale_by", "scale_undecided")]
    assert codes(**DECIDED) == []


def test_a_lung_disease_alone_does_not_select_scale_2() -> None:
    assert codes(spo2_scale=2, conditions=("copd",)) == [("scale_by", "scale_undecided")]


def test_a_decision_may_be_of_today_and_never_of_tomorrow() -> None:
    assert codes(**DECIDED | {"scale_on": TODAY}) == []
    assert codes(**DECIDED | {"scale_on": date(2026, 11, 23)}) == [("scale_on", "decided_ahead")]


def test_a_doctor_may_also_decide_for_scale_1() -> None:
    assert codes(spo2_scale=1, scale_by="Dr. Wu", scale_on=TODAY) == []
    assert codes(scale_by="Dr. Wu") == [("scale_on", "half_signed")]


def test_the_decision_for_one_scale_does_not_become_one_for_the_other() -> None:
    before = replace(WANG, **DECIDED)
    assert codes(before, spo2_scale=1) == [("spo2_scale", "sign_again")]
    assert codes(before, spo2_scale=1, scale_by="", scale_on=None) == []
    assert codes(replace(before, spo2_scale=1), spo2_scale=2) == [("spo2_scale", "sign_again")]


def test_an_old_page_with_scale_2_and_no_decision_stands_in_the_way_of_nothing_else() -> None:
    old = replace(WANG, spo2_scale=2)
    assert codes(old, bed="3-2") == []
    assert codes(old, spo2_scale=2) == [("scale_by", "scale_undecided")]
    assert codes(old, scale_by="Dr. Wu", scale_on=TODAY) == []


def test_an_oxygen_order_needs_no_signature_but_a_signature_needs_its_range() -> None:
    assert codes(**TARGET) == []
    assert codes(**TARGET, **SIGNED) == []
    assert codes(target_until=TODAY) == [("target_by", "half_signed")]
    assert codes(target_by="Dr. Wu") == [("target_until", "half_signed")]
    assert codes(**SIGNED) == [("target_by", "nothing_signed")]


def test_the_signature_under_one_range_does_not_slide_onto_another() -> None:
    before = replace(WANG, **TARGET, **SIGNED)
    assert codes(before, **TARGET) == []
    assert codes(before, target_low_percent=86, target_high_percent=92) == [("oxygen", "sign_again")]
    assert codes(before, target_low_percent=86, target_high_percent=92, **SIGNED) == []
    assert codes(before, target_low_percent=None, target_high_percent=None) == [("target_by", "nothing_signed")]


@pytest.mark.parametrize(
    "figure",
    [
        {"usual_news2": 0},
        {"normal_spo2_percent": 93},
        {"normal_temperature_tenths_c": 362, "normal_temperature_site": Site.AXILLARY},
    ],
    ids=["score", "oxygen", "temperature"],
)
def test_figures_of_ones_own_need_a_clinician_and_an_end(figure: dict[str, Any]) -> None:
    assert codes(**figure) == [("normals_by", "normals_unsigned")]
    assert codes(**figure, normals_by="Dr. Wu") == [("normals_until", "normals_unsigned")]
    assert codes(**figure, **OWN) == []
    assert codes(replace(WANG, normal_spo2_percent=90, **OWN), **figure | {"normal_spo2_percent": 92}) == [
        ("normals_by", "sign_again")
    ]


def test_a_signature_without_figures_signs_nothing() -> None:
    assert codes(**OWN) == [("normals_by", "nothing_signed")]
    assert codes(normals_until=TODAY) == [("normals_by", "half_signed")]


def test_who_raises_a_class_says_why_each_time() -> None:
    assert codes(colour=Colour.RED) == [("class_why", "class_without_why")]
    assert codes(colour_why="frail") == [("class", "why_without_class")]
    assert codes(colour=Colour.RED, colour_why="frail") == []
    before = replace(WANG, colour=Colour.YELLOW, colour_why="frail")
    assert codes(before, colour=Colour.RED) == [("class_why", "class_without_why")]
    assert codes(before, colour=Colour.YELLOW) == []
    assert codes(before, colour=None) == [("class", "why_without_class")]
    assert codes(before, colour=None, colour_why="") == []


COLUMNS = (
    "code,name,oxygen,spo2_scale,scale_by,scale_on,target_by,target_until,disease,vaccination,class,class_why,"
    "usual_news2,normal_temperature,normal_spo2,normals_by,normals_until,takes_antipyretic"
)
CHINESE = (
    "编号,姓名,吸氧医嘱,血氧评分表,评分表决定人,评分表决定日期,目标范围签字人,目标范围有效期,病情,疫苗接种,风险分级,"
    "分级上调原因,平时NEWS2,平时体温,平时血氧,平时值签字人,平时值有效期,长期服退热药"
)
ENGLISH_ROW = (
    "1,A,88-92,2,Dr. Wu,2026/3/1,Dr. Li,2027-03-01,Unstable,incomplete,red,frail,3,36.2 axillary,91,Dr. Wu,"
    "2027-03-01,yes"
)
CHINESE_ROW = (
    "1,A,８８-９２,２,Dr. Wu,２０２６-０３-０１,Dr. Li,2027-03-01,不稳定,未全程,红,frail,３,"
    "３６。２；腋下,９１,Dr. Wu,2027-03-01,是"
)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (COLUMNS, ENGLISH_ROW),
        (CHINESE, CHINESE_ROW),
    ],
    ids=["en", "zh"],
)
def test_every_decision_is_read_in_either_language_and_in_full_width_digits(
    tmp_path: Path, columns: str, row: str
) -> None:
    person, bad = read(tmp_path, columns, row)
    assert bad == []
    assert person == Person(
        person.id, "1", Kind.RESIDENT, "A", initials="a", target_low_percent=88, target_high_percent=92,
        spo2_scale=2, scale_by="Dr. Wu", scale_on=date(2026, 3, 1), target_by="Dr. Li",
        target_until=date(2027, 3, 1), disease=Disease.UNSTABLE, vaccination=Vaccination.INCOMPLETE,
        colour=Colour.RED, colour_why="frail", usual_news2=3, normal_temperature_tenths_c=362,
        normal_temperature_site=Site.AXILLARY, normal_spo2_percent=91, normals_by="Dr. Wu",
        normals_until=date(2027, 3, 1), takes_antipyretic=True,
    )  # fmt: skip


def test_blank_cells_leave_nothing_decided(tmp_path: Path) -> None:
    person, bad = read(tmp_path, COLUMNS, "1,A" + "," * 16)
    assert bad == []
    assert person == Person(person.id, "1", Kind.RESIDENT, "A", initials="a")


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("disease", "copd", "not_one_of"),
        ("vaccination", "twice", "not_one_of"),
        ("class", "orange", "not_one_of"),
        ("class_why", "x" * 201, "too_long"),
        ("scale_by", "x" * 101, "too_long"),
        ("scale_on", "spring", "not_a_date"),
        ("usual_news2", "21", "not_a_score"),
        ("usual_news2", "-1", "not_a_score"),
        ("usual_news2", "2.5", "not_a_score"),
        ("normal_temperature", "36.2", "no_site"),
        ("normal_temperature", "36.2 unknown", "no_site"),
        ("normal_temperature", "36.2 elbow", "no_site"),
        ("normal_temperature", "24.9 axillary", "impossible"),
        ("normal_temperature", "97.2 oral", "impossible"),
        ("normal_temperature", "warm oral", "not_a_number"),
        ("normal_spo2", "29", "impossible"),
        ("normal_spo2", "101", "impossible"),
        ("normal_spo2", "0.91", "impossible"),
        ("takes_antipyretic", "sometimes", "not_one_of"),
    ],
)
def test_what_no_decision_can_be_is_refused(tmp_path: Path, column: str, cell: str, code: str) -> None:
    assert read(tmp_path, f"code,name,{column}", f"1,A,{cell}")[1] == [f"intake.{code}"]


def test_who_decided_is_a_name_and_never_markup_or_a_formula(tmp_path: Path) -> None:
    person, _ = read(tmp_path, COLUMNS, '1,A,,2,=1+1,2026-03-01,,,,,red,"[red]\x1b[31m\u202ewhy",,,,,,')
    assert (person.scale_by, person.colour_why) == ("=1+1", "[red][31mwhy")
