"""What is on file is read by a doctor in words, not in the codes of a list."""

from datetime import date

import pytest

from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.report.filed import CONDITIONS, condition, vaccine
from carelog.words import LANGUAGES, speaking


@pytest.mark.parametrize(
    ("typed", "en", "zh"),
    [
        ("copd", "COPD", "慢阻肺"),
        ("heart_failure", "heart failure", "心力衰竭"),
        ("Heart failure", "heart failure", "心力衰竭"),
        ("肾结石", "肾结石", "肾结石"),
        ("gout {n}", "gout {n}", "gout {n}"),
    ],
)
def test_an_illness_with_a_code_is_said_and_any_other_stays_as_it_was_typed(typed: str, en: str, zh: str) -> None:
    with speaking("en"):
        assert condition(typed) == en
    with speaking("zh_CN"):
        assert condition(typed) == zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_word(language: str) -> None:
    with speaking(language):
        assert not [code for code in CONDITIONS if condition(code).startswith("people.")]


def test_a_dose_is_said_with_all_that_the_card_says() -> None:
    whole = Vaccine(Against.COVID, Dose.GIVEN, date(2024, 1, 5), 3, "CoronaVac")
    with speaking("en"):
        assert vaccine(whole) == "COVID-19 dose 3 given 2024-01-05 CoronaVac"
        assert vaccine(Vaccine(Against.INFLUENZA, Dose.DECLINED)) == "influenza refused"
    with speaking("zh_CN"):
        assert vaccine(whole) == "新冠 第 3 针 已种 2024-01-05 CoronaVac"
