"""Columns by width."""

import pytest

from carelog.ui.board.columns import LEAVING, Column, columns, fit, panels
from carelog.words import use

from ..support import a_floor, a_look, a_row

EVERY = ["bed", "name", "severity", "tasks", "temperature", "spo2", "symptoms", "age", "trend", "round"]


def codes(cells: int, language: str = "en") -> list[str]:
    use(language)
    return [code for code, _ in fit(columns(a_floor(40), a_look()), cells)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_at_eighty_cells_everything_has_its_column(language: str) -> None:
    assert codes(79, language) == EVERY


def test_two_lists_of_forty_chinese_names_at_120_keep_the_week() -> None:
    assert codes(59, "zh_CN") == EVERY


def test_columns_go_in_the_stated_order() -> None:
    gone: list[str] = []
    for cells in range(100, 20, -1):
        for code in EVERY:
            if code not in codes(cells) and code not in gone:
                gone.append(code)
    assert tuple(gone) == LEAVING


@pytest.mark.parametrize("cells", range(30, 200, 7))
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_columns_never_take_more_than_there_is(cells: int, language: str) -> None:
    use(language)
    layout = fit(columns(a_floor(40), a_look()), cells)
    assert sum(wide + 1 for _, wide in layout) - 1 <= cells


def test_bed_name_and_severity_always_stay() -> None:
    assert codes(1) == ["bed", "name", "severity"]


def test_what_is_left_over_goes_to_what_needs_it() -> None:
    layout = dict(fit([Column("name", 6, 20), Column("tasks", 4, 30)], 60))
    assert layout == {"name": 20, "tasks": 30}


def test_the_week_grows_to_a_dot_or_two_a_day_and_to_nothing_between() -> None:
    for cells, wide in ((12, 7), (13, 7), (14, 9), (19, 9), (20, 15), (40, 15)):
        assert dict(fit([Column("bed", 4, 4), Column("trend", 7, 15)], cells))["trend"] == wide


def test_the_full_saturation_from_before_oxygen_has_room_for_its_brackets() -> None:
    row = a_row(1, spo2=100)
    assert row.latest
    flow = row.latest._replace(spo2_percent=None, oxygen_tenths_l_min=20)
    for rows, wide in (([row], 4), ([row, row._replace(latest=flow, looked=row.latest)], 5)):
        assert dict(fit(columns(rows, a_look()), 79))["spo2"] == wide


def test_nobody_on_the_board_still_has_columns() -> None:
    assert [code for code, _ in fit(columns([], a_look()), 79)] == EVERY


def test_a_long_bed_code_takes_its_room() -> None:
    wide = {c.code: c.least for c in columns([a_row(1, bed="North 3-12B")], a_look())}
    assert wide["bed"] == 8


@pytest.mark.parametrize(
    ("people", "lines", "cells", "lists"),
    [(35, 35, 120, 1), (36, 35, 120, 2), (40, 35, 120, 2), (200, 35, 120, 2), (200, 35, 240, 4), (40, 18, 80, 1)],
)
def test_lists_stand_beside_each_other_only_where_one_is_not_enough(
    people: int, lines: int, cells: int, lists: int
) -> None:
    assert panels(people, lines, cells) == lists


def test_one_list_may_be_asked_for() -> None:
    assert panels(40, 35, 120, one=True) == 1


def test_a_window_without_a_line_has_one_list() -> None:
    assert panels(40, 0, 120) == 1
