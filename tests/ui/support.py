"""People, rows and painted lines for the tests of the screen."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.style import Style
from textual import events

from carelog.model.assessment import Fired, Standing
from carelog.model.clearing import Clearing, Ends, Find, Need
from carelog.model.deeds import Why
from carelog.model.observation import Observation, Observed, Seen, Way
from carelog.model.person import Kind, Person, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey, Window
from carelog.model.severity import Severity, Task
from carelog.model.symptom import Symptom
from carelog.protocol import symptoms
from carelog.station.reasons import Decided, Ground, Normal, Reason, WhyView
from carelog.station.rows import BoardRow, Kept, Latest, PersonView, RoundStand, RoundState, TrendPoint
from carelog.ui.board.cells import Look, symptom_words
from carelog.words import language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from textual.app import App
    from textual.pilot import Pilot

NOW = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
"""A Saturday morning in Shanghai, 09:30."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
WINDOW = Window(RoundKey(date(2026, 3, 7), "morning"), NOW - timedelta(hours=4, minutes=30), NOW + timedelta(hours=1.5))
NASTY = ("王 [/b] 芳", "[see note]", "=1+1", "张\x1b[31m三", "李\u202e四", "阿依古丽·买买提")
"""Names that have broken other programs."""


def a_person(n: int, name: str = "", **more: Any) -> Person:  # noqa: ANN401 - any field of Person
    facts: dict[str, Any] = {
        "id": f"0190-{n:04}",
        "code": f"R{n:03}",
        "kind": Kind.RESIDENT,
        "name": name or f"Person {n:03}",
        "unit": f"{n // 20 + 1}F",
        "bed": f"{n // 20 + 1}-{n % 20 + 1:02}",
        "birth_date": date(1930 + n % 20, 1, 1),
    }
    return Person(**{**facts, **more})


def a_row(
    n: int,
    name: str = "",
    severity: Severity = Severity.NONE,
    *tasks: Task,
    temperature: int | None = 366,
    spo2: int | None = 97,
    symptoms: tuple[str, ...] | None = (),
    state: RoundState = RoundState.DONE,
    minutes: int = 40,
    **more: Any,  # noqa: ANN401 - any field of BoardRow or Person
) -> BoardRow:
    own = {key: more.pop(key) for key in list(more) if key in BoardRow._fields}
    fired = Fired("T-01", severity, tasks, Standing.ON, "e1", ("e1",), "temperature", temperature, "373")
    row = BoardRow(
        person=a_person(n, name, **more),
        twin=False,
        severity=severity,
        tasks=tasks,
        fired=(fired,) if severity >= Severity.WATCH else (),
        latest=Latest(temperature, Site.AXILLARY, spo2, 0, symptoms, NOW - timedelta(minutes=minutes)),
        round=RoundStand(state, WINDOW),
        trend=tuple(TrendPoint(NOW - timedelta(hours=12 * h), 364 + h % 4, 97 - h % 3) for h in range(13, -1, -1)),
        waiting=severity >= Severity.REVIEW,
        open_alert=severity >= Severity.REVIEW,
        improving=False,
    )
    return row._replace(**own)


def a_floor(people: int = 12) -> list[BoardRow]:
    """A floor with one of everything, worst first, filled up with people in whom nothing was found."""
    rows = [
        a_row(1, NASTY[0], Severity.URGENT, Task.CALL, Task.TRANSFER, Task.OXYGEN, Task.COMPLETE_SET,
              temperature=386, spo2=88, symptoms=("cough", "dyspnoea")),
        a_row(2, NASTY[1], Severity.REVIEW, Task.TEST, temperature=389, waiting=False),
        a_row(3, NASTY[2], Severity.WATCH, Task.RECHECK, temperature=374, state=RoundState.PARTIAL, symptoms=None),
        a_row(4, NASTY[3], Severity.NOT_KNOWN, temperature=None, spo2=None, symptoms=None, state=RoundState.LATE),
        a_row(5, NASTY[4], state=RoundState.AWAY, presence=Presence.HOSPITAL, minutes=3000),
        a_row(6, NASTY[5], latest=None, state=RoundState.DUE, trend=()),
        a_row(7, "王芳", twin=True),
        a_row(8, "王芳", twin=True, birth_date=None),
    ]  # fmt: skip
    return rows[:people] + [a_row(n) for n in range(len(rows) + 1, people + 1)]


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds, however slow the machine is today."""
    for _ in range(1200):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError(painted(pilot.app))


async def typed(app: App[Any], keys: Iterable[str]) -> None:
    """Type keys as one burst, as a terminal hands them over: nothing waits between them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def painted(app: App[Any], styles: str = "") -> list[str]:
    """What stands on the screen, line by line; before each change of style its name or its weight in braces."""
    tell = {"name": _name, "weight": _weight}.get(styles)
    out = []
    for strip in app.screen._compositor.render_strips():  # the painted lines themselves
        line, last = "", ""
        for text, style, _ in strip:
            now = tell(style) if tell and style else ""
            line += (f"{{{now}}}" if now != last else "") + text
            last = now
        out.append(line.rstrip())
    return out


def _name(style: Style) -> str:
    return str(style.meta.get("style", ""))


def _weight(style: Style) -> str:
    weights = ("bold", "underline", "reverse", "strike")
    return " ".join(weight for weight in weights if getattr(style, weight)) or "plain"


@contextlib.asynccontextmanager
async def opened(app: App[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """Run an app without a terminal and wait until it is painted."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield pilot


def a_look() -> Look:
    """What cells need to know, at NOW."""
    return Look(NOW, symptom_words(symptoms.every()))


def an_observation(
    hours: float,
    *readings: Reading,
    symptoms: tuple[str, ...] | None = (),
    **more: Any,  # noqa: ANN401 - any field
) -> Observation:
    at = NOW - timedelta(hours=hours)
    whole = Observation(
        act=f"a{hours}",
        person="0190-0001",
        happened_at=at,
        recorded_at=at,
        recorded_by="nurse",
        round=None,
        readings=readings or (warm(366), air(97)),
        symptoms=symptoms,
        not_asked=None,
        measured_by=None,
        way=Way.SHEET,
        entry=f"e{hours}",
    )
    return whole._replace(**more)


def warm(tenths: int | None, **more: Any) -> Reading:  # noqa: ANN401 - any field of Reading
    return Reading(Quantity.TEMPERATURE, tenths, **{"site": Site.AXILLARY if tenths else None, **more})


def air(percent: int | None, **more: Any) -> Reading:  # noqa: ANN401 - any field of Reading
    return Reading(Quantity.SPO2, percent, **more)


class Told:
    """What sentences ask of a station."""

    def local(self, at: datetime) -> datetime:
        return at.astimezone(SHANGHAI)

    def symptoms(self) -> tuple[Symptom, ...]:
        return symptoms.every()


def a_told() -> Told:
    return Told()


def a_reason(fired: Fired, **more: Any) -> Reason:  # noqa: ANN401 - any field of Reason
    """A rule of nobody's protocol that rests on one reading and is neither signed nor cleared."""
    words = f"words of {fired.rule}" if language() == "en" else f"{fired.rule} 的说明"
    at = NOW - timedelta(hours=1)
    readings = (warm(fired.value or 384, device="T [x] 3"),)
    ground = Ground("e1", at, at, readings, None, None, "N02 张", "N01 李 [/b] 护士", "current", corrects=False)
    need = Need(Find.AT_MOST, "temperature", 370, Site.AXILLARY)
    ends = Ends.PERSON if fired.severity >= Severity.REVIEW else Ends.ITSELF
    clears = Clearing(ends, timedelta(hours=4), None, ((need,),), ("temperature",), None)
    decided = Decided("cn-2023", "1", "0123456789abcdef", in_use=True, entry="e9", recorded_at=at)
    base = Reason(fired, words, f"source of {fired.rule}", "P", False, decided, at, (ground,), clears, None)
    return base._replace(**more)


def a_why(view: PersonView | None = None, *reasons: Reason) -> WhyView:
    """Why the person of a view stands there: as its row says, or for these reasons."""
    row = (view or a_view()).row
    found = reasons or tuple(a_reason(fired) for fired in row.fired)
    own = Normal(Quantity.TEMPERATURE, Site.AXILLARY, 364, 24, NOW - timedelta(days=14), frozen=True, by="", until=None)
    return WhyView(row.person, NOW, row.severity, row.tasks, found, (own,), None, None, None)


def a_part(o: Observation, status: str = "current", **more: Any) -> Kept:  # noqa: ANN401 - any field of Kept
    observed = Observed(o.person, None, o.readings, o.symptoms)
    seen = Seen(o.entry, o.act, 1, o.happened_at, o.recorded_at, o.recorded_by, observed)
    return Kept(seen, status, "N01", "")._replace(**more)


def a_view(row: BoardRow | None = None) -> PersonView:
    """A person with a fever confirmed low, a correction, and two weeks of quiet days before."""
    quiet = [an_observation(24 * d + 1, warm(362 + d % 5), air(95 + d % 4)) for d in range(1, 14)]
    fever = an_observation(1, warm(384), warm(369), air(94), symptoms=("cough",), measured_by="other")
    paper = an_observation(9, warm(None, not_measured=NotMeasured.ASLEEP), symptoms=None, way=Way.PAPER)
    wrong = an_observation(5, warm(466), symptoms=None)
    struck = a_part(wrong, "corrected", struck_by="N02", struck_at=NOW - timedelta(hours=4), why=Why.TYPING)
    found = (fever, paper, *quiet)
    who = {"nurse": "N01 李 [/b] 护士", "other": "N02 张"}
    first = row or a_row(1, NASTY[0], Severity.REVIEW, Task.TEST, Task.RECHECK, temperature=384)
    fired = tuple(replace(f, entries=(fever.entry,)) for f in first.fired)
    return PersonView(first._replace(fired=fired), found, (*(a_part(o) for o in found), struck), (), who)
