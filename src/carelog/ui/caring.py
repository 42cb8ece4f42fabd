"""The questions by which care is written down and reminders are set and ended: the same few keys on every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.care import Care, Dropped
from carelog.model.refusal import Refusal
from carelog.report import care as said
from carelog.station.care.rows import For, Told, When
from carelog.ui.base import Ask
from carelog.ui.care import typed
from carelog.ui.line import shown
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carelog.model.referral import InstitutionSet
    from carelog.station.care.rows import ReminderRow
    from carelog.station.desk import Station
    from carelog.ui.base import CareScreen

_AHEAD = (0, 1, 2, 3, 7)
"""Days ahead that one key says; any other date is typed."""
_AGAIN = (1, 3, 7, 14)
_MOST = 8
"""Institutions or units offered by digit; the ninth is another."""


class CareAsks:
    """Asks at the foot of a screen; nothing is stored before the last answer."""

    def __init__(self, screen: CareScreen, station: Station, reload: Callable[[], object]) -> None:
        self._screen, self._station, self._reload = screen, station, reload

    def _choose(self, question: str, choices: Sequence[str], then: Callable[[int], object]) -> None:
        """Ask for one of several; where what follows is refused, the question stays."""
        ask = Ask(question, lambda digit: self._kept(ask, lambda: then(int(digit) - 1)), tuple(map(shown, choices)))
        self._screen.ask(ask)

    def _kept(self, ask: Ask, then: Callable[[], object]) -> None:
        try:
            then()
        except Refusal:
            self._screen.ask(ask)
            raise

    # something was done

    def write(self, whom: For, name: str) -> None:
        """Ask what was done, with whom or how much, and a note."""
        kinds = self._station.care.kinds(whom)
        question = tr("care.ask_what", name=name)
        self._choose(question, [said.kind(kind) for kind in kinds], lambda n: self._with(whom, name, kinds[n]))

    def _with(self, whom: For, name: str, what: Care) -> None:
        doctors = self._station.care.doctors()[:_MOST] if what in (Care.REMOTE_CONSULTATION, Care.HOME_VISIT) else ()
        if not doctors:
            self._note(whom, name, what, "")
            return
        choices = [*(said.place(one) for one in doctors), tr("care.nobody_listed")]
        self._choose(tr("care.ask_with"), choices, lambda n: self._note(whom, name, what, _id(doctors, n)))

    def _note(self, whom: For, name: str, what: Care, institution: str) -> None:
        def answered(text: str) -> None:
            told = typed.fluids(text) if what is Care.FLUIDS else typed.Fluids(None, text)
            self._closing(whom, name, what, Told(told.note, institution, told.amount_ml))

        question = "care.ask_fluids" if what is Care.FLUIDS else "care.ask_note"
        self._screen.ask(Ask(tr(question), answered))

    def _closing(self, whom: For, name: str, what: Care, told: Told) -> None:
        """Where the person has an open alert that this may answer, ask whether it does; else store."""
        outcome = self._station.care.may_close(whom, what)
        if outcome is None or whom.person is None:
            self._store(whom, name, what, told)
            return
        person, question = whom.person, tr("care.ask_close", name=name)
        choices = (tr("care.leave_open"), tr("care.close_as", outcome=tr(f"outcome.{outcome}")))

        def chosen(n: int) -> None:
            if not n:
                self._store(whom, name, what, told)
            elif self._station.needs_a_doctor(person, outcome):
                ask = tr("alerts.which_doctor")
                self._screen.ask(Ask(ask, lambda who: self._store(whom, name, what, told, closes=True, doctor=who)))
            else:
                self._store(whom, name, what, told, closes=True)

        self._choose(question, choices, chosen)

    def _store(self, whom: For, name: str, what: Care, told: Told, *, closes: bool = False, doctor: str = "") -> None:
        row = self._station.care.write(whom, what, told, closes=closes, decided_by=doctor)
        self._reload()
        done = tr("care.stored", name=name, what=shown(said.details(row)))
        self._screen.say(f"{done} {tr('care.alert_closed')}" if closes else done, "ask")

    # something is to be done

    def remind(self, whom: For, name: str) -> None:
        """Ask what is to be done, when, and a note."""
        kinds = self._station.care.kinds(whom)
        question = tr("care.ask_plan", name=name)
        self._choose(question, [said.kind(kind) for kind in kinds], lambda n: self._when(whom, name, kinds[n]))

    def _when(self, whom: For, name: str, what: Care) -> None:
        self._ask_day(tr("care.ask_when"), _AHEAD, lambda due: self._plan_note(whom, name, what, due))

    def _ask_day(
        self,
        question: str,
        ahead: Sequence[int],
        then: Callable[[When], object],
        never: Callable[[], object] | None = None,
    ) -> None:
        """Ask for a day by a digit, or typed with a time; with `never` the first digit says that there is none."""
        now, first = self._station.local(self._station.now()), 1 if never else 0
        choices = [*([tr("care.not_again")] if never else []), *(said.ahead(n) for n in ahead), tr("care.other_date")]

        def chosen(n: int) -> None:
            if never and not n:
                never()
            elif n - first < len(ahead):
                then(When(now.date() + timedelta(days=ahead[n - first])))
            else:
                self._screen.ask(Ask(tr("care.ask_date"), lambda text: then(typed.when(text, now.date(), now.time()))))

        self._choose(question, choices, chosen)

    def _plan_note(self, whom: For, name: str, what: Care, due: When) -> None:
        def answered(note: str) -> None:
            row = self._station.care.remind(whom, what, due, Told(note))
            self._reload()
            self._screen.say(tr("care.planned", name=name, what=said.kind(what), on=said.on(row, self._station)), "ask")

        self._screen.ask(Ask(tr("care.ask_note"), answered))

    # it ends

    def finish(self, row: ReminderRow) -> None:
        """Ask what came of it, then whether it is to be done again."""
        self._screen.ask(Ask(tr("care.ask_result", number=row.number), lambda text: self._again(row, text)))

    def _again(self, row: ReminderRow, result: str) -> None:
        def then(again: When | None = None) -> None:
            self._finish(row, result, again)

        self._ask_day(tr("care.ask_again"), _AGAIN, then, then)

    def _finish(self, row: ReminderRow, result: str, again: When | None) -> None:
        self._station.care.finish(row.number, Told(result), again=again)
        self._reload()
        self._screen.say(tr("care.ended", number=row.number), "ask")

    def drop(self, row: ReminderRow) -> None:
        """Ask why it will not be done; what is put off needs another date, another reason its words."""
        whys = list(Dropped)
        question = tr("care.ask_why", number=row.number)
        self._choose(question, [tr(f"care.why_{why}") for why in whys], lambda n: self._dropped(row, whys[n]))

    def _dropped(self, row: ReminderRow, why: Dropped) -> None:
        if why is Dropped.POSTPONED:
            self._ask_day(tr("care.ask_when"), _AGAIN, lambda due: self._drop(row, why, "", due))
        elif why is Dropped.OTHER:
            self._screen.ask(Ask(tr("care.ask_reason"), lambda note: self._drop(row, why, note, None)))
        else:
            self._drop(row, why, "", None)

    def _drop(self, row: ReminderRow, why: Dropped, note: str, again: When | None) -> None:
        self._station.care.drop(row.number, why, note, again=again)
        self._reload()
        facts = {"whom": shown(said.whom(row)), "why": tr(f"care.why_{why}")}
        self._screen.say(tr("care.dropped", number=row.number, **facts), "ask")

    # for whom, and taken back

    def house(self, then: Callable[[For, str], object]) -> None:
        """Ask for which unit, or the whole house; where there are no units it is the house."""
        units = self._station.units()[:_MOST]
        if not units:
            then(For(), tr("care.house"))
            return
        names = (tr("care.house"), *units)
        self._choose(tr("care.ask_unit"), names, lambda n: then(For(None, units[n - 1] if n else ""), shown(names[n])))

    def take_back(self) -> None:
        """Undo my last act on care or reminders; refuses where there is none."""
        act = self._station.care.last_act()
        if act is None:
            raise Refusal("care.nothing_to_undo")
        self._station.undo(act)
        self._reload()
        self._screen.say(tr("care.taken_back"), "mark")


def _id(doctors: Sequence[InstitutionSet], n: int) -> str:
    return doctors[n].id if n < len(doctors) else ""
