"""No slip of a finger moves a value to another person: every key of a round dropped, doubled, swapped, replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from carelog.model.person import Kind
from carelog.model.reading import Quantity
from carelog.ui.sheet.press import press
from carelog.ui.sheet.state import Act, Amend, Close, Finish, Keep, Row, State, Void

from .typed_rounds import Visit, keys, line, normal_round, opened, resident, values

if TYPE_CHECKING:
    from collections.abc import Iterator

SLIPS = [
    *"0123456789.;-*+/ =cdkaz",
    "enter", "backspace", "delete", "escape", "tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end",
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f12", "insert", "shift+tab", "ctrl+a",
]  # fmt: skip


class Key(NamedTuple):
    """A key and the person it is meant for; None for a slip."""

    key: str
    owner: int | None


class Fault(NamedTuple):
    """One slip: what was done to which key, and the keys from there on."""

    kind: str
    at: int
    keys: list[Key]


class Crossed(NamedTuple):
    """Something stored of a person that keys meant for somebody else had a part in."""

    at: int
    found: set[object]
    foreign: int
    act: Act


class Typed(NamedTuple):
    """A sheet while it is typed, and what it has stored: line -> row."""

    state: State
    stored: dict[int, Row]
    mine: tuple[Key, ...] = ()
    """keys taken since the last thing was stored or the cursor moved"""
    crossed: tuple[Crossed, ...] = ()
    left: bool = False


def stream(visits: list[Visit]) -> list[Key]:
    return [Key(key, n) for n, visit in enumerate(visits) for key in visit.keys]


def slips(whole: list[Key], at: int) -> Iterator[Fault]:
    """Everything that can go wrong with one key."""
    key, rest = whole[at], whole[at + 1 :]
    yield Fault("dropped", at, rest)
    yield Fault("doubled", at, [key, Key(key.key, None), *rest])
    if rest:
        yield Fault("swapped", at, [rest[0], key, *rest[1:]])
    for other in SLIPS:
        if other != key.key:
            yield Fault(f"typed as {other}", at, [Key(other, None), *rest])


def pressed(now: Typed, key: Key) -> Typed:
    """Press one key and hold to account whatever it stores."""
    before = now.state
    state, acts = press(before, key.key)
    taken = now.mine if state.stop else (*now.mine, key)
    stored, crossed = now.stored, now.crossed
    for act in acts:
        assert not isinstance(act, Void | Amend), "a slip corrected somebody"
        if isinstance(act, Keep | Finish):
            assert act.at == before.at
            crossed += _crossed(stored.get(act.at), act, taken)
            stored = {**stored, act.at: act.row}
    moved = state.at != before.at or bool(acts)
    return Typed(state, stored, () if moved else taken, crossed, Close() in acts)


def _found(row: Row | None) -> set[object]:
    """What was measured or told of a person: values and symptoms, not the reasons why there is none."""
    if row is None:
        return set()
    return {(r.quantity, r.value) for r in row.readings if r.value is not None} | set(row.symptoms or ())


def _crossed(known: Row | None, act: Keep | Finish, taken: tuple[Key, ...]) -> tuple[Crossed, ...]:
    new = _found(act.row) - _found(known)
    foreign = sum(k.owner not in (act.at, None) for k in taken)
    return (Crossed(act.at, new, foreign, act),) if new and foreign else ()


def run(now: Typed, whole: list[Key]) -> Typed:
    """Type until the keys are out, the sheet was left, or it stopped for good."""
    for key in whole:
        if now.left:
            return now
        if now.state.stop and key.key not in {"escape", "up", "down"}:
            continue
        now = pressed(now, key)
    return now


def prefixes(state: State, whole: list[Key]) -> list[Typed]:
    """The sheet as it stands before each key, when nothing goes wrong."""
    out = [Typed(state, {})]
    for key in whole:
        out.append(pressed(out[-1], key))
    return out


def as_measured(visit: Visit, row: Row) -> bool:
    """Whether a row holds what was measured of this person and nothing else."""
    expected = {v for v in (visit.temperature, visit.spo2) if v is not None}
    measured = {Quantity.TEMPERATURE, Quantity.SPO2}
    return {r.value for r in row.readings if r.value is not None and r.quantity in measured} <= expected


def judge(fault: Fault, start: Typed, whole: list[Key], visits: list[Visit]) -> None:
    """No other person holds anything but what was measured of them."""
    end = run(start, fault.keys)
    assert not end.crossed, f"{fault.kind} at {fault.at}"
    touched = {whole[fault.at].owner, whole[min(fault.at + 1, len(whole) - 1)].owner}
    if fault.kind != "swapped":
        touched = {whole[fault.at].owner}
    for at, row in end.stored.items():
        assert at in touched or as_measured(visits[at], row), f"{fault.kind} at {fault.at}: line {at} holds {row}"


def test_sixty_normal_residents_are_360_keys_and_every_value_stands_with_its_person() -> None:
    visits = normal_round()
    whole = stream(visits)
    assert len(whole) == 360
    assert len({(v.temperature, v.spo2) for v in visits}) == 60
    end = run(Typed(opened(*(line(resident(n)) for n in range(60))), {}), whole)
    assert end.state.stop is None
    assert end.state.at == 60
    for at, visit in enumerate(visits):
        row = end.stored[at]
        assert values(row.readings) == {
            Quantity.TEMPERATURE: visit.temperature,
            Quantity.SPO2: visit.spo2,
            Quantity.OXYGEN: 0,
        }
        assert row.symptoms == ()


@pytest.mark.parametrize("tenth", range(10))
def test_no_slip_in_a_normal_round_gives_a_person_the_value_of_another(tenth: int) -> None:
    visits = normal_round()
    whole = stream(visits)
    before = prefixes(opened(*(line(resident(n)) for n in range(60))), whole)
    for at in range(tenth, len(whole), 10):
        for fault in slips(whole, at):
            judge(fault, before[at], whole, visits)


MIXED = [
    Visit(366, 97, keys("366 97 0")),
    Visit(365, 100, keys("365 100 0")),
    Visit(364, 96, keys("364 96 c d <enter>")),
    Visit(0, None, keys("--2")),
    Visit(385, 98, keys("385 98 c <enter>")),
    Visit(369, None, keys("369 -6 0")),
    Visit(0, 95, keys("-2 95 0")),
    Visit(363, 94, keys("36.3 94 0")),
    Visit(396, 93, keys("396+ 93 <enter>")),
    Visit(362, 88, keys("362 88+ 0")),
    Visit(367, 92, keys("367 92 *2<enter> 0")),
    Visit(361, 99, keys("361 99 *0 0")),
    Visit(368, 95, keys("368 95 -2<enter>")),
    Visit(289, 91, keys("28.9+ 91 0")),
    Visit(370, 97, keys("370 97 ; 01 07 <enter>")),
    Visit(371, 98, keys("<f2> 371 98 18<enter> 76<enter> 128<enter> 74<enter> a 0")),
    Visit(359, 96, keys("<f9> 359 96 0")),
    Visit(360, 97, keys("360 97 0")),
]  # fmt: skip


def a_mixed_home() -> State:
    oxygen = {10, 11}
    return opened(*(line(resident(n), asks_oxygen=n in oxygen) for n in range(len(MIXED))))


def test_a_round_with_everything_in_it_is_typed_without_a_stop() -> None:
    end = run(Typed(a_mixed_home(), {}), stream(MIXED))
    assert end.state.stop is None
    assert end.state.at == len(MIXED)
    assert all(as_measured(visit, end.stored[at]) for at, visit in enumerate(MIXED))


def all_slips(state: State, visits: list[Visit]) -> Iterator[tuple[Fault, Typed]]:
    """Every slip in a round, and how the round ended."""
    whole = stream(visits)
    for at, start in enumerate(prefixes(state, whole)[:-1]):
        for fault in slips(whole, at):
            yield fault, run(start, fault.keys)


def test_no_slip_in_a_round_with_symptoms_oxygen_reasons_and_full_sets_crosses_to_another_person() -> None:
    for fault, end in all_slips(a_mixed_home(), MIXED):
        assert not end.crossed, f"{fault.kind} at {fault.at}"


FAHRENHEIT = [
    Visit(n, s, list(f"{t}{s}0"))
    for n, t, s in ((370, "98.6", 97), (364, "97.6", 98), (384, "101.2", 96), (367, "98.1", 95))
]  # fmt: skip
FAHRENHEIT.insert(2, Visit(0, None, keys("--2")))


def test_no_slip_in_a_round_in_fahrenheit_crosses_to_another_person() -> None:
    state = opened(*(line(resident(n)) for n in range(len(FAHRENHEIT))), fahrenheit=True)
    assert run(Typed(state, {}), stream(FAHRENHEIT)).state.at == len(FAHRENHEIT)
    for fault, end in all_slips(state, FAHRENHEIT):
        withdrawn = {act.at for act in end.crossed if not _found(end.stored[act.at]) & act.found}
        assert {act.at for act in end.crossed} == withdrawn, f"{fault.kind} at {fault.at}"


def test_a_slip_in_a_staff_round_at_worst_leaves_one_foreign_digit_in_an_alarming_value_that_stops_the_sheet() -> None:
    visits = [Visit(t, None, list(f"{t}0")) for t in range(360, 372)]
    state = opened(*(line(resident(n, kind=Kind.STAFF)) for n in range(len(visits))))
    for fault, end in all_slips(state, visits):
        others = {("temperature", v.temperature) for v in visits}
        for crossed in end.crossed:
            assert fault.kind == "typed as backspace"
            assert crossed.foreign == 1
            assert not crossed.found & others
            assert end.state.stop
            assert end.state.stop.code == "sheet.stop_plus"
