"""What a protocol would have said: answers count for rules, and what nobody could have closed is closed by itself."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.model.assessment import Answer, Step
from carelog.model.severity import Severity, Task
from carelog.protocol import assess
from carelog.protocol.alarms import Alarm, alarms, matched
from carelog.protocol.replay import decided_again
from carelog.protocol.schema import CareProtocol

from .bedside import Bed, care, care_with, spo2, temperature

LINE = 'lines = [{ op = ">", value = 385, clear = 382 }] }\n[rule.words]\nzh_CN = "体温超过 38.5 度：'


def line(value: int) -> CareProtocol:
    """The protocol with the line of T-04 at another temperature."""
    return care_with(LINE, LINE.replace("385", str(value)).replace("382", str(value - 3)))


def recorded(bed: Bed) -> tuple[Step, ...]:
    return assess.replayed(bed.protocol, bed.history())


def again(bed: Bed, protocol: CareProtocol, rule: str = "T-04") -> tuple[Alarm, ...]:
    found = alarms("p", decided_again(protocol, bed.history(), recorded(bed)))
    return tuple(a for a in found if a.rule == rule)


def times(found: tuple[Alarm, ...]) -> list[tuple[datetime, datetime | None]]:
    return [(a.start, a.until) for a in found]


def ill(hours: float = 0, tenths: int = 388) -> Bed:
    return Bed().seen(temperature(tenths), spo2(97), hours=hours)


def test_the_protocol_that_decided_says_the_same_again() -> None:
    bed = ill().answered("T-04", hours=1).well(hours=12).well(hours=36).well(hours=48)
    bed.seen(temperature(390), spo2(92), hours=60).answered("T-04", hours=61, how="not_confirmed").well(hours=72)
    before, after = alarms("p", recorded(bed)), alarms("p", decided_again(care(), bed.history(), recorded(bed)))
    assert matched(before, after) == (tuple((a, a) for a in before), (), ())
    assert len(before) > 3


def test_what_was_read_in_one_instant_is_decided_as_it_stands_at_its_end() -> None:
    bed = ill(hours=12).seen(temperature(387), spo2(97), hours=12)
    found = decided_again(care(), bed.history(), ())
    assert [step.start for step in found].count(bed.at(hours=12)) == 1
    assert alarms("p", found) == alarms("p", recorded(bed))
    assert {f.rule: f.entries for f in found[0].fired}["T-04"] == ("e1", "e2")


EVENT = st.tuples(
    st.sampled_from([364, 374, 379, 386, 392]),
    st.sampled_from([97, 95, 93, 88]),
    st.sampled_from([(), ("cough",), ("drowsiness",), ("fall", "poor_appetite")]),
    st.sampled_from([None, "seen", "not_confirmed", "transferred"]),
    st.sampled_from([0.05, 3.0, 12.0, 24.0]),
)


@settings(deadline=None)
@given(st.lists(EVENT, max_size=12))
def test_whatever_happened_the_protocol_that_decided_adds_and_removes_nothing(story: list[tuple[object, ...]]) -> None:
    bed, hours = Bed(), 0.0
    for heat, breath, symptoms, how, later in story:
        bed.seen(temperature(heat), spo2(breath), symptoms=symptoms, hours=hours)  # type: ignore[arg-type]
        if how:
            rules = {f.rule for f in bed.now().fired if f.severity >= Severity.REVIEW}
            bed.answered(*rules, hours=hours + 0.01, how=str(how))
        hours += float(str(later))
    before, after = alarms("p", recorded(bed)), alarms("p", decided_again(care(), bed.history(), recorded(bed)))
    assert matched(before, after)[1:] == ((), ())


def test_an_answer_closes_the_same_rule_under_whatever_name_it_opened_earlier() -> None:
    bed = ill(0, 383).seen(temperature(388), spo2(97), hours=12).answered("T-04", hours=13)
    assert times(again(bed, line(381))) == [(bed.at(), bed.at(hours=12)), (bed.at(hours=12), bed.at(hours=13))]


def test_an_answer_closes_the_same_rule_where_it_opened_later_for_another_value() -> None:
    bed = ill(0, 386).seen(temperature(390), spo2(97), hours=2).answered("T-04", hours=13)
    assert times(again(bed, line(388))) == [(bed.at(hours=2), bed.at(hours=13))]


def test_who_answers_one_alert_has_seen_the_others_that_only_the_replay_has() -> None:
    bed = Bed().seen(temperature(383), spo2(88)).answered("S-02b", minutes=30)
    assert times(again(bed, line(381))) == [(bed.at(), bed.at(minutes=30))]


def test_an_alert_left_open_then_stays_open_in_the_replay() -> None:
    bed = ill().seen(temperature(388), spo2(88), hours=6).answered("S-02b", hours=7)
    assert times(again(bed, line(381))) == [(bed.at(), None)]


def test_an_alert_the_record_never_had_is_over_once_its_values_are_back() -> None:
    bed = ill(0, 383).well(hours=12).well(hours=36).well(hours=48).seen(temperature(383), spo2(97), hours=60)
    first, second = again(bed, line(381))
    assert (first.start, first.end) == (bed.at(), bed.at(hours=36))
    assert (second.start, second.end) == (bed.at(hours=60), None)


def test_an_alert_the_record_has_too_waits_for_its_own_answer() -> None:
    bed = ill().well(hours=12).well(hours=36).well(hours=48).answered("T-04", hours=50)
    assert times(again(bed, line(381))) == [(bed.at(), bed.at(hours=50))]


def test_what_is_only_a_task_is_over_once_it_is_done() -> None:
    bed = Bed().seen(temperature(364), spo2(99)).seen(temperature(364), spo2(94), hours=12)
    bed.seen(spo2(99), spo2(99), symptoms=None, hours=12.1, act="a2")
    steps = decided_again(care(), bed.history(), recorded(bed))
    assert [(f.rule, f.severity, f.tasks) for f in steps[0].fired] == [("D-01", Severity.NONE, (Task.RECHECK,))]
    assert steps[-1].fired == ()


def test_a_line_nobody_reaches_takes_its_alerts_away_and_lets_the_milder_rule_speak() -> None:
    bed = Bed().seen(temperature(388), spo2(88))
    without = decided_again(line(420), bed.history(), recorded(bed))
    found = matched(alarms("p", recorded(bed)), alarms("p", without))
    assert [a.rule for a in found.removed] == ["T-04"]
    assert [(a.rule, a.severity) for a in found.added] == [("T-01", Severity.WATCH)]


def test_what_begins_to_count_by_itself_is_told_though_nothing_happens_any_more() -> None:
    late = '{ kind = "since", of = "negative", after_hours = 24, within_hours = 48 }'
    asks = care_with('{ kind = "symptoms", groups = ["gastro"] }', late)
    bed = Bed(protocol=asks).well().swabbed("negative", hours=1)
    steps = decided_again(asks, bed.history(), ())
    assert [(s.start, [f.rule for f in s.fired]) for s in steps][1:] == [(bed.at(hours=25), ["Y-01g"])]


def test_an_alert_that_an_answer_ended_is_over_though_the_record_began_calm() -> None:
    bed = Bed().well().swabbed("negative", hours=1)
    bed.seen(temperature(388), spo2(97), hours=60).well(hours=84).well(hours=108)
    (alarm,) = again(bed.answered("T-04", hours=110), care())
    assert (alarm.start, alarm.end) == (bed.at(hours=60), bed.at(hours=110))


def test_a_calm_history_has_no_steps() -> None:
    bed = Bed().well().well(hours=12)
    assert decided_again(care(), bed.history(), ()) == ()


def test_a_quiet_time_after_something_is_told_once() -> None:
    bed = Bed().seen(temperature(364), spo2(97), symptoms=("cough",))
    for n in range(1, 9):
        bed.well(hours=12 * n)
    steps = decided_again(care(), bed.history(), recorded(bed))
    assert [bool(s.fired) for s in steps] == [True, False]


def test_an_answer_before_anything_was_decided_closes_nothing() -> None:
    bed = Bed().answered("T-04").seen(temperature(388), spo2(97), hours=1)
    steps = decided_again(care(), bed.history(), ())
    assert [a.until for a in alarms("p", steps) if a.rule == "T-04"] == [None]


def test_an_answer_that_closed_nothing_then_closes_nothing_here() -> None:
    bed = ill()
    bed.told(Answer("late", 9, bed.at(hours=2), "nurse", (("T-04", "another"),), "seen"))
    assert times(again(bed, care())) == [(bed.at(), None)]


def test_what_a_later_swab_ends_before_its_time_is_over_then_and_not_when_it_would_have_run_out() -> None:
    late = 'when = { kind = "since", of = "negative", methods = ["antigen"], after_hours = 24, within_hours = 48 }'
    asks = care_with('when = { kind = "unlikely" }', late)
    bed = Bed(protocol=asks).well().swabbed("negative", hours=1).swabbed("negative", "pcr", hours=30)
    steps = decided_again(asks, bed.history(), ())
    assert [(s.start, [f.rule for f in s.fired]) for s in steps][-2:] == [
        (bed.at(hours=25), ["D-01"]),
        (bed.at(hours=30), []),
    ]
