"""The picture of the board in README, painted by the app itself."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from carelog.ui.app import CareApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station

SIZE = (120, 36)
"""Columns and lines of the picture."""

_FONTS = re.compile(r"@font-face\s*{[^}]*}\s*|font-variant-east-asian:[^;]*;\s*")
"""Fonts from the network, and wide Latin letters, which a font for Chinese would obey."""


def picture(station: Station, size: tuple[int, int] = SIZE, keys: Sequence[str] = ()) -> str:
    """The board of a home as SVG, after some keys; it names fonts of the reader's machine and loads none."""
    return asyncio.run(_painted(station, size, keys))


async def _painted(station: Station, size: tuple[int, int], keys: Sequence[str]) -> str:
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        drawn = app.export_screenshot(title="carelog", simplify=True)
    return _FONTS.sub("", drawn).replace("Fira Code", "Noto Sans Mono CJK SC")
