"""One person: what was found, why it counts, what is to be done, and who did it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from carelog.model.deeds import Method, Result
from carelog.model.following import Follower
from carelog.model.person import Leaving, Presence
from carelog.model.refusal import Refusal
from carelog.model.severity import STAYING
from carelog.station.care.rows import For
from carelog.ui import keys
from carelog.ui.answering import Answers
from carelog.ui.base import Ask
from carelog.ui.board.cells import full_name, symptom_words
from carelog.ui.caring import CareAsks
from carelog.ui.line import listed
from carelog.ui.medicines import MedicineAsks
from carelog.ui.page import WalkScreen
from carelog.ui.person.cared import Cared
from carelog.ui.person.leaving import PLACES, Deed, asked_again
from carelog.ui.person.page import Frame, head, page
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.severity import Task
    from carelog.station.desk import Station
    from carelog.station.reasons import WhyView
    from carelog.station.register.filed import OnFile
    from carelog.station.rows import PersonView

_FEWEST = 2
"""Lines of the head of somebody of whom nothing was decided."""
_CARED = timedelta(days=14)
"""So far back the last care stands above the records."""


class PersonScreen(WalkScreen):
    """A person's page; acknowledge, close, end a task and say where the person is."""

    BINDINGS: ClassVar = keys.PERSON
    CSS_PATH = "person.tcss"
    HELP = "person.help"

    seen: PersonView
    told: WhyView
    file: OnFile
    near: Cared

    def __init__(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        super().__init__(station, person, walk)
        self._symptoms = symptom_words(station.symptoms())
        self.answers = Answers(self, station, self.reload)
        self.cares = CareAsks(self, station, self.reload)
        self.medicines = MedicineAsks(self, station, self.reload)

    def read(self) -> None:
        """Ask for all about the person."""
        self.seen = self.station.person(self.person)
        self.told = self.station.why(self.person)
        self.file = self.station.register.on_file(self.person)
        self.near = self._cared()

    def _cared(self) -> Cared:
        care = self.station.care
        return Cared(care.open(self.person), care.of(self.person, self.station.now() - _CARED))

    def paint(self) -> None:
        """Paint the person as last read."""
        frame = Frame(self.station, self._symptoms, self.station.now(), self.size.width)
        top = head(self.seen, frame)
        self.heads.tall(min(len(top), max(_FEWEST, self.size.height // 2)))
        self.heads.show(top)
        self.body.show(page(self.seen, self.told, frame, self.file, self.near))

    def _named(self) -> str:
        return full_name(self.seen.row)

    # keys

    def action_acknowledge(self) -> None:
        """Say that I have seen the alert."""
        if self.acting():
            if not self.seen.row.open_alert:
                raise Refusal("station.no_alert")
            self.answers.see(self.person, self._named())

    def action_close(self) -> None:
        """Close the alert with an outcome."""
        if not self.seen.row.open_alert:
            self.say(tr("person.nothing_to_close"))
        elif self.acting():
            self.answers.close(self.person, self._named())

    def action_task(self) -> None:
        """Say that a task was done or declined."""
        staying = [task for task in self.seen.row.tasks if task in STAYING]
        if not staying:
            self.say(tr("person.no_task_to_end"))
        elif self.acting():
            choices = tuple(tr(f"task.{task}") for task in staying)
            self.ask(Ask(tr("person.which_task"), lambda digit: self._ask_end(staying[int(digit) - 1]), choices))

    def _ask_end(self, task: Task) -> None:
        choices = (tr("person.done"), tr("person.declined"))
        question = tr("person.done_or_declined", task=tr(f"task.{task}"))
        self.ask(Ask(question, lambda digit: self._end(task, done=digit == "1"), choices))

    def _end(self, task: Task, *, done: bool) -> None:
        self.station.end_task(self.person, task, done=done)
        self.reload()
        said = tr("person.done") if done else tr("person.declined")
        self.say(tr("person.task_ended", name=self._named(), task=tr(f"task.{task}"), how=said), "ask")

    def action_whole_why(self) -> None:
        """Why, in full."""
        self.front.open_why(self.station, self.person, self.walk)

    def action_letter(self) -> None:
        """One page for a doctor."""
        self.front.open_letter(self.station, self.person)

    def action_refer(self) -> None:
        """Send the person to a hospital, step by step."""
        self.front.open_referral(self.station, self.person)

    def action_presence(self) -> None:
        """Say where the person is; a death or a discharge is asked about twice."""
        if self.acting():
            choices = tuple(tr(f"presence.{left or presence}") for presence, left in PLACES)
            self.ask(Ask(tr("person.where", name=self._named()), self._where, choices))

    def _where(self, digit: str) -> None:
        presence, left = PLACES[int(digit) - 1]
        if left is None:
            self.station.register.move(self.person, presence)
            self._moved(f"presence.{presence}")
        else:
            still = listed(*self.station.register.open_alerts(self.person))
            asked = asked_again(left, self._named(), still)
            self.ask(Ask(asked.question, lambda told: self._leaves(left, asked.deeds[int(told) - 1]), asked.choices))

    def _leaves(self, left: Leaving, deed: Deed) -> None:
        """Who has left is off the board; alerts still open are named so that somebody closes them."""
        if deed is Deed.NOT:
            self.say(tr("person.stays", name=self._named()), "ask")
            return
        if left is Leaving.DIED:
            self.station.register.died(self.person, close=deed is Deed.AND_CLOSE)
        else:
            self.station.register.move(self.person, Presence.LEFT, left=left)
        self._moved(f"presence.{left}")

    def _moved(self, where: str) -> None:
        self.reload()
        said = tr("person.moved", name=self._named(), where=tr(where))
        gone = self.seen.row.person.presence in (Presence.LEFT, Presence.HOSPITAL)
        still = listed(*self.station.register.open_alerts(self.person)) if gone else ""
        self.say(f"{said}  {tr('person.alerts_still_open', rules=still)}" if still else said, "ask")

    def action_follow(self) -> None:
        """Say that somebody was in touch with the person, now."""
        if self.acting():
            choices = tuple(tr(f"people.by_{by}") for by in Follower)
            self.ask(Ask(tr("person.who_followed", name=self._named()), self._followed, choices))

    def _followed(self, digit: str) -> None:
        by = list(Follower)[int(digit) - 1]
        self.ask(Ask(tr("person.what_said"), lambda note: self._follow(by, note)))

    def _follow(self, by: Follower, note: str) -> None:
        self.station.register.followed_up(self.person, by, note=note)
        self.reload()
        self.say(
            tr("people.contacted", code=self.seen.row.person.code, name=self._named(), by=tr(f"people.by_{by}")), "ask"
        )

    def action_measure(self) -> None:
        """Measure now: the round sheet, on the line of this person."""
        row = self.seen.row.person
        self.front.open_round(self.station, "", row.kind, person=row.id)

    def action_edit(self) -> None:
        """Change what is on file."""
        person = self.seen.row.person
        self.front.open_form(self.station, self.station.log.person(person.id), person.kind, self._changed)

    def _changed(self, sentence: str) -> None:
        self.reload()
        self.say(sentence, "ask")

    def action_swab(self) -> None:
        """Write down a swab's result: by which method, then what it showed."""
        if self.acting():
            choices = tuple(tr(f"swab.{method}") for method in Method)
            self.ask(Ask(tr("person.which_method", name=self._named()), self._ask_result, choices))

    def _ask_result(self, digit: str) -> None:
        method = list(Method)[int(digit) - 1]
        question = tr("person.which_result", name=self._named(), method=tr(f"swab.{method}"))
        choices = tuple(tr(f"swab.{result}") for result in Result)
        self.ask(Ask(question, lambda told: self._swabbed(method, list(Result)[int(told) - 1]), choices))

    def _swabbed(self, method: Method, result: Result) -> None:
        self.station.swabbed(self.person, method, result, self.station.now())
        self.reload()
        said = f"{tr(f'swab.{method}')} {tr(f'swab.{result}')}"
        self.say(tr("person.now_swabbed", name=self._named(), swab=said), "ask")

    def action_medicine(self) -> None:
        """Say that a medicine was given, now or some hours ago, of the reserve or the person's own."""
        if self.acting():
            self.medicines.given(self.person, self._named())

    def action_care(self) -> None:
        """Write down what was done for the person."""
        if self.acting():
            self.cares.write(For(self.person), self._named())

    def action_remind(self) -> None:
        """Say what is to be done for the person on a date."""
        if self.acting():
            self.cares.remind(For(self.person), self._named())
