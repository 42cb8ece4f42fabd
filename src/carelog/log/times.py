"""Instants as the log keeps them: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLI = timedelta(milliseconds=1)
SLACK = timedelta(minutes=2)
"""By how much the clock may stand behind the newest entry before a person has to confirm it."""


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 of an instant with a zone; ValueError without one, since it could mean any hour."""
    if at.tzinfo is None:
        raise ValueError("time_without_zone")
    return (at - _EPOCH) // _MILLI


def from_ms(ms: int) -> datetime:
    """The instant, UTC."""
    return _EPOCH + ms * _MILLI


def whole(at: datetime) -> datetime:
    """The instant as the log will give it back: UTC, whole milliseconds."""
    return from_ms(to_ms(at))
