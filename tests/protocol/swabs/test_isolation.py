"""Which day of isolation it is, and what has to be there before a named person may end it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.assessment import TaskEnd
from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Facts, Sampled
from carelog.model.observation import Observed, Seen
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Task
from carelog.protocol import light, load
from carelog.protocol.swabs.isolation import Isolation, isolated
from tests.protocol.bedside import ID, care

if TYPE_CHECKING:
    from carelog.model.history import Event
    from carelog.model.swabs import Isolated

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_1 = datetime(2023, 1, 10, 1, 0, tzinfo=UTC)
"""Nine in the morning in Shanghai."""
TABLE = care().isolation
POSITIVE, NEGATIVE, INVALID = Result.POSITIVE, Result.NEGATIVE, Result.INVALID


def rule() -> Isolation:
    assert TABLE is not None
    return TABLE.ready()


def swab(result: Result, hours: float = 0, target: str = "sars_cov_2", method: Method = Method.ANTIGEN) -> Sampled:
    return Sampled(f"s{hours}{target}", int(hours * 10) + 1, DAY_1 + timedelta(hours=hours), method, result, target)


def warm(value: int | None, hours: float, site: Site | None = Site.AXILLARY) -> Seen:
    at = DAY_1 + timedelta(hours=hours)
    reading = Reading(Quantity.TEMPERATURE, value, None if value else NotMeasured.ASLEEP, site)
    return Seen(f"t{hours}", "a", int(hours * 10) + 2, at, at, "n", Observed("p", None, (reading,)))


def pulse(value: int, hours: float) -> Seen:
    seen = warm(366, hours)
    return seen._replace(observed=Observed("p", None, (Reading(Quantity.PULSE, value),)))


def takes(antipyretic: bool, hours: float, entry: str) -> Facts:
    """An antipyretic every day or not, as written down at a time."""
    person = Person("p", "R1", Kind.RESIDENT, "x", takes_antipyretic=antipyretic)
    return Facts(entry, int(hours * 10) + 1, DAY_1 + timedelta(hours=hours), person)


def tablet(hours: float, *, antipyretic: bool = True) -> Dosed:
    return Dosed("d", 1, DAY_1 + timedelta(hours=hours), antipyretic)


def ended(hours: float, task: Task = Task.ISOLATE, *, done: bool = True) -> TaskEnd:
    return TaskEnd("e", int(hours * 10) + 3, DAY_1 + timedelta(hours=hours), "n", task, done)


def stands(hours: float, *events: Event) -> Isolated | None:
    return isolated(rule(), events, DAY_1 + timedelta(hours=hours), SHANGHAI)


def told(hours: float, *events: Event) -> Isolated:
    found = stands(hours, *events)
    assert found is not None
    return found


def test_the_day_it_was_taken_is_day_1_by_the_homes_own_dates() -> None:
    assert (told(0, swab(POSITIVE)).day, told(0, swab(POSITIVE)).of) == (1, 14)
    assert told(14.9, swab(POSITIVE)).day == 1
    assert told(15, swab(POSITIVE)).day == 2


def test_it_lasts_14_days_and_not_an_hour_more() -> None:
    last = told(14 * 24 - 1, swab(POSITIVE))
    assert (last.day, last.of) == (14, 14)  # eight in the morning of the 15th date, an hour before it is over
    assert stands(14 * 24, swab(POSITIVE)) is None


def test_nobody_is_isolated_without_a_positive() -> None:
    assert stands(1) is None
    assert stands(1, swab(NEGATIVE), swab(INVALID, 0.5)) is None
    assert stands(-1, swab(POSITIVE)) is None


def test_a_later_positive_makes_it_longer_and_does_not_begin_anew() -> None:
    found = told(5 * 24, swab(POSITIVE), swab(POSITIVE, 4 * 24))
    assert (found.day, found.of, found.since, found.entry) == (6, 18, DAY_1, swab(POSITIVE).entry)
    assert told(18 * 24 - 1, swab(POSITIVE), swab(POSITIVE, 4 * 24)).day == 18
    assert stands(18 * 24, swab(POSITIVE), swab(POSITIVE, 4 * 24)) is None


def test_a_positive_after_two_free_weeks_begins_anew() -> None:
    found = told(20 * 24, swab(POSITIVE), swab(POSITIVE, 20 * 24))
    assert (found.day, found.since) == (1, DAY_1 + timedelta(days=20))
    assert told(14 * 24, swab(POSITIVE), swab(POSITIVE, 14 * 24)).day == 1


def test_two_negatives_a_day_apart_and_no_fever_for_a_day_may_end_it() -> None:
    events = (swab(POSITIVE), swab(NEGATIVE, 96), swab(NEGATIVE, 120), warm(366, 118))
    assert told(121, *events).may_end
    assert not told(119, *events).may_end
    assert not told(121, *events[:-1]).may_end
    assert (told(121, *events).apart_hours, told(121, *events).afebrile_hours) == (24, 24)


@pytest.mark.parametrize(
    ("events", "negatives"),
    [
        ((), 0),
        ((swab(NEGATIVE, 96),), 1),
        ((swab(NEGATIVE, 96), swab(NEGATIVE, 119.9)), 1),
        ((swab(NEGATIVE, 96), swab(NEGATIVE, 110), swab(NEGATIVE, 120)), 2),
        ((swab(NEGATIVE, 48), swab(POSITIVE, 72), swab(NEGATIVE, 96)), 1),
        ((swab(NEGATIVE, 96), swab(INVALID, 108), swab(NEGATIVE, 120)), 2),
        ((swab(NEGATIVE, 96, "rsv"), swab(NEGATIVE, 120, "rsv")), 0),
        ((swab(POSITIVE, 1, "rsv"), swab(NEGATIVE, 96), swab(NEGATIVE, 120)), 0),
        ((swab(NEGATIVE, -5), swab(NEGATIVE, 200)), 0),
        ((swab(NEGATIVE, 96), swab(NEGATIVE, 120), swab(NEGATIVE, 130)), 2),
        ((swab(NEGATIVE, 96), swab(INVALID, 125)), 1),
        ((swab(NEGATIVE, 0, method=Method.PCR),), 0),
    ],
)
def test_negatives_count_a_day_apart_since_the_last_positive_of_what_was_found(
    events: tuple[Event, ...], negatives: int
) -> None:
    assert told(130, swab(POSITIVE), *events).negatives == negatives


def test_a_negative_by_another_method_than_the_protocol_counts_is_none() -> None:
    by = rule()._replace(methods=frozenset({Method.PCR}))
    events = [swab(POSITIVE), swab(NEGATIVE, 96), swab(NEGATIVE, 120, method=Method.PCR)]
    found = isolated(by, events, DAY_1 + timedelta(hours=130), SHANGHAI)
    assert found is not None
    assert found.negatives == 1


@pytest.mark.parametrize(
    ("events", "afebrile"),
    [
        ((), None),
        ((warm(366, 100),), None),
        ((warm(None, 125),), None),
        ((warm(366, 125),), True),
        ((warm(372, 125),), True),
        ((warm(373, 125),), False),
        ((warm(375, 125, Site.RECTAL),), True),
        ((warm(376, 125, Site.RECTAL),), False),
        ((warm(373, 125, None),), False),
        ((warm(373, 110), warm(366, 125)), False),
        ((tablet(122), warm(366, 125)), None),
        ((tablet(122, antipyretic=False), warm(366, 125)), True),
        ((tablet(118), warm(366, 125)), True),
        ((tablet(122), warm(366, 125), warm(366, 128.5)), True),
        ((tablet(122), warm(380, 125)), False),
        ((warm(366, 140),), None),
        ((warm(366, 106),), None),
        ((warm(366, 106.1),), True),
        ((warm(366, 130),), True),
        ((pulse(88, 125),), None),
        ((tablet(125), warm(366, 125)), None),
        ((tablet(119), warm(366, 125)), True),
    ],
)
def test_no_fever_is_said_only_where_a_temperature_says_so_and_no_tablet_hides_it(
    events: tuple[Event, ...], afebrile: bool | None
) -> None:
    assert told(130, swab(POSITIVE), *events).afebrile is afebrile


def test_who_takes_an_antipyretic_every_day_is_never_said_to_have_no_fever() -> None:
    facts = takes(True, 0, "f")
    assert told(130, swab(POSITIVE), facts, warm(366, 125)).afebrile is None
    assert told(130, swab(POSITIVE), facts, warm(380, 125)).afebrile is False


def test_whether_they_take_one_every_day_is_asked_of_what_was_written_down_last() -> None:
    first, then = takes(False, 0, "z"), takes(True, 24, "a")
    for events in ((first, then), (then, first)):
        assert told(130, swab(POSITIVE), *events, warm(366, 125)).afebrile is None
    stopped = takes(False, 48, "b")
    assert told(130, swab(POSITIVE), stopped, then, first, warm(366, 125)).afebrile is True
    assert told(130, swab(POSITIVE), first, takes(True, 130, "a"), warm(366, 125)).afebrile is None
    assert told(130, swab(POSITIVE), first, takes(True, 131, "a"), warm(366, 125)).afebrile is True


def test_a_named_person_ends_it_by_the_task() -> None:
    assert stands(130, swab(POSITIVE), ended(120)) is None
    assert stands(119, swab(POSITIVE), ended(120)) is not None
    assert stands(130, swab(POSITIVE), ended(120, done=False)) is not None
    assert stands(130, swab(POSITIVE), ended(120, Task.TEST)) is not None
    assert told(130, swab(POSITIVE), ended(120), swab(POSITIVE, 125)).day == 1
    assert stands(120, swab(POSITIVE), ended(120)) is None
    assert stands(130, swab(POSITIVE), ended(100), swab(POSITIVE, 110), ended(120)) is None


def test_a_positive_that_came_back_after_the_end_isolates_though_it_was_taken_before() -> None:
    late = swab(POSITIVE, 48)._replace(tick=2000)
    assert told(130, swab(POSITIVE), ended(72), late).since == late.at


_TARGETS = st.sampled_from(("sars_cov_2", "rsv"))
_EVENTS = st.lists(
    st.one_of(
        st.builds(
            swab, st.sampled_from(Result), st.integers(0, 400).map(float), st.sampled_from(("sars_cov_2", "rsv"))
        ),
        st.builds(warm, st.one_of(st.none(), st.integers(350, 400)), st.integers(0, 400).map(float)),
        st.builds(tablet, st.integers(0, 400).map(float)),
    ),
    max_size=12,
)


@given(_EVENTS, st.integers(0, 500))
def test_more_fever_or_one_more_positive_never_brings_the_end_nearer(events: list[Event], hours: int) -> None:
    before = stands(hours, *events)
    worse = stands(hours, *events, swab(POSITIVE, hours))
    assert worse is not None
    assert not worse.may_end
    fever = stands(hours, *events, warm(395, hours))
    assert (fever is None) == (before is None)
    assert fever is None or not fever.may_end


@given(_EVENTS, st.integers(0, 500))
def test_the_order_in_which_things_are_told_decides_nothing(events: list[Event], hours: int) -> None:
    assert stands(hours, *events) == stands(hours, *reversed(events))


def test_a_fever_line_for_every_site_must_be_there() -> None:
    text = load.packaged(ID)
    assert "rectal = 376, " in text
    problems = load.examined(text.replace("rectal = 376, ", ""), "mine").problems
    assert [p.code for p in problems] == ["protocol.fever_lacks"]


def test_a_protocol_may_say_nothing_of_it() -> None:
    assert load.care_protocol(load.packaged("staff-only"), "staff-only").isolation is None


def test_its_numbers_wait_for_a_doctors_signature() -> None:
    named = {f.name: f for f in light.parse(load.packaged(ID)).figures}
    assert (named["isolation_days"].value, named["isolation_days"].evidence) == (14, "P")
    assert (named["isolation_negatives"].value, named["isolation_negatives"].evidence) == (2, "M")
    assert named["isolation_fever"].value == 373
