"""When somebody who was ill may work again, and how many days in a row somebody has worked: worked out when read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from carelog.protocol.staff.table import WorkTable


class Lack(StrEnum):
    """What is still lacking before somebody may work again, whatever the date."""

    WELL = "well"
    """a check without fever and symptoms since the last one with"""
    TEST = "test"
    """the test that was ordered, negative"""
    EXIT_TESTS = "exit_tests"
    """as many negative tests, so far apart, as the protocol asks for after a positive one"""


class Illness(NamedTuple):
    """What is known of somebody off duty since then: the last time each was found, None for never."""

    since: datetime
    positive: datetime | None = None
    fever: datetime | None = None
    symptoms: datetime | None = None
    gastro: datetime | None = None
    well: datetime | None = None
    negatives: tuple[datetime, ...] = ()


class Back(NamedTuple):
    """From when somebody may work again, by what is known now; and what is lacking before that counts."""

    at: datetime
    lacking: tuple[Lack, ...]


class Rotation(NamedTuple):
    """How many days in a row somebody works, the day asked for included, and how many days of rest are owed."""

    in_row: int
    rest_owed: int


def back(table: WorkTable, ill: Illness) -> Back:
    """The first moment at which somebody off duty may work again; every interval that applies has to run out."""
    waits = (
        (ill.positive, timedelta(days=table.after_positive_days.value)),
        (ill.fever, timedelta(hours=table.fever_free_hours.value)),
        (ill.symptoms, timedelta(hours=table.after_symptoms_hours.value)),
        (ill.gastro, timedelta(hours=table.after_gastro_hours.value)),
    )
    at = max([ill.since, *(since + wait for since, wait in waits if since is not None)])
    return Back(at, tuple(lack for lack in Lack if _lacks(table, ill, lack)))


def _lacks(table: WorkTable, ill: Illness, lack: Lack) -> bool:
    if lack is Lack.WELL:
        unwell = max((t for t in (ill.fever, ill.symptoms) if t is not None), default=None)
        return unwell is not None and (ill.well is None or ill.well <= unwell)
    if lack is Lack.TEST:
        return ill.positive is None and not any(t >= ill.since for t in ill.negatives)
    apart = timedelta(hours=table.exit_apart_hours.value)
    return ill.positive is not None and _so_far_apart(ill.positive, ill.negatives, apart) < table.exit_tests.value


def _so_far_apart(positive: datetime, negatives: Sequence[datetime], apart: timedelta) -> int:
    """How many negative tests since the last positive one are each so far behind the one counted before."""
    count, last = 0, None
    for taken in sorted(t for t in negatives if t > positive):
        if last is None or taken - last >= apart:
            count, last = count + 1, taken
    return count


def rotation(table: WorkTable, worked: frozenset[date], days: Sequence[date]) -> Rotation:
    """How it stands on the last of some days in a row: after so many days of work, so many of rest are owed.

    A day off pays one back; who works on before all are paid still owes the rest.
    """
    in_row = owed = 0
    for day in days:
        if day not in worked:
            in_row, owed = 0, max(0, owed - 1)
            continue
        in_row += 1
        if in_row >= table.row_days.value:
            owed = table.rest_days.value
    return Rotation(in_row, owed)
