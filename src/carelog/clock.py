"""The only source of time and of ids."""

import random
from datetime import UTC, datetime, timedelta
from typing import Protocol

_CHANCE = random.SystemRandom()


class Clock(Protocol):
    """Something that knows the time and never gives the same id twice."""

    def now(self) -> datetime:
        """The time now, UTC, whole milliseconds."""

    def new_id(self) -> str:
        """A new UUIDv7: later ids sort after earlier ones."""


def _uuid7(at: datetime, noise: int) -> str:
    millis = int(at.timestamp() * 1000)
    bits = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (noise >> 62 & 0xFFF) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _whole_millis(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The time now, UTC, whole milliseconds."""
        return _whole_millis(datetime.now(UTC))  # noqa: TID251 - the one place that may ask

    def new_id(self) -> str:
        """A new UUIDv7."""
        return _uuid7(self.now(), _CHANCE.getrandbits(74))


class DemoClock(SystemClock):
    """A clock that reads a given time when it is made and then goes on as the machine's does."""

    def __init__(self, at: datetime) -> None:
        self._ahead = at - super().now()

    def now(self) -> datetime:
        """The time now as this clock has it, UTC, whole milliseconds."""
        return _whole_millis((super().now() + self._ahead).astimezone(UTC))


class FixedClock:
    """A clock that stands still until moved, and whose ids follow from its seed: for tests and the demo home."""

    def __init__(self, at: datetime, seed: int = 1) -> None:
        """Stand at a time (with a zone); the same seed gives the same ids."""
        self.at = _whole_millis(at.astimezone(UTC))
        self._chance = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def now(self) -> datetime:
        """The time it was set to."""
        return self.at

    def new_id(self) -> str:
        """The next UUIDv7 of this seed."""
        return _uuid7(self.at, self._chance.getrandbits(74))

    def move(self, by: timedelta) -> datetime:
        """Go on by a while and say the new time."""
        self.at = _whole_millis(self.at + by)
        return self.at
