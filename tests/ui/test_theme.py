"""Every style can be read, with and without colours."""

import pytest
from rich.color import Color
from rich.style import Style

from carelog.ui.theme import NAMES, PALETTES, styles, themes

READABLE = 4.5
"""WCAG AA, normal text."""


def _part(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: Color) -> float:
    red, green, blue = color.get_truecolor()
    return 0.2126 * _part(red) + 0.7152 * _part(green) + 0.0722 * _part(blue)


def contrast(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    dark, light = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cursor", [False, True], ids=["line", "cursor"])
def test_every_style_has_contrast_enough(theme: str, name: str, *, cursor: bool) -> None:
    assert contrast(styles(theme)(name, cursor=cursor)) >= READABLE


@pytest.mark.parametrize("name", NAMES)
def test_the_mono_theme_has_no_colour_at_all(name: str) -> None:
    style = styles("carelog-mono")(name)
    assert {style.color, style.bgcolor} == {Color.parse("#ffffff"), Color.parse("#000000")}


def test_without_colours_the_severities_still_differ_by_weight() -> None:
    style = styles("carelog-mono")
    looks = {(style(n).bold, style(n).reverse, style(n).underline) for n in ("none", "watch", "review", "urgent")}
    assert len(looks) == 4


@pytest.mark.parametrize("theme", PALETTES)
def test_the_cursor_shows_on_every_style(theme: str) -> None:
    style = styles(theme)
    same = [n for n in NAMES if style(n).without_color == style(n, cursor=True).without_color]
    grounds = [n for n in same if style(n).bgcolor == style(n, cursor=True).bgcolor]
    assert set(grounds) <= {"urgent", "review", "mark", "warn", "input"}


def test_every_style_carries_its_name() -> None:
    assert styles("carelog-dark")("urgent").meta["style"] == "urgent"
    assert styles("carelog-dark")("urgent", cursor=True).meta["style"] == "urgent@cursor"


def test_a_theme_that_is_not_ours_looks_like_the_dark_one() -> None:
    assert styles("nord") is not None
    assert styles("nord")("text") == styles("carelog-dark")("text")


def test_each_palette_is_a_theme_of_textual() -> None:
    assert {theme.name for theme in themes()} == set(PALETTES)
    assert [theme.name for theme in themes() if not theme.dark] == ["carelog-light"]
