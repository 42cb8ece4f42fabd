"""Short ways to say what a planner of swabs knows: days are counted from a Monday, everything happens at noon."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from carelog.model.deeds import Method, Result
from carelog.model.person import Kind
from carelog.model.swabs import DueSwab, Regime
from carelog.protocol import light, load
from carelog.protocol.swabs.plan import Plan, plan
from carelog.protocol.swabs.programme import Asked, House, Known, Spell, Taken, Touched, due, spells
from tests.protocol.bedside import ID

MONDAY = date(2023, 1, 2)
PLAN: Plan = plan(light.parse(load.packaged(ID)).swabs)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def noon(n: int, hour: int = 12) -> datetime:
    return datetime.combine(day(n), time(hour), UTC)


def taken(n: int, method: str = "pcr", result: str = "negative", hour: int = 12) -> Taken:
    """A swab of a day; result '' is a sample that is out."""
    shown = Result(result) if result else None
    return Taken(noon(n, hour), day(n), f"{n}-{hour}-{method}", Method(method), shown)


def house(*told: tuple[int, str], begun: int = 0, first: str = "wave", **more: Any) -> House:  # noqa: ANN401 - its parts
    runs = (Spell(day(n), Regime(name)) for n, name in told)
    return House(spells(runs, Regime(first), day(begun)), **more)


def person(came: int = 0, kind: Kind = Kind.RESIDENT, **more: Any) -> Known:  # noqa: ANN401 - any of its facts
    facts: dict[str, Any] = {"moved_in": day(came), "here": True, **more}
    group = "staff" if kind is Kind.STAFF else "residents"
    return Known(person="p", kind=kind, group=group, came=day(came), **facts)


def contact(n: int, hour: int = 12) -> Touched:
    return Touched(noon(n, hour), day(n))


def asked(n: int, *, serial: bool = False) -> Asked:
    return Asked(noon(n), day(n), serial)


def on(n: int, known: Known, where: House | None = None, by: Plan = PLAN) -> DueSwab | None:
    return due(by, where or house(), known, day(n))


def told(n: int, known: Known, where: House | None = None, by: Plan = PLAN) -> tuple[str, int, int] | None:
    """(reason, day since when, days overdue), None for who is not due."""
    found = on(n, known, where, by)
    return (found.reason, (found.since - MONDAY).days, found.overdue_days) if found else None
