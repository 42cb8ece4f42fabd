"""What an `observed` entry says, read fast: a year of rounds says the same few hundred things on other days.

The person and the round are cut out of the canonical text, whose fields are sorted, and the rest is read once.
"""

import re
from datetime import date
from functools import lru_cache
from typing import cast

from carelog.log import codec
from carelog.model.observation import Observed
from carelog.model.round import RoundKey

_PERSON, _READINGS, _ROUND = '{"person":"', ',"readings":[', '],"round":'
_KEY = re.compile(r'\{"date":"(\d{4}-\d\d-\d\d)","slot":"([^"\\]*)"\}')


def read(version: int, text: str) -> Observed:
    """An `observed` body from its stored text; KeyError, TypeError or ValueError where the text is damaged."""
    after = text.find('"', len(_PERSON))
    start = text.find(_ROUND, after) + len(_ROUND)
    key, person = _KEY.match(text, start), text[len(_PERSON) : after]
    if key is None or not text.startswith(_PERSON) or "\\" in person or not text.startswith(_READINGS, after + 1):
        return cast("Observed", codec.read("observed", version, text))
    said = _said(version, text[after:start], text[key.end() :])
    return Observed(
        person, _round(*key.groups()), said.readings, said.symptoms, said.not_asked, said.measured_by, said.way
    )


@lru_cache(4096)
def _said(version: int, before: str, behind: str) -> Observed:
    """What is said of nobody in no round."""
    return cast("Observed", codec.read("observed", version, f"{_PERSON}{before}null{behind}"))


@lru_cache(1024)
def _round(day: str, slot: str) -> RoundKey:
    return RoundKey(date.fromisoformat(day), slot)
