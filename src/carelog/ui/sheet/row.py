"""One person's row: which fields it has, which of them have an answer, and which comes next."""

from carelog.model.deeds import Why
from carelog.model.observation import Observation
from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.station.rows import SheetPerson
from carelog.ui.sheet.state import COMPLETE_SET, SYMPTOMS, Ask, Field, Phase, Row, State

_TWO = (Quantity.TEMPERATURE, Quantity.SPO2)


def person_at(state: State, at: int) -> SheetPerson:
    """The person of a line."""
    return state.rules.sheet.people[at]


def row_at(state: State, at: int) -> Row:
    """A person's row as far as it is typed; untouched, it is empty, whatever was known before."""
    known = state.rows.get(at)
    return known or Row(Quantity.TEMPERATURE, repeat=person_at(state, at).entered is not None)


def holds(state: State, at: int) -> bool:
    """Whether the round holds something of a person already: what is typed on that line would be a repeat."""
    known = state.rows.get(at)
    if known is None:
        return person_at(state, at).entered is not None
    return known.repeat or known.phase is not Phase.OPEN


def is_staff(person: SheetPerson) -> bool:
    """Whether only temperature and symptoms are asked."""
    return person.person.kind is not Kind.RESIDENT


def fields(person: SheetPerson, row: Row) -> tuple[Field, ...]:
    """The fields of a row in the order in which the cursor walks them."""
    if is_staff(person):
        return (Quantity.TEMPERATURE, SYMPTOMS)
    oxygen = (Quantity.OXYGEN,) if person.asks_oxygen or row.oxygen else ()
    more = COMPLETE_SET if row.full else ()
    asked = tuple(q for q in more if not (row.asleep and q is Quantity.CONSCIOUSNESS))
    return (*_TWO, *oxygen, *asked, SYMPTOMS)


def reading_of(row: Row, field: Field) -> Reading | None:
    """What the row holds at a field."""
    return next((r for r in row.readings if r.quantity == field), None)


def has_answer(row: Row, field: Field) -> bool:
    """Whether a field has its answer and so takes no digit."""
    return row.answered if field == SYMPTOMS else reading_of(row, field) is not None


def next_field(person: SheetPerson, row: Row) -> Field:
    """Where the cursor goes after a field: the first open one; on a repeat, where fields may be skipped, the next."""
    walk = fields(person, row)
    after = walk[walk.index(row.field) + 1 :] if row.repeat and row.field in walk else walk
    return next((field for field in after if not has_answer(row, field)), SYMPTOMS)


def with_reading(row: Row, reading: Reading) -> Row:
    """The row with this reading in the place of an earlier one of its quantity."""
    others = tuple(r for r in row.readings if r.quantity is not reading.quantity)
    return row._replace(readings=(*others, reading))


def without(row: Row, quantity: Quantity) -> Row:
    """The row without its reading of a quantity."""
    return row._replace(readings=tuple(r for r in row.readings if r.quantity is not quantity))


def with_air(person: SheetPerson, row: Row, spo2: int | None) -> Row:
    """SpO2 typed in its column is SpO2 on air, unless `*` said otherwise or the person is always asked."""
    known = reading_of(row, Quantity.OXYGEN)
    if person.asks_oxygen or (known is not None and known.typed):
        return row
    return without(row, Quantity.OXYGEN) if spo2 is None else with_reading(row, Reading(Quantity.OXYGEN, 0))


def begun(row: Row) -> bool:
    """Whether leaving the row now would leave something half done."""
    if row.phase is Phase.OPEN:
        return bool(row.readings or row.letters or row.buffer is not None or row.not_asked)
    return row.buffer is not None or row.ask is not Ask.NOTHING or bool(row.letters)


def repeat_of(row: Row) -> Row:
    """A new, empty row for a person who has one in this round already."""
    return Row(Quantity.TEMPERATURE, repeat=True, past=row.past + row.readings)


def reopened(row: Row, why: Why | None) -> Row:
    """A finished row, its cursor on the last field, each field taking a new answer once its old one is rubbed out."""
    return row._replace(field=SYMPTOMS, buffer=None, letters=(), ask=Ask.NOTHING, phase=Phase.REOPENED, why=why)


def row_of(entered: Observation) -> Row:
    """What the round already held of a person when the sheet was opened, as a finished row."""
    newest = {r.quantity: entered.last(r.quantity) for r in entered.readings}
    return Row(
        SYMPTOMS,
        readings=tuple(r for r in newest.values() if r),
        symptoms=entered.symptoms,
        not_asked=entered.not_asked,
        answered=True,
        oxygen=any(r is not None and r.value != 0 for q, r in newest.items() if q is Quantity.OXYGEN),
        full=any(q in newest for q in COMPLETE_SET),
        asleep=any(r.asleep for r in entered.readings),
        phase=Phase.DONE,
    )


def slept(row: Row) -> Row:
    """The row with its readings marked asleep or awake as the row is; who sleeps is never Alert."""
    marked = tuple(
        Reading(r.quantity, r.value, r.not_measured, r.site, r.confirmed, row.asleep, r.device, r.typed)
        for r in row.readings
        if not (row.asleep and r.quantity is Quantity.CONSCIOUSNESS)
    )
    return row._replace(readings=marked)


def consciousness_asleep() -> Reading:
    """Consciousness of somebody who sleeps: not measured."""
    return Reading(Quantity.CONSCIOUSNESS, None, NotMeasured.ASLEEP, asleep=True)
