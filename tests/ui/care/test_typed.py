"""What nurses type of early care."""

from datetime import date, time

import pytest

from carelog.model.refusal import Refusal
from carelog.station.care.rows import When
from carelog.ui.care import typed
from carelog.ui.care.typed import Fluids, Pieces
from carelog.words import use

TODAY = date(2023, 12, 30)


@pytest.mark.parametrize(
    ("text", "amount", "note"),
    [
        ("200", 200, ""),
        (" ２００ slowly", 200, "slowly"),
        ("200ml slowly", 200, "slowly"),
        ("150 ML [b]", 150, "[b]"),
        ("refused", None, "refused"),
        ("", None, ""),
        ("200 or 300", 200, "or 300"),
    ],
)
def test_millilitres_stand_before_the_note(text: str, amount: int | None, note: str) -> None:
    use("en")
    assert typed.fluids(text) == Fluids(amount, note)


def test_the_unit_may_be_said_in_the_language_spoken() -> None:
    use("zh_CN")
    assert typed.fluids("200毫升慢慢喝") == Fluids(200, "慢慢喝")
    assert typed.fluids("200 ml 慢慢喝") == Fluids(200, "慢慢喝")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0", TODAY),
        ("+3", date(2024, 1, 2)),
        ("１", date(2023, 12, 31)),
        ("12-30", TODAY),
        ("01-14", date(2024, 1, 14)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_typed_in_few_keys(text: str, day: date) -> None:
    assert typed.day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("3", date(2024, 1, 2), None),
        ("16:00", TODAY, 960),
        ("8:05", date(2023, 12, 31), 485),
        ("１ 09：30", date(2023, 12, 31), 570),
        ("01-14 16:00", date(2024, 1, 14), 960),
        ("0 23:59", TODAY, 1439),
    ],
)
def test_a_time_stands_behind_the_date_and_alone_it_is_the_next_one(text: str, day: date, minute: int | None) -> None:
    assert typed.when(text, TODAY, time(12, 0)) == When(day, minute)


@pytest.mark.parametrize("text", ["24:00", "12:60", "x 12:00", "12:0", "3 4 5:00", "12"])
def test_what_is_no_time_is_refused_or_read_as_days(text: str) -> None:
    if text == "12":
        assert typed.when(text, TODAY, time(12, 0)) == When(date(2024, 1, 11))
        return
    with pytest.raises(Refusal) as refused:
        typed.when(text, TODAY, time(12, 0))
    assert refused.value.code == "care.typed_date"


@pytest.mark.parametrize("text", ["", "tomorrow", "13-01", "02-30", "2024-13-01", "[b]", "-1", "1e3"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed.day(text, TODAY)
    assert refused.value.code == "care.typed_date"


def test_pieces_of_the_reserve_may_name_their_lot() -> None:
    assert (typed.pieces(""), typed.pieces("２"), typed.pieces(" 0 "), typed.pieces("2 B2")) == (
        Pieces(1, ""),
        Pieces(2, ""),
        Pieces(0, ""),
        Pieces(2, "B2"),
    )


@pytest.mark.parametrize("text", ["two", "-1", "1.5", "1 B2 x"])
def test_what_is_no_number_of_pieces_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed.pieces(text)
    assert refused.value.code == "care.typed_pieces"
