"""Who may come in: one thing against it is enough, and what is not known never lets anybody in."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.deeds import Result
from carelog.model.entrance import Bar, Papers
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import load
from carelog.protocol.schema import CareProtocol
from carelog.protocol.staff.entrance import (
    AtDoor,
    Warmth,
    bars,
    deciding,
    lines,
    reaches,
    repeat_from,
    together,
    visit_bars,
)
from carelog.protocol.staff.table import VisitTable
from carelog.protocol.wording import Bound, Line, walk

AT = datetime(2023, 1, 12, 0, 0, tzinfo=UTC)
WELL = AtDoor(366, Site.AXILLARY, (), Severity.NONE, frozenset())
BROUGHT = Papers(AT - timedelta(hours=47), Result.NEGATIVE)


@cache
def protocol(name: str = "cn-2023-respiratory") -> CareProtocol:
    return load.care_protocol(load.packaged(name), name)


def known() -> tuple[Line, ...]:
    found = lines(protocol())
    assert found is not None
    return tuple(found)


def visitors() -> VisitTable:
    table = protocol().visitors
    assert table is not None
    return table


@pytest.mark.parametrize("name", load.names())
def test_every_protocol_that_comes_with_the_app_has_a_line_for_the_door(name: str) -> None:
    assert bars(lines(protocol(name)), WELL) == ()
    assert bars(lines(protocol(name)), WELL._replace(temperature_tenths_c=373)) == (Bar.FEVER,)


@pytest.mark.parametrize(
    ("found", "against"),
    [
        (WELL, ()),
        (WELL._replace(severity=Severity.WATCH), ()),
        (WELL._replace(temperature_tenths_c=372), ()),
        (WELL._replace(temperature_tenths_c=373), (Bar.FEVER,)),
        (WELL._replace(temperature_tenths_c=373, tasks=frozenset({Task.RECHECK})), (Bar.FEVER, Bar.AGAIN)),
        (WELL._replace(temperature_tenths_c=373, tasks=frozenset({Task.TEST, Task.ISOLATE})), (Bar.TEST, Bar.FEVER)),
        (WELL._replace(tasks=frozenset({Task.RECHECK})), (Bar.AGAIN,)),
        (WELL._replace(tasks=frozenset({Task.TEST})), (Bar.TEST,)),
        (WELL._replace(tasks=frozenset({Task.ISOLATE})), (Bar.TEST,)),
        (WELL._replace(tasks=frozenset({Task.REPORT})), ()),  # a call to the authority that somebody still owes
        (WELL._replace(symptoms=("cough",)), (Bar.SYMPTOMS,)),
        (WELL._replace(symptoms=None), (Bar.NOT_ASKED,)),
        (WELL._replace(temperature_tenths_c=None), (Bar.NOT_MEASURED,)),
        (WELL._replace(severity=None), (Bar.NOT_JUDGED,)),
        (WELL._replace(severity=Severity.NOT_KNOWN), (Bar.NOT_JUDGED,)),
        (WELL._replace(severity=Severity.REVIEW), (Bar.ALERT,)),
        (WELL._replace(severity=Severity.URGENT), (Bar.ALERT,)),
        (WELL._replace(off_duty=True), (Bar.OFF_DUTY,)),
        (WELL._replace(repeat_from=AT), (Bar.AGAIN,)),
        (
            AtDoor(None, Site.UNKNOWN, None, None, frozenset(), off_duty=True),
            (Bar.OFF_DUTY, Bar.NOT_MEASURED, Bar.NOT_ASKED, Bar.NOT_JUDGED),
        ),
    ],
)
def test_what_speaks_against_letting_somebody_in(found: AtDoor, against: tuple[Bar, ...]) -> None:
    assert bars(known(), found) == against


def test_every_combination_passes_only_where_nothing_speaks_against_it() -> None:
    values = (366, 372, 373, None)
    answers: tuple[tuple[str, ...] | None, ...] = ((), ("cough",), None)
    severities = (*Severity, None)
    tasks = (frozenset[Task](), frozenset({Task.RECHECK}), frozenset({Task.TEST}))
    passed = []
    for value, answer, severity, todo, off in product(values, answers, severities, tasks, (False, True)):
        if not bars(known(), AtDoor(value, Site.FOREHEAD, answer, severity, todo, off)):
            passed.append((value, answer, severity, todo, off))
    assert passed == [
        (value, (), severity, frozenset(), False)
        for value in (366, 372)
        for severity in (Severity.NONE, Severity.WATCH)
    ]


def test_a_protocol_that_says_nothing_of_the_door_lets_nobody_in() -> None:
    silent = protocol().model_copy(update={"work": None})
    assert lines(silent) is None
    assert bars(lines(silent), WELL) == (Bar.NO_RULE,)
    assert bars(None, WELL._replace(temperature_tenths_c=None)) == (Bar.NO_RULE, Bar.NOT_MEASURED)


def test_a_rule_that_looks_at_something_else_is_no_line_for_the_door() -> None:
    work = protocol().work
    assert work is not None
    for other in ("Y-01", "R-01"):
        file = protocol().model_copy(update={"work": work.model_copy(update={"rule": other})})
        assert lines(file) is None
        assert repeat_from(file, [warm(0, 390)]) is None


def test_a_site_for_which_no_line_stands_lets_nobody_in() -> None:
    only = tuple(line for line in known() if Site.RECTAL in line.sites)
    assert reaches(only, 366, Site.AXILLARY) is None
    assert bars(only, WELL) == (Bar.NO_RULE,)
    assert reaches((Line(op=">=", value=373, clear=370),), 373, Site.ORAL) is True
    assert reaches((Line(op=">=", value=373, clear=370), Line(op=">=", value=380, clear=377)), 375, Site.ORAL) is True
    assert reaches((Line(op="<=", value=350, clear=355),), 366, Site.ORAL) is None


@pytest.mark.parametrize(
    ("regime", "papers", "against"),
    [
        ("wave", BROUGHT, ()),
        ("wave", BROUGHT._replace(test_at=AT - timedelta(hours=48)), ()),
        ("wave", BROUGHT._replace(test_at=AT - timedelta(hours=48, minutes=1)), (Bar.OLD_TEST,)),
        ("wave", BROUGHT._replace(test_at=AT), ()),
        ("off", BROUGHT._replace(test_at=AT - timedelta(days=9)), ()),
        ("wave", BROUGHT._replace(test_at=None), (Bar.NO_TEST,)),
        ("wave", BROUGHT._replace(test_at=AT + timedelta(minutes=1)), (Bar.NO_TEST,)),
        ("wave", BROUGHT._replace(antigen=None), (Bar.NO_ANTIGEN,)),
        ("wave", BROUGHT._replace(antigen=Result.POSITIVE), (Bar.ANTIGEN_POSITIVE,)),
        ("wave", BROUGHT._replace(antigen=Result.INVALID), (Bar.ANTIGEN_INVALID,)),
        ("wave", Papers(), (Bar.NO_ANTIGEN, Bar.NO_TEST)),
        ("off", Papers(), ()),
        ("off", Papers(antigen=Result.POSITIVE), (Bar.ANTIGEN_POSITIVE,)),
        ("closed", BROUGHT, (Bar.CLOSED,)),
        ("closed", Papers(), (Bar.CLOSED, Bar.NO_ANTIGEN, Bar.NO_TEST)),
    ],
)
def test_what_a_visitor_has_to_bring(regime: str, papers: Papers, against: tuple[Bar, ...]) -> None:
    assert visit_bars(visitors(), regime, papers, AT) == against


def test_a_protocol_that_says_nothing_of_visitors_lets_none_in() -> None:
    assert visit_bars(None, "off", BROUGHT, AT) == (Bar.NO_RULE,)


def test_what_speaks_against_it_is_said_once_worst_first() -> None:
    assert together((Bar.FEVER, Bar.AGAIN), (Bar.CLOSED, Bar.FEVER)) == (Bar.FEVER, Bar.AGAIN, Bar.CLOSED)
    assert together((), ()) == ()


# the second reading


def warm(minutes: float, tenths: int, site: Site = Site.AXILLARY) -> Warmth:
    return Warmth(AT + timedelta(minutes=minutes), tenths, site)


QUARTER = AT + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([], None),
        ([warm(0, 366)], None),
        ([warm(0, 374, Site.FOREHEAD)], QUARTER),
        ([warm(0, 374), warm(5, 366)], QUARTER),
        ([warm(0, 374), warm(15, 366)], None),
        ([warm(0, 374), warm(90, 366)], None),
        ([warm(0, 374), warm(20, 366, Site.FOREHEAD)], QUARTER),
        ([warm(0, 374), warm(20, 373)], AT + timedelta(minutes=35)),
        ([warm(0, 374), warm(20, 366), warm(40, 375)], AT + timedelta(minutes=55)),
        ([warm(0, 374), warm(15, 372)], None),
    ],
)
def test_only_a_contact_reading_a_quarter_of_an_hour_later_speaks_against_a_high_one(
    seen: list[Warmth], expected: datetime | None
) -> None:
    assert repeat_from(protocol(), seen) == expected


def test_where_no_rule_decides_nothing_waits_and_nobody_passes_all_the_same() -> None:
    silent = protocol().model_copy(update={"work": None})
    assert repeat_from(silent, [warm(0, 390)]) is None
    assert bars(lines(silent), WELL)


def test_a_rule_without_a_second_reading_is_settled_by_any_later_one() -> None:
    rule = deciding(protocol())
    assert rule is not None
    bare = rule.model_copy(update={"worse": ()})
    file = protocol().model_copy(update={"rule": tuple(bare if r.id == rule.id else r for r in protocol().rule)})
    assert repeat_from(file, [warm(0, 374)]) == AT
    assert repeat_from(file, [warm(0, 374), warm(1, 366, Site.FOREHEAD)]) is None
    # both ears in one minute: the cooler one was not taken after the warmer one
    assert repeat_from(file, [warm(0, 366, Site.TYMPANIC), warm(0, 374, Site.TYMPANIC)]) == AT
    assert repeat_from(file, [warm(0, 374), warm(20, 366), warm(20, 375)]) == AT + timedelta(minutes=20)


def test_a_second_reading_is_asked_as_the_rule_says_it_for_a_temperature() -> None:
    rule = deciding(protocol())
    assert rule is not None
    (found,) = (w for w in walk(c.when for c in rule.cases()) if isinstance(w, Bound) and w.confirm)
    assert found.confirm is not None

    def asks(*when: Bound) -> CareProtocol:
        cases = tuple(rule.worse[0].model_copy(update={"when": one}) for one in when)
        mine = rule.model_copy(update={"worse": cases})
        return protocol().model_copy(update={"rule": tuple(mine if r.id == rule.id else r for r in protocol().rule)})

    anywhere = found.model_copy(update={"confirm": found.confirm.model_copy(update={"by_sites": ()})})
    assert repeat_from(asks(anywhere), [warm(0, 374), warm(15, 366, Site.FOREHEAD)]) is None
    hour = found.confirm.model_copy(update={"least_minutes": 60})
    pulse = found.model_copy(update={"reading": Quantity.PULSE, "confirm": hour})
    assert repeat_from(asks(pulse, found), [warm(0, 374)]) == QUARTER


# whatever is found

FOUND = st.builds(
    AtDoor,
    st.none() | st.integers(340, 400),
    st.sampled_from(Site),
    st.sampled_from([None, (), ("cough",), ("cough", "fever")]),
    st.none() | st.sampled_from(Severity),
    st.frozensets(st.sampled_from(Task), max_size=3),
    st.booleans(),
    st.none() | st.just(AT),
)


def worse(draw: st.DrawFn, found: AtDoor) -> AtDoor:
    """The same person, something about them worse or not known."""
    value, symptoms = found.temperature_tenths_c, found.symptoms
    hotter = value if value is None else draw(st.none() | st.integers(value, 450))
    more = symptoms if symptoms is None else draw(st.none() | st.just((*symptoms, "fatigue")))
    severity = (
        None
        if found.severity is None
        else draw(st.none() | st.sampled_from([s for s in Severity if s >= found.severity]))
    )
    tasks = found.tasks | draw(st.frozensets(st.sampled_from(Task), max_size=2))
    return AtDoor(hotter, found.site, more, severity, tasks, found.off_duty or draw(st.booleans()), found.repeat_from)


@given(st.data(), FOUND)
def test_something_worse_never_turns_a_stop_into_a_pass(data: st.DataObject, found: AtDoor) -> None:
    then = data.draw(st.composite(worse)(found))
    if bars(known(), found):
        assert bars(known(), then), (found, then)


@given(FOUND)
def test_a_value_left_out_never_passes(found: AtDoor) -> None:
    assert bars(known(), found._replace(temperature_tenths_c=None))
    assert bars(known(), found._replace(symptoms=None))
    assert bars(known(), found._replace(severity=None))


@given(st.sampled_from(["wave", "closed"]), st.none() | st.integers(-100, 5000), st.none() | st.sampled_from(Result))
def test_an_older_test_or_none_never_turns_a_stop_into_a_pass(
    regime: str, minutes: int | None, antigen: Result | None
) -> None:
    shown = Papers(None if minutes is None else AT - timedelta(minutes=minutes), antigen)
    against = visit_bars(visitors(), regime, shown, AT)
    assert visit_bars(visitors(), regime, shown._replace(test_at=None), AT)
    assert visit_bars(visitors(), regime, shown._replace(antigen=None), AT)
    if against and shown.test_at and shown.test_at <= AT:
        assert visit_bars(visitors(), regime, shown._replace(test_at=shown.test_at - timedelta(days=1)), AT)
