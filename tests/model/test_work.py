"""Who works when, and who is off duty."""

from datetime import date

from carelog.model.work import Off, OffDuty, OnDuty, Rostered


def test_who_is_off_duty_stays_off_until_somebody_lets_them_back() -> None:
    assert OffDuty("p", Off.FEVER).until is None


def test_who_is_let_back_on_the_date_of_the_protocol_needs_no_reason() -> None:
    assert OnDuty("p", "two negative tests").reason == ""


def test_a_line_of_the_roster_says_who_works_or_how_many_are_needed() -> None:
    day = date(2023, 1, 12)
    assert Rostered(day, "day", "3F", "p").needed is None
    assert Rostered(day, "day", "3F", needed=2).person is None


def test_the_reasons_to_be_off_duty_keep_their_codes() -> None:
    assert [why.value for why in Off] == ["symptoms", "fever", "positive", "other"]
