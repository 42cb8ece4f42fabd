"""Which episodes cost attention, and which of two decisions speak of the same thing."""

from datetime import datetime, timedelta

from carelog.model.assessment import Fired, Standing, Step
from carelog.model.severity import Severity
from carelog.protocol.alarms import Alarm, alarms, matched, observations

from .bedside import MONDAY

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
ON, IMPROVING, ANSWERED = Standing


def at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def fired(
    rule: str, severity: Severity, episode: str = "e1", standing: Standing = ON, *, would_have: bool = False
) -> Fired:
    return Fired(rule, severity, (), standing, episode, (episode,), would_have=would_have)


def step(hours: float, *reasons: Fired) -> Step:
    return Step(at(hours), max((f.severity for f in reasons), default=NONE), (), reasons)


def alarm(start: float, end: float | None = None, rule: str = "T-04", severity: Severity = REVIEW) -> Alarm:
    over = None if end is None else at(end)
    return Alarm("p", rule, severity, at(start), over, over, would_have=False)


def test_an_alert_lasts_from_when_it_opened_until_it_is_gone() -> None:
    steps = [step(0), step(1, fired("T-04", REVIEW)), step(5, fired("T-04", REVIEW, standing=ANSWERED)), step(9)]
    (one,) = alarms("p", steps)
    assert one == Alarm("p", "T-04", REVIEW, at(1), at(5), at(9), would_have=False)
    assert (one.alert, one.kind) == (True, REVIEW)


def test_what_still_stands_has_no_end_and_waits_still() -> None:
    (one,) = alarms("p", [step(1, fired("S-02", URGENT))])
    assert (one.severity, one.kind, one.until, one.end) == (URGENT, REVIEW, None, None)


def test_an_alert_that_stepped_down_still_counts_as_what_it_was_and_began_when_it_became_that() -> None:
    steps = [step(0, fired("R-02", WATCH)), step(2, fired("R-02", REVIEW)), step(4, fired("R-02", WATCH)), step(6)]
    (one,) = alarms("p", steps)
    assert (one.severity, one.start, one.end) == (REVIEW, at(2), at(6))


def test_one_that_spoke_again_is_a_second_one_and_they_stand_in_the_order_of_time() -> None:
    steps = [step(0, fired("T-04", REVIEW, "e1"), fired("Y-01", WATCH, "e1")), step(3, fired("T-04", REVIEW, "e2"))]
    assert [(a.rule, a.severity, a.start) for a in alarms("p", steps)] == [
        ("T-04", REVIEW, at(0)),
        ("Y-01", WATCH, at(0)),
        ("T-04", REVIEW, at(3)),
    ]


def test_what_only_asks_for_something_costs_no_alarm() -> None:
    assert alarms("p", [step(0, fired("D-01", NONE), fired("D-00", NOT_KNOWN))]) == ()


def test_what_an_import_would_have_raised_is_marked() -> None:
    steps = [step(0, fired("T-04", REVIEW, would_have=True), fired("Y-01", WATCH, would_have=True))]
    assert [(a.rule, a.would_have) for a in alarms("p", steps)] == [("T-04", True), ("Y-01", False)]


def test_the_same_decision_twice_leaves_nothing_over() -> None:
    told = [alarm(0, 5), alarm(6, 9), alarm(6, None, "S-02"), alarm(7, None, "Y-01", WATCH)]
    found = matched(told, told)
    assert (found.added, found.removed) == ((), ())
    assert found.same == tuple((a, a) for a in told)


def test_the_same_rule_is_the_same_alert_where_it_overlaps_or_began_within_twelve_hours() -> None:
    assert matched([alarm(0, 30)], [alarm(29, 40)]).same != ()
    assert matched([alarm(29, 40)], [alarm(0, None)]).same != ()
    assert matched([alarm(0, 1)], [alarm(12, 13)]).same != ()
    assert matched([alarm(0, 1)], [alarm(12.1, 13)]).same == ()
    assert matched([alarm(0, 12.1)], [alarm(12.1, 13)]).same == ()
    assert matched([alarm(0, 1, severity=URGENT)], [alarm(20, 21)]).same == ()


def test_another_rule_or_another_kind_of_severity_is_another_thing() -> None:
    found = matched([alarm(0, 5), alarm(0, 5, "S-02", URGENT)], [alarm(0, 5, severity=WATCH), alarm(0, 5, "S-02")])
    assert [(a.rule, a.severity) for a in found.added] == [("T-04", WATCH)]
    assert [(a.rule, a.severity) for a in found.removed] == [("T-04", REVIEW)]


def test_one_stands_for_one_so_that_the_numbers_add_up() -> None:
    long, short = [alarm(0, 40)], [alarm(1, 5), alarm(20, 25)]
    assert [a.start for a in matched(long, short).added] == [at(20)]
    assert [a.start for a in matched(short, long).removed] == [at(20)]


def test_an_observation_carries_an_alert_once_however_many_parts_it_has() -> None:
    held = Fired("T-04", REVIEW, (), ON, "e1", ("e1", "e2"))
    steps = [step(0, fired("T-04", REVIEW, "e1")), step(1, held), step(9, fired("T-04", REVIEW, "e3"))]
    acts = [(at(1), frozenset({"e1", "e2"})), (at(9), frozenset({"e3"}))]
    assert list(observations(steps, acts)) == [("T-04", at(1)), ("T-04", at(9))]


def test_an_observation_that_took_its_own_alarm_back_carries_none() -> None:
    back = fired("T-04", REVIEW, "e1", IMPROVING)
    acts = [(at(1), frozenset({"e1", "e2"}))]
    assert list(observations([step(0, fired("T-04", REVIEW, "e1")), step(1, back)], acts)) == []
    assert list(observations([step(0, fired("T-04", REVIEW, "e1")), step(1)], acts)) == []


def test_a_mild_reason_or_one_that_rests_on_no_observation_carries_none() -> None:
    missed = Fired("D-03", REVIEW, (), ON, "", ())
    unknown = fired("T-04", REVIEW, "e9")
    assert list(observations([step(0, fired("T-01", WATCH), missed, unknown)], [(at(0), frozenset({"e1"}))])) == []


def test_what_an_import_would_have_raised_stays_marked_after_it_stepped_down() -> None:
    steps = [step(0, fired("T-04", REVIEW, would_have=True)), step(6, fired("T-04", WATCH)), step(12)]
    (one,) = alarms("p", steps)
    assert (one.severity, one.would_have) == (REVIEW, True)


def test_an_old_alert_that_came_to_wait_for_somebody_was_none_of_an_import() -> None:
    steps = [step(0, fired("T-04", REVIEW, would_have=True)), step(6, fired("T-04", URGENT))]
    assert [a.would_have for a in alarms("p", steps)] == [False]


def test_observations_stand_in_the_order_in_which_they_were_read() -> None:
    steps = [step(0, fired("T-04", REVIEW, "e1")), step(9, fired("S-02", REVIEW, "e2"), fired("N-02", REVIEW, "e2"))]
    acts = [(at(0), frozenset({"e1"})), (at(9), frozenset({"e2"}))]
    assert list(observations(steps, acts)) == [("T-04", at(0)), ("N-02", at(9)), ("S-02", at(9))]
