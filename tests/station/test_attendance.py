"""Who was in the house to be seen, and which rounds went by without them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.clock import FixedClock
from carelog.model.history import Facts, History
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Checks, Kind, Person, Presence
from carelog.model.round import RoundKey, Slot, windows
from carelog.station import attendance
from carelog.station.attendance import Attendance, attended
from carelog.station.desk import Station

from .conftest import MORNING

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
SLOTS = (
    Slot("morning", time(5), time(11)),
    Slot("evening", time(15), time(20)),
)
MIDNIGHT = MORNING - timedelta(hours=8)
DUE = windows(MORNING.date(), (MORNING + 2 * DAY).date(), SLOTS, SHANGHAI)
LATER = MIDNIGHT + 3 * DAY


def known(days: float, presence: Presence = Presence.PRESENT, **facts: object) -> Facts:
    person = Person("p", "1", Kind.RESIDENT, "王芳", presence=presence, **facts)  # type: ignore[arg-type]  # any of them
    return Facts(f"f{days}", 0, MIDNIGHT + timedelta(days=days), person)


def seen(days: float, slot: str | None = None) -> Seen:
    at = MIDNIGHT + timedelta(days=days)
    key = RoundKey(at.date(), slot) if slot else None
    return Seen(f"s{days}", f"a{days}", 0, at, at, "n", Observed("p", key, (), (), way=Way.SHEET))


def of(*events: Facts | Seen, now: datetime = LATER) -> Attendance:
    return attended(History("p", events), DUE, now)


def missed(found: Attendance) -> list[tuple[int, str]]:
    return [((m.round.date - MORNING.date()).days, m.round.slot) for m in found.missed]


def test_three_days_in_the_house_are_three_days_and_six_checks() -> None:
    found = of(known(-1), *(seen(n + 0.3, "morning") for n in range(3)), seen(0.7, "evening"), seen(1.7, "evening"))
    assert (found.resident_days, found.checks, missed(found)) == (3, 6, [(2, "evening")])


def test_who_was_seen_in_the_time_of_a_round_was_not_missed_whatever_the_entry_names() -> None:
    assert missed(of(known(-1), seen(0.3), seen(0.95, "evening"), seen(1.3), seen(1.7), seen(2.3))) == [(2, "evening")]


def test_who_was_in_hospital_or_out_was_not_missed() -> None:
    found = of(known(-1), seen(0.3), known(0.5, Presence.HOSPITAL), known(2.5), seen(2.7))
    assert (found.resident_days, found.checks, missed(found)) == (2, 2, [])


def test_who_came_back_in_the_middle_of_a_round_has_the_day_but_owes_no_check() -> None:
    found = of(known(-1, Presence.OUT), known(2.7))
    assert (found.resident_days, found.checks) == (1, 0)


def test_a_new_bed_while_in_the_house_changes_nothing() -> None:
    assert of(known(-1), known(0.3, bed="3-2")).checks == 6


def test_whose_care_plan_asks_for_no_checks_is_not_counted() -> None:
    found = of(known(-1, checks=Checks.NONE, checks_until=MORNING.date()))
    assert (found.resident_days, missed(found)[0]) == (2, (1, "morning"))


def test_somebody_brought_in_with_older_readings_has_days_and_owes_nothing() -> None:
    found = of(seen(1.3), seen(1.7), known(5))
    assert (found.resident_days, found.checks) == (2, 0)
    assert of(known(5)).resident_days == 0
    assert of(seen(1.3)).resident_days == 0


def test_a_round_still_open_is_no_missed_check_yet() -> None:
    found = of(known(-1), now=MIDNIGHT + timedelta(hours=10))
    assert found.checks == 0


def test_staff_are_checked_but_are_no_resident_days_and_visitors_are_neither() -> None:
    staff = of(known(-1)._replace(person=Person("p", "N", Kind.STAFF, "李")))
    assert (staff.resident_days, staff.checks) == (0, 6)
    visitor = of(known(-1)._replace(person=Person("p", "V", Kind.VISITOR, "赵")))
    assert (visitor.resident_days, visitor.checks) == (0, 0)


def test_a_house_is_the_sum_of_its_people() -> None:
    both = attendance.together([of(known(-1), seen(0.3)), of(known(-1))])
    assert (both.resident_days, both.checks, len(both.missed)) == (6, 12, 11)
    assert (both.per_100(3), attendance.together([]).per_100(3)) == (50.0, 0.0)


def test_the_rounds_of_a_time_are_those_that_have_begun_in_it(station: Station, clock: FixedClock) -> None:
    keys = [w.key.slot for w in attendance.rounds(station, MIDNIGHT - DAY, LATER)]
    assert keys == ["morning", "evening", "morning"]
    clock.move(timedelta(hours=8))
    assert [w.key.slot for w in attendance.rounds(station, MORNING, LATER)] == ["evening"]
    assert attendance.rounds(station, LATER, LATER + DAY) == []
