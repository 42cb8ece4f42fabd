"""Whoever goes to hospital, out, for good, and comes back: the list follows, day by day, over any weeks."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.person import Presence
from carelog.station.desk import Station
from tests.station.conftest import PLAN, SHANGHAI, resident

ACTS = st.sampled_from(["", "", "", "test", "invalid", "hospital", "out", "family", "left", "present"])
GAP = 4
"""Days from one test to the next at most, as the protocol in use says."""


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 6), st.lists(ACTS, min_size=12, max_size=18))
def test_who_is_here_is_never_forgotten_and_who_is_away_is_never_asked_for(weekday: int, acts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2023, 1, 9 + weekday, 8, 0, tzinfo=SHANGHAI))
        station = Station.found(Path(folder) / "home", clock, PLAN)
        station.put([resident(clock, "1")])
        _walk(station, clock, acts)
        station.close_log()


def _walk(station: Station, clock: FixedClock, acts: list[str]) -> None:
    mine = station.by_code("1").id
    here, admitted, since, tested = True, True, station.local(clock.now()).date(), date.min
    for act in acts:
        today = station.local(clock.now()).date()
        if act in ("test", "invalid"):
            if station.by_code("1").presence is not Presence.LEFT:
                result = Result.NEGATIVE if act == "test" else Result.INVALID
                station.swabbed(mine, Method.PCR, result, station.now())
                tested = today if act == "test" else tested
        elif act:
            before, now = station.by_code("1").presence, Presence(act)
            station.move(mine, now)
            if now is Presence.PRESENT and not here:
                since, admitted = today, before in (Presence.HOSPITAL, Presence.LEFT)
            here = now is Presence.PRESENT
        found = next((d for d in station.swabs.due() if d.person == mine), None)
        _check(here=here, admitted=admitted and tested < since, days=(today - max(since, tested)).days, found=found)
        if tested == today:
            assert found is None
        clock.move(timedelta(days=1))


def _check(*, here: bool, admitted: bool, days: int, found: object) -> None:
    if not here:
        assert found is None
    elif admitted or days >= GAP:
        assert found is not None
