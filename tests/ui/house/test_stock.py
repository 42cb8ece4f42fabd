"""Stock and devices as lines."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from carelog.model.deeds import Method
from carelog.model.stock import Article, DeviceKind, DeviceState, Group
from carelog.protocol.stock.devices import Checked, Fit
from carelog.protocol.stock.shelf import Holding, Lot, Outlook
from carelog.station.stock.rows import DeviceReading, DeviceRow, ShelfRow, Stand
from carelog.ui.house.stock import heading, page, readings
from carelog.ui.line import Line, width
from carelog.words import use

from ..support import NASTY, NOW, a_person, air

KITS = Article("antigen_kit", Group.KIT, {"en": "antigen kits", "zh_CN": "抗原检测盒"}, Method.ANTIGEN)
OWN = Article("[b] 沙袋\x1b[31m of a very long name", Group.OWN, {})
OLD, SOON = Lot("K6", 50, date(2026, 3, 1)), Lot("K7", 40, date(2026, 3, 20))


def a_shelf(article: Article = KITS, *, counted: bool = True, short: bool = False, over: int = 0) -> ShelfRow:
    holding = Holding((OLD, SOON), True, NOW if counted else None, over, (), NOW)
    outlook = Outlook(90, 40, Fraction(25, 2), 3, (OLD,), (SOON,), by_plan=True)
    return ShelfRow(1, article, holding, outlook, short, 135)


def a_device(state: DeviceState = DeviceState.IN_USE, checked: Checked | None = None, by: str = "N01") -> DeviceRow:
    return DeviceRow(1, "O3", DeviceKind.OXIMETER, state, NOW if by else None, by, "", checked, NOW)


def a_stand(*rows: ShelfRow, devices: tuple[DeviceRow, ...] = (), use_days: int | None = 14) -> Stand:
    return Stand(NOW, rows, devices, use_days, use_days)


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def text(lines: list[Line]) -> list[str]:
    return ["".join(piece for piece, _ in line).rstrip() for line in lines]


def test_an_article_says_how_much_how_fast_how_long_and_what_expires() -> None:
    assert text(page(a_stand(a_shelf(short=True, over=2)), utc, 80))[:3] == [
        "  1 antigen kits                      90    12.5     3  SHORT",
        "      2 more used than counted: count again; EXPIRED 50 (lot K6, 2026-03-01);",
        "      40 expire on 2026-03-20 (lot K7); by the plan of tests",
    ]


def test_what_nobody_counted_says_so_and_a_delivery_is_the_least_there_is() -> None:
    nothing = ShelfRow(2, KITS, None, None, short=False, needed=None)
    lines = text(page(a_stand(a_shelf(counted=False), nothing), utc, 80))
    assert lines[0] == "  1 antigen kits                    >=90    12.5   >=3"
    assert "never counted" in lines[2]
    assert lines[3] == "  2 antigen kits             not counted"


def test_a_short_article_is_told_by_a_word_and_not_by_its_colour_alone() -> None:
    plain, short = (page(a_stand(a_shelf(short=s)), utc, 80)[0] for s in (False, True))
    assert "SHORT" in "".join(t for t, _ in short)
    assert {style for _, style in short} - {style for _, style in plain} == {"review"}


def test_without_figures_the_screen_says_that_nothing_is_judged() -> None:
    assert "says nothing of supplies" in " ".join(text(page(a_stand(use_days=None), utc, 80)))


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (Checked(Fit.CHECK, -2.5, 6), "CHECK DEVICE: -2 % off its 6 people's own normals"),
        (Checked(Fit.FITS, 0.0, 6), "fits its 6 people (+0 %)"),
        (Checked(Fit.NOT_KNOWN, 3.0, 2), "not checked: 2 people with a normal of their own, too few"),
        (Checked(Fit.NOT_KNOWN, None, 0), "not checked: 0 people with a normal of their own, too few"),
        (None, ""),
    ],
)
def test_a_device_says_what_its_round_says(checked: Checked | None, said: str) -> None:
    lines = text(page(a_stand(devices=(a_device(checked=checked, by=""),)), utc, 120))
    assert lines[-1] == f"    oximeter O3              in use       {said}".rstrip()


def test_a_thermometer_is_off_by_degrees() -> None:
    row = a_device(DeviceState.DOUBT, Checked(Fit.CHECK, 5.0, 9))._replace(kind=DeviceKind.THERMOMETER, code="T1")
    lines = text(page(a_stand(devices=(row,)), utc, 80))
    assert lines[-2:] == [
        "    thermometer T1           under DOUBT",
        "      CHECK DEVICE: +0.5 off its 9 people's own normals; by N01 03-07 01:30",
    ]


def test_a_house_without_devices_says_how_to_begin_one() -> None:
    assert text(page(a_stand(), utc, 80))[-1] == "   none set yet; d and a code begins one"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("cells", [60, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_text_is_more_than_text(language: str, cells: int) -> None:
    use(language)
    devices = tuple(a_device(state, Checked(Fit.CHECK, 9.0, 9))._replace(note=NASTY[3]) for state in DeviceState)
    stand = a_stand(a_shelf(OWN, short=True, over=99999), a_shelf(counted=False), devices=devices, use_days=None)
    found = [
        DeviceReading(a_person(n, name), air(90 + n), NOW - timedelta(hours=n), "N01") for n, name in enumerate(NASTY)
    ]
    lines = [heading(cells), *page(stand, utc, cells), *readings(found, utc, cells)]
    assert max(width(line) for line in lines) <= cells
    assert "\x1b" not in "".join(text(lines))


def test_the_readings_of_a_device_are_listed_with_whose_they_are() -> None:
    line = text(readings([DeviceReading(a_person(1, "[see note]"), air(88), NOW, "N02")], utc, 80))[0]
    assert line == "  03-07 01:30  R001 [see note]           SpO2 88  N02"
