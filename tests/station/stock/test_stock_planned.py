"""The plan of tests says how long the kits last, from the day the regime changes on."""

from datetime import timedelta
from fractions import Fraction

from carelog.clock import FixedClock
from carelog.model.person import Presence
from carelog.model.stock import Change
from carelog.model.swabs import Exempt, Regime
from carelog.protocol.stock.shelf import Outlook
from carelog.station.desk import Station


def kits(station: Station, article: str = "antigen_kit") -> Outlook:
    seen = station.stock.row(article).outlook
    assert seen is not None
    return seen


def count(station: Station, article: str, amount: int) -> None:
    station.stock.tell(station.stock.named(article), Change.COUNTED, amount)


def test_in_a_wave_four_residents_twice_a_week_take_eight_kits_a_week(station: Station) -> None:
    count(station, "antigen_kit", 40)
    seen = kits(station)
    assert (seen.use, seen.by_plan, seen.days_left) == (Fraction(8, 7), True, 35)


def test_another_regime_counts_at_once(station: Station) -> None:
    count(station, "pcr_kit", 40)
    assert kits(station, "pcr_kit").use == Fraction(8 + 4, 7)
    station.swabs.set_regime(Regime.CLOSED)
    assert kits(station, "pcr_kit").use == Fraction(8 + 14, 7)
    station.swabs.set_regime(Regime.OFF)
    assert (kits(station, "pcr_kit").use, kits(station, "pcr_kit").days_left) == (Fraction(0), None)


def test_residents_are_counted_on_the_kit_the_home_keeps_and_on_one_only(station: Station) -> None:
    count(station, "antigen_kit", 40)
    count(station, "pcr_kit", 40)
    assert (kits(station).use, kits(station, "pcr_kit").use) == (Fraction(8, 7), Fraction(4, 7))


def test_who_is_away_or_left_out_of_the_plan_needs_no_kit(station: Station, clock: FixedClock) -> None:
    count(station, "antigen_kit", 40)
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    station.swabs.exempt(station.by_code("3-2").id, Exempt.REFUSAL)
    clock.move(timedelta(minutes=1))
    assert kits(station).use == Fraction(4, 7)


def test_what_was_used_of_late_counts_where_it_is_more(station: Station) -> None:
    count(station, "antigen_kit", 40)
    station.stock.tell(station.stock.named("1"), Change.USED, 10)
    assert (kits(station).use, kits(station).by_plan) == (Fraction(10), False)
