"""A demo home is founded through the station, the same for the same arguments, and ends with a believable evening."""

import itertools
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.model.assessment import Step, open_alerts
from carelog.model.person import Kind
from carelog.model.reading import Quantity
from carelog.model.severity import Severity, Task
from carelog.protocol.price import price
from carelog.station.demo.home import found_demo
from carelog.station.desk import Station
from carelog.station.rounds import twins

EVENING = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def demo(tmp_path: Path) -> Callable[..., Station]:
    """Found a demo home, small and short unless said otherwise, each in a folder of its own."""
    numbers = iter(range(100))

    def found(**changes: object) -> Station:
        asked: dict[str, object] = {"residents": 12, "staff": 6, "days": 3, "seed": 1, "at": EVENING}
        asked |= {"language": "zh_CN", "zone": ZoneInfo("Asia/Shanghai")} | changes
        return found_demo(tmp_path / str(next(numbers)) / "home", **asked)  # type: ignore[arg-type]  # a test names the facts

    return found


def steps(station: Station, kind: Kind = Kind.RESIDENT) -> dict[str, Step]:
    here = {p.id for p in station.people(kind)}
    return {person: step for person, step in station.log.steps_at(EVENING).items() if person in here}


def test_the_same_arguments_give_the_same_book_byte_for_byte(demo: Callable[..., Station]) -> None:
    one, other = demo(), demo()
    assert one.log.head() == other.log.head()
    assert one.log.state_hash() == other.log.state_hash()
    private = [tuple(station.log.people()) for station in (one, other)]
    assert private[0] == private[1]


@pytest.mark.parametrize("changes", [{"seed": 2}, {"language": "en"}, {"at": EVENING - timedelta(hours=1)}])
def test_other_arguments_give_another_book(demo: Callable[..., Station], changes: dict[str, object]) -> None:
    assert demo().log.head() != demo(**changes).log.head()


def test_the_home_is_marked_as_a_demonstration_and_opens_signed_in(demo: Callable[..., Station]) -> None:
    station = demo()
    assert station.facility.demo
    assert station.actor().code == "N01"
    assert station.facility.timezone == "Asia/Shanghai"
    assert station.now() == EVENING


def test_everybody_asked_for_is_there(demo: Callable[..., Station]) -> None:
    station = demo(language="en", zone=ZoneInfo("Europe/London"), residents=30)
    assert len(station.people(Kind.RESIDENT)) == 30
    assert len(station.staff()) == 6
    assert station.units() == ("Floor 1", "Floor 2")
    assert "demonstration" in station.facility.name
    assert twins(station.people())


def test_the_book_is_whole_and_its_views_equal_a_rebuild(demo: Callable[..., Station]) -> None:
    report = demo().log.verify()
    assert report.first_bad is None
    assert not report.views_differ


@pytest.mark.parametrize(
    "changes",
    [{"residents": 0}, {"residents": 1, "staff": 1}, {"days": 0}, {"days": 1, "at": EVENING.replace(hour=18)}],
)
def test_the_smallest_homes_can_be_founded(demo: Callable[..., Station], changes: dict[str, object]) -> None:
    station = demo(**changes)
    assert station.actor().code == "N01"
    assert station.log.verify().first_bad is None


def test_the_evening_of_a_month_is_believable(demo: Callable[..., Station]) -> None:
    station = demo(residents=60, staff=20, days=30)
    found = Counter(step.severity for step in steps(station).values())
    assert sum(bool(open_alerts(step)) for step in steps(station).values()) == 1
    assert 1 <= found[Severity.REVIEW] + found[Severity.URGENT] <= 3
    assert 1 <= found[Severity.WATCH] <= 8
    assert 1 <= found[Severity.NOT_KNOWN] <= 8
    assert found[Severity.NONE] >= 40
    report = station.log.verify()
    assert report.first_bad is None


def test_no_alert_of_the_past_is_left_open(demo: Callable[..., Station]) -> None:
    station = demo(residents=40, staff=12, days=12)
    waiting = [alert for step in steps(station).values() for alert in open_alerts(step)]
    begun = [entry for alert in waiting if (entry := station.log.entry(alert.episode))]
    assert waiting
    assert [entry.id for entry in begun if entry.happened_at < EVENING - timedelta(hours=12)] == []


def test_a_complete_set_follows_where_the_rules_ask_for_one(demo: Callable[..., Station]) -> None:
    station = demo(residents=40, staff=12, days=12)
    first = EVENING - timedelta(days=12)
    asked = whole = 0
    for observation in station.log.observations(first, EVENING):
        step = next(iter(station.log.steps(observation.person, observation.happened_at, EVENING)), None)
        if step and Task.COMPLETE_SET in step.tasks:
            asked += 1
            whole += observation.last(Quantity.RESPIRATORY_RATE) is not None
    assert asked
    assert whole >= 0.8 * asked


def test_nobody_waits_for_a_nurse_longer_than_three_hours(demo: Callable[..., Station]) -> None:
    station = demo(residents=40, staff=12, days=12)
    tonight = EVENING - timedelta(hours=4)
    for person in station.people(Kind.RESIDENT):
        steps = station.log.steps(person.id, EVENING - timedelta(days=12), tonight)
        for one, after in itertools.pairwise(steps):
            longest = timedelta(hours=3) if open_alerts(one) else timedelta(days=12)
            assert after.start - one.start <= longest


def test_thirty_quiet_days_cost_little_attention(demo: Callable[..., Station]) -> None:
    """Alerts of every hundred resident-days by rule, printed; the aims are at most 3 REVIEW+ and 10 WATCH."""
    station = demo(residents=60, staff=20, days=30, quiet=True)
    people = station.people(Kind.RESIDENT)
    steps = [tuple(station.log.steps(p.id, EVENING - timedelta(days=31), EVENING)) for p in people]
    cost = price(steps, len(people) * 30)
    for name, rules in (("REVIEW and above", cost.alerts), ("WATCH", cost.watches)):
        each = ", ".join(f"{rule} {count:.2f}" for rule, count in rules.items())
        sys.stdout.write(f"{name}, per 100 resident-days: {sum(rules.values()):.2f} ({each})\n")
    assert 0 < sum(cost.alerts.values()) <= 3
    assert 0 < sum(cost.watches.values()) <= 10
    assert sum(s[-1].severity is Severity.NONE for s in steps) >= 50
