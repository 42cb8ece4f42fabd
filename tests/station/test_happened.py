"""A swab's result and a medicine are one act each, judged at once, and can be taken back."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Given, Method, Result, Swabbed
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.rows import BoardRow

from .support import later, tell

ANTIGEN, NEGATIVE, POSITIVE = Method.ANTIGEN, Result.NEGATIVE, Result.POSITIVE


def row(station: Station) -> BoardRow:
    return next(r for r in station.board().rows if r.person.code == "3-1")


def who(station: Station) -> str:
    return station.by_code("3-1").id


def swab(station: Station, result: Result = POSITIVE, hours: float = 0, target: str = "") -> Severity:
    at = station.now() - timedelta(hours=hours)
    step = station.swabbed(who(station), ANTIGEN, result, at, target=target)
    return step.severity if step else Severity.NONE


def test_a_positive_swab_is_an_alert_on_every_board_at_once(station: Station) -> None:
    tell(station, "3-1")
    assert swab(station) is Severity.REVIEW
    assert {f.rule for f in row(station).fired} == {"K-02"}
    assert row(station).waiting
    assert {Task.ISOLATE, Task.REPORT} <= set(row(station).tasks)


def test_taken_back_it_is_as_if_it_had_never_been(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    later(clock, 1)
    swab(station)
    last = station.last_act()
    assert last is not None
    assert last.person == who(station)
    station.undo(last.act)
    assert row(station).fired == ()
    assert row(station).severity is Severity.NONE
    (told,) = station.person(who(station)).done
    assert (told.undone_by, told.undone_at) == ("N01", station.now())


def test_a_result_written_down_late_counts_from_when_the_swab_was_taken(station: Station) -> None:
    tell(station, "3-1", at=station.now() - timedelta(days=1))
    swab(station, hours=13 * 24)
    tell(station, "3-1", spo2=95)
    assert {f.rule for f in row(station).fired} == {"K-02", "S-01"}
    after = station.board(at=station.now() + timedelta(days=1, minutes=1))
    assert next(r for r in after.rows if r.person.code == "3-1").improving


def test_a_negative_swab_is_the_test_that_was_to_do_and_a_cough_asks_again(station: Station) -> None:
    tell(station, "3-1", symptoms=("cough",))
    assert Task.TEST in row(station).tasks
    assert swab(station, NEGATIVE) is Severity.WATCH
    assert Task.TEST not in row(station).tasks
    tomorrow = station.board(at=station.now() + timedelta(hours=25))
    assert "K-03" in {f.rule for r in tomorrow.rows if r.person.code == "3-1" for f in r.fired}


def test_the_same_home_opened_anew_judges_the_same(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", symptoms=("cough",))
    swab(station, NEGATIVE)
    station.given(who(station), station.now(), antipyretic=True)
    before = station.log.steps(who(station), clock.now() - timedelta(days=1), clock.now() + timedelta(days=30))
    station.judge.forget()
    with station.deed() as act:
        station.reassess(act, who(station), clock.now() - timedelta(days=1))
    after = station.log.steps(who(station), clock.now() - timedelta(days=1), clock.now() + timedelta(days=30))
    assert [(s.severity, s.tasks, s.fired) for s in after if s.fired] == [
        (s.severity, s.tasks, s.fired) for s in before if s.fired
    ]


def test_behind_an_antipyretic_a_normal_temperature_clears_no_fever(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 375)
    for _ in range(2):
        later(clock, 300)
        station.given(who(station), station.now(), antipyretic=True, medicine="paracetamol")
        later(clock, 60)
        tell(station, "3-1", 364)
    assert row(station).severity is Severity.WATCH
    assert [type(d.body) for d in station.person(who(station)).done] == [Given, Given]


def test_what_was_done_stands_on_the_page_newest_first_with_who_wrote_it(station: Station, clock: FixedClock) -> None:
    swab(station, NEGATIVE, hours=2, target="influenza_a")
    station.given(who(station), station.now(), antipyretic=False, medicine="salbutamol", note="2 puffs")
    given, swabbed = station.person(who(station)).done
    assert given.body == Given(who(station), antipyretic=False, medicine="salbutamol", note="2 puffs")
    assert swabbed.body == Swabbed(who(station), ANTIGEN, NEGATIVE, "influenza_a")
    assert swabbed.at == clock.now() - timedelta(hours=2)
    assert {given.by, swabbed.by} == {station.actor().id}


def test_what_cannot_be_is_refused_and_nothing_is_stored(station: Station) -> None:
    now, born = station.now(), station.by_code("3-1").birth_date
    assert born is None or born.year < now.year
    for at, code in (
        (now + timedelta(minutes=6), "station.ahead"),
        (now - timedelta(days=400), "station.long_ago"),
    ):
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            station.swabbed(who(station), ANTIGEN, POSITIVE, at)
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            station.given(who(station), at, antipyretic=True)
    with pytest.raises(Refusal, match=r"station\.no_person"):
        station.swabbed("nobody", ANTIGEN, POSITIVE, now)
    station.swabbed(who(station), ANTIGEN, NEGATIVE, now + timedelta(minutes=5))
    station.move(who(station), Presence.LEFT)
    with pytest.raises(Refusal, match=r"station\.has_left"):
        station.given(who(station), now, antipyretic=True)
