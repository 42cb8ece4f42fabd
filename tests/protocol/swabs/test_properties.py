"""What holds of every due list, whatever has happened before."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.deeds import Method, Result
from carelog.model.person import Kind
from carelog.model.swabs import Regime
from carelog.protocol.swabs.programme import Asked, House, Known, Spell, Swept, Taken, due, spells, sweeps
from tests.protocol.swabs.told import MONDAY, PLAN, contact, day, house, noon, on, person, taken

STRICT = [Regime.OFF, Regime.WAVE, Regime.CLOSED]
DAYS = st.integers(0, 40)
SWABS = st.lists(
    st.builds(
        taken,
        DAYS,
        st.sampled_from([m.value for m in Method]),
        st.sampled_from(["negative", "negative", "positive", "invalid", ""]),
        st.integers(6, 20),
    ),
    max_size=12,
    unique_by=lambda swab: swab.entry,
)
SPELLS = st.lists(st.tuples(DAYS, st.sampled_from(STRICT)), max_size=4)
SWEEPS = st.lists(st.builds(lambda n, late: Swept(day(n + late), day(n)), DAYS, st.integers(0, 2)), max_size=4)


@st.composite
def houses(draw: st.DrawFn) -> House:
    told = [Spell(day(n), regime) for n, regime in draw(SPELLS)]
    first = draw(st.sampled_from(STRICT))
    return House(spells(told, first, MONDAY), sweeps(draw(SWEEPS), PLAN.sweep_again))


@st.composite
def people(draw: st.DrawFn) -> Known:
    came, moved_in = sorted((draw(DAYS), draw(DAYS)), reverse=True)
    at = draw(st.none() | DAYS)
    known = person(
        came=came,
        kind=draw(st.sampled_from([Kind.RESIDENT, Kind.STAFF])),
        moved_in=day(moved_in),
        admitted=draw(st.booleans()),
        exempt=draw(st.booleans()),
        free_since=draw(st.none() | DAYS.map(day)),
        swabs=tuple(draw(SWABS)),
        contacts=tuple(contact(n) for n in draw(st.lists(DAYS, max_size=3))),
    )
    return known._replace(asked=None if at is None else Asked(noon(at), day(at), draw(st.booleans())))


@given(people(), houses(), st.integers(0, 60))
def test_a_due_day_is_never_ahead_and_the_days_overdue_are_those_behind_it(known: Known, where: House, n: int) -> None:
    found = due(PLAN, where, known, day(n))
    if found is not None:
        assert known.came <= found.since or found.since <= day(n)
        assert found.overdue_days == max(0, (day(n) - found.since).days)
        assert found.methods


@given(people(), houses(), st.integers(0, 60), st.randoms())
def test_in_which_order_things_were_written_down_changes_nothing(
    known: Known, where: House, n: int, chance: Random
) -> None:
    swabs, contacts = list(known.swabs), list(known.contacts)
    chance.shuffle(swabs)
    chance.shuffle(contacts)
    other = known._replace(swabs=tuple(swabs), contacts=tuple(contacts))
    assert due(PLAN, where, other, day(n)) == due(PLAN, where, known, day(n))


@given(people(), houses(), st.integers(0, 60))
def test_a_valid_test_takes_off_the_list_that_day_unless_the_assessment_asks(
    known: Known, where: House, n: int
) -> None:
    last = Taken(noon(n, 22), day(n), "last", Method.PCR, Result.NEGATIVE)
    tested = known._replace(swabs=(*known.swabs, last), asked=None)
    assert due(PLAN, where, tested, day(n)) is None


@given(people(), houses(), st.integers(0, 60))
def test_nobody_here_and_in_the_plan_goes_longer_than_the_greatest_gap_without_being_on_the_list(
    known: Known, where: House, n: int
) -> None:
    known = known._replace(exempt=False)
    row = PLAN.row(known.group, [s.regime for s in where.spells if s.start <= day(n)][-1])
    since = max([s.start for s in where.spells if s.start <= day(n)][-1], known.planned_since)
    if row is None:
        return
    tests = [
        s.day
        for s in known.swabs
        if s.day <= day(n)
        and s.result is not Result.INVALID
        and (s.result is Result.POSITIVE or s.method in row.methods)
    ]
    if (day(n) - max([since, *tests])).days >= PLAN.greatest_gap:
        assert due(PLAN, where, known, day(n)) is not None


@given(people(), houses(), st.integers(0, 60))
def test_a_stricter_regime_makes_nobody_less_due(known: Known, where: House, n: int) -> None:
    *before, last = [s for s in where.spells if s.start <= day(n)]
    listed = [
        due(PLAN, House((*before, last._replace(regime=regime)), where.sweeps), known, day(n)) is not None
        for regime in STRICT
    ]
    assert listed == sorted(listed)


@given(people(), houses(), st.integers(0, 59))
def test_while_nothing_happens_the_day_something_was_due_does_not_move(known: Known, where: House, n: int) -> None:
    events = {s.start for s in where.spells} | {s.day for s in known.swabs} | {known.came}
    today, tomorrow = (due(PLAN, where, known, day(n + d)) for d in (0, 1))
    if today and tomorrow and day(n + 1) not in events and today.reason == tomorrow.reason:
        assert tomorrow.since == today.since


@given(st.integers(0, 30), st.integers(0, 28))
def test_a_missed_last_day_of_a_contact_stays_due_for_weeks(n: int, late: int) -> None:
    known = person(contacts=(contact(n),), swabs=(taken(n + 3, hour=20),))
    found = on(n + 5 + late, known, house(first="off"))
    assert found is not None
    assert (found.reason, found.overdue_days) == ("contact_5", late)


@given(st.integers(0, 13), st.sampled_from([Kind.RESIDENT, Kind.STAFF]), st.sampled_from(["wave", "closed"]), st.data())
def test_who_is_tested_when_the_list_says_so_has_every_test_of_the_week_and_never_two_too_close(
    begun: int, kind: Kind, regime: str, data: st.DataObject
) -> None:
    """Now and then a test is taken on a day of one's own, for a cough; it counts."""
    where, known = house(first=regime, begun=begun), person(came=begun, kind=kind)
    asked_for: list[int] = []
    extra = data.draw(st.sets(st.integers(begun, begun + 34), max_size=4))
    for n in range(begun, begun + 35):
        found = on(n, known, where)
        if found:
            asked_for.append(n)
        if found or n in extra:
            known = known._replace(swabs=(*known.swabs, taken(n)))
    tests = [(s.day - MONDAY).days for s in known.swabs]
    row = PLAN.row(known.group, Regime(regime))
    assert row is not None
    assert all(after - before <= PLAN.greatest_gap for before, after in pairwise(tests))
    for week in range(begun // 7 + 1, (begun + 34) // 7):
        assert sum(week * 7 <= n < week * 7 + 7 for n in tests) >= row.times
    if not row.daily:
        for n in asked_for[1:]:
            assert n - max(t for t in tests if t < n) >= PLAN.least_gap


@given(people(), houses(), st.integers(0, 60))
def test_who_is_away_is_never_due(known: Known, where: House, n: int) -> None:
    assert due(PLAN, where, known._replace(here=False), day(n)) is None


@given(people(), houses(), st.integers(0, 60), st.integers(1, 20))
def test_what_comes_later_is_not_known_on_a_day(known: Known, where: House, n: int, later: int) -> None:
    swab = taken(n + later)
    assert due(PLAN, where, known._replace(swabs=(*known.swabs, swab)), day(n)) == due(PLAN, where, known, day(n))
    assert MONDAY + timedelta(days=n) == day(n)
