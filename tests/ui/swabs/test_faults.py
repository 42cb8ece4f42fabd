"""Slips of a finger in a batch: no result leaves the line whose name is shown, and no drift passes a read-back.

One key a person cannot say whose it is: a lost `0` lets what follows stand one line early. So every unit ends with
Enter, and a list that does not end where the paper does stops there, before anything of the next unit is entered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from carelog.model.deeds import Result
from carelog.ui.swabs.press import press
from carelog.ui.swabs.state import NO_LABEL, Close, Show, State, Store, TakeBack

from .lists import begun, due, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carelog.ui.swabs.state import Act, Answer

SLIPS = [
    *"0123456789.;-*+/ =akz", "enter", "backspace", "delete", "escape", "tab", "up", "down", "left", "right",
    "pageup", "pagedown", "home", "end", "f1", "f3", "f7", "f12", "shift+tab",
]  # fmt: skip
UNITS = (
    ("0", "0", "9<enter>", "0", "-2", "*", "0"),
    ("0", "<f7>p1<enter>1<enter>", "0", "<f7><enter>", "0", "9<enter>"),
    ("0", "*", "0", "-1", "0"),
)
"""What the paper says, unit by unit: the keys of each person."""


class Key(NamedTuple):
    """A key, the line it is meant for, and its unit; None for the Enter that ends a unit."""

    key: str
    owner: int | None
    unit: int


class Fault(NamedTuple):
    """One slip: what was done to which key, and all keys as they come then."""

    kind: str
    at: int
    keys: list[Key]


class Typed(NamedTuple):
    """The list behind some keys: what stands of each line, and whether it was left or another list opened."""

    state: State
    stands: dict[int, Answer]
    over: bool = False


def lines() -> list[int]:
    return [unit * 10 + n for unit, people in enumerate(UNITS) for n in range(len(people))]


def paper() -> list[Key]:
    out, at = [], 0
    for unit, people in enumerate(UNITS):
        for one in people:
            out += [Key(key, at, unit) for key in keys(one)]
            at += 1
        out.append(Key("enter", None, unit))
    return out


def opened() -> State:
    return begun(*(due(n) for n in lines()))


def typed(now: Typed, whole: list[Key]) -> Typed:
    """Type until the keys are out, the list stops, or it is left."""
    state, stands, over = now
    for key in whole:
        if over or state.stop:
            break
        before = state
        state, acts = press(before, key.key)
        for act in acts:
            stands, over = _done(before, state, act, stands, over=over)
    return Typed(state, stands, over)


def _done(
    before: State, after: State, act: Act, stands: dict[int, Answer], *, over: bool
) -> tuple[dict[int, Answer], bool]:
    if isinstance(act, Store):
        assert act.at == before.at, "a result left the line whose name was shown"
        assert after.answers[act.at] == act.answer
        return {**stands, act.at: act.answer}, over
    if isinstance(act, TakeBack):
        return {n: answer for n, answer in stands.items() if n != act.at}, over
    return stands, over or isinstance(act, Close | Show)


def slips(whole: list[Key], at: int) -> Iterator[Fault]:
    key, rest = whole[at], whole[at + 1 :]
    yield Fault("dropped", at, rest)
    yield Fault("doubled", at, [key, key, *rest])
    for other in SLIPS:
        if other != key.key:
            yield Fault(f"typed as {other}", at, [key._replace(key=other), *rest])


WHOLE = paper()
START = Typed(opened(), {})
MEANT = typed(START, WHOLE).stands


def unit_of(line: int) -> int:
    return START.state.rows[line].person.unit  # type: ignore[return-value]  # only compared


def test_the_paper_as_it_is_stands_line_by_line_and_is_read_to_its_end() -> None:
    now = typed(START, WHOLE)
    assert now.state.stop is None
    assert now.state.whole
    assert len(now.stands) == sum(len(people) for people in UNITS)
    assert [n for n, a in MEANT.items() if a.result is Result.POSITIVE] == [2, 12]


def faults() -> Iterator[tuple[Fault, Typed]]:
    for at in range(len(WHOLE)):
        before = typed(START, WHOLE[:at])
        for fault in slips(WHOLE, at):
            yield fault, typed(before, fault.keys)


FAULTS = list(faults())


def wrong(now: Typed) -> dict[int, Answer]:
    """What was found of somebody otherwise than the paper says; pool and tube are as typed."""
    return {n: answer for n, answer in now.stands.items() if _found(MEANT[n]) != _found(answer)}


def _found(answer: Answer) -> Answer:
    return answer._replace(label=NO_LABEL)


def test_no_slip_puts_anything_into_another_unit() -> None:
    for fault, now in FAULTS:
        unit = START.state.rows[WHOLE[fault.at].owner or 0].person.unit
        if WHOLE[fault.at].owner is None:
            unit = f"{WHOLE[fault.at].unit + 1}F"
        assert {unit_of(n) for n in wrong(now)} <= {unit}, fault[:2]


def test_a_batch_that_was_read_to_its_end_holds_for_everybody_but_whose_own_key_was_another() -> None:
    for fault, now in FAULTS:
        if now.state.whole and not now.state.stop and not now.over:
            assert set(wrong(now)) <= {WHOLE[fault.at].owner}, fault[:2]


@pytest.mark.parametrize("kind", ["dropped", "doubled"])
def test_a_key_lost_or_doubled_never_ends_unseen(kind: str) -> None:
    for fault, now in FAULTS:
        if fault.kind == kind and wrong(now):
            assert now.state.stop or not now.state.whole, fault[:2]


def test_nobody_but_the_person_shown_is_positive_after_nine_and_enter() -> None:
    """Positive takes two keys that no other answer has beside each other: a slip never makes one out of negatives."""
    for fault, now in FAULTS:
        new = {n for n, a in now.stands.items() if a.result is Result.POSITIVE} - {2, 12}
        assert len(new) <= 1, fault[:2]


def test_what_drifts_within_a_unit_is_told_by_name_before_the_next_one() -> None:
    for fault, now in FAULTS:
        others = {n for n in wrong(now) if n != WHOLE[fault.at].owner}
        if others:
            assert now.state.stop or now.over or not now.state.whole, fault[:2]
            assert set(now.state.unread) & others or now.state.reading or now.over, fault[:2]
