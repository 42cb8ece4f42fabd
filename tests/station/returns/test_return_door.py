"""A daily return is shown as it is now, and what was handed in stays as proof beside it."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.returns.door import Return
from carelog.station.returns.form import load, parse
from tests.station.support import later, tell

ZERO = parse(
    """
id = "zero"
version = "1"
source = "told here"
evidence = "P"
title = { zh_CN = "零", en = "Zero" }
[[field]]
code = "fever"
count = "fever"
nothing = true
lines = { unknown = 373 }
words = { zh_CN = "发热", en = "Fever" }
[[field]]
code = "people"
count = "people"
words = { zh_CN = "在院", en = "In" }
""",
    "zero.toml",
)


def today(station: Station) -> Return:
    return station.returns.of_day(ZERO)


def test_a_zero_return_needs_a_known_zero(station: Station) -> None:
    assert today(station).counts == {"fever": None, "people": 4}
    assert not today(station).zero
    tell(station, "3-1")
    assert today(station).zero
    tell(station, "3-2", temperature=380)
    assert not today(station).zero


def test_what_was_handed_in_is_kept_and_a_later_change_is_said(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    assert today(station).before is None
    assert today(station).changed() == {}
    station.returns.handed_in(today(station), "a" * 64)
    later(clock, 60)
    tell(station, "3-2", temperature=380)
    now = today(station)
    assert now.before is not None
    assert (now.before.by, now.before.at) == ("N01", station.now() - timedelta(hours=1))
    assert now.changed() == {"fever": (0, 1)}
    station.returns.handed_in(now, "b" * 64)
    assert today(station).changed() == {}
    assert len(station.log.deeds("returned")) == 2


def test_another_day_or_form_has_a_proof_of_its_own(station: Station, clock: FixedClock) -> None:
    station.returns.handed_in(today(station), "a" * 64)
    assert station.returns.of_day(load()).before is None
    later(clock, 24 * 60)
    assert today(station).before is None
    assert not today(station).whole
    assert station.returns.of_day(ZERO, station.local(station.now()).date() - timedelta(days=1)).whole


def test_a_day_to_come_has_no_return(station: Station) -> None:
    with pytest.raises(Refusal) as refused:
        station.returns.of_day(ZERO, station.local(station.now()).date() + timedelta(days=1))
    assert refused.value.code == "return.not_yet"
