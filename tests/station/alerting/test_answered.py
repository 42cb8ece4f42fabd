"""Somebody closed the alert, the value still holds: it is told on, until it has passed."""

import json

from carelog.cli.alerts import as_json
from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.person import Presence
from carelog.model.severity import Severity
from carelog.report import alerting
from carelog.report.handover import flat, said
from carelog.station.desk import Station
from carelog.words import speaking, use
from tests.station.support import later, tell


def treated(station: Station, clock: FixedClock) -> str:
    """3-1 reads 88 % and again 89 %, and the nurse closes with the doctor's word while it holds."""
    person = station.by_code("3-1").id
    tell(station, "3-1", spo2=88)
    later(clock, 11)
    tell(station, "3-1", spo2=89)
    station.close(person, Outcome.TREATED_HERE, decided_by="Dr Wu")
    return person


def test_a_closed_urgent_alert_whose_value_holds_is_told_with_who_closed_it(
    station: Station, clock: FixedClock
) -> None:
    treated(station, clock)
    closed = station.now()
    later(clock, 60)
    assert station.alerts.every() == ()
    (told,) = station.alerts.answered()
    assert (told.person.code, told.severity, told.by, told.outcome) == (
        "3-1",
        Severity.URGENT,
        "N01",
        Outcome.TREATED_HERE,
    )
    assert told.at == closed
    assert "S-02" in {f.rule for f in told.fired}
    use("en")
    said = "\n".join(alerting.lines(station))
    assert "Closed, but still on the board" in said
    assert f"closed {alerting.clock(station, closed)} by N01 treated here" in said
    use("zh_CN")
    assert "已关闭，但看板上仍有" in "\n".join(alerting.lines(station))


def test_what_was_not_confirmed_stands_there_until_it_has_been_measured_well(
    station: Station, clock: FixedClock
) -> None:
    person = station.by_code("3-1").id
    tell(station, "3-1", spo2=88)
    later(clock, 5)
    tell(station, "3-1", spo2=97)
    station.close(person, Outcome.NOT_CONFIRMED)
    (told,) = station.alerts.answered()
    with speaking("en"):
        assert "not confirmed, until it has been measured well: S-02b" in alerting.answered(told, station)
    with speaking("zh_CN"):
        assert "直到测到好的数值为止" in alerting.answered(told, station)
    assert not told.again


def test_a_lesser_alert_that_is_open_does_not_hide_it(station: Station, clock: FixedClock) -> None:
    treated(station, clock)
    later(clock, 30)
    tell(station, "3-1", spo2=89, temperature=388)
    assert [row.severity for row in station.alerts.every()] == [Severity.REVIEW]
    assert [told.severity for told in station.alerts.answered()] == [Severity.URGENT]


def test_worse_again_is_an_open_alert_and_no_longer_told_as_closed(station: Station, clock: FixedClock) -> None:
    treated(station, clock)
    later(clock, 30)
    tell(station, "3-1", spo2=82)
    later(clock, 11)
    assert [row.severity for row in station.alerts.every()] == [Severity.URGENT]
    assert station.alerts.answered() == ()


def test_nothing_is_told_of_who_is_in_hospital_or_was_never_ill(station: Station, clock: FixedClock) -> None:
    assert station.alerts.answered() == ()
    person = treated(station, clock)
    station.move(person, Presence.HOSPITAL)
    assert station.alerts.answered() == ()


def test_the_closing_taken_back_opens_it_again(station: Station, clock: FixedClock) -> None:
    treated(station, clock)
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert station.alerts.answered() == ()
    assert [row.severity for row in station.alerts.every()] == [Severity.URGENT]


def test_a_program_reads_it_too(station: Station, clock: FixedClock) -> None:
    treated(station, clock)
    later(clock, 5)
    told = json.loads(json.dumps(as_json(station)))
    (one,) = told["closed_but_holding"]
    assert (one["person"], one["severity"], one["closed_by"], one["outcome"]) == (
        "3-1",
        "URGENT",
        "N01",
        "treated_here",
    )


def test_the_next_shift_is_told_of_it(station: Station, clock: FixedClock) -> None:
    treated(station, clock)
    later(clock, 60)
    told = station.handover.page()
    one = json.loads(json.dumps(flat.as_object(told, station, None)))["closed_but_holding"][0]
    assert (one["person"], one["severity"], one["by"], one["outcome"]) == ("3-1", "URGENT", "N01", "treated_here")
    use("en")
    (part,) = [p for p in said.parts(told, station) if p.title == "Closed, but still on the board"]
    assert part.lines[0].startswith("!!! URGENT")
    assert "S-02" in part.lines[0]
