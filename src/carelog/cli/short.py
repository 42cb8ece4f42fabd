"""The short way to the screen: its few options are read here, so that nobody waits for the commands' parser."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from carelog import settings, words
from carelog.cli.options import BY, BY_VARIABLE, HOME, LANG, NO_MOUSE, SCREEN
from carelog.clock import SystemClock

_ANYWHERE = frozenset({HOME, LANG})
_VALUED = _ANYWHERE | {BY}


class Wish(NamedTuple):
    """How the screen is to be opened; '' where nothing was said."""

    home: str = ""
    by: str = ""
    language: str = ""
    mouse: bool = True


def wish(arguments: Sequence[str], environment: Mapping[str, str]) -> Wish | None:
    """What `carelog` or `carelog screen` with plain options asks for.

    None for every other line, also a faulty or unusual one: the commands' parser knows what to say to it.
    """
    said = _said(arguments)
    if said is None or said.get(LANG, words.LANGUAGES[0]) not in words.LANGUAGES:
        return None
    by = said.get(BY) or environment.get(BY_VARIABLE, "")
    return Wish(said.get(HOME, ""), by, said.get(LANG, ""), NO_MOUSE not in said)


def _said(arguments: Sequence[str]) -> dict[str, str] | None:
    """Each option with its value, an option said twice or without a plain value left to the parser."""
    left, said, known = list(arguments), dict[str, str](), _ANYWHERE
    while left:
        name, given, value = left.pop(0).partition("=")
        if name == SCREEN and known is _ANYWHERE and not given:
            known = _VALUED
        elif name == NO_MOUSE and known is _VALUED and not given:
            said[NO_MOUSE] = ""
        elif name in known and name not in said and (given or left):
            said[name] = value if given else left.pop(0)
            if not said[name] or said[name].startswith("-"):
                return None
        else:
            return None
    return said


def open_screen(asked: Wish, environment: Mapping[str, str]) -> int:
    """Open the screen; the exit code."""
    from carelog.ui import start

    home = settings.home_folder(asked.home, environment)
    if asked.language:
        words.use(asked.language)
    return start.run(home, SystemClock(), asked.by, language_chosen=bool(asked.language), mouse=asked.mouse)
