"""What happens in the demo home is a believable month(), and a quiet one on request."""

from datetime import timedelta

import pytest

from carelog.model.observation import Observed
from carelog.model.person import Checks, Kind, Moved, Person, Presence

from .on_paper import Paper, month, quiet_month, write


def shapes(paper: Paper) -> list[str]:
    return sorted(t.shape for life in paper.lives for t in life.troubles if t.shape != "complaint")


def test_a_month_has_two_infections_in_one_unit_and_one_person_getting_worse() -> None:
    assert shapes(month()) == ["infection", "infection", "worsening"]
    ill = [life.person.unit for life in month().lives if any(t.shape == "infection" for t in life.troubles)]
    assert ill[0] == ill[1]


def test_a_quiet_month_has_neither() -> None:
    assert shapes(quiet_month()) == []
    assert not any(life.tonight or life.apart for life in quiet_month().lives)


def test_the_infected_are_isolated_and_later_not_any_more() -> None:
    written = [d for d in month().deeds if isinstance(d.body, Person)]
    assert [d.body.round_last for d in written if isinstance(d.body, Person)].count(True) == 2
    assert len(written) == 4


def test_who_gets_worse_is_low_at_the_end_and_was_well_three_days_before() -> None:
    worse = next(life for life in month().lives if life.tonight)
    readings = [
        (d.at, r.value)
        for d in month().deeds
        if d.person == worse.person.id and isinstance(d.body, Observed)
        for r in d.body.readings
        if r.quantity.value == "spo2" and r.value
    ]
    before = [v for at, v in readings if at < month().plan.at - timedelta(days=3)]
    tonight = [v for at, v in readings if at > month().plan.at - timedelta(hours=1)]
    assert sum(before) / len(before) > 95.5
    assert tonight
    assert max(tonight) <= 93


def test_some_are_in_hospital_or_out_and_one_of_each_still_is() -> None:
    still = [
        a.presence
        for life in month().lives
        if life.person.kind is Kind.RESIDENT
        for a in life.away
        if a.end > month().plan.at
    ]
    assert sorted(still) == [Presence.HOSPITAL, Presence.OUT]
    moved = [d.body for d in month().deeds if isinstance(d.body, Moved)]
    residents = {p.id for p in month().residents}
    assert sum(m.person in residents for m in moved) >= 8


def test_nobody_is_measured_while_away() -> None:
    for paper in (month(), quiet_month()):
        lives = {life.person.id: life for life in paper.lives}
        seen = [d for d in paper.deeds if isinstance(d.body, Observed)]
        assert [
            d for d in seen if lives[d.person].is_away(d.at - timedelta(minutes=35)) and lives[d.person].is_away(d.at)
        ] == []


def test_every_going_away_has_a_coming_back_unless_the_story_ends() -> None:
    here: dict[str, Presence] = {}
    for deed in month().deeds:
        if isinstance(deed.body, Moved):
            was = here.get(deed.person, Presence.PRESENT)
            assert (was is Presence.PRESENT) != (deed.body.presence is Presence.PRESENT)
            here[deed.person] = deed.body.presence


def test_staff_have_two_days_off_a_week_and_some_nurse_is_always_here() -> None:
    staff = [life for life in month().lives if life.person.kind is Kind.STAFF]
    days = [sum((a.end - a.start).days + 1 for a in life.away if a.end < month().plan.at) for life in staff]
    assert all(5 <= d <= 12 for d in days)
    assert all(any(not life.is_away(walk.begin) for life in staff[:12]) for walk in month().walks)


def test_a_very_small_staff_has_no_days_off() -> None:
    home = write(residents=10, staff=2, days=10)
    assert not any(life.away for life in home.lives if life.person.kind is Kind.STAFF)


@pytest.mark.parametrize("days", [0, 1, 2, 5])
def test_a_short_story_is_told_without_breaking(days: int) -> None:
    home = write(days=days)
    assert bool(home.deeds) == (days > 0)
    assert len(home.walks) == 2 * days


def test_small_complaints_are_rare_on_quiet_days() -> None:
    begun = sum(t.start < quiet_month().plan.at for life in quiet_month().lives for t in life.troubles)
    assert 0 < begun < 20


def test_only_people_who_may_be_asked_complain() -> None:
    assert not any(life.troubles for life in month().lives if life.person.checks is not Checks.ALL)
