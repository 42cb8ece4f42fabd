"""The demo home tests by the week as its protocol says, whoever is well and in the house."""

from collections import Counter
from datetime import timedelta

from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Kind
from carelog.protocol import light, load
from carelog.station.demo import tested
from carelog.station.demo.plan import Deed

from .on_paper import Paper, month, quiet_month

WAVE, QUIET = (light.parse(load.packaged(name)) for name in ("cn-2023-respiratory", "off-season"))


def swabs(paper: Paper) -> list[tuple[Deed, Swabbed]]:
    found = tested.deeds(paper.plan, paper.lives, WAVE)
    return [(deed, deed.body) for deed in found if isinstance(deed.body, Swabbed)]


def test_residents_and_staff_are_tested_twice_a_week_on_days_of_their_own() -> None:
    paper = quiet_month()
    kinds = {life.person.id: life.person.kind for life in paper.lives}
    days = {
        kind: {deed.at.astimezone(paper.plan.zone).weekday() for deed, _ in swabs(paper) if kinds[deed.person] is kind}
        for kind in (Kind.RESIDENT, Kind.STAFF)
    }
    assert [len(found) for found in days.values()] == [2, 2]
    assert not days[Kind.RESIDENT] & days[Kind.STAFF]
    methods = {kinds[deed.person]: swab.method for deed, swab in swabs(paper)}
    assert methods == {Kind.RESIDENT: Method.ANTIGEN, Kind.STAFF: Method.PCR}


def test_who_is_ill_or_away_is_left_out_and_everybody_else_is_negative() -> None:
    paper = month()
    lives = {life.person.id: life for life in paper.lives}
    for deed, swab in swabs(paper):
        assert swab.result is Result.NEGATIVE
        life = lives[deed.person]
        assert not life.is_away(deed.at)
        assert not any(t.start - timedelta(days=2) <= deed.at < t.end for t in life.troubles)
    tested_people = Counter(deed.person for deed, _ in swabs(paper))
    assert max(tested_people.values()) <= 10


def test_somebody_is_still_due_on_the_newest_day() -> None:
    by_day = Counter(deed.at.date() for deed, _ in swabs(quiet_month()))
    assert by_day[max(by_day)] < max(by_day.values())


def test_in_quiet_times_nobody_is_tested_by_the_week() -> None:
    assert tested.deeds(month().plan, month().lives, QUIET) == []
