"""Who is due for a swab, as the desk reads it off the entries."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.model.swabs import DueSwab, Exempt, Regime, SampleTaken
from carelog.station.desk import Station
from tests.station.support import later, tell

DAY = 24 * 60
THURSDAY = date(2023, 1, 12)


def whom(station: Station, day: date | None = None) -> dict[str, tuple[str, date, int]]:
    codes = {p.id: p.code for p in station.log.people()}
    return {codes[d.person]: (d.reason, d.since, d.overdue_days) for d in station.swabs.due(day)}


def one(station: Station, code: str) -> DueSwab | None:
    mine = station.by_code(code).id
    return next((d for d in station.swabs.due() if d.person == mine), None)


def swab(
    station: Station, code: str, result: Result = Result.NEGATIVE, method: Method = Method.PCR, target: str = ""
) -> None:
    station.swabbed(station.by_code(code).id, method, result, station.now(), target=target)


def everybody(station: Station) -> None:
    for person in station.people():
        swab(station, person.code)


def test_a_new_home_in_a_wave_has_everybody_due_in_bed_order(station: Station) -> None:
    assert list(whom(station)) == ["N01", "N02", "3-1", "3-2", "3-4", "3-12"]
    assert set(whom(station).values()) == {("weekly", THURSDAY, 0)}
    found = one(station, "3-1")
    assert found is not None
    assert (found.group, found.methods[0]) == ("residents", Method.ANTIGEN)


def test_who_was_tested_is_off_the_list_that_day_and_counts_as_done(station: Station) -> None:
    swab(station, "3-1", method=Method.ANTIGEN)
    swab(station, "N01", method=Method.ANTIGEN)
    assert "3-1" not in whom(station)
    assert "N01" in whom(station)  # staff are tested by nucleic acid
    assert station.swabs.day().counted == (5, 0, 2, 0)


def test_a_sample_counts_until_its_result_should_have_come(station: Station, clock: FixedClock) -> None:
    with station.deed() as act:
        stored = act.append(SampleTaken(station.by_code("3-1").id, Method.PCR, ("sars_cov_2",)))
    assert "3-1" not in whom(station)
    assert station.swabs.day().counted.pending == 1
    later(clock, 4 * DAY)
    found = one(station, "3-1")
    assert found is not None
    assert (found.reason, found.since, found.pending) == ("again", date(2023, 1, 16), True)
    with station.deed() as act:
        body = Swabbed(station.by_code("3-1").id, Method.PCR, Result.NEGATIVE, sample=stored.id)
        act.append(body, happened_at=stored.happened_at)
    assert whom(station)["3-1"] == ("weekly", date(2023, 1, 16), 0)
    assert station.swabs.day().counted.pending == 0


def test_what_looked_for_something_else_is_no_test_of_this_plan(station: Station) -> None:
    swab(station, "3-1", method=Method.MULTIPLEX, target="norovirus")
    assert whom(station)["3-1"] == ("weekly", THURSDAY, 0)


def test_invalid_is_no_test_and_is_asked_again_also_with_no_wave(station: Station, clock: FixedClock) -> None:
    station.swabs.set_regime(Regime.OFF)
    assert whom(station) == {}
    swab(station, "3-2", Result.INVALID)
    assert whom(station) == {"3-2": ("invalid", THURSDAY, 0)}
    later(clock, DAY)
    assert whom(station) == {"3-2": ("invalid", THURSDAY, 1)}
    swab(station, "3-2")
    assert whom(station) == {}


def test_a_symptom_is_tested_at_once_whatever_the_regime_and_the_exemption(station: Station) -> None:
    station.swabs.set_regime(Regime.OFF)
    station.swabs.exempt(station.by_code("3-1").id, Exempt.REFUSAL)
    tell(station, "3-1", symptoms=("cough",))
    assert whom(station) == {"3-1": ("symptoms", THURSDAY, 0)}
    with station.deed() as act:
        act.append(SampleTaken(station.by_code("3-1").id, Method.PCR, ("sars_cov_2",)))
    assert whom(station) == {}


def test_a_negative_antigen_with_a_cough_is_taken_again_after_a_day(station: Station, clock: FixedClock) -> None:
    station.swabs.set_regime(Regime.OFF)
    tell(station, "3-1", symptoms=("cough",))
    swab(station, "3-1", method=Method.ANTIGEN)
    assert whom(station) == {}
    later(clock, DAY)
    tell(station, "3-1", symptoms=("cough",))
    assert whom(station) == {"3-1": ("serial", date(2023, 1, 13), 0)}


def test_one_positive_in_the_house_and_everybody_is_swept_once(station: Station, clock: FixedClock) -> None:
    station.swabs.set_regime(Regime.OFF)
    station.move(station.by_code("3-12").id, Presence.HOSPITAL)
    swab(station, "3-1", Result.POSITIVE, Method.ANTIGEN)
    assert whom(station) == dict.fromkeys(("N01", "N02", "3-2", "3-4"), ("sweep", THURSDAY, 0))
    later(clock, DAY)
    for code in ("N01", "N02", "3-4"):
        swab(station, code)
    station.move(station.by_code("3-12").id, Presence.PRESENT)
    friday = date(2023, 1, 13)
    assert whom(station) == {"3-2": ("sweep", THURSDAY, 1), "3-12": ("sweep", friday, 0)}
    swab(station, "3-4", Result.POSITIVE)
    assert set(whom(station)) == {"3-2", "3-12"}


def test_a_positive_of_somebody_in_hospital_sweeps_nobody(station: Station, clock: FixedClock) -> None:
    station.swabs.set_regime(Regime.OFF)
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    later(clock, DAY)
    swab(station, "3-1", Result.POSITIVE)
    assert whom(station) == {}


def test_a_contact_is_tested_now_on_day_3_and_on_day_5_and_a_missed_last_day_stays(
    station: Station, clock: FixedClock
) -> None:
    station.swabs.set_regime(Regime.OFF)
    station.swabs.contact(station.by_code("3-2").id, station.by_code("3-1").id, note="room")
    assert whom(station) == {"3-2": ("contact_0", THURSDAY, 0)}
    swab(station, "3-2")
    assert whom(station) == {}
    later(clock, 3 * DAY)
    assert whom(station) == {"3-2": ("contact_3", date(2023, 1, 15), 0)}
    swab(station, "3-2", method=Method.ANTIGEN)
    later(clock, 3 * DAY)
    assert whom(station) == {"3-2": ("contact_5", date(2023, 1, 17), 1)}


def test_who_comes_back_from_hospital_is_tested_that_day(station: Station, clock: FixedClock) -> None:
    everybody(station)
    later(clock, DAY)
    station.move(station.by_code("3-2").id, Presence.HOSPITAL)
    station.move(station.by_code("3-4").id, Presence.OUT)
    assert not {"3-2", "3-4"} & set(whom(station))
    later(clock, DAY)
    for code in ("3-2", "3-4"):
        station.move(station.by_code(code).id, Presence.PRESENT)
    assert whom(station)["3-2"] == ("admission", date(2023, 1, 14), 0)
    assert "3-4" not in whom(station)


def test_an_exemption_ends_after_its_last_day_or_when_it_is_taken_back(station: Station, clock: FixedClock) -> None:
    mine, other = station.by_code("3-1").id, station.by_code("3-2").id
    station.swabs.exempt(mine, Exempt.RECENT_INFECTION, THURSDAY + timedelta(days=1))
    station.swabs.exempt(other, Exempt.PALLIATIVE)
    assert not {"3-1", "3-2"} & set(whom(station))
    later(clock, 2 * DAY)
    assert whom(station)["3-1"] == ("weekly", date(2023, 1, 14), 0)
    assert "3-2" not in whom(station)
    later(clock, 1)
    station.swabs.exempt(other, Exempt.ENDED)
    later(clock, DAY)
    assert whom(station)["3-2"] == ("weekly", date(2023, 1, 14), 1)


def test_an_exemption_by_mistake_is_taken_back_like_any_deed(station: Station) -> None:
    station.swabs.exempt(station.by_code("3-1").id, Exempt.OTHER)
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert "3-1" in whom(station)


def test_a_switch_of_the_regime_plans_anew_at_once(station: Station, clock: FixedClock) -> None:
    everybody(station)
    later(clock, DAY)
    assert whom(station) == {}
    station.swabs.set_regime(Regime.CLOSED)
    assert whom(station) == dict.fromkeys(("N01", "N02"), ("daily", date(2023, 1, 13), 0))
    station.swabs.set_regime(Regime.OFF)
    assert whom(station) == {}


def test_a_past_day_is_told_as_it_stood(station: Station, clock: FixedClock) -> None:
    later(clock, 2 * DAY)
    everybody(station)
    assert whom(station) == {}
    assert set(whom(station, date(2023, 1, 13)).values()) == {("weekly", THURSDAY, 1)}
    assert whom(station, date(2023, 1, 1)) == {}


def test_who_was_never_tested_for_months_is_late_from_the_day_they_came(station: Station, clock: FixedClock) -> None:
    swab(station, "3-1")
    later(clock, 90 * DAY)
    late = whom(station)
    assert late["3-2"] == ("weekly", THURSDAY, 90)
    assert late["3-1"] == ("weekly", date(2023, 1, 16), 86)


@pytest.mark.parametrize(
    ("why", "until", "code"),
    [
        (Exempt.REFUSAL, THURSDAY - timedelta(days=1), "due.until_past"),
        (Exempt.ENDED, THURSDAY, "due.ended_until"),
    ],
)
def test_what_is_no_exemption_is_refused(station: Station, why: Exempt, until: date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.swabs.exempt(station.by_code("3-1").id, why, until)
    assert refused.value.code == code


def test_what_is_no_contact_is_refused(station: Station) -> None:
    mine = station.by_code("3-1").id
    with pytest.raises(Refusal, match="contact_self"):
        station.swabs.contact(mine, mine)
    with pytest.raises(Refusal, match="no_person"):
        station.swabs.contact(mine, "nobody")
    with pytest.raises(Refusal, match="ahead"):
        station.swabs.contact(mine, at=station.now() + timedelta(hours=1))
    station.move(mine, Presence.LEFT)
    with pytest.raises(Refusal, match="has_left"):
        station.swabs.exempt(mine, Exempt.REFUSAL)
