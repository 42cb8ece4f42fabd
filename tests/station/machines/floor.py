"""A floor on which anything is typed in any order: what must hold whatever it was, and what is checked around a deed.

`pytest -m slow tests/station/machines` plays 200 nights of 50 steps where the quick run plays a few short ones.
"""

import atexit
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from carelog import words
from carelog.clock import FixedClock
from carelog.model.assessment import open_alerts
from carelog.model.observation import Observed, Way
from carelog.model.person import Kind, Person, Role
from carelog.model.reading import Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.alerting.door import AlertRow
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Desk
from carelog.station.rows import Advice
from tests.station.conftest import MORNING, PLAN, resident
from tests.station.support import tell

LONG = settings.get_current_profile_name() == "long"
slow = [pytest.mark.slow] if LONG else []
BEDS = ("3-1", "3-2", "3-4")
STAFF = {"N01": None, "N02": Role.NURSE, "D01": Role.DOCTOR, "C01": Role.CARER}
"""Who works here; of N01 nobody wrote a role down."""
_SLACK = timedelta(minutes=2)

Alarm = tuple[str, str, str]
"""Person, rule, episode."""


def played(short: int, steps: int) -> settings:
    """How often and how long a machine runs: a few short nights, or many long ones."""
    many = {"max_examples": 200, "stateful_step_count": 50} if LONG else {}
    usual = {"max_examples": short, "stateful_step_count": steps, **many}
    return settings(deadline=None, suppress_health_check=list(HealthCheck), **usual)  # type: ignore[arg-type]  # ints


@cache
def _ready_home() -> Path:
    """A home founded once; every night begins with a copy of it."""
    folder = Path(mkdtemp(prefix="carelog-night-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = FixedClock(MORNING)
    station = Station.found(folder / "home", clock, PLAN)
    people = [resident(clock, code) for code in BEDS]
    more = {code: role for code, role in STAFF.items() if code != "N01"}
    people += [Person(id=clock.new_id(), code=c, kind=Kind.STAFF, name=c, role=role) for c, role in more.items()]
    station.put(people)
    for code in BEDS:
        tell(station, code)
    station.close_log()
    return folder / "home"


class Shown(NamedTuple):
    """What a nurse can see of alerts, rechecks and oxygen at an instant."""

    alerts: tuple[AlertRow, ...]
    rechecks: tuple[tuple[Person, Advice], ...]
    oxygen: Desk


class Floor(RuleBasedStateMachine):
    """Three residents, four who work here, two terminals on one home."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        home = Path(self.folder.name) / "home"
        shutil.copytree(_ready_home(), home)
        self.clock = FixedClock(MORNING + timedelta(hours=1), seed=2)
        self.station, self.other = (Station.open(home, self.clock, code) for code in ("N01", "N02"))
        self.done: list[tuple[str, str, Shown]] = []
        self.begin()

    def begin(self) -> None:
        """What else is there before the first deed."""

    def teardown(self) -> None:
        try:
            self._whole()
        finally:
            self.station.close_log()
            self.other.close_log()
            self.folder.cleanup()

    def _whole(self) -> None:
        """Every page stands in its chain, recorded in order; what grew step by step is what a rebuild folds."""
        log = self.station.log
        assert log.verify().first_bad is None
        grown = log.state_hash()
        log.rebuild()
        assert log.state_hash() == grown

    # what is known

    def who(self, bed: str) -> str:
        return self.station.by_code(bed).id

    def urgent(self) -> set[Alarm]:
        """Every urgent alert of the log that nobody has closed, wherever the person is."""
        steps = self.station.log.steps_at(self.latest())
        found = ((p, f) for p, step in steps.items() for f in open_alerts(step))
        return {(p, f.rule, f.episode) for p, f in found if f.severity >= Severity.URGENT}

    def alerts(self, person: str) -> bool:
        """Whether any alert of somebody is open, wherever they are."""
        return bool(open_alerts(self.station.log.steps_at(self.latest()).get(person)))

    def latest(self) -> datetime:
        """The time, or that of the newest entry where the clock stands behind it."""
        return max(self.clock.now(), self.newest())

    def newest(self) -> datetime:
        found = self.station.log._db.execute("SELECT max(recorded_at) FROM entry").fetchone()[0]
        return datetime.fromtimestamp(found / 1000, MORNING.tzinfo)

    def shown(self, station: Station | None = None) -> Shown:
        at = station or self.station
        return Shown(at.alerts.every(), at.alerts.rechecks(), at.oxygen.desk())

    # around a deed

    def does(self, deed: Callable[[], object]) -> str | None:
        """Do something; the code of its refusal, which is a sentence and wrote nothing. What was done can be undone."""
        before, head, seen = self.station.log.state_hash(), self.station.log.head(), self.shown()
        refused = refusal_of(deed)
        if refused:
            assert self.station.log.head() == head
            assert said(refused)
            return refused.code
        if self.station.log.head() != head:
            act = self.station.log.acts_of(self.station.actor().id, MORNING - timedelta(days=9))[0].act
            self.done.append((act, before, seen))
        return None

    def agreed(self) -> None:
        """Both terminals tell the same."""
        self.other.changed()
        assert self.shown() == self.shown(self.other)

    @rule(back=st.sampled_from((1, 3, 61, 3000)), bed=st.sampled_from(BEDS))
    def the_machines_clock_is_set_back_for_a_while(self, back: int, bed: str) -> None:
        """Nothing vanishes, no recheck gets another time, and nothing is written until the clock is right again."""
        right, newest = self.clock.now(), self.newest()
        self.clock.at = newest
        shown = self.shown()
        self.clock.move(timedelta(minutes=-back))
        assert self.shown() == shown
        body = Observed(self.who(bed), None, (Reading(Quantity.PULSE, 70),), way=Way.COMMAND)
        refused = self.does(lambda: self.station.record(body, self.station.now()))
        assert (refused == "log.clock_behind") == (timedelta(minutes=back) > _SLACK)
        self.clock.at = right

    def undo(self) -> None:
        """Take the newest deed back, whoever did it: all is as it was before."""
        act, before, seen = self.done.pop()
        self.station.undo(act)
        assert self.station.log.state_hash() == before
        if seen.oxygen.at == self.station.now():
            assert self.shown() == seen


def refusal_of(deed: Callable[[], object]) -> Refusal | None:
    """Do something; why it was refused, None where it was not."""
    try:
        deed()
    except Refusal as refusal:
        return refusal
    return None


def said(refusal: Refusal) -> bool:
    """Whether a refusal is a sentence in both languages."""
    for language in words.LANGUAGES:
        with words.speaking(language):
            sentence = words.tr(refusal.code, **refusal.facts)
        if sentence == refusal.code or "{" in sentence:
            return False
    return True
