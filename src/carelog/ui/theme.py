"""How things look: style names to colours in three palettes. Meaning never rests on a colour alone."""

from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of one look; `mono` looks use weight and reverse only."""

    ground: str
    text: str
    cursor: str
    """background of the line under the cursor"""
    styles: dict[str, str]
    """style name -> Rich style, without the plain text's own colours"""


_WEIGHTS = {
    "text": "",
    "dim": "",
    "head": "bold",
    "key": "bold",
    "mark": "bold reverse",
    "ask": "bold",
    "warn": "bold reverse",
    "input": "reverse",
    "strike": "strike",
    "graph": "",
    "none": "",
    "unknown": "bold",
    "watch": "bold",
    "review": "bold underline",
    "urgent": "bold reverse",
}

PALETTES: dict[str, Palette] = {
    "carelog-dark": Palette(
        "#101418",
        "#e8e8e6",
        "#1d3557",
        {
            "dim": "#a9b4be",
            "head": "bold #ffffff",
            "key": "bold #8ecbff",
            "mark": "bold #101418 on #ffd75f",
            "ask": "bold #8ecbff",
            "warn": "bold #101418 on #ffd75f",
            "input": "#101418 on #e8e8e6",
            "strike": "strike #a9b4be",
            "graph": "#8ecbff",
            "none": "#a9b4be",
            "unknown": "bold #d0b3ff",
            "watch": "bold #ffd75f",
            "review": "bold #101418 on #ffab57",
            "urgent": "bold #ffffff on #c4001d",
        },
    ),
    "carelog-light": Palette(
        "#fbfbf8",
        "#1c1c1c",
        "#cfe3ff",
        {
            "dim": "#4d5358",
            "head": "bold #000000",
            "key": "bold #0b4f8a",
            "mark": "bold #fbfbf8 on #6b3d00",
            "ask": "bold #0b4f8a",
            "warn": "bold #fbfbf8 on #6b3d00",
            "input": "#fbfbf8 on #1c1c1c",
            "strike": "strike #4d5358",
            "graph": "#0b4f8a",
            "none": "#4d5358",
            "unknown": "bold #5a2ca0",
            "watch": "bold #6b4200",
            "review": "bold #ffffff on #9c4600",
            "urgent": "bold #ffffff on #b00020",
        },
    ),
    "carelog-mono": Palette("#000000", "#ffffff", "", dict(_WEIGHTS)),
}
"""Dark, light, and one without colours for NO_COLOR."""

NAMES = tuple(_WEIGHTS)
"""Every style name a line may use."""


class Styles:
    """The styles of one palette by name; each carries its name so that a test can read it off the screen."""

    def __init__(self, palette: Palette) -> None:
        self._plain = {name: _made(palette, name, cursor=False) for name in NAMES}
        self._cursor = {name: _made(palette, name, cursor=True) for name in NAMES}

    def __call__(self, name: str, *, cursor: bool = False) -> Style:
        """The style of a name, on the line under the cursor or on another."""
        return (self._cursor if cursor else self._plain)[name]


def _made(palette: Palette, name: str, *, cursor: bool) -> Style:
    style = Style.parse(palette.styles.get(name, ""))
    ground = palette.cursor if cursor and palette.cursor else palette.ground
    if cursor and not palette.cursor:
        style += Style(reverse=True, underline=name in {"urgent", "mark", "warn", "input"} or style.underline)
    whole = Style(color=palette.text, bgcolor=ground) + style
    return whole + Style(meta={"style": f"{name}@cursor" if cursor else name})


@cache
def styles(theme: str) -> Styles:
    """The styles of a theme; of the dark one where it is none of ours."""
    return Styles(PALETTES.get(theme, PALETTES["carelog-dark"]))


def themes() -> list[Theme]:
    """Our palettes as Textual's themes, for the ground behind the lines."""
    return [
        Theme(
            name=name,
            primary=p.text,
            background=p.ground,
            surface=p.ground,
            panel=p.ground,
            foreground=p.text,
            dark=name != "carelog-light",
        )
        for name, p in PALETTES.items()
    ]
