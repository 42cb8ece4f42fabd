"""Faster than anybody can measure: a mark to ask whether the values come from paper. It takes no digit."""

from datetime import UTC, datetime, timedelta

MOST = 5
"""People one can measure in a minute; more were copied."""
_MINUTE = timedelta(seconds=60)


class Pace:
    """When rows were saved, and which of them came too fast."""

    def __init__(self) -> None:
        self._recent: list[tuple[datetime, str]] = []
        self._fast: dict[str, None] = {}

    def saved(self, at: datetime, act: str) -> None:
        """A row was saved; with the sixth within a minute all of that minute are marked."""
        self._recent = [(when, known) for when, known in self._recent if at - when <= _MINUTE]
        self._recent.append((at, act))
        if len(self._recent) > MOST:
            self._fast.update({known: None for _, known in self._recent})

    def hurried(self) -> int:
        """How many rows are marked."""
        return len(self._fast)

    def taken(self) -> tuple[str, ...]:
        """The acts of the marked rows, oldest first."""
        return tuple(self._fast)


def instant(hhmm: str, now: datetime, local: datetime) -> datetime:
    """The last time at which the home's clock showed these four digits, UTC; `local` is `now` on that clock."""
    for day in (local, local - timedelta(days=1)):
        for fold in (1, 0):
            shown = day.replace(hour=int(hhmm[:2]), minute=int(hhmm[2:]), second=0, microsecond=0, fold=fold)
            if shown.astimezone(UTC) <= now:
                return shown.astimezone(UTC)
    return now
