"""The questions by which an alert is seen and closed: the same few keys on every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.alerting import Action, Outcome
from carelog.model.refusal import Refusal
from carelog.report.alerting import named
from carelog.ui.base import Ask
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from carelog.station.alerting.door import AlertRow
    from carelog.station.alerts import Meant
    from carelog.station.desk import Station
    from carelog.ui.base import CareScreen

NEXT = (15, 30, 60, 240)
"""Minutes until the next check that one key promises; the last choice promises none."""


class Answers:
    """Asks at the foot of a screen; nothing is stored before the last answer."""

    def __init__(self, screen: CareScreen, station: Station, reload: Callable[[], object]) -> None:
        self._screen, self._station, self._reload = screen, station, reload

    # seen

    def see(self, person: str, name: str) -> None:
        """Ask what is done about a person's alerts, then by when one looks again."""
        shown = self._station.alerts.meant(person)

        def done(action: Action, next_check: datetime | None) -> None:
            self._station.acknowledge(person, action=action, next_check=next_check, shown=shown)
            self._reload()
            self._screen.say(tr("person.now_acknowledged", name=name), "ask")

        self._ask_action(name, lambda action: self._ask_next(lambda at: done(action, at)))

    def see_all(self, rows: Sequence[AlertRow], told: dict[str, Action] | None = None) -> None:
        """Ask what is done for each of several people, then once by when; Esc stores nothing."""
        actions = dict(told or {})
        left = [row.person for row in rows if row.person.id not in actions]
        if left:
            self._ask_action(named(left[0]), lambda action: self.see_all(rows, {**actions, left[0].id: action}))
        else:
            shown = {row.person.id: frozenset((f.rule, f.episode) for f in row.fired) for row in rows}
            self._ask_next(lambda at: self._seen_all(actions, at, shown))

    def _seen_all(self, actions: dict[str, Action], at: datetime | None, shown: Mapping[str, Meant]) -> None:
        self._station.alerts.acknowledge(actions, at, shown)
        self._reload()
        self._screen.say(tr("alerts.seen_all", n=len(actions)), "ask")

    def _ask_action(self, name: str, then: Callable[[Action], object]) -> None:
        choices = tuple(tr(f"alerts.action_{action}") for action in Action)
        question = tr("alerts.which_action", name=name)
        self._screen.ask(Ask(question, lambda digit: then(list(Action)[int(digit) - 1]), choices))

    def _ask_next(self, then: Callable[[datetime | None], object]) -> None:
        times = tuple(tr("alerts.in_minutes", n=n) if n < 60 else tr("alerts.in_hours", n=n // 60) for n in NEXT)  # noqa: PLR2004 - of an hour
        self._screen.ask(
            Ask(tr("alerts.when_next"), lambda digit: then(self._at(digit)), (*times, tr("alerts.no_next")))
        )

    def _at(self, digit: str) -> datetime | None:
        place = int(digit) - 1
        return self._station.now() + timedelta(minutes=NEXT[place]) if place < len(NEXT) else None

    # closed

    def close(self, person: str, name: str) -> None:
        """Ask how the alerts of a person ended; of an urgent one without a new reading, which doctor decided it."""
        choices = tuple(tr(f"outcome.{outcome}") for outcome in Outcome)
        question, shown = tr("person.which_outcome", name=name), self._station.alerts.meant(person)

        def close(outcome: Outcome, decided_by: str) -> None:
            self._station.close(person, outcome, decided_by=decided_by, shown=shown)
            self._closed(name, outcome)

        self._screen.ask(
            Ask(question, lambda digit: self._outcome(person, list(Outcome)[int(digit) - 1], close), choices)
        )

    def _outcome(self, person: str, outcome: Outcome, close: Callable[[Outcome, str], None]) -> None:
        if self._station.needs_a_doctor(person, outcome):
            self._screen.ask(Ask(tr("alerts.which_doctor"), lambda typed: close(outcome, typed)))
        else:
            close(outcome, "")

    def _closed(self, name: str, outcome: Outcome) -> None:
        self._reload()
        self._screen.say(tr("person.now_closed", name=name, outcome=tr(f"outcome.{outcome}")), "ask")

    # taken back

    def take_back(self) -> None:
        """Undo my last act; refuses where there is none."""
        mine = self._station.last_act()
        if mine is None:
            raise Refusal("alerts.nothing_to_undo")
        self._station.undo(mine.act)
        self._reload()
        self._screen.say(tr("alerts.undone"), "ask")
