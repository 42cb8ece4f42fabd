"""What is typed on the oxygen desk: a flow with its source and device, a gauge, a new source."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from carelog.model.oxygen import OxygenDevice, SourceKind, SourceSet, SourceState
from carelog.model.refusal import Refusal
from carelog.station.oxygen.litres import tenths
from carelog.station.oxygen.rows import Asked
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 30
_PAIR, _FACTS = 2, 3


def flow(text: str, is_source: Callable[[str], bool]) -> Asked:
    """`2`, `2 C1`, `2 C1 mask`: the flow first, then a source that is written down and a device, in any order."""
    first, *rest = _words(text) or [""]
    asked = Asked(tenths(first))
    devices = {tr(f"oxygen.word_{device}").casefold(): device for device in OxygenDevice}
    for word in rest:
        if is_source(word):
            asked = asked._replace(source=word)
        elif word.casefold() in devices:
            asked = asked._replace(device=devices[word.casefold()])
        else:
            raise Refusal("oxygen.not_understood", text=word[:_SHOWN])
    return asked


def gauge(text: str) -> tuple[str, str]:
    """`B1 125bar`: the code of the cylinder, and what its gauge shows."""
    words = _words(text)
    if len(words) < _PAIR:
        raise Refusal("oxygen.pressure", text=text[:_SHOWN])
    return words[0], " ".join(words[1:])


def source(text: str) -> SourceSet:
    """`C1 concentrator 5` with the most it gives, `B1 cylinder 40` with its water capacity; in use from now on."""
    words = _words(text)
    kinds = {tr(f"oxygen.kind_{kind}").casefold(): kind for kind in SourceKind}
    kind = kinds.get(words[1].casefold()) if len(words) == _FACTS else None
    if kind is None:
        raise Refusal("oxygen.not_understood", text=text[:_SHOWN])
    litres = tenths(words[2])
    most, water = (litres, None) if kind is SourceKind.CONCENTRATOR else (None, litres)
    return SourceSet(words[0], kind, SourceState.IN_USE, most, water)


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).split()
