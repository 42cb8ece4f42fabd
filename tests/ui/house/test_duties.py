"""Daily duties as a grid."""

from datetime import date

import pytest

from carelog.model.duties import HOUSE, Cell, Duty, DutyTold, NotDone
from carelog.protocol.house.duties import Told, day
from carelog.ui.house.duties import Place, below, grid, moved, places
from carelog.ui.line import Line, width
from carelog.words import use

from ..support import NASTY, NOW

TODAY = date(2026, 3, 7)
AIR = Duty("ventilation", {"en": "ventilation", "zh_CN": "开窗通风"}, 2, True, "twice a day", "P")
HANDS = Duty("hand_hygiene", {"en": "hand hygiene supplies", "zh_CN": "手卫生用品"}, 1, True, "s", "P")
ROOM = Duty("isolation_room", {"en": "isolation room ready", "zh_CN": "隔离室备好"}, 1, False, "s", "P")


def told(zone: str, duty: str, why: NotDone | None = None) -> Told:
    return Told(NOW, "nurse", DutyTold(zone, duty, TODAY, why))


def cells(
    *said: Told, units: tuple[str, ...] = ("1F", "2F"), duties: tuple[Duty, ...] = (AIR, HANDS, ROOM)
) -> tuple[Cell, ...]:
    return day(duties, units, said, TODAY)


def text(lines: list[Line]) -> list[str]:
    return ["".join(piece for piece, _ in line).rstrip() for line in lines]


def test_every_cell_says_in_words_how_far_it_is() -> None:
    seen = cells(told("1F", "ventilation"), told("2F", "hand_hygiene", NotDone.NO_TIME), told(HOUSE, "isolation_room"))
    assert text(grid(seen, Place("1F", "ventilation"), 80)) == [
        " zone         isolation room ready  ventilation           hand hygiene supplies",
        " whole house   ok done",
        " 1F                                 [.. 1 of 2]            .. open",
        " 2F                                  .. open               -- NOT DONE",
    ]


@pytest.mark.parametrize(
    ("down", "aside", "place"),
    [
        (0, 1, Place("1F", "hand_hygiene")),
        (0, 9, Place("1F", "hand_hygiene")),
        (0, -9, Place("1F", "ventilation")),
        (1, 0, Place("2F", "ventilation")),
        (9, 0, Place("2F", "ventilation")),
        (-1, 0, Place(HOUSE, "isolation_room")),
    ],
)
def test_arrows_walk_from_cell_to_cell_and_stop_at_the_edge(down: int, aside: int, place: Place) -> None:
    assert moved(cells(), Place("1F", "ventilation"), down, aside) == place


def test_a_place_that_is_gone_is_left_for_the_first_one() -> None:
    assert moved(cells(), Place("9F", "x"), 1, 1) == Place(HOUSE, "isolation_room")
    assert moved((), Place("9F", "x"), 0, 0) == Place("9F", "x")


def test_without_duties_the_screen_says_so() -> None:
    assert text(grid((), Place("", ""), 80)) == [" The protocol in use names no daily duties."]
    assert below(None, "", None, 80) == []


def test_below_stands_who_did_it_when_and_where_the_duty_comes_from() -> None:
    cell = next(c for c in cells(told("1F", "ventilation", NotDone.NOT_POSSIBLE)) if c.done == 0 and c.why)
    assert text(below(cell, "N01", NOW, 120)) == [
        " 1F  ventilation: 0 of 2 times, not possible just now, by N01 03-07 01:30",
        " twice a day [P]",
    ]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("wide", [60, 80, 120])
def test_no_line_is_wider_than_the_screen_and_every_cell_is_walked_to(language: str, wide: int) -> None:
    use(language)
    seen = cells(units=NASTY)
    for place in places(seen):
        lines = [*grid(seen, place, wide), *below(seen[0], NASTY[3], NOW, wide)]
        assert max(width(line) for line in lines) <= wide
        assert "\x1b" not in "".join(text(lines))
        assert sum(style == "input" for line in lines for _, style in line) == 1


def test_a_cell_reads_without_colours() -> None:
    seen = cells(told("1F", "ventilation"), told("1F", "ventilation"), told("2F", "hand_hygiene", NotDone.BROKEN))
    said = " ".join(text(grid(seen, Place(HOUSE, "isolation_room"), 80)))
    assert all(mark in said for mark in ("ok done", ".. open", "-- NOT DONE"))


def test_a_long_name_stands_over_its_column_in_as_many_lines_as_it_needs() -> None:
    lines = text(grid(cells(), Place(HOUSE, "isolation_room"), 60))
    assert lines[:2] == [
        "              isolation room ventilation    hand hygiene",
        " zone         ready                         supplies",
    ]
