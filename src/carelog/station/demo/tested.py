"""The weekly tests of the demo home, on the days its protocol names: whoever is well and in the house, all negative."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Checks, Kind
from carelog.model.swabs import Regime
from carelog.protocol.light import Light
from carelog.protocol.swabs.plan import Weekly, plan
from carelog.station.demo.plan import Deed, Plan
from carelog.station.demo.story import Life, is_staff

_BEGIN = time(13, 0)
_EACH = timedelta(seconds=40)
_AROUND = timedelta(days=2)
"""Who is ill is tested by the doctor's order, not by the week: left out so long before and after."""
_LEFT = 4
"""Every so many-th person of the newest day has not been reached yet: somebody is still due."""


def deeds(asked: Plan, lives: Sequence[Life], light: Light) -> list[Deed]:
    """Every swab of the plan's days up to its end, in the order of time; none where the protocol plans none."""
    told = plan(light.swabs)
    by = next((life.person.id for life in lives if is_staff(life)), "")
    rows = {kind: told.row(told.group(kind, None, frozenset()), Regime(light.regime)) for kind in Kind}
    today = asked.at.astimezone(asked.zone).date()
    days = [today - timedelta(days=n) for n in range(asked.days - 1, -1, -1)]
    newest = {kind: max((d for d in days if _planned(row, d)), default=None) for kind, row in rows.items()}
    every = [deed for day in days for deed in _day(asked, lives, rows, newest, day, by)]
    return sorted((deed for deed in every if deed.at <= asked.at), key=lambda deed: deed.at)


def _planned(row: Weekly | None, day: date) -> bool:
    return row is not None and (row.daily or day.weekday() in row.weekdays)


def _day(
    asked: Plan,
    lives: Sequence[Life],
    rows: dict[Kind, Weekly | None],
    newest: dict[Kind, date | None],
    day: date,
    by: str,
) -> Iterator[Deed]:
    begin = datetime.combine(day, _BEGIN, asked.zone).astimezone(asked.at.tzinfo)
    for n, life in enumerate(lives):
        kind, at = life.person.kind, begin + _EACH * n
        row = rows[kind]
        late = day == newest[kind] and n % _LEFT == 0
        if row is not None and _planned(row, day) and _well(life, at) and not late:
            method = row.methods[0] if row.methods else Method.ANTIGEN
            yield Deed(at, by, life.person.id, Swabbed(life.person.id, method, Result.NEGATIVE))


def _well(life: Life, at: datetime) -> bool:
    """Whether somebody is in the house, not ill around then, and may be tested."""
    ill = any(t.start - _AROUND <= at < t.end + _AROUND for t in life.troubles)
    return not (ill or life.is_away(at) or life.person.checks is Checks.NONE)
