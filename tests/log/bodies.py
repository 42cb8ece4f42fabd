"""Any body an entry can have, for hypothesis: built from the types themselves, so that a new field joins by itself."""

from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from carelog.model.body import Body
from carelog.model.entry import KINDS, body_of
from carelog.model.reading import Quantity, Reading

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone follows


def _reading() -> st.SearchStrategy[Reading]:
    free = _fields(Reading, but=("value", "not_measured", "quantity"))
    valued = st.builds(Reading, quantity=st.sampled_from(Quantity), value=st.integers(0, 500), **free)
    missing = _hint(get_args(get_type_hints(Reading)["not_measured"])[0])
    return valued | st.builds(
        Reading, quantity=st.sampled_from(Quantity), value=st.none(), not_measured=missing, **free
    )


def _fields(cls: "type[DataclassInstance]", but: tuple[str, ...] = ()) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(cls)
    return {f.name: _hint(hints[f.name]) for f in fields(cls) if f.name not in but}


_SIMPLE: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-1000, 10**6),
    bool: st.booleans(),
    date: st.dates(),
    datetime: TIMES,
}


def _hint(hint: object) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a shape
    of = get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint is Reading:
        return _reading()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is tuple and of[-1] is Ellipsis:
        return st.lists(_hint(of[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*(_hint(one) for one in of))
    if type(None) in of:
        return st.none() | _hint(of[0])
    record: Any = hint
    return st.builds(record, **_fields(record))


def bodies(*kinds: str) -> st.SearchStrategy[Body]:
    """A body of any kind, or of those named."""
    return st.one_of([st.builds(body_of(kind), **_fields(body_of(kind))) for kind in kinds or KINDS])
