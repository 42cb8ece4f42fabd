"""The vaccination card as nurses copy it: one cell, a line a dose."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.intake import maps, vaccines
from carelog.station.intake.values import BadCell
from carelog.words import LANGUAGES, said_in

WORDS = maps.load("carelog-people").values["vaccines"]


@pytest.mark.parametrize(
    ("cell", "card"),
    [
        ("", ()),
        ("covid", (Vaccine(Against.COVID, Dose.GIVEN),)),
        (
            "covid 1 2021-06-01 CoronaVac; covid 2 20210701 CoronaVac",
            (
                Vaccine(Against.COVID, Dose.GIVEN, date(2021, 6, 1), 1, "CoronaVac"),
                Vaccine(Against.COVID, Dose.GIVEN, date(2021, 7, 1), 2, "CoronaVac"),
            ),
        ),
        ("新冠 第２针 2021/7/1 科兴", (Vaccine(Against.COVID, Dose.GIVEN, date(2021, 7, 1), 2, "科兴"),)),
        ("流感 拒绝 2022-11-01；", (Vaccine(Against.INFLUENZA, Dose.DECLINED, date(2022, 11, 1)),)),
        ("乙肝 待种 2023-10-01 3", (Vaccine(Against.HEPATITIS_B, Dose.DUE, date(2023, 10, 1), 3),)),
        ("Covid Comirnaty Original", (Vaccine(Against.COVID, Dose.GIVEN, product="Comirnaty Original"),)),
        ("covid 1; covid 1", (Vaccine(Against.COVID, Dose.GIVEN, number=1),)),
    ],
)
def test_a_card_is_read_line_by_line(cell: str, card: tuple[Vaccine, ...]) -> None:
    assert vaccines.card(cell, WORDS) == card


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("measles 1", "intake.no_vaccine"),
        ("CoronaVac 2021-06-01", "intake.no_vaccine"),
        ("covid due", "intake.vaccine_due_when"),
        ("covid 2021-06-01 2021-07-01", "intake.vaccine_twice"),
        ("covid 1 2", "intake.vaccine_twice"),
        ("covid 2021-02-30", "intake.not_a_date"),
        ("covid " + "x" * 41, "intake.too_long"),
        (";".join(f"covid {n}" for n in range(1, 42)), "intake.too_many"),
    ],
)
def test_what_is_not_sure_on_a_card_is_refused(cell: str, code: str) -> None:
    with pytest.raises(BadCell) as refused:
        vaccines.card(cell, WORDS)
    assert refused.value.code == code


LINES = st.builds(
    Vaccine,
    st.sampled_from(Against),
    st.sampled_from(Dose),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.none() | st.integers(1, 20),
    st.sampled_from(["", "CoronaVac", "科兴", "Spikevax XBB"]),
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.lists(LINES, max_size=4, unique=True))
def test_a_card_written_out_reads_back_as_the_same_card(language: str, card: list[Vaccine]) -> None:
    cell = vaccines.said(card, lambda code: said_in(language, f"people.typed_{code}"))
    assert vaccines.card(cell, WORDS) == tuple(card)
