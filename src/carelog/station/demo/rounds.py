"""Everything the nurses of the demo home write down, in the order of time."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from carelog.model.person import Moved, Presence
from carelog.station.demo.people import nurses, units
from carelog.station.demo.plan import Deed, Plan, Walk, chance, pace
from carelog.station.demo.story import Life, is_staff, isolated
from carelog.station.demo.visits import Visit, visit

_AT_THE_DOOR = timedelta(minutes=25)
"""Staff are checked at the door, this long before the walk begins, one every half minute."""
_NEXT_AT_THE_DOOR = timedelta(seconds=30)
_REFUSES_TONIGHT, _LISTS_WITH_REFUSAL = 3, 2
"""Place in the walk of who turns the oximeter away in the last round, and in how many nurses' rounds."""


def longest_list(plan: Plan) -> int:
    """How many residents the nurse with most to do has in her round, on a day when two in seven are off."""
    on_duty = max(1, nurses(plan.staff) * 5 // 7)
    each = -(-plan.residents // units(plan.residents))
    return each * -(-units(plan.residents) // on_duty)


def deeds(plan: Plan, lives: Sequence[Life], walks: Sequence[Walk]) -> list[Deed]:
    """Every observation, absence and isolation up to the plan's end, in the order of time."""
    rounds = (_round(plan, lives, walk, n, last=n == len(walks) - 1) for n, walk in enumerate(walks))
    moves = (_moves(life, _signs(lives, life)) for life in lives)
    kept = [deed for deed in chain.from_iterable(chain(rounds, moves)) if deed.at <= plan.at]
    return sorted(kept, key=lambda deed: deed.at)


def _round(plan: Plan, lives: Sequence[Life], walk: Walk, number: int, *, last: bool) -> Iterator[Deed]:
    """One round: everybody's visit in walking order, isolated people last, each nurse her units; staff at the door."""
    working = _on_duty(plan, lives, walk)
    tonight = last and not plan.quiet
    for n, (nurse, mine) in enumerate(_lists(lives, working, number)):
        mine.sort(key=lambda life: (_is_apart(life, walk), not (last and life.tonight)))
        step = pace(max(len(mine), longest_list(plan)))
        for place, life in enumerate(mine):
            says_no = tonight and n < _LISTS_WITH_REFUSAL and place == _REFUSES_TONIGHT
            yield from _visited(plan, life, walk, walk.begin + step * place, nurse, says_no=says_no)
    door = max(walk.window.start, walk.begin - _AT_THE_DOOR)
    for place, life in enumerate(life for life in lives if is_staff(life)):
        yield from _visited(plan, life, walk, door + _NEXT_AT_THE_DOOR * place, working[0], says_no=False)


def _on_duty(plan: Plan, lives: Sequence[Life], walk: Walk) -> list[str]:
    """The ids of the nurses who are here for a round."""
    staff = [life for life in lives if is_staff(life)][: nurses(plan.staff)]
    return [life.person.id for life in staff if not life.is_away(walk.begin)] or [staff[0].person.id]


def _lists(lives: Sequence[Life], working: Sequence[str], number: int) -> list[tuple[str, list[Life]]]:
    """Whole units to each nurse in turn, other ones from round to round; nurses without a unit are left out."""
    wards: dict[str, list[Life]] = {}
    for life in lives:
        if not is_staff(life):
            wards.setdefault(life.person.unit, []).append(life)
    lists: dict[str, list[Life]] = {}
    for n, ward in enumerate(wards.values()):
        lists.setdefault(working[(n + number) % len(working)], []).extend(ward)
    return list(lists.items())


def _is_apart(life: Life, walk: Walk) -> bool:
    return life.apart is not None and life.apart[0] <= walk.begin < life.apart[1]


def _visited(plan: Plan, life: Life, walk: Walk, at: datetime, by: str, *, says_no: bool) -> Iterator[Deed]:
    """The deeds of one visit; parts of one observation share its name."""
    dice = chance(plan, "visit", life.person.code, walk.window.key.date, walk.window.key.slot)
    exact = at.replace(microsecond=0) + timedelta(seconds=dice.randrange(0, 25))
    name = f"{life.person.code} {walk.window.key.date} {walk.window.key.slot}"
    for n, part in enumerate(visit(Visit(life, exact, walk.window.key, plan.zone, dice, says_no))):
        yield Deed(part.at, by, life.person.id, part.observed, f"{name} {n}" if part.again else name)


def _signs(lives: Sequence[Life], life: Life) -> str:
    """Who writes down where somebody is: staff for themselves, the first nurse for residents."""
    return life.person.id if is_staff(life) else next(other.person.id for other in lives if is_staff(other))


def _moves(life: Life, by: str) -> Iterator[Deed]:
    """Going away, coming back, being isolated and no longer."""
    me = life.person.id
    for away in life.away:
        yield Deed(away.start, by, me, Moved(me, away.presence, away.until))
        yield Deed(away.end, by, me, Moved(me, Presence.PRESENT))
    for when, last in zip(life.apart or (), (True, False), strict=False):
        yield Deed(when, by, me, isolated(life.person, last=last))
