"""A year's file is told fast: and says, byte for byte, what the slow way says of the same home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.clock import FixedClock
from carelog.model.assessment import Assessed, Step
from carelog.model.deeds import Correction, Undone, Why
from carelog.model.observation import Observed, Way
from carelog.model.person import Kind, Moved, Person, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.report import csv_out, pseudonyms
from carelog.report.columns import COLUMNS
from carelog.report.flat import stamped
from carelog.station.days import Told, of_days
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.station.period import Flat, instant, of_period

DAY = timedelta(days=1)
SPRING = datetime(2023, 3, 25, 6, 0, tzinfo=UTC)
"""The day before the clocks of London are put forward."""
FIRST, LAST = date(2023, 3, 20), date(2023, 4, 30)
PLAN = Plan("Elm House", "en", "Europe/London", DEFAULT_PROTOCOL, "N01", "Ann")
CODES = ("3-2", "3-12", "=1+1", "N02")


class House:
    """A home where anything is written down, judged or not."""

    def __init__(self, folder: Path, draw: Callable[..., Any]) -> None:
        self.clock = FixedClock(SPRING)
        self.station = Station.found(folder, self.clock, PLAN)
        people = [
            Person(self.clock.new_id(), code, Kind.STAFF if code == "N02" else Kind.RESIDENT, f"Name {code}", bed=code)
            for code in CODES
        ]
        self.station.put(people)
        self.people = [*(person.id for person in people), self.clock.new_id()]
        self.authors = [self.station.actor().id, people[-1].id, self.clock.new_id()]
        self.draw = draw
        self.acts: list[str] = []
        self.entries: list[tuple[str, str]] = []

    def pick(self, *choices: Any) -> Any:  # noqa: ANN401 - whatever it chose from
        return self.draw(st.sampled_from(choices))

    def number(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def time(self) -> datetime:
        return self.clock.now() + timedelta(
            minutes=self.pick(-4000, -120, -10, 30, 400), milliseconds=self.number(0, 60_000)
        )

    def reading(self) -> Reading:
        quantity = Quantity(self.pick(*Quantity))
        if self.number(0, 3) == 0:
            return Reading(quantity, None, NotMeasured(self.pick(*NotMeasured)), site=self.pick(None, Site.ORAL))
        if quantity is Quantity.CONSCIOUSNESS:
            return Reading(quantity, self.number(0, 4))
        value = self.number(0, 400)
        if quantity is Quantity.OXYGEN:
            return Reading(quantity, self.pick(None, 0, value))
        return Reading(quantity, value, site=self.pick(None, *Site))

    def observed(self, person: str) -> Observed:
        today = self.clock.now().date()
        day = self.pick(today, today, SPRING.date(), today + timedelta(days=self.number(-9, 1)))
        return Observed(
            person,
            self.pick(None, RoundKey(day, self.pick("morning", "evening", "night", "old"))),
            tuple(self.reading() for _ in range(self.number(0, 4))),
            self.pick(None, (), ("cough",), ("cough", "chills")),
            self.pick(None, NotMeasured.ASLEEP),
            self.pick(None, *self.authors),
            Way(self.pick(Way.SHEET, Way.PAPER)),
        )

    def judged(self, person: str) -> Assessed:
        since = self.time()
        steps = [
            Step(since + timedelta(hours=n), Severity(self.number(0, 4)), self.pick((), (Task.CALL,), tuple(Task)), ())
            for n in range(self.number(0, 3))
        ]
        return Assessed(person, "f" * 64, since, tuple(steps))

    def pointing(self) -> Correction | Undone:
        if self.entries and self.number(0, 2):
            person, target = self.draw(st.sampled_from(self.entries))
            return Correction(
                person, target, Why.TYPING, self.pick(None, self.observed(person)), self.pick(None, self.time())
            )
        return Undone(self.pick(*self.acts, "nothing"))

    def body(self) -> Observed | Assessed | Correction | Undone | Moved:
        person = self.pick(*self.people)
        choice = self.number(0, 9)
        if choice < 6:
            return self.observed(person)
        if choice == 6:
            return self.judged(person)
        return Moved(person, Presence(self.pick(*Presence))) if choice == 7 else self.pointing()

    def tell(self) -> None:
        """One act of one to three entries, a new one or more of an old one."""
        self.clock.move(timedelta(minutes=self.pick(0, 1, 40, 600), milliseconds=self.number(0, 999)))
        happened = self.pick(None, self.time())
        bodies = [self.body() for _ in range(self.number(1, 3))]
        act = self.pick(None, *self.acts[-3:])
        try:
            with self.station.log.act(self.pick(*self.authors), self.clock.now(), self.clock.new_id, act) as deed:
                written = [deed.append(body, happened_at=happened) for body in bodies]
        except Refusal:
            return
        self.acts.append(written[0].act)
        self.entries += [(entry.person or "", entry.id) for entry in written if entry.kind == "observed"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_fast_way_says_what_the_slow_way_says(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        house = House(Path(folder) / "home", data.draw)
        for _ in range(data.draw(st.integers(1, 14))):
            house.tell()
        station = house.station
        for dialect in csv_out.DIALECTS:
            slow = csv_out.written(of_days(station, FIRST, LAST), dialect, station.zone)
            fast = csv_out.written(of_period(station, FIRST, LAST), dialect, station.zone)
            assert fast == slow
        bare = [pseudonyms.without_names(way(station, FIRST, LAST), b"k" * 32, {}) for way in (of_period, of_days)]
        assert csv_out.written(bare[0], "machine", station.zone) == csv_out.written(bare[1], "machine", station.zone)
        station.close_log()


def kept(house: House, *observed: Observed, act: str | None = None) -> list[str]:
    """Store observations as one act; the ids of their entries."""
    house.clock.move(timedelta(minutes=5))
    with house.station.log.act(house.authors[0], house.clock.now(), house.clock.new_id, act) as deed:
        return [deed.append(one).id for one in observed]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home", lambda strategy: strategy)


def warm(house: House, person: int, tenths: int = 366, day: date | None = None) -> Observed:
    return Observed(
        house.people[person], RoundKey(day or SPRING.date(), "morning"), (Reading(Quantity.TEMPERATURE, tenths),), ()
    )


def rows(house: House) -> list[Told | Flat]:
    return list(of_period(house.station, FIRST, LAST))


def test_only_what_was_ever_corrected_is_read_in_full(house: House) -> None:
    kept(house, warm(house, 0))
    kept(house, warm(house, 1), warm(house, 1, 371))
    (wrong,) = kept(house, warm(house, 2, 401))
    right = Correction(house.people[2], wrong, Why.TYPING, warm(house, 2, 367))
    with house.station.log.act(house.authors[0], house.clock.now(), house.clock.new_id) as deed:
        entry = deed.append(right).id
    found = {(type(row).__name__, row.person.code, str(row.status)) for row in rows(house)}
    assert found == {
        ("Flat", "3-2", "current"),
        ("Flat", "3-12", "current"),
        ("Told", "=1+1", "corrected"),
        ("Told", "=1+1", "current"),
    }
    (now,) = [row for row in rows(house) if isinstance(row, Told) and row.observation and row.corrects]
    assert now.observation is not None
    assert (now.observation.entry, now.corrects) == (entry, (wrong,))


def test_a_correction_of_one_person_is_none_of_another_in_the_same_act(house: House) -> None:
    first, _ = kept(house, warm(house, 0, 401), warm(house, 1))
    with house.station.log.act(house.authors[0], house.clock.now(), house.clock.new_id) as deed:
        deed.append(Correction(house.people[0], first, Why.TYPING, warm(house, 0)))
    for way in (of_days, of_period):
        content = csv_out.written(way(house.station, FIRST, LAST), "machine", house.station.zone).content.decode()
        by_code = {(line.split(",")[2], line.split(",")[-1]): line for line in content.split("\r\n")[1:-1]}
        assert by_code["3-2", "current"].split(",")[-2] == first
        assert by_code["3-12", "current"].split(",")[-2] == ""


def test_what_was_found_of_a_round_long_after_it_stands_with_its_round(house: House) -> None:
    kept(house, warm(house, 0, day=FIRST + timedelta(days=1)))
    for way in (of_days, of_period):
        (one,) = list(way(house.station, FIRST + timedelta(days=1), FIRST + timedelta(days=1)))
        assert one.day == FIRST + timedelta(days=1)
        assert list(way(house.station, SPRING.date(), LAST)) == []


def test_what_will_hold_later_in_an_open_round_is_not_told_yet(house: House) -> None:
    kept(house, warm(house, 0))
    now = house.clock.now()
    person = house.people[0]
    steps = (Step(now, Severity.NONE, (), ()), Step(now + timedelta(hours=1), Severity.REVIEW, (Task.CALL,), ()))
    with house.station.log.act(house.authors[0], now, house.clock.new_id) as deed:
        deed.append(Assessed(person, "f" * 64, now, steps))
    for way in (of_days, of_period):
        (row,) = list(way(house.station, FIRST, LAST))
        assert row.window is not None
        assert now + timedelta(hours=1) < row.window.end
        assert (row.severity, row.tasks) == (Severity.NONE, ())


def test_rounds_that_begin_together_stand_as_one(house: House) -> None:
    for person, slot in ((1, "night"), (0, "old"), (1, "old")):
        kept(house, replace(warm(house, person), round=RoundKey(SPRING.date(), slot)))
    assert [row.person.code for row in rows(house)] == ["3-2", "3-12", "3-12"]


def test_a_row_told_flat_has_a_cell_for_every_column(house: House) -> None:
    kept(house, warm(house, 0))
    content = csv_out.written(rows(house), "machine", house.station.zone).content.decode()
    assert {len(line.split(",")) for line in content.split("\r\n")[:-1]} == {len(COLUMNS)}


ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/London", "Asia/Shanghai", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
        "Africa/Casablanca", "Pacific/Apia", "Africa/Monrovia", "UTC",
    )
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES, ids=str)
@given(st.integers(-2_300_000_000_000, 4_100_000_000_000))
def test_times_written_by_the_quarter_are_those_written_one_by_one(zone: ZoneInfo, ms: int) -> None:
    for stamp, millis in ((csv_out.local, False), (csv_out.offset, True)):
        text = stamped(lambda at: stamp(at, zone), millis=millis)  # noqa: B023 - asked at once
        assert text(ms) == stamp(instant(ms), zone)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_no_quarter_around_a_change_of_the_clocks_is_wrong(zone: ZoneInfo) -> None:
    local = stamped(lambda at: csv_out.local(at, zone), millis=False)
    offset = stamped(lambda at: csv_out.offset(at, zone), millis=True)
    days = [datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(365)]
    changes = [day for day in days if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset()]
    for quarter in (int(day.timestamp()) + 900 * n for day in changes for n in range(96)):
        for ms in (1000 * quarter - 1, 1000 * quarter):
            at = instant(ms)
            assert (local(ms), offset(ms)) == (csv_out.local(at, zone), csv_out.offset(at, zone))
