"""Homes and rounds to type on the sheet without a screen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.model.observation import Observation, Way
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.round import RoundKey, Window
from carelog.station.rows import LastKnown, Sheet, SheetPerson
from carelog.ui.sheet.press import press
from carelog.ui.sheet.row import row_at
from carelog.ui.sheet.state import Act, Doubt, Row, Rules, State

if TYPE_CHECKING:
    from collections.abc import Iterable

OPENED = datetime(2025, 3, 1, 23, 30, tzinfo=UTC)
"""07:30 of 2 March in Shanghai."""
KEY = RoundKey(date(2025, 3, 2), "morning")
WINDOW = Window(KEY, OPENED.replace(hour=21), datetime(2025, 3, 2, 3, tzinfo=UTC))
CODES = (
    "cough", "sore_throat", "runny_nose", "congestion", "no_taste", "no_smell", "chills", "muscle", "headache",
    "dyspnoea", "chest_pain", "blue_lips", "wheeze", "sputum", "diarrhoea", "vomiting", "nausea", "confusion",
    "drowsy", "fall", "off_food", "off_legs", "withdrawn", "worry", "fatigue", "eyes",
)  # fmt: skip
LETTERS = dict(zip("cstrklfmhijwbpuxdegvnozaqy", CODES, strict=False))


T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN

DOUBTS = (
    Doubt(Quantity.TEMPERATURE, below=349, above=395, jump=15),
    Doubt(Quantity.SPO2, scale=1, below=90, drop=5, again=(30, 49)),
    Doubt(Quantity.SPO2, scale=2, below=84, drop=5, again=(30, 49)),
    Doubt(Quantity.PULSE, below=44, above=126),
    Doubt(Quantity.RESPIRATORY_RATE, below=9, above=29),
)
"""As the protocol has them."""


def resident(n: int, **facts: Any) -> Person:  # noqa: ANN401 - any field of a person
    known: dict[str, Any] = {
        "id": f"p{n}", "code": f"R{n:03}", "kind": Kind.RESIDENT, "name": f"Resident {n}",
        "bed": f"{n // 20 + 1}-{n % 20 + 1:02}", "birth_date": date(1935, 1, 1), "initials": f"r{n}",
        "scale_by": "Dr. Li", "scale_on": date(2026, 1, 2),
    }  # fmt: skip
    return Person(**(known | facts))


def line(person: Person, **facts: Any) -> SheetPerson:  # noqa: ANN401 - any field of a line
    known: dict[str, Any] = {
        "twin": False, "asks_oxygen": False, "last": {}, "last_symptoms": None, "entered": None, "entered_by": "",
    }  # fmt: skip
    return SheetPerson(person=person, **(known | facts))


def last_known(value: int, at: datetime = OPENED) -> LastKnown:
    return LastKnown(value, None, Site.AXILLARY, at)


def entered(person: Person, *readings: Reading, symptoms: tuple[str, ...] | None = ()) -> Observation:
    return Observation(
        "act-before", person.id, OPENED, OPENED, "nurse", KEY, readings, symptoms, None, None, Way.SHEET, "entry-before"
    )


def sheet_of(*people: SheetPerson, **facts: Any) -> Sheet:  # noqa: ANN401 - any field of a sheet
    known: dict[str, Any] = {
        "key": KEY, "window": WINDOW, "opened_at": OPENED, "catch_up": False, "last_group": len(people),
        "site": Site.AXILLARY, "labels": {p.person.code: p.person.id for p in people},
    }  # fmt: skip
    return Sheet(people=people, **(known | facts))


def opened(*people: SheetPerson, **facts: Any) -> State:  # noqa: ANN401 - any field of the state
    sheet = sheet_of(*people)
    rules = Rules(sheet, LETTERS, CODES, {"n01": "nurse", "n02": "other"}, DOUBTS)
    return State(rules=rules, at=0, work=0, rows={}, site=sheet.site)._replace(**facts)


def some(count: int = 3, **facts: Any) -> State:  # noqa: ANN401 - any field of the state
    return opened(*(line(resident(n)) for n in range(count)), **facts)


def typed(state: State, keys: Iterable[str]) -> tuple[State, list[Act]]:
    """Press keys one after another: a text is one key a letter, a list names its keys."""
    acts: list[Act] = []
    for key in keys:
        state, done = press(state, key)
        acts += done
    return state, acts


def keys(text: str) -> list[str]:
    """Keys as on paper: `366 97 0`, blanks left out, names in angle brackets: `<enter>`, `<f2>`."""
    out: list[str] = []
    for word in text.replace("<", " <").replace(">", "> ").split():
        out += [word[1:-1]] if word.startswith("<") and len(word) > 1 else list(word)
    return out


class Visit(NamedTuple):
    """One person's values as measured, and the keys a nurse types for them."""

    temperature: int
    spo2: int | None
    keys: list[str]


def normal_round(people: int = 60) -> list[Visit]:
    """As many normal residents, no two with the same pair of values: six keys each."""
    pairs = [(t, s) for s in range(99, 90, -1) for t in range(355, 373)][:: 162 // 60][:people]
    return [Visit(t, s, list(f"{t}{s}0")) for t, s in pairs]


def values(row_readings: Iterable[Reading]) -> dict[Quantity, int | None]:
    return {r.quantity: r.value for r in row_readings}


def after(text: str, state: State | None = None) -> State:
    """The sheet after these keys, on three untouched residents unless said otherwise."""
    return typed(state or some(), keys(text))[0]


def row(state: State, at: int = 0) -> Row:
    return row_at(state, at)


def why_stopped(text: str, state: State | None = None) -> str:
    stop = after(text, state).stop
    return stop.code if stop else ""
