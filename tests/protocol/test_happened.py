"""Swabs and medicines: what of them counts, from when and until when; their truth tables over time."""

from datetime import datetime, timedelta

import pytest

from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Sampled
from carelog.protocol import happened
from carelog.protocol.happened import Find, Span, last_of, shown
from carelog.protocol.look import Look
from carelog.protocol.state import Happened, Hit, Verdict

from .bedside import MONDAY, care, resident

CLEAR, HOLDS = Verdict.CLEAR, Verdict.HOLDS
NEGATIVE, POSITIVE, INVALID = Result
ANTIGEN, PCR, MULTIPLEX = Method
DAY = timedelta(days=1)


def hour(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def swab(
    hours: float, result: Result = POSITIVE, method: Method = ANTIGEN, target: str = "sars_cov_2", tick: int = 1
) -> Sampled:
    return Sampled(f"at {hours}", tick, hour(hours), method, result, target)


def dose(hours: float, *, antipyretic: bool = True) -> Dosed:
    return Dosed(f"at {hours}", 1, hour(hours), antipyretic)


def known(*events: Sampled | Dosed, spans: tuple[Span, ...] = ()) -> Happened:
    found = Happened()
    for event in events:
        found = happened.told(spans, found, event)
    return found


def look(found: Happened, at: datetime) -> Look:
    out = Look(care().ruleset, resident(), at, None)
    out.happened = found
    return out


@pytest.mark.parametrize(
    ("hours", "verdict"),
    [(-1, CLEAR), (0, CLEAR), (23.9, CLEAR), (24, HOLDS), (47.9, HOLDS), (48, CLEAR), (100, CLEAR)],
)
def test_it_counts_from_the_first_hour_until_the_last(hours: float, verdict: Verdict) -> None:
    ask = happened.counts(Span(last_of("negative", ()), DAY, 2 * DAY))
    assert ask(look(known(swab(0, NEGATIVE)), hour(hours))) is verdict


def test_nothing_done_is_no_sign_of_anything() -> None:
    for find in (shown((POSITIVE,), (), only_newest=True), last_of("antipyretic", ()), last_of("swab", ())):
        here = look(Happened(), MONDAY)
        assert happened.counts(Span(find, timedelta(0), DAY))(here) is CLEAR
        assert here.hits == []


@pytest.mark.parametrize(
    ("swabs", "newest", "ever"),
    [
        ((swab(0),), True, True),
        ((swab(0, NEGATIVE),), False, False),
        ((swab(0, INVALID),), False, False),
        ((swab(0), swab(1, NEGATIVE)), False, True),
        ((swab(0), swab(1, INVALID)), True, True),
        ((swab(0, NEGATIVE), swab(1)), True, True),
        ((swab(0), swab(1, NEGATIVE, target="influenza_a")), True, True),
        ((swab(0, target="influenza_a"), swab(1, NEGATIVE)), True, True),
        ((swab(0), swab(1, NEGATIVE, PCR)), False, True),
    ],
)
def test_the_newest_valid_swab_of_a_target_speaks_or_any_of_them(
    swabs: tuple[Sampled, ...], newest: bool, ever: bool
) -> None:
    found = known(*swabs)
    for only_newest, expected in ((True, newest), (False, ever)):
        ask = happened.counts(Span(shown((POSITIVE,), (), only_newest=only_newest), timedelta(0), DAY))
        assert (ask(look(found, hour(2))) is HOLDS) is expected


def test_only_swabs_by_the_methods_asked_for_count() -> None:
    found = known(swab(0, NEGATIVE, PCR), swab(1, NEGATIVE, ANTIGEN))
    by_pcr = Span(shown((NEGATIVE,), (PCR, MULTIPLEX), only_newest=True), timedelta(0), DAY)
    assert by_pcr.counting(found, hour(2)) == swab(0, NEGATIVE, PCR)
    assert by_pcr.counting(found, hour(24)) is None


@pytest.mark.parametrize(
    ("what", "methods", "swabs", "counts"),
    [
        ("swab", (), (swab(0),), True),
        ("swab", (), (swab(0, NEGATIVE),), True),
        ("swab", (), (swab(0, INVALID),), False),
        ("positive", (), (swab(0), swab(1, NEGATIVE)), False),
        ("negative", (), (swab(0), swab(1, NEGATIVE)), True),
        ("negative", (), (swab(0, NEGATIVE), swab(1, INVALID)), True),
        ("negative", (ANTIGEN,), (swab(0, NEGATIVE),), True),
        ("negative", (ANTIGEN,), (swab(0, NEGATIVE), swab(1, NEGATIVE, PCR)), False),
        ("invalid", (), (swab(0, INVALID),), True),
        ("invalid", (), (swab(0, INVALID), swab(1, NEGATIVE)), False),
        ("invalid", (), (swab(0, NEGATIVE), swab(1, INVALID)), True),
        ("antipyretic", (), (swab(0),), False),
    ],
)
def test_what_was_the_last_of_its_kind(
    what: str, methods: tuple[Method, ...], swabs: tuple[Sampled, ...], counts: bool
) -> None:
    assert bool(list(last_of(what, methods)(known(*swabs)))) is counts


def test_the_last_antipyretic_counts_and_other_medicines_do_not() -> None:
    assert known(dose(0), dose(3, antipyretic=False)).antipyretic == dose(0)
    assert list(last_of("antipyretic", ())(known(dose(0), dose(3)))) == [dose(3)]
    assert known(dose(0), dose(1, antipyretic=False), dose(3)).tablets == (hour(0), hour(3))
    assert known(*(dose(n) for n in range(20))).tablets == tuple(hour(n) for n in range(8, 20))


def test_the_reason_names_the_swab_or_the_medicine_it_rests_on() -> None:
    assert happened.reason(swab(0)) == Hit("swab", None, "positive", 0, "", "at 0")
    assert happened.reason(dose(1)) == Hit("antipyretic", None, "", 0, "", "at 1")
    here = look(known(swab(0), swab(5, target="influenza_a")), hour(6))
    happened.counts(Span(shown((POSITIVE,), (), only_newest=True), timedelta(0), DAY))(here)
    assert [h.entry for h in here.hits] == ["at 5"]


def test_something_changes_by_itself_when_an_event_begins_or_ceases_to_count() -> None:
    span = Span(last_of("negative", ()), DAY, 2 * DAY)
    found = known(swab(0, NEGATIVE), spans=(span,))
    assert found.edge == MONDAY + DAY
    found = happened.later((span,), found, MONDAY + DAY)
    assert found.edge == MONDAY + 2 * DAY
    assert happened.later((span,), found, MONDAY + 2 * DAY).edge is None


def test_what_no_rule_asks_about_changes_nothing_by_itself() -> None:
    span = Span(shown((POSITIVE,), (), only_newest=False), timedelta(0), 14 * DAY)
    assert known(swab(0, NEGATIVE), dose(1), spans=(span,)).edge is None
    assert known(swab(0), dose(1), spans=(span,)).edge == MONDAY + 14 * DAY


def test_of_many_swabs_only_those_that_can_still_matter_are_remembered() -> None:
    week: list[Find] = [shown((POSITIVE,), (), only_newest=True), last_of("negative", (ANTIGEN,))]
    many = [swab(n, (NEGATIVE, POSITIVE)[n % 2], (ANTIGEN, PCR)[n % 3 % 2], tick=n) for n in range(200)]
    found = known(*many)
    assert len(found.swabs) <= 4
    assert [s.at for s in found.swabs] == sorted(s.at for s in found.swabs)
    assert all(list(find(found)) == list(find(Happened(tuple(many)))) for find in week)
    odd = known(*(swab(n, target=f"t{n}") for n in range(100)))
    assert odd.swabs[-1].target == "t99"
    assert len(odd.swabs) < 100
