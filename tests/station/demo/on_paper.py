"""A demo home on paper: its plan, its people, its rounds and what the nurses write down."""

from datetime import UTC, datetime, time
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carelog.clock import FixedClock
from carelog.model.person import Person
from carelog.model.round import Slot
from carelog.station.demo import people, plan, rounds, story
from carelog.station.demo.plan import Deed, Plan, Walk
from carelog.station.demo.story import Life

EVENING = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
"""18:30 in Shanghai: inside the evening round"""

PLAN = Plan(
    residents=60,
    staff=20,
    days=30,
    seed=1,
    at=EVENING,
    language="zh_CN",
    zone=ZoneInfo("Asia/Shanghai"),
    slots=(Slot("morning", time(5), time(11)), Slot("evening", time(15), time(20))),
)


class Paper(NamedTuple):
    plan: Plan
    residents: list[Person]
    staff: list[Person]
    walks: tuple[Walk, ...]
    lives: list[Life]
    deeds: list[Deed]


def written(asked: Plan) -> Paper:
    residents, staff = people.cast(asked, FixedClock(asked.at, asked.seed).new_id)
    walks = plan.walks(asked, rounds.longest_list(asked))
    lives = story.lives(asked, residents, staff, walks)
    return Paper(asked, residents, staff, walks, lives, rounds.deeds(asked, lives, walks))


def write(**changes: object) -> Paper:
    """The home of PLAN with something changed."""
    return written(PLAN._replace(**changes))  # type: ignore[arg-type]  # the fields of Plan


@cache
def month() -> Paper:
    """Sixty residents, thirty days, up to half past six of a Sunday evening."""
    return written(PLAN)


@cache
def quiet_month() -> Paper:
    """The same without infection and deterioration."""
    return written(PLAN._replace(quiet=True))
