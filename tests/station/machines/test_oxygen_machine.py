"""Oxygen ordered, started, changed and stopped in any order: no step that cannot be, no litre from nowhere."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from carelog.model.history import moment
from carelog.model.observation import Observed, Way
from carelog.model.oxygen import OxygenDevice, SourceKind, SourceSet, SourceState, Therapy, TherapyStep
from carelog.model.person import Presence
from carelog.model.reading import Quantity, Reading
from carelog.station.oxygen.rows import Asked, Stand
from tests.station.support import readings

from .floor import BEDS, Floor, played, slow

pytestmark = slow

BED = st.sampled_from(BEDS)
MOST = {"C1": 50, "C2": 30, "B1": None}
WATER = {"B1": 400}
FLOWS = (-10, 0, 5, 20, 30, 60, 5000)
S = TherapyStep
MAY_FOLLOW = {
    None: {S.STARTED},
    S.STARTED: {S.CHANGED, S.STOPPED},
    S.CHANGED: {S.CHANGED, S.STOPPED},
    S.STOPPED: {S.STARTED},
}


def source(code: str, state: SourceState) -> SourceSet:
    kind = SourceKind.CYLINDER if code in WATER else SourceKind.CONCENTRATOR
    return SourceSet(code, kind, state, MOST[code], WATER.get(code))


class Therapies(Floor):
    """Two concentrators, a cylinder, and what is typed of them; a model of who breathes what stands beside it."""

    def begin(self) -> None:
        for code in MOST:
            self.station.oxygen.set_source(source(code, SourceState.IN_USE))
        self.station.oxygen.gauge("B1", "125bar")

    def _flow(self, bed: str) -> int | None:
        """What somebody breathes now, from their history alone."""
        log, found = self.station.log, 0
        for event in (e for e in log.history(self.who(bed)).events if moment(e)[0] <= self.station.now()):
            body = getattr(event, "observed", None)
            flow = [r for r in body.readings if r.quantity is Quantity.OXYGEN] if isinstance(body, Observed) else []
            found = flow[-1].value if flow and flow[-1].not_measured is None else found  # type: ignore[assignment]
        return found

    def _told_ahead(self, bed: str) -> bool:
        """Whether a step a few minutes ahead of the clock was told: none before it is."""
        return any(deed.at > self.station.now() for deed in self.station.log.deeds("therapy", self.who(bed)))

    def _acts(self, bed: str) -> list[Therapy]:
        return [deed.body for deed in self.station.log.deeds("therapy", self.who(bed))]

    @rule(
        bed=BED,
        flow=st.sampled_from(FLOWS),
        code=st.sampled_from((None, "", "c1", "C2", "Ｂ１", "nowhere")),
        device=st.none() | st.sampled_from(OxygenDevice),
        only=st.none() | st.sampled_from((S.STARTED, S.CHANGED)),
    )
    def oxygen_is_given(
        self, bed: str, flow: int, code: str | None, device: OxygenDevice | None, only: TherapyStep | None
    ) -> None:
        """Started where nobody gave any, else changed; only in a flow there is, from a source that gives it."""
        before, step = self._flow(bed), S.STARTED if self._flow(bed) == 0 else S.CHANGED
        asked = Asked(flow, device, code)
        refused = self.does(lambda: self.station.oxygen.give(self.who(bed), asked, only=only))
        if refused:
            known = {"oxygen.flow": not 1 <= flow <= 1000, "oxygen.no_source": code == "nowhere"}
            known["oxygen.backwards"] = self._told_ahead(bed)
            known |= {"oxygen.not_started": only is S.STARTED != step, "oxygen.not_changed": only is S.CHANGED != step}
            assert known.get(refused, refused in {"oxygen.too_much", "oxygen.source_empty", "oxygen.source_out"})
            assert self._flow(bed) == before
            return
        assert only in {None, step}
        assert self._acts(bed)[-1].step is step
        assert self._flow(bed) == flow

    @rule(bed=BED)
    def it_is_ordered(self, bed: str) -> None:
        asked = Asked(20, ordered_by="吴医生", target_low=94, target_high=98, until=date(2023, 1, 14))
        self.does(lambda: self.station.oxygen.give(self.who(bed), asked))

    @rule(bed=BED)
    def it_is_stopped(self, bed: str) -> None:
        on = self._flow(bed) != 0
        refused = self.does(lambda: self.station.oxygen.stop(self.who(bed)))
        if not self._told_ahead(bed):
            assert (refused is None) == on
            assert self._flow(bed) == 0

    @rule(bed=BED, flow=st.sampled_from((0, 20)), ago=st.sampled_from((1, 20, 200, -3, -90)))
    def a_step_of_another_time_is_told(self, bed: str, flow: int, ago: int) -> None:
        """From paper: never before the step that was told last, never ahead of the clock."""
        desk, person, at = self.station.oxygen, self.who(bed), self.clock.now() - timedelta(minutes=ago)
        last = max((deed.at for deed in self.station.log.deeds("therapy", person)), default=at)
        refused = self.does(lambda: desk.give(person, Asked(flow), at) if flow else desk.stop(person, at=at))
        assert refused is not None or (last <= at <= self.clock.now() + timedelta(minutes=5))

    @rule(bed=BED, spo2=st.sampled_from((84, 92, 97)), flow=st.none() | st.sampled_from((0, 20, 40)))
    def somebody_is_looked_at(self, bed: str, spo2: int, flow: int | None) -> None:
        """The sheet's own reading of a flow counts like an act."""
        body = Observed(self.who(bed), None, readings(None, spo2, flow), (), way=Way.COMMAND)
        self.does(lambda: self.station.record(body, self.clock.now()))

    @rule(bed=BED)
    def a_flow_cannot_be_read(self, bed: str) -> None:
        body = Observed(self.who(bed), None, (Reading(Quantity.OXYGEN, None),), way=Way.COMMAND)
        self.does(lambda: self.station.record(body, self.clock.now()))

    @rule(code=st.sampled_from(sorted(MOST)), state=st.sampled_from(SourceState))
    def a_source_stands_otherwise(self, code: str, state: SourceState) -> None:
        self.does(lambda: self.station.oxygen.set_source(source(code, state)))

    @rule(
        code=st.sampled_from(("B1", "C1", "b9")),
        typed=st.sampled_from(("90bar", "９．５MPa", "120", "-1bar", "400bar")),
    )
    def a_gauge_is_read(self, code: str, typed: str) -> None:
        refused = self.does(lambda: self.station.oxygen.gauge(code, typed))
        assert (refused is None) == (code == "B1" and typed in {"90bar", "９．５MPa"})

    @rule(bed=BED, where=st.sampled_from((Presence.PRESENT, Presence.HOSPITAL)))
    def somebody_goes_or_comes(self, bed: str, where: Presence) -> None:
        self.does(lambda: self.station.move(self.who(bed), where))

    @rule(minutes=st.sampled_from((1, 5, 15, 31, 61, 240, 26 * 60)))
    def time_passes(self, minutes: int) -> None:
        """A cylinder never fills by itself; whoever waited waits still, but for a step told a few minutes ahead."""
        before = {row.code: row.litres for row in self.station.oxygen.sources()}
        needs = [row for row in self.station.oxygen.desk().needs if not self._told_ahead(row.person.bed)]
        waited = {row.person.id for row in needs if row.stand is Stand.WAITS}
        self.clock.move(timedelta(minutes=minutes))
        after = {row.code: row.litres for row in self.station.oxygen.sources()}
        for code, left in before.items():
            now = after[code]
            assert left is None or now is None or 0 <= now <= left
        assert waited <= {row.person.id for row in self.station.oxygen.desk().needs if row.stand is Stand.WAITS}

    @precondition(lambda self: bool(self.done))
    @rule()
    def the_last_deed_is_taken_back(self) -> None:
        self.undo()

    @invariant()
    def every_course_is_told_step_by_step(self) -> None:
        """Times in order; nothing is changed or stopped that was not started; what is drawn is what people breathe."""
        for bed in BEDS:
            deeds = self.station.log.deeds("therapy", self.who(bed))
            assert [d.at for d in deeds] == [d.at for d in sorted(deeds, key=lambda d: d.tick)]
        for row in self.station.oxygen.sources():
            flows = [self._flow(p.bed) for p in row.people]
            assert row.draw == (None if None in flows else sum(f or 0 for f in flows))
        for need in self.station.oxygen.desk().needs:
            assert need.flow == self._flow(need.person.bed)
            assert (need.stand is Stand.WAITS) == (need.flow == 0)
        self.agreed()


Therapies.TestCase.settings = played(10, 25)
TestTherapies = Therapies.TestCase
