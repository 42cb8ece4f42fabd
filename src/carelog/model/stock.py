"""What the house has in store and with which devices it measures, each the body of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from carelog.model.deeds import Method
from carelog.model.person import PRIVATE


class Change(StrEnum):
    """What happened to an article in store."""

    RECEIVED = "received"
    USED = "used"
    COUNTED = "counted"
    """somebody looked: so much is there, whatever was written before"""
    DISCARDED = "discarded"


class DeviceKind(StrEnum):
    """What a device measures."""

    OXIMETER = "oximeter"
    THERMOMETER = "thermometer"


class DeviceState(StrEnum):
    """Whether a device may be relied on."""

    IN_USE = "in_use"
    DOUBT = "doubt"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Stocked:
    """Entry kind `stock`: pieces of an article that came, went or were counted.

    `article` is a code of the list, or the name a home gave one of its own. A lot '' was not said. `expires` is the
    last day on which that lot may be used.
    """

    article: str
    change: Change
    amount: int
    lot: str = ""
    expires: date | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class DeviceSet:
    """Entry kind `device`: from now on a device, known by the code on its label, is relied on, doubted or put away."""

    code: str
    kind: DeviceKind
    state: DeviceState
    note: str = field(default="", metadata=PRIVATE)


class Group(StrEnum):
    """What an article is for, in the order of a request for help."""

    KIT = "kit"
    OXYGEN = "oxygen"
    MEDICINE = "medicine"
    PROTECTION = "protection"
    DEVICE = "device"
    OWN = "own"
    """a home's own article"""


class Article(NamedTuple):
    """An article of the list: language -> words; a test of `method` uses one piece. A home's own has its name alone."""

    code: str
    group: Group
    words: Mapping[str, str]
    method: Method | None = None

    def named(self, language: str) -> str:
        """What it is called."""
        return self.words.get(language, self.code)
