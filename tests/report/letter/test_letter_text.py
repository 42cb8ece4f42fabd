"""The letter as text: complete, honest about what is missing, and never wider than the page."""

from dataclasses import replace
from datetime import date

from carelog import words
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.report.letter import text
from carelog.report.plain import cells
from carelog.station.desk import Station
from carelog.words import LANGUAGES

from .conftest import observe


def said(station: Station, *languages: str, width: int = text.WIDTH) -> str:
    told = station.letter(station.by_code("R1").id)
    return "\n".join(text.lines(told, station, languages, width))


def test_the_doctors_questions_are_answered_from_the_page(station: Station) -> None:
    letter = " ".join(said(station, "en").split())
    for answer in (
        "王 [/b] <b>芳</b> (R1), female, 83 years, born 1940-01-01",
        "bed 3-1",
        "Now: URGENT",
        "S-02b",
        "Conditions: hypertension",
        "Underlying disease: stable",
        "Allergies: 青霉素",
        "Vaccination: incomplete",
        "Care plan: no transfer",
        "Family: 女儿 139",
        "NEWS2 7, high",
        "Last measured 0:00",
        "antigen test positive",
        "counts as infected",
        "paracetamol",
        "38.8 armpit",
        "cough, fatigue",
        "speak with doctor and family before any transfer",
        "There is no oxygen order",
        "Signature of nurse / of doctor ___",
    ):
        assert answer in letter, answer


def test_what_nobody_wrote_down_is_said_to_be_missing(station: Station) -> None:
    person = replace(station.by_code("R1"), allergies=(), contacts="", conditions=(), vaccination=None, sex="")
    station.put([person])
    letter = said(station, "en")
    assert "sex not written down" in letter
    assert "Not written down, please ask: Conditions, Allergies, Vaccination" in letter.replace("\n    ", " ")
    assert "Allergies:" not in letter


def test_illnesses_and_vaccines_are_words_of_the_letters_language(station: Station) -> None:
    card = (Vaccine(Against.COVID, Dose.GIVEN, date(2024, 1, 5)), Vaccine(Against.INFLUENZA, Dose.GIVEN))
    person = replace(station.by_code("R1"), conditions=("copd", "dementia", "痛风"), vaccines=card, vaccination=None)
    station.put([person])
    english, chinese = said(station, "en"), said(station, "zh_CN")
    assert "Conditions: COPD, dementia, 痛风" in english
    assert "Vaccination: COVID-19 given 2024-01-05, influenza given" in english
    assert "慢阻肺、认知症、痛风" in chinese
    assert "新冠 已种 2024-01-05、流感 已种" in chinese


def test_the_same_in_chinese_and_in_both(station: Station) -> None:
    both = said(station, *LANGUAGES)
    assert both.startswith("病情说明")
    assert "SBAR letter" in both
    assert "过敏：青霉素" in both
    assert words.language() == "zh_CN"


def test_no_line_is_wider_than_asked_for(station: Station) -> None:
    for width in (78, 72):
        assert max(cells(line) for line in said(station, *LANGUAGES, width=width).splitlines()) <= width


def test_every_value_stands_on_its_scale_and_one_beyond_it_at_the_edge(station: Station) -> None:
    observe(station, station.by_code("R1").id, 405, 79)
    chart = [line for line in said(station, "en").splitlines() if line.endswith(("|", ">"))]
    assert [line.count("*") for line in chart] == [2, 2, 0]
    assert ">  <" in chart[-1]


def test_of_somebody_never_measured_there_is_no_table_and_no_score(station: Station) -> None:
    person = replace(station.by_code("R1"), id=station.new_id(), code="R2", bed="3-2")
    station.put([person])
    letter = "\n".join(text.lines(station.letter(person.id), station, ("en",)))
    assert "Not measured in the last 14 days" in letter
    assert "Nothing measured in the last 72 hours" in letter
    assert "NEWS2: nothing measured that can be scored" in letter
    assert "No test recorded" in letter
    assert "Nothing is asked for now" in letter or "We ask for" in letter


def test_more_rows_than_fit_are_counted(station: Station) -> None:
    for value in range(360, 380):
        observe(station, station.by_code("R1").id, value, 97)
    assert "8 older rows are not shown" in said(station, "en")


def test_a_very_long_text_is_cut_with_a_mark(station: Station) -> None:
    station.put([replace(station.by_code("R1"), allergies=("青" * 400,))])
    assert "(the rest stands in the record)" in said(station, "en").replace("\n    ", "")
