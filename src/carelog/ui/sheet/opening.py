"""How a round stands when it is opened: nothing typed, but for the drafts a killed terminal left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.observation import Observation, Way
from carelog.model.reading import Quantity
from carelog.ui.sheet.row import next_field, person_at, row_of, with_reading
from carelog.ui.sheet.state import COMPLETE_SET, SYMPTOMS, Doubt, Phase, Row, Rules, State
from carelog.ui.sheet.tray import OLD

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.reading import Reading
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
    """Put back what I had begun, and lay ready what others left.

    The cursor stands on the newest of mine and waits for a look before it takes a key.
    """
    lines = {p.person.id: n for n, p in enumerate(state.rules.sheet.people)}
    begun = _left_at_once(state, storing)
    theirs: dict[int, Row] = {}
    for draft in storing.drafts():
        at = lines.get(draft.person)
        if at is None or draft.round != state.rules.sheet.key:
            continue
        if draft.author == storing.me:
            row = _row(state, at, draft.act, draft.readings)._replace(measured_by=draft.measured_by)
            begun[at] = (draft.happened_at, row)
            storing.restore(at, draft)
        else:
            theirs[at] = _row(state, at, draft.act, draft.readings)
            storing.foreign[at] = draft
    state = state._replace(rules=state.rules._replace(theirs=theirs))
    if not begun:
        return state
    newest = max(begun, key=lambda at: begun[at][0])
    rows = {at: row for at, (_, row) in begun.items()}
    return state._replace(rows=rows, at=newest, work=newest, parked=True)


def _left_at_once(state: State, storing: Storing) -> dict[int, tuple[datetime, Row]]:
    """Rows of mine of which only the alarming value was stored, and no draft is left: they are not finished."""
    found: dict[int, tuple[datetime, Row]] = {}
    for at, person in enumerate(state.rules.sheet.people):
        entered = person.entered
        if entered is None or not _typed_just_now(storing, entered):
            continue
        row = _row(state, at, entered.act, ())
        if next_field(person, row) != SYMPTOMS:
            found[at] = (entered.happened_at, row)
            storing.resume(at, entered)
    return found


def _typed_just_now(storing: Storing, entered: Observation) -> bool:
    """Whether I typed it on a sheet, and so lately that the same observation can go on."""
    mine = entered.recorded_by == storing.me and entered.way in {Way.SHEET, Way.PAPER} and bool(entered.readings)
    return mine and storing.station.now() - entered.recorded_at <= OLD


def _row(state: State, at: int, act: str, readings: tuple[Reading, ...]) -> Row:
    """A row as it was typed: what is stored of this observation already, and what only the draft holds."""
    person = person_at(state, at)
    entered = person.entered
    mine = entered is not None and entered.act == act
    row = row_of(entered)._replace(answered=False, phase=Phase.OPEN) if entered and mine else Row(Quantity.TEMPERATURE)
    for reading in readings:
        row = with_reading(row, reading)
    row = row._replace(
        repeat=entered is not None and not mine,
        oxygen=any(r.quantity is Quantity.OXYGEN and r.value != 0 for r in row.readings),
        full=any(r.quantity in COMPLETE_SET for r in row.readings),
        asleep=any(r.asleep for r in row.readings),
        field=Quantity.TEMPERATURE,
    )
    return row._replace(field=next_field(person, row._replace(repeat=False)))
