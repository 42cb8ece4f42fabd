"""The vaccination card, line by line."""

from datetime import date

from carelog.model.vaccine import Against, Dose, Vaccine


def test_a_line_of_the_card_may_lack_the_day_the_number_and_the_product() -> None:
    line = Vaccine(Against.INFLUENZA, Dose.GIVEN)
    assert (line.on, line.number, line.product) == (None, None, "")


def test_a_refusal_and_a_next_date_are_lines_of_their_own_and_no_dose() -> None:
    card = (
        Vaccine(Against.COVID, Dose.GIVEN, date(2021, 6, 1), 1, "CoronaVac"),
        Vaccine(Against.COVID, Dose.DUE, date(2021, 7, 1), 2),
        Vaccine(Against.INFLUENZA, Dose.DECLINED, date(2022, 11, 1)),
    )
    assert [line.against for line in card if line.dose is Dose.GIVEN] == [Against.COVID]
