"""Lists of swabs as they are opened, without a home, and keys as they are written on paper."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from carelog.model.deeds import Method
from carelog.model.person import Kind, Person
from carelog.model.swabs import DueSwab, Isolated, Label, Pending, targets_of
from carelog.ui.swabs.press import press
from carelog.ui.swabs.state import Asked, Prompt, Row, State, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.ui.swabs.state import Act

TAKEN = datetime(2026, 3, 6, 1, 30, tzinfo=UTC)
ANY = tuple(Method)


def person(n: int, kind: Kind = Kind.RESIDENT, **more: Any) -> Person:  # noqa: ANN401 - any field of a person
    staff = kind is Kind.STAFF
    facts: dict[str, Any] = {
        "id": f"p{n}", "code": f"{'N' if staff else 'R'}{n:03}", "kind": kind, "name": f"王{n:03}",
        "unit": "" if staff else f"{n // 10 + 1}F", "bed": "" if staff else f"{n // 10 + 1}-{n % 10 + 1:02}",
    }  # fmt: skip
    return Person(**{**facts, **more})


def due(n: int, *methods: Method, pending: bool = False, kind: Kind = Kind.RESIDENT) -> Row:
    who = person(n, kind)
    one = DueSwab(who.id, "residents", "weekly", methods or ANY, date(2026, 3, 7), 0, pending)
    return Row(who, who.name, f"{who.kind} {who.unit}", one.methods, one)


def a_list(*rows: Row) -> State:
    """The due list as opened: it asks first by which method."""
    return State(View.DUE, rows, len(rows), Method.ANTIGEN, targets_of(Method.ANTIGEN), prompt=Prompt(Asked.METHOD))


def waiting(n: int, method: Method = Method.PCR, pool: str = "P1") -> Row:
    who = person(n)
    sample = Pending(f"s{n}", who.id, TAKEN, method, targets_of(method), Label("L1", pool, str(n)))
    return Row(who, who.name, pool, sample=sample)


def results_out(*rows: Row) -> State:
    return State(View.PENDING, rows, len(rows), Method.ANTIGEN, targets_of(Method.ANTIGEN))


def isolated(n: int, **more: Any) -> Row:  # noqa: ANN401 - any field of Isolated
    facts: dict[str, Any] = {
        "entry": "e", "since": TAKEN, "targets": ("sars_cov_2",), "day": 2, "of": 14, "negatives": 0, "wanted": 2,
        "apart_hours": 24, "afebrile": None, "afebrile_hours": 24, "may_end": False,
    }  # fmt: skip
    who = person(n)
    return Row(who, who.name, isolated=Isolated(**{**facts, **more}))


def keys(text: str) -> list[str]:
    """`1<enter>009<enter>` key by key."""
    return [named[1:-1] if named.startswith("<") else named for named in re.findall(r"<[a-z0-9]+>|.", text)]


def typed(state: State, text: str | Iterable[str]) -> tuple[State, list[Act]]:
    """The list after some keys, and all that is to be done."""
    done: list[Act] = []
    for key in keys(text) if isinstance(text, str) else text:
        state, acts = press(state, key)
        done.extend(acts)
    return state, done


def begun(*rows: Row, method: str = "1") -> State:
    """A batch whose method is chosen, with kit lot L7."""
    return typed(a_list(*rows), f"{method}l7<enter>")[0]
