"""A named person declares, closes, or says that it was none."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.station import changing, protocols
from carelog.station.desk import Station

from .conftest import Ill, day


@pytest.fixture
def pair(ward: Station, ill: Ill) -> Station:
    """A1 and A2 cough since the 20th and the 21st; today is the 22nd."""
    ill("A1", 8, "cough")
    ill("A2", 9, "cough")
    return ward


def test_a_declared_outbreak_answers_its_signals_from_the_first_onset_on(pair: Station) -> None:
    declared = pair.outbreaks.declare("resp", "A")
    assert (declared.id, declared.since) == ("1", date(2023, 1, 20))
    view = pair.outbreaks.view()
    assert (len(view.told), view.loud) == (1, ())
    (one,) = view.open
    assert (one.day(date(2023, 1, 22)), one.by, len(one.cases), one.last) == (3, "N01", 2, day(9))
    assert one.quiet == day(9) + timedelta(hours=168)


def test_it_answers_for_no_other_place_and_no_other_illness(pair: Station, ill: Ill, positive: Ill) -> None:
    pair.outbreaks.declare("resp", "A")
    ill("B1", 9.5, "cough")
    positive("A1", 9.6, "influenza_a")
    loud = {(told.first.syndrome, told.first.unit) for told in pair.outbreaks.view().loud}
    assert loud == {("resp", ""), ("influenza", "A")}


def test_a_confirmed_outbreak_answers_for_the_coughs_as_well(pair: Station, positive: Ill) -> None:
    positive("A1", 9.6)
    pair.outbreaks.declare("covid")
    assert pair.outbreaks.view().loud == ()


def test_it_may_be_closed_seven_days_after_the_last_onset_and_stays_until_somebody_does(
    pair: Station, clock: FixedClock
) -> None:
    pair.outbreaks.declare("resp", "A")
    clock.at = day(9) + timedelta(hours=168)
    (one,) = pair.outbreaks.view().open
    assert one.quiet == clock.at
    pair.outbreaks.close("1", "疾控同意")
    view = pair.outbreaks.view()
    assert view.open == ()
    assert (view.outbreaks[0].closed, view.outbreaks[0].closed_by) == (clock.at, "N01")


def test_closed_too_early_its_own_cases_are_quiet_and_a_new_one_is_loud(pair: Station, ill: Ill) -> None:
    pair.outbreaks.declare("resp", "A")
    pair.outbreaks.close("1")
    assert pair.outbreaks.view().loud == ()
    pair.clock.move(timedelta(hours=12))  # type: ignore[attr-defined]  # the fixed clock of a test
    ill("C1", 10.4, "sore_throat")
    assert len(pair.outbreaks.view().loud) == 1


def test_a_signal_looked_into_is_quiet_until_somebody_new_is_known(pair: Station, ill: Ill) -> None:
    assert pair.outbreaks.dismiss("resp", "A", "两人都是过敏").id == "1"
    (told,) = pair.outbreaks.view().told
    assert told.answer is not None
    assert not told.answer.open
    pair.clock.move(timedelta(hours=12))  # type: ignore[attr-defined]  # the fixed clock of a test
    ill("C1", 10.4, "sore_throat")
    assert len(pair.outbreaks.view().loud) == 1


def test_a_declaration_can_be_taken_back(pair: Station) -> None:
    pair.outbreaks.declare("resp", "A")
    undoable = pair.last_act()
    assert undoable is not None
    pair.undo(undoable.act)
    assert pair.outbreaks.view().outbreaks == ()


def test_one_may_be_declared_before_any_signal_with_its_first_day(ward: Station) -> None:
    assert ward.outbreaks.declare("gi", "", date(2023, 1, 18)).since == date(2023, 1, 18)
    assert ward.outbreaks.declare("gi", "B").since == date(2023, 1, 22)
    first = ward.outbreaks.view().open[-1]
    assert (first.last, first.cases) == (None, ())


def test_what_cannot_be_is_refused(pair: Station) -> None:
    pair.outbreaks.declare("resp", "A")

    def refused(*told: object, how: str = "declare") -> str:
        with pytest.raises(Refusal) as caught:
            getattr(pair.outbreaks, how)(*told)
        return caught.value.code

    assert refused("plague") == "outbreak.syndrome_unknown"
    assert refused("resp", "Z") == "outbreak.unit_unknown"
    assert refused("resp", "A") == "outbreak.declared_already"
    assert refused("gi", "A", date(2023, 1, 23)) == "outbreak.later"
    assert refused("gi", "A", how="dismiss") == "outbreak.no_signal"
    assert refused("7", how="close") == "outbreak.not_open"


def test_an_open_outbreak_outlives_a_protocol_that_does_not_know_it(pair: Station) -> None:
    pair.outbreaks.declare("resp", "A")
    changing.use(pair, protocols.named("staff-only", lambda: pair))
    view = pair.outbreaks.view()
    assert (view.known, view.told) == (False, ())
    (one,) = view.open
    assert one.quiet is None
    assert pair.outbreaks.close("1").id == "1"
