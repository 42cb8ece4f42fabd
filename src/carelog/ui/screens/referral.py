"""The transfer of a person to a hospital: one digit a step, each stored with its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.referral import InstitutionKind, ReferralStep, Transport
from carelog.model.refusal import Refusal
from carelog.report import referral as said
from carelog.station.referral.rows import Told
from carelog.ui import keys
from carelog.ui.base import Ask, plain
from carelog.ui.line import shown
from carelog.ui.page import LivePageScreen
from carelog.ui.referral.page import Seen, head, page
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.model.referral import InstitutionSet
    from carelog.station.desk import Station

_MOST = 8
"""Institutions offered by digit; the ninth is any other."""


class ReferralScreen(LivePageScreen):
    """The steps of the newest transfer; a digit means what stood beside it when the page was last read by its own."""

    BINDINGS: ClassVar = keys.REFERRAL
    HELP = "referral.help"

    seen: Seen

    def __init__(self, station: Station, person: str) -> None:
        self.person = person
        super().__init__(station)

    def read(self) -> None:
        """Ask how far the transfer is and what may come next."""
        desk = self.station.referral
        who = self.station.person(self.person).row.person
        case, limit, steps = desk.of(self.person), desk.limited(self.person), desk.next_steps(self.person)
        green = self.station.directory.green()
        self.seen = Seen(who, case, limit, steps, desk.along(self.person), green, desk.before(self.person))

    def poll(self) -> None:
        """Show what others wrote; the digits keep their meaning until Enter."""
        if self.on_top and self.outdated():
            offered = self.seen.offered
            self.read()
            self.seen = self.seen._replace(offered=offered, stale=self.seen.offered != offered)
            self.paint()

    def returned(self) -> None:
        """Nothing is read again: the digits keep their meaning."""

    def paint(self) -> None:
        """Paint what was last read."""
        top = head(self.seen, self.size.width)
        self.heads.tall(len(top))
        self.heads.show(top)
        self.body.show(page(self.seen, self.station, self.station.now(), self.size.width))

    # keys

    def unknown(self, key: str, character: str | None) -> None:
        """A digit is the step that stands beside it."""
        digit = plain(character)
        if digit not in {str(n) for n in range(1, len(self.seen.offered) + 1)}:
            super().unknown(key, character)
        elif self.acting():
            self._chosen(self.seen.offered[int(digit) - 1])

    def _chosen(self, step: ReferralStep) -> None:
        """Ask what the step still needs, then store it."""
        if step is ReferralStep.CALLED:
            self._ask_whom()
        elif reasons := self.station.referral.reasons(step):
            choices = tuple(tr(f"referral.why_{why}") for why in reasons)
            question = tr("referral.ask_reason")
            self.ask(Ask(question, lambda digit: self._store(step, Told(reason=reasons[int(digit) - 1])), choices))
        elif step is ReferralStep.LEFT:
            choices = tuple(tr(f"referral.by_{by}") for by in Transport)
            taken = list(Transport)
            self.ask(
                Ask(
                    tr("referral.ask_transport"),
                    lambda d: self._store(step, Told(transport=taken[int(d) - 1])),
                    choices,
                )
            )
        elif step is ReferralStep.DECIDED and self.seen.limit:
            self.ask(Ask(tr("referral.ask_despite"), lambda why: self._store(step, Told(despite=why))))
        elif step is ReferralStep.DIED:
            question = tr("referral.ask_died", name=shown(self.seen.person.name))
            self.ask(Ask(question, self._died, (tr("referral.no"), tr("referral.yes"))))
        else:
            self._store(step, Told())

    def _ask_whom(self) -> None:
        """Hospitals first, in the order of preference, then the ambulance; any other is typed."""
        directory = self.station.directory
        ranked = (*self.station.referral.hospitals(), *directory.every(InstitutionKind.AMBULANCE))[:_MOST]
        choices = (*(shown(_called(one)) for one in ranked), tr("referral.elsewhere"))
        self.ask(Ask(tr("referral.ask_whom"), lambda digit: self._whom(ranked, int(digit) - 1), choices))

    def _whom(self, ranked: tuple[InstitutionSet, ...], n: int) -> None:
        if n < len(ranked):
            self._store(ReferralStep.CALLED, Told(institution=ranked[n].id))
        else:
            self.ask(Ask(tr("referral.ask_name"), lambda name: self._store(ReferralStep.CALLED, Told(note=name))))

    def _died(self, digit: str) -> None:
        if digit == "1":
            self.say(tr("referral.not_died"))
        else:
            self._store(ReferralStep.DIED, Told())

    def _store(self, step: ReferralStep, told: Told) -> None:
        before = self.station.register.open_alerts(self.person)
        try:
            case = self.station.referral.step(self.person, step, told)
        except Refusal:
            self.reload()
            raise
        self.reload()
        facts = {"name": shown(self.seen.person.name), "step": tr(f"referral.step_{step}")}
        stored = tr("referral.stored", time=f"{self.station.local(case.since):%H:%M}", **facts)
        joined = said.joined(step, before, self.station.register.open_alerts(self.person))
        self.say(f"{stored} {joined}".strip(), "ask")

    # who and what goes along

    def action_escort(self) -> None:
        """Ask who goes along."""
        self._ask_along(tr("referral.ask_escort"), self.seen.along.escort, lambda text: self._along(escort=text))

    def action_belongings(self) -> None:
        """Ask what goes along; after the return, what of it came back."""
        along, case = self.seen.along, self.seen.case
        if along.missing and case is not None and case.last.step is ReferralStep.RETURNED:
            things = tr("referral.comma").join(f"{n} {thing}" for n, thing in enumerate(along.things, 1))
            self._ask_along(tr("referral.ask_back", things=shown(things)), "", self._came_back)
        else:
            typed = tr("referral.comma").join(along.things)
            self._ask_along(tr("referral.ask_things"), typed, lambda text: self._along(things=text))

    def action_note_key(self) -> None:
        """Ask for a note."""
        self._ask_along(tr("referral.ask_note"), self.seen.along.note, lambda text: self._along(note=text))

    def _ask_along(self, question: str, typed: str, answered: Callable[[str], object]) -> None:
        if self.station.by is None:
            self.front.open_who(self.station)
        elif self.seen.case is None:
            self.say(tr("referral.nothing_along"))
        else:
            self.ask(Ask(question, answered, typed=typed))

    def _along(self, **told: str) -> None:
        self.station.referral.put_along(self.person, **told)
        self.reload()
        self.say(tr("referral.along_stored"), "ask")

    def _came_back(self, told: str) -> None:
        self.station.referral.came_back(self.person, told)
        self.reload()
        self.say(tr("referral.along_stored"), "ask")

    def action_again(self) -> None:
        """What may come now."""
        self.reload()

    def action_undo(self) -> None:
        """Take back my last step."""
        self.take_back(self.station.referral.last_act, "referral")


def _called(one: InstitutionSet) -> str:
    """A choice of whom to call: the green channel says that it is it."""
    green = f"[{tr('referral.green')}]" if one.green else ""
    return " ".join(part for part in (green, one.name, one.phone) if part)
