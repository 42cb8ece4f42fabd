"""Which values are so unlikely that the sheet asks; the lines stand in the protocol, and every value can be stored."""

from datetime import timedelta

from carelog.model.reading import Quantity
from carelog.station.rows import SheetPerson
from carelog.ui.sheet.state import Doubt, Rules

_DAY = timedelta(hours=24)


def unlikely(rules: Rules, person: SheetPerson, quantity: Quantity, value: int) -> bool:
    """Whether to ask for `+`; decided by the value and by what was known when the sheet was opened, nothing newer."""
    return any(_outside(d, value) or _far(rules, d, person, value) for d in _of(rules, person, quantity))


def asks_again(rules: Rules, person: SheetPerson, quantity: Quantity, value: int) -> bool:
    """Whether the value is more likely another quantity's, and so is typed a second time before it is taken."""
    ranges = [d.again for d in _of(rules, person, quantity) if d.again]
    return any(low <= value <= high for low, high in ranges)


def _of(rules: Rules, person: SheetPerson, quantity: Quantity) -> list[Doubt]:
    scales = (None, person.person.scale())
    return [d for d in rules.doubts if d.reading is quantity and d.scale in scales]


def _outside(doubt: Doubt, value: int) -> bool:
    return (doubt.below is not None and value <= doubt.below) or (doubt.above is not None and value >= doubt.above)


def _far(rules: Rules, doubt: Doubt, person: SheetPerson, value: int) -> bool:
    last = person.last.get(doubt.reading)
    if last is None or last.value is None or rules.sheet.opened_at - last.happened_at > _DAY:
        return False
    jumped = doubt.jump is not None and abs(value - last.value) > doubt.jump
    return jumped or (doubt.drop is not None and last.value - value >= doubt.drop)
