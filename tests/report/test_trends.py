"""How many are off their own normal, in sentences and bars."""

from datetime import UTC, date, datetime, timedelta

import pytest

from carelog.report import trends
from carelog.station.trending import SIGNS, Tally, Trend, TrendDay, UnitTrend
from carelog.words import use

DAY = date(2026, 3, 7)


def a_day(back: int, compared: int = 58, off: int = 3, apart: int = 0) -> TrendDay:
    told = Tally(compared, off, apart)
    return TrendDay(DAY - timedelta(days=back), told, dict.fromkeys(SIGNS, told))


def a_unit(*days: TrendDay, **facts: object) -> UnitTrend:
    base: dict[str, object] = {
        "unit": "", "days": days or (a_day(1), a_day(0, 58, 9, 2)), "mean": 5.2, "spread": 1.6, "counted": 14,
        "unseen": 1,
    }  # fmt: skip
    return UnitTrend(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def a_trend(*units: UnitTrend) -> Trend:
    return Trend(datetime(2026, 3, 7, 1, 30, tzinfo=UTC), a_unit(), units, 5, 2)


def test_today_stands_against_the_days_before_in_one_sentence() -> None:
    assert trends.said(a_unit()) == "today so far 9 of 58 (16 %), the 14 days before 5 % (spread 2)"
    use("zh_CN")
    assert trends.said(a_unit()) == "今天到现在 58 人中 9 人（16%），此前 14 天平均 5%（标准差 2）"


def test_what_cannot_be_said_yet_is_said_so() -> None:
    nobody = a_unit(a_day(1), a_day(0, 0, 0))
    assert trends.said(nobody).startswith("nobody could be compared yet today, the 14 days before")
    assert trends.said(nobody._replace(mean=None, spread=None)).endswith("no day before to compare with")


def test_who_is_not_counted_is_named_by_number() -> None:
    assert "1 in the house not measured" in trends.left_out(a_unit())
    assert "2 without a value" in trends.left_out(a_unit())
    assert trends.left_out(a_unit(a_day(0), unseen=0)) == ""


def test_what_counts_as_off_is_said_with_its_margins() -> None:
    assert "temperature 0.5 °C or more above, SpO2 2 % or more below, a new symptom" in trends.margins(a_trend())
    bare = a_trend()._replace(temperature_tenths_c=None, spo2_percent=None)
    assert trends.margins(bare).endswith(": a new symptom.")


@pytest.mark.parametrize(("off", "cells"), [(0, 0), (3, 10), (6, 20)])
def test_all_bars_stand_on_one_scale(off: int, cells: int) -> None:
    bars = trends.bars(a_unit(a_day(1, 20, off), a_day(0, 20, 6)), 20)
    assert (bars[0].cells, bars[1].cells) == (cells, 20)
    assert [bar.today for bar in bars] == [False, True]
    assert bars[1].numbers == " 30 %  6/20  T 6  SpO2 6  sympt. 6"


def test_one_of_a_hundred_is_a_small_bar_and_a_day_of_nobody_none() -> None:
    few, none = trends.bars(a_unit(a_day(1, 100, 1), a_day(0, 0, 0)), 20)
    assert (few.cells, none.cells, none.numbers) == (2, 0, "-")
