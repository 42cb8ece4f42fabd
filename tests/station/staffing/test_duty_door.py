"""Off duty, and how somebody is let back to work."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.deeds import Method, Result
from carelog.model.observation import Observed
from carelog.model.person import Presence
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.model.work import Off
from carelog.protocol.staff.rota import Lack
from carelog.station.desk import Station
from carelog.station.rows import RoundState
from tests.station.support import later


def found(station: Station, tenths: int | None = 366, symptoms: tuple[str, ...] | None = ()) -> None:
    person = station.by_code("N02")
    readings = (Reading(Quantity.TEMPERATURE, tenths, site=Site.AXILLARY),) if tenths else ()
    station.entrance.check(person, Observed(person.id, None, readings, symptoms))


def refusal(station: Station, checked: str = "抗原阴性", reason: str = "") -> str:
    with pytest.raises(Refusal) as refused:
        station.staffing.let_back(station.by_code("N02").id, checked, reason)
    return refused.value.code


def test_a_cough_keeps_off_duty_for_a_day_and_until_tested_and_asked(station: Station, clock: FixedClock) -> None:
    found(station, 366, ("cough",))
    person = station.by_code("N02").id
    off = station.staffing.off_now()[person]
    assert off.back is not None
    assert off.back == (off.since + timedelta(hours=24), (Lack.WELL, Lack.TEST))
    assert refusal(station) == "work.too_soon"
    later(clock, 60 * 25)
    assert refusal(station) == "work.lacks_well"
    found(station)
    assert refusal(station) == "work.lacks_test"
    station.swabbed(person, Method.ANTIGEN, Result.NEGATIVE, station.now())
    station.staffing.let_back(person, "抗原阴性，无症状")
    assert station.staffing.off_now() == {}
    assert station.by_code("N02").presence is Presence.PRESENT
    assert Task.TEST not in station.log.steps_at(station.now())[person].tasks
    later(clock, 5)
    assert station.entrance.check(
        station.by_code("N02"),
        Observed(person, None, (Reading(Quantity.TEMPERATURE, 365, site=Site.AXILLARY),), ()),
    ).passed


def test_diarrhoea_keeps_off_duty_for_two_days(station: Station) -> None:
    found(station, 366, ("diarrhoea",))
    off = station.staffing.off_now()[station.by_code("N02").id]
    assert off.back is not None
    assert off.back.at == off.since + timedelta(hours=48)


def test_a_reason_lets_back_before_the_date_and_is_kept(station: Station) -> None:
    found(station, 366, ("cough",))
    person = station.by_code("N02").id
    station.staffing.let_back(person, "体温正常", "夜班无人，医生同意")
    (told,) = station.log.deeds("on_duty", person)
    assert (told.body.checked, told.body.reason) == ("体温正常", "夜班无人，医生同意")
    assert not station.staffing.is_off(person)


def test_nobody_lets_themselves_back_and_nobody_unchecked(station: Station) -> None:
    found(station, 366, ("cough",))
    assert refusal(station, checked=" ") == "work.nothing_checked"
    station.sign_in("N02")
    assert refusal(station, reason="我没事") == "work.not_oneself"


def test_an_open_alert_is_closed_before_anybody_comes_back(station: Station, clock: FixedClock) -> None:
    person = station.by_code("N02").id
    station.swabbed(person, Method.ANTIGEN, Result.POSITIVE, station.now())
    later(clock, 60 * 24 * 8)
    assert refusal(station, reason="人手不足") == "work.alert_open"
    station.close(person, Outcome.TREATED_HERE)
    assert refusal(station) == "work.lacks_exit_tests"
    station.swabbed(person, Method.ANTIGEN, Result.NEGATIVE, station.now() - timedelta(hours=30))
    station.swabbed(person, Method.ANTIGEN, Result.NEGATIVE, station.now())
    station.staffing.let_back(person, "两次抗原阴性")
    assert not station.staffing.is_off(person)
    reading = Reading(Quantity.TEMPERATURE, 366, site=Site.AXILLARY)
    well = Observed(person, None, (reading,), ())
    assert station.entrance.check(station.by_code("N02"), well).passed, "the closed alert no longer speaks against it"


def test_somebody_is_put_off_duty_by_hand_once_and_only_who_works_here(station: Station) -> None:
    person = station.by_code("N02").id
    assert refusal(station) == "work.not_off"
    station.staffing.off(person, Off.OTHER, date(2023, 1, 20), "扭伤")
    assert station.staffing.off_now()[person].until == date(2023, 1, 20)
    for who, code in ((person, "work.already_off"), (station.by_code("3-12").id, "work.no_worker")):
        with pytest.raises(Refusal) as refused:
            station.staffing.off(who, Off.OTHER)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        station.staffing.off("nobody", Off.OTHER)
    assert refused.value.code == "station.no_person"


def test_who_is_off_duty_is_away_in_rounds_and_never_missed(station: Station, clock: FixedClock) -> None:
    from carelog.model.person import Kind

    found(station, 366, ("cough",))
    clock.move(timedelta(days=2))
    row = next(row for row in station.board(Kind.STAFF).rows if row.person.code == "N02")
    assert row.round.state is RoundState.AWAY
    assert "D-02" not in {fired.rule for fired in row.fired}
    sheet = station.open_round(kind=Kind.STAFF)
    assert "N02" not in {line.person.code for line in sheet.people}


def test_taking_the_check_back_takes_the_sending_home_back(station: Station) -> None:
    found(station, 366, ("cough",))
    person = station.by_code("N02").id
    (told,) = station.log.deeds("off_duty", person)
    station.undo(told.act)
    assert station.staffing.off_now() == {}
    assert station.by_code("N02").presence is Presence.PRESENT


def test_where_the_protocol_says_nothing_of_it_only_a_reason_lets_back(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(station, 366, ("cough",))
    silent = station.judge.protocol().model_copy(update={"work": None})
    monkeypatch.setattr(station.judge, "_protocol", silent)
    assert refusal(station) == "work.no_rule"
    person = station.by_code("N02").id
    assert station.staffing.off_now()[person].back is None
    station.staffing.let_back(person, "无症状", "方案没有规定")
    assert station.staffing.off_now() == {}


def test_a_fever_found_later_moves_the_date_on(station: Station, clock: FixedClock) -> None:
    found(station, 366, ("cough",))
    person = station.by_code("N02").id
    later(clock, 60 * 20)
    found(station, 381, ())
    off = station.staffing.off_now()[person]
    assert off.back is not None
    assert off.back.at == station.now() + timedelta(hours=24)
    assert Lack.WELL in off.back.lacking
