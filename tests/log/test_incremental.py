"""Views that grew entry by entry are those a rebuild folds, whatever was written, corrected and taken back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.log import Log, schema
from carelog.log.times import to_ms
from carelog.model.alerting import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.body import Body
from carelog.model.deeds import ClockConfirmed, Correction, Exported, Given, Method, Result, Swabbed, Undone, Why
from carelog.model.home import Facility
from carelog.model.observation import Observed
from carelog.model.person import Moved, Presence
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task

from .ward import LI, MORNING, WANG, ZHAO, Ward, assessed, observed, refused, resident, step

PEOPLE = (WANG, ZHAO)
QUANTITIES = (Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN)


class Story:
    """A ward where anything happens; what was written so far is what later deeds point at."""

    def __init__(self, folder: Path, draw: Callable[..., Any]) -> None:
        self.ward = Ward(folder)
        self.draw = draw
        self.acts: list[str] = []
        self.entries: list[tuple[str, str]] = []

    def pick(self, *choices: Any) -> Any:  # noqa: ANN401 - whatever it chose from
        return self.draw(st.sampled_from(choices))

    def number(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def reading(self) -> Reading:
        quantity = Quantity(str(self.pick(*QUANTITIES)))
        value = self.number(0, 400)
        found: Reading = self.pick(
            refused(quantity), Reading(quantity, value, site=Site.ORAL), Reading(quantity, value)
        )
        return found

    def some(self, person: str) -> Body:
        readings = [self.reading() for _ in range(self.number(0, 2))]
        symptoms = self.pick(None, (), ("cough",))
        return observed(*readings, person=person, key=self.pick(None, observed().round), symptoms=symptoms)

    def body(self, person: str) -> Body:
        at = MORNING + timedelta(minutes=self.number(-300, 300))
        steps = [step(at + timedelta(hours=n), Severity(self.number(0, 4))) for n in range(self.number(0, 3))]
        choices: list[Body] = [
            self.some(person),
            self.some(person),
            resident(person, str(self.pick("A1", "B2")), name=str(self.pick("", "王芳")), bed=str(self.pick("", "1"))),
            Moved(person, Presence(str(self.pick(*Presence)))),
            Acknowledged(person, (("T-01", "e1"), ("T-02", str(self.number(1, 3))))),
            Closed(person, (("T-01", "e1"),), Outcome.SEEN, "note"),
            TaskEnded(person, Task.TEST, done=True),
            Swabbed(person, Method.ANTIGEN, Result(str(self.pick(*Result))), note="note"),
            Given(person, antipyretic=bool(self.pick(False, True)), medicine="paracetamol"),
            assessed(person, at, *steps),
            Facility(str(self.pick("a", "b")), "en", "Europe/London"),
            Exported("day", MORNING.date(), MORNING.date(), 1, "c" * 64, "excel"),
            ClockConfirmed(at, MORNING),
        ]
        chosen: Body = self.pick(*choices)
        return chosen

    def pointing(self, person: str) -> Body:
        """A correction, a void or an undo of something written before."""
        if self.entries and self.number(0, 2):
            who, target = self.draw(st.sampled_from(self.entries))
            moved = self.pick(None, MORNING - timedelta(minutes=self.number(0, 500)))
            return Correction(who, target, Why.TYPING, self.pick(None, self.some(who)), moved)
        return Undone(str(self.pick(*self.acts, "nothing")), self.pick(None, person))

    def tell(self) -> None:
        person = str(self.pick(*PEOPLE))
        joined = self.pick(None, *self.acts[-3:])
        happened = self.pick(None, MORNING + timedelta(minutes=self.number(-500, 500)))
        bodies = [
            self.pointing(person) if self.number(0, 3) == 0 else self.body(person) for _ in range(self.number(1, 3))
        ]
        self.ward.later(self.number(-1, 30))
        try:
            written = self.ward.tell(*bodies, act=joined, happened_at=happened)
        except Refusal:
            return
        self.acts.append(written[0].act)
        self.entries += [(entry.person or "", entry.id) for entry in written if entry.kind == "observed"]


def told(log: Log) -> dict[str, list[object]]:
    every = {table: f"SELECT * FROM {table}" for table in schema.VIEW_TABLES}  # noqa: S608 - our own tables
    return {table: sorted(log._db.execute(sql).fetchall(), key=repr) for table, sql in every.items()}


def by_hand(log: Log) -> list[tuple[str, str, list[Reading]]]:
    """What stands, worked out the slow way from the entries alone: (act, person, readings) in the order of time."""
    rows = log._db.execute("SELECT id, act, kind, happened_at, tick, n FROM entry ORDER BY n").fetchall()
    bodies = {row[0]: log.body(row[0]) for row in rows}
    undone = {body.act for body in bodies.values() if isinstance(body, Undone)}
    groups: dict[tuple[str, str], list[tuple[int, int, Observed]]] = {}
    for entry, act, kind, happened, tick, _ in rows:
        said = bodies[entry]
        if kind != "observed" or act in undone or not isinstance(said, Observed):
            continue
        now: Observed | None = said
        at = happened
        for other, other_act, *_ in rows:
            change = bodies[other]
            if isinstance(change, Correction) and change.target == entry and other_act not in undone:
                now = change.replacement
                at = to_ms(change.happened_at) if change.happened_at else at
        if now is not None:
            groups.setdefault((act, now.person), []).append((at, tick, now))
    told_now = [(min(p[:2] for p in parts), key, sorted(parts, key=lambda p: p[:2])) for key, parts in groups.items()]
    return [
        (*key, [r for part in parts for r in part[2].readings])
        for _, key, parts in sorted(told_now, key=lambda one: one[0])
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_grew_entry_by_entry_is_what_a_rebuild_folds(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        story = Story(Path(folder) / "home", data.draw)
        for _ in range(data.draw(st.integers(1, 12))):
            story.tell()
        log = story.ward.log
        grown, state = told(log), log.state_hash()
        assert log.verify()[1:3] == (None, False)
        standing = log.observations(MORNING - timedelta(days=9), MORNING + timedelta(days=9))
        assert [(seen.act, seen.person, list(seen.readings)) for seen in standing] == by_hand(log)
        log.rebuild()
        assert told(log) == grown
        assert log.state_hash() == state
        for person in PEOPLE:
            with log.act(LI, story.ward.later(400), story.ward.clock.new_id) as act:
                assert act.history(person) == log.history(person)
        log.close()


def test_the_state_does_not_depend_on_the_detour_that_led_to_it(tmp_path: Path) -> None:
    straight, detour = Ward(tmp_path / "a", seed=1), Ward(tmp_path / "b", seed=1)
    for ward in (straight, detour):
        ward.tell(resident(name=""))
    mistake = detour.one(observed())
    detour.one(Undone(mistake.act))
    straight.later()
    detour.later()
    for ward in (straight, detour):
        ward.tell(observed(refused(Quantity.SPO2)))
    assert straight.log.state_hash() == detour.log.state_hash()
    straight.tell(observed(refused(Quantity.SPO2)))
    assert straight.log.state_hash() != detour.log.state_hash()


def test_a_rebuild_says_how_many_pages_it_folded(tmp_path: Path) -> None:
    ward = Ward(tmp_path / "home")
    ward.tell(resident(), observed())
    assert ward.log.rebuild() == 2
