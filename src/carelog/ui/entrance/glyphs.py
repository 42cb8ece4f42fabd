"""Signs that are read from two metres, drawn of plain blocks: no colour and no wide letter is needed to see them."""

from collections.abc import Sequence

STOP = {
    "zh_CN": (
        "      ##      ",
        "      ##      ",
        "      ##      ",
        "      ########",
        " ##   ##      ",
        " ##   ##      ",
        " ##   ##      ",
        " ##   ##      ",
        "##############",
        "##############",
    ),
    "en": (
        " #### ##### ###  #### ",
        "#       #  #   # #   #",
        "#       #  #   # #   #",
        " ###    #  #   # #### ",
        "    #   #  #   # #    ",
        "    #   #  #   # #    ",
        "####    #   ###  #    ",
    ),
}
PASS = {
    "zh_CN": (
        "    ##  ######",
        "   ##         ",
        " ##           ",
        "    ##########",
        "   ##      ## ",
        "  ###      ## ",
        " ## #      ## ",
        "    #      ## ",
        "    #      ## ",
        "    #   ####  ",
    ),
    "en": (
        "####   ###   ####  ####",
        "#   # #   # #     #    ",
        "#   # #   # #     #    ",
        "####  #####  ###   ### ",
        "#     #   #     #     #",
        "#     #   #     #     #",
        "#     #   # ####  #### ",
    ),
}
"""In Chinese the sign for to stop, and the one for to walk."""

_LEAST, _MOST = 2, 3
"""Cells of one block: twice as many as its lines look square, up to three times is still easily read."""


def drawn(sign: Sequence[str], cells: int, lines: int) -> list[str]:
    """The sign as large as fits into so many cells and lines, one block at least; () where not even that fits."""
    wide = max(len(line) for line in sign)
    high = min(cells // (wide * _LEAST), lines // len(sign))
    if high < 1:
        return []
    across = min(_MOST * high, cells // wide)
    out: list[str] = []
    for line in sign:
        out += ["".join(block * across for block in line.ljust(wide))] * high
    return out
