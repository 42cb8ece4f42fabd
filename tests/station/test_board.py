"""The board: who needs somebody first, what was last found of each, and how each stands in the round for now."""

from datetime import date
from zoneinfo import ZoneInfo

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.assessment import Standing
from carelog.model.deeds import Why
from carelog.model.observation import Observed
from carelog.model.person import Kind, Person, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked
from carelog.station.rows import RoundState

from .boards import go, local, row, state
from .conftest import resident
from .support import later, readings, tell

DAY = date(2023, 1, 12)
LONDON = ZoneInfo("Europe/London")


# order


def test_a_home_where_nobody_was_seen_yet_stands_in_bed_order_and_nobody_is_fine(station: Station) -> None:
    board = station.board()
    assert [r.person.code for r in board.rows] == ["3-1", "3-2", "3-4", "3-12"]
    assert {r.severity for r in board.rows} == {Severity.NOT_KNOWN}
    assert (board.at, board.facility, board.demo) == (station.now(), "松鹤楼", False)


def test_every_step_of_severity_has_its_place_and_not_known_stands_before_fine(station: Station) -> None:
    tell(station, "3-1")
    tell(station, "3-4", spo2=96)
    tell(station, "3-2", 375)
    tell(station, "3-12", spo2=93)
    station.put([resident(FixedClock(local(9), seed=9), "2-1"), resident(FixedClock(local(9), seed=8), "2-2")])
    tell(station, "2-1", spo2=88)
    found = [(r.person.code, r.severity) for r in station.board().rows]
    assert found == [
        ("2-1", Severity.URGENT),
        ("3-12", Severity.REVIEW),
        ("3-2", Severity.WATCH),
        ("2-2", Severity.NOT_KNOWN),
        ("3-1", Severity.NONE),
        ("3-4", Severity.NONE),
    ]


def test_of_two_as_bad_the_one_nobody_has_looked_at_stands_first(station: Station) -> None:
    tell(station, "3-1", spo2=88)
    tell(station, "3-12", spo2=88)
    assert [r.person.code for r in station.board().rows[:2]] == ["3-1", "3-12"]
    station.acknowledge(station.by_code("3-1").id)
    assert [r.person.code for r in station.board().rows[:2]] == ["3-12", "3-1"]


def test_an_alert_seen_does_not_sink_below_what_is_less_bad(station: Station) -> None:
    tell(station, "3-12", spo2=88)
    tell(station, "3-1", spo2=93)
    station.acknowledge(station.by_code("3-12").id)
    first, second = station.board().rows[:2]
    assert (first.person.code, first.waiting) == ("3-12", False)
    assert (second.person.code, second.waiting) == ("3-1", True)


# what was last found


def test_the_latest_is_one_observation_and_what_it_lacks_is_none(station: Station, clock: FixedClock) -> None:
    assert row(station, "3-1").latest is None
    tell(station, "3-1", 368, 96, symptoms=("cough",))
    whole = row(station, "3-1").latest
    assert whole is not None
    assert (whole.temperature_tenths_c, whole.temperature_site, whole.spo2_percent) == (368, Site.AXILLARY, 96)
    assert (whole.oxygen_tenths_l_min, whole.symptoms, whole.happened_at) == (0, ("cough",), station.now())
    later(clock, 60)
    tell(station, "3-1", None, 95, symptoms=None, oxygen=None)
    part = row(station, "3-1").latest
    assert part is not None
    assert (part.temperature_tenths_c, part.temperature_site, part.spo2_percent) == (None, None, 95)
    assert (part.oxygen_tenths_l_min, part.symptoms, part.happened_at) == (None, None, station.now())


def test_what_was_found_before_oxygen_was_given_stands_beside_the_flow(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 368, 91)
    found = row(station, "3-1")
    assert found.looked is None
    later(clock, 4)
    station.oxygen.give(found.person.id, Asked(20))
    now = row(station, "3-1")
    assert now.latest is not None
    assert (now.latest.oxygen_tenths_l_min, now.latest.spo2_percent) == (20, None)
    assert now.looked == now.found == found.latest
    later(clock, 5)
    tell(station, "3-1", None, 95, oxygen=20)
    assert row(station, "3-1").looked is None


def test_a_refused_thermometer_shows_no_value_and_no_site(station: Station) -> None:
    refused = (Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED, site=Site.ORAL), Reading(Quantity.SPO2, 97))
    station.record(Observed(station.by_code("3-1").id, None, refused, ()), station.now())
    latest = row(station, "3-1").latest
    assert latest is not None
    assert (latest.temperature_tenths_c, latest.temperature_site, latest.spo2_percent) == (None, None, 97)


def test_a_voided_value_gives_its_place_back_to_the_one_before(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366)
    later(clock, 10)
    wrong = tell(station, "3-1", 391)
    station.correct(wrong.entry, Why.WRONG_PERSON, None)
    found = row(station, "3-1")
    assert found.latest is not None
    assert found.latest.temperature_tenths_c == 366
    assert found.severity is Severity.NONE
    assert [p.temperature_tenths_c for p in found.trend] == [366]


# trend and earlier times


def test_the_trend_is_seven_days_oldest_first_and_no_older(station: Station, clock: FixedClock) -> None:
    for day, temperature in enumerate((361, 362, 363, 364, 365, 366, 367, 368, 369)):
        go(clock, local(8, days=day))
        tell(station, "3-1", temperature, 97 if day % 2 else None)
    found = row(station, "3-1").trend
    assert [p.temperature_tenths_c for p in found] == [362, 363, 364, 365, 366, 367, 368, 369]
    assert [p.spo2_percent for p in found[:3]] == [97, None, 97]
    assert found[-1].happened_at == station.now()
    later(clock, 1)
    assert row(station, "3-1").trend[0].temperature_tenths_c == 363
    assert row(station, "3-2").trend == ()


def test_the_board_of_an_earlier_time_knows_nothing_that_came_after(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, 97)
    early = station.now()
    later(clock, 30)
    tell(station, "3-1", 366, 88, symptoms=("cough",))
    now, then = row(station, "3-1"), row(station, "3-1", early)
    assert (now.severity, now.open_alert, now.waiting) == (Severity.URGENT, True, True)
    assert (then.severity, then.open_alert, then.waiting) == (Severity.NONE, False, False)
    assert then.latest is not None
    assert (then.latest.spo2_percent, then.latest.symptoms) == (97, ())
    assert [p.spo2_percent for p in then.trend] == [97]
    assert station.board(at=early).at == early


def test_a_round_entered_later_was_still_due_before(station: Station, clock: FixedClock) -> None:
    later(clock, 30)
    tell(station, "3-1")
    assert state(station, "3-1", local(8, 29)) is RoundState.DUE
    assert state(station, "3-1", local(8, 30)) is RoundState.DONE


# staff, twins, alerts


def test_staff_have_their_own_board_and_are_done_without_spo2(station: Station) -> None:
    assert [r.person.code for r in station.board(Kind.STAFF).rows] == ["N01", "N02"]
    tell(station, "N02", 366, None, oxygen=None)
    found = row(station, "N02", kind=Kind.STAFF)
    assert (found.round.state, found.severity) == (RoundState.DONE, Severity.NONE)
    assert {r.person.kind for r in station.board().rows} == {Kind.RESIDENT}


def test_two_of_one_name_are_marked_until_one_of_them_leaves(station: Station, clock: FixedClock) -> None:
    station.put([resident(clock, "3-9", "王芳"), Person(clock.new_id(), "N03", Kind.STAFF, "老人3-1")])
    assert {r.person.code for r in station.board().rows if r.twin} == {"3-4", "3-9"}
    station.move(station.by_code("3-9").id, Presence.LEFT)
    assert not any(r.twin for r in station.board().rows)


def test_a_second_alert_waits_although_the_first_was_seen(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    station.acknowledge(station.by_code("3-1").id, "家属已知")
    assert not row(station, "3-1").waiting
    later(clock, 20)
    tell(station, "3-1", 391, 88)
    found = row(station, "3-1")
    assert (found.waiting, found.open_alert, found.improving) == (True, True, False)


def test_an_alert_improves_only_when_every_rule_of_it_does_and_ends_by_a_name(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", 386, 88)
    for _ in range(2):
        later(clock, 300)
        tell(station, "3-1", 386, 97)
    improving = []
    for _ in range(6):
        later(clock, 300)
        tell(station, "3-1", 364, 97)
        improving.append(row(station, "3-1").improving)
    assert improving == [False] * 5 + [True], "the fever has to be gone for 24 hours as well"
    found = row(station, "3-1")
    assert (found.improving, found.open_alert) == (True, True)
    assert {f.standing for f in found.fired if f.severity >= Severity.REVIEW} == {Standing.IMPROVING}
    station.close(found.person.id, Outcome.TREATED_HERE, decided_by="吴医生")
    closed = row(station, "3-1")
    assert (closed.waiting, closed.improving, closed.open_alert) == (False, False, False)


def test_a_watched_person_has_no_alert_that_waits(station: Station) -> None:
    tell(station, "3-1", symptoms=("cough",))
    found = row(station, "3-1")
    assert (found.severity, found.waiting, found.open_alert) == (Severity.WATCH, False, False)


# all about one person


def test_a_persons_page_has_the_boards_own_row_and_every_version_newest_first(
    station: Station, clock: FixedClock
) -> None:
    first = tell(station, "3-1", 391)
    later(clock, 1)
    person = station.by_code("3-1").id
    station.sign_in("N02")
    station.correct(first.entry, Why.TYPING, Observed(person, None, readings(361, 97), ()))
    later(clock, 10)
    tell(station, "3-1", 362)
    page = station.person(person)
    assert page.row == row(station, "3-1")
    assert [o.last(Quantity.TEMPERATURE).value for o in page.observations] == [362, 361]  # type: ignore[union-attr]  # each has one
    assert [(k.status, k.by, k.struck_by, k.why) for k in page.kept] == [
        ("current", "N02", "", None),
        ("current", "N02", "", None),
        ("corrected", "N01", "N02", Why.TYPING),
    ]
    assert page.names[station.actor().id] == "N02 张敏"
    assert [s.start for s in page.steps] == sorted(s.start for s in page.steps)


def test_a_persons_page_goes_back_fourteen_days(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 361)
    go(clock, local(8, days=14))
    tell(station, "3-1", 362)
    person = station.by_code("3-1").id
    assert len(station.person(person).observations) == 2
    later(clock, 1)
    page = station.person(person)
    assert (len(page.observations), len(page.kept)) == (1, 1)
    earlier = station.person(person, local(9, days=1))
    assert [o.happened_at for o in earlier.observations] == [local(8)]


def test_the_staffs_page_is_found_as_well(station: Station) -> None:
    assert station.person(station.by_code("N02").id).row.person.code == "N02"
