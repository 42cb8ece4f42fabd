"""Which values are so unlikely that the sheet asks `+` (clinical.md section 7, [P]); all of them can be stored."""

from datetime import timedelta

from carelog.model.reading import Quantity
from carelog.station.rows import Sheet, SheetPerson

LIKELY: dict[Quantity, tuple[int, int]] = {
    Quantity.TEMPERATURE: (350, 394),
    Quantity.SPO2: (91, 100),
    Quantity.OXYGEN: (0, 50),
    Quantity.RESPIRATORY_RATE: (10, 28),
    Quantity.PULSE: (45, 125),
    Quantity.SYSTOLIC: (90, 200),
    Quantity.DIASTOLIC: (45, 120),
}
"""From and to, both included, in the quantity's own unit; outside of it `+` is asked."""

SCALE_2_SPO2 = (85, 100)
_FAR = {Quantity.TEMPERATURE: (15, 15), Quantity.SPO2: (4, 100)}
"""How far below and above the last value of the last 24 hours is still likely."""
_DAY = timedelta(hours=24)


def unlikely(sheet: Sheet, person: SheetPerson, quantity: Quantity, value: int) -> bool:
    """Whether to ask; decided by the value and by what was known when the sheet was opened, by nothing newer."""
    scale_2 = quantity is Quantity.SPO2 and person.person.spo2_scale == 2  # noqa: PLR2004 - the scale's own name
    low, high = SCALE_2_SPO2 if scale_2 else LIKELY.get(quantity, (value, value))
    return not low <= value <= high or _far(sheet, person, quantity, value)


def _far(sheet: Sheet, person: SheetPerson, quantity: Quantity, value: int) -> bool:
    last = person.last.get(quantity)
    if quantity not in _FAR or last is None or last.value is None or sheet.opened_at - last.happened_at > _DAY:
        return False
    below, above = _FAR[quantity]
    return not last.value - below <= value <= last.value + above
