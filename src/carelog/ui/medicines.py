"""The questions by which a medicine is written down: what, when, and how much of the reserve."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.refusal import Refusal
from carelog.model.stock import Group
from carelog.report import medicines, stock
from carelog.station.care.medicines import Dose
from carelog.ui.base import Ask
from carelog.ui.care import typed
from carelog.ui.line import shown
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.station.desk import Station
    from carelog.ui.base import CareScreen

_AGO = (0, 1, 2, 4)
"""Hours ago that a medicine may have been given; other times are for the command."""


class MedicineAsks:
    """Asks at the foot of a screen; nothing is stored before the last answer."""

    def __init__(self, screen: CareScreen, station: Station, reload: Callable[[], object]) -> None:
        self._screen, self._station, self._reload = screen, station, reload

    def given(self, person: str, name: str) -> None:
        """Ask which medicine: those of the list by digit, another typed."""
        listed = [one for one in self._station.stock.medicines() if one.group is Group.MEDICINE]
        choices = (*(shown(stock.called(one)) for one in listed), tr("person.another_medicine"))

        def chosen(digit: str) -> None:
            n = int(digit) - 1
            if n < len(listed):
                self._when(person, name, Dose(listed[n].code))
            else:
                self._screen.ask(Ask(tr("person.which_medicine"), lambda text: self._lowers(person, name, text)))

        self._screen.ask(Ask(tr("person.what_given", name=name), chosen, choices))

    def _lowers(self, person: str, name: str, medicine: str) -> None:
        """Of a medicine that is not of the list ask whether it lowers a fever: a normal value after it clears none."""
        if not medicine.strip():
            raise Refusal("given.nothing")
        article = self._own(medicine)
        dose = Dose(article, medicine="" if article else medicine)
        choices = (tr("person.lowers_fever"), tr("person.lowers_none"))
        question = tr("person.does_it_lower", medicine=shown(medicine))
        self._screen.ask(
            Ask(question, lambda digit: self._when(person, name, dose._replace(antipyretic=digit == "1")), choices)
        )

    def _own(self, typed_name: str) -> str:
        """The home's own article of that name, '' for none."""
        try:
            found = self._station.stock.named(typed_name)
        except Refusal:
            return ""
        return found.code if found.group is Group.OWN else ""

    def _when(self, person: str, name: str, dose: Dose) -> None:
        choices = tuple(tr("person.given_ago", hours=n) if n else tr("person.given_now") for n in _AGO)
        question = tr("person.when_given", name=name)
        self._screen.ask(Ask(question, lambda digit: self._pieces(person, name, dose, _AGO[int(digit) - 1]), choices))

    def _pieces(self, person: str, name: str, dose: Dose, ago: int) -> None:
        """Of what the home keeps ask how much of the reserve was taken; of the rest none was."""
        if dose.article not in self._station.stock.kept():
            self._give(person, name, dose, ago)
            return

        def answered(text: str) -> None:
            told = typed.pieces(text)
            self._give(person, name, dose._replace(pieces=told.pieces, lot=told.lot), ago)

        self._screen.ask(Ask(tr("person.how_many_given"), answered))

    def _give(self, person: str, name: str, dose: Dose, ago: int) -> None:
        at = self._station.now() - timedelta(hours=ago)
        gave = self._station.care.give(person, dose, at)
        self._reload()
        facts = {"name": name, "what": shown(medicines.given(gave.body)), "time": f"{self._station.local(at):%H:%M}"}
        done = tr("person.now_given", **facts)
        if gave.left:
            left = tr("given.left", article=shown(stock.name(gave.left)), amount=stock.amount(gave.left))
            done = f"{done} {left}"
        self._screen.say(done, "ask")
