"""A demo home is founded through the station, the same for the same arguments, and ends with a believable evening."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.model.assessment import Step, open_alerts
from carelog.model.person import Kind
from carelog.model.severity import Severity
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
    assert found[Severity.REVIEW] + found[Severity.URGENT] == 1
    assert 1 <= found[Severity.WATCH] <= 8
    assert 1 <= found[Severity.NOT_KNOWN] <= 8
    assert found[Severity.NONE] >= 40
    report = station.log.verify()
    assert report.first_bad is None


def test_no_alert_of_the_past_is_left_open(demo: Callable[..., Station]) -> None:
    station = demo(residents=40, staff=12, days=12)
    waiting = [person for person, step in steps(station).items() if open_alerts(step)]
    assert len(waiting) == 1
