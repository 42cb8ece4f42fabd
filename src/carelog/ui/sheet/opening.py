"""How a round stands when it is opened: nothing typed, but for the drafts a killed terminal left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.reading import Quantity
from carelog.ui.sheet.row import next_field, person_at, row_of, with_reading
from carelog.ui.sheet.state import COMPLETE_SET, Doubt, Phase, Row, Rules, State

if TYPE_CHECKING:
    from carelog.model.draft import DraftRow
    from carelog.station.desk import Station
    from carelog.station.rows import Sheet
    from carelog.ui.sheet.storing import Storing


def opened(station: Station, sheet: Sheet) -> State:
    """The sheet with the cursor on the first person of whom the round holds nothing."""
    symptoms = station.symptoms()
    rules = Rules(
        sheet=sheet,
        letters={s.letter: s.code for s in symptoms},
        listed=tuple(s.code for s in symptoms),
        staff={p.code.casefold(): p.id for p in station.staff()},
        doubts=tuple(Doubt(*line) for line in station.light.unlikely),
    )
    first = next((n for n, p in enumerate(sheet.people) if p.entered is None), len(sheet.people))
    return State(rules=rules, at=first, work=first, rows={}, site=sheet.site)


def with_drafts(state: State, storing: Storing) -> State:
    """Put back what I had typed; the cursor stands on the newest and waits for a look before it takes a key."""
    newest = None
    lines = {p.person.id: n for n, p in enumerate(state.rules.sheet.people)}
    for draft in storing.drafts():
        at = lines.get(draft.person)
        if at is None or draft.round != state.rules.sheet.key:
            continue
        if draft.author == storing.me:
            state = state._replace(rows={**state.rows, at: _row(state, at, draft)})
            storing.restore(at, draft)
            newest = at
        else:
            storing.foreign[at] = draft.author
    return state if newest is None else state._replace(at=newest, work=newest, parked=True)


def _row(state: State, at: int, draft: DraftRow) -> Row:
    """A row as it was typed: what is stored of this observation already, and what only the draft holds."""
    person = person_at(state, at)
    entered = person.entered
    mine = entered is not None and entered.act == draft.act
    row = row_of(entered)._replace(answered=False, phase=Phase.OPEN) if entered and mine else Row(Quantity.TEMPERATURE)
    for reading in draft.readings:
        row = with_reading(row, reading)
    quantities = {r.quantity for r in row.readings}
    row = row._replace(
        repeat=entered is not None and not mine,
        oxygen=any(r.quantity is Quantity.OXYGEN and r.value != 0 for r in row.readings),
        full=bool(quantities & set(COMPLETE_SET)),
        asleep=any(r.asleep for r in row.readings),
        field=Quantity.TEMPERATURE,
    )
    return row._replace(field=next_field(person, row._replace(repeat=False)))
