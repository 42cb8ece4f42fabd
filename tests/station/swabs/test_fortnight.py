"""A fortnight of a small house, written out by hand: who is due each morning and who is left at noon, and why.

Residents A-E in beds 1-5, staff N01 and N02. 9 January 2023 is a Monday; the residents' days are Monday and Thursday,
those of the staff Tuesday and Friday. Every morning things happen at eight and the list is read; tests are taken at ten
and the list is read again.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Kind, Person, Presence
from carelog.model.swabs import Exempt, Regime, SampleTaken
from carelog.station import happened
from carelog.station.desk import Station
from tests.station.conftest import PLAN, SHANGHAI
from tests.station.support import tell

BEGIN = datetime(2023, 1, 9, 7, 0, tzinfo=SHANGHAI)
Due = tuple[str, str, int, int]
"""Person, reason, the day of January since when, days overdue."""


class Ward(NamedTuple):
    """The house with everything a day does to it."""

    station: Station
    clock: FixedClock

    def id(self, code: str) -> str:
        return self.station.by_code(code).id

    def admit(self, *codes: str) -> None:
        kinds = {"N": Kind.STAFF}
        people = [
            Person(
                id=self.clock.new_id(), code=code, kind=kinds.get(code[0], Kind.RESIDENT), name=code,
                birth_date=date(1940, 1, 1), unit="" if code[0] == "N" else "1",
                bed="" if code[0] == "N" else str("ABCDE".index(code) + 1),
            )
            for code in codes
        ]  # fmt: skip
        self.station.put(people)

    def swab(self, code: str, method: str, result: str = "negative") -> None:
        self.station.swabbed(self.id(code), Method(method), Result(result), self.station.now())

    def send(self, code: str) -> None:
        with self.station.deed() as act:
            act.append(SampleTaken(self.id(code), Method.PCR, ("sars_cov_2",)))

    def result(self, code: str) -> None:
        """The result of their one sample comes back: negative."""
        (sent,) = self.station.log.deeds("sample", self.id(code))
        answer = Swabbed(self.id(code), Method.PCR, Result.NEGATIVE, sample=sent.id)
        happened.swabbed(self.station, answer, sent.at)

    def regime(self, regime: str) -> None:
        self.station.swabs.set_regime(Regime(regime))

    def go(self, code: str, presence: str) -> None:
        self.station.move(self.id(code), Presence(presence))

    def exempt(self, code: str, why: str, until: int) -> None:
        self.station.swabs.exempt(self.id(code), Exempt(why), date(2023, 1, until))

    def contact(self, code: str) -> None:
        self.station.swabs.contact(self.id(code))

    def cough(self, code: str) -> None:
        tell(self.station, code, symptoms=("cough",))

    def list(self) -> list[Due]:
        codes = {p.id: p.code for p in self.station.log.people()}
        return [(codes[d.person], d.reason, d.since.day, d.overdue_days) for d in self.station.swabs.due()]


Act = Callable[[Ward], None]
DAYS: dict[int, tuple[list[Act], list[Due], list[Act], list[Due]]] = {
    # a quiet time: nobody is tested by the week
    9: ([lambda w: w.regime("off")], [], [], []),
    # C sat at table with a case from outside: now, day 3 (Friday 13), day 5 (Sunday 15)
    10: (
        [lambda w: w.contact("C")],
        [("C", "contact_0", 10, 0)],
        [lambda w: w.swab("C", "antigen")],
        [],
    ),
    # a wave is called on a Wednesday: whoever was never tested is due at once, C was tested the day before
    11: (
        [lambda w: w.regime("wave")],
        [
            ("N01", "weekly", 11, 0), ("N02", "weekly", 11, 0),
            ("A", "weekly", 11, 0), ("B", "weekly", 11, 0), ("D", "weekly", 11, 0),
        ],
        [
            lambda w: w.swab("A", "antigen"), lambda w: w.swab("B", "antigen"), lambda w: w.swab("N01", "pcr"),
            lambda w: w.swab("N02", "antigen"),
        ],
        # staff are tested by nucleic acid: N02's antigen is no test of the plan
        [("N02", "weekly", 11, 0), ("D", "weekly", 11, 0)],
    ),
    # Thursday is the residents' day: C's turn (two days behind Tuesday); A and B were tested yesterday
    12: (
        [],
        [("N02", "weekly", 11, 1), ("C", "weekly", 12, 0), ("D", "weekly", 11, 1)],
        [lambda w: w.swab("C", "antigen"), lambda w: w.swab("D", "antigen"), lambda w: w.swab("N02", "pcr")],
        [],
    ),
    # the test of yesterday is not that of day 3; B is taken to hospital
    13: (
        [lambda w: w.go("B", "hospital")],
        [("C", "contact_3", 13, 0)],
        [lambda w: w.swab("C", "antigen")],
        [],
    ),
    # E moves in; D refuses until Tuesday
    14: (
        [lambda w: w.admit("E"), lambda w: w.exempt("D", "refusal", 17)],
        [("E", "admission", 14, 0)],
        [lambda w: w.swab("E", "antigen")],
        [],
    ),
    # four days since Wednesday: A and N01, though it is nobody's day; C's last day of contact
    15: (
        [],
        [("N01", "weekly", 15, 0), ("A", "weekly", 15, 0), ("C", "contact_5", 15, 0)],
        [lambda w: w.swab("N01", "pcr"), lambda w: w.swab("A", "antigen", "invalid")],
        [("A", "invalid", 15, 0), ("C", "contact_5", 15, 0)],
    ),
    # the missed last day stays due; B is back from hospital; E's Monday; four days since N02's Thursday; D is exempt
    16: (
        [lambda w: w.go("B", "present")],
        [
            ("N02", "weekly", 16, 0),
            ("A", "invalid", 15, 1), ("B", "admission", 16, 0), ("C", "contact_5", 15, 1), ("E", "weekly", 16, 0),
        ],
        [
            lambda w: w.swab("C", "pcr"), lambda w: w.swab("B", "antigen"), lambda w: w.swab("N02", "pcr"),
            lambda w: w.swab("A", "antigen", "positive"),
        ],
        # A is positive: everybody by nucleic acid, but those who had one today and D who is exempt
        [("N01", "sweep", 16, 0), ("B", "sweep", 16, 0), ("E", "sweep", 16, 0)],
    ),
    # E coughs, which comes before the sweep; a sample is sent
    17: (
        [lambda w: w.cough("E")],
        [("N01", "sweep", 16, 1), ("B", "sweep", 16, 1), ("E", "symptoms", 17, 0)],
        [lambda w: w.swab("N01", "pcr"), lambda w: w.send("E")],
        [("B", "sweep", 16, 1)],
    ),
    # closed: staff every day; D's exemption is over and the last test long ago, but the sweep was not for D
    18: (
        [lambda w: w.regime("closed")],
        [("N01", "daily", 18, 0), ("N02", "daily", 18, 0), ("B", "sweep", 16, 2), ("D", "weekly", 18, 0)],
        [lambda w: w.swab("N01", "pcr"), lambda w: w.swab("B", "pcr"), lambda w: w.swab("D", "antigen")],
        [("N02", "daily", 18, 0)],
    ),
    # Thursday: A is exempt after the infection; B had two tests this week, D one since Wednesday; C and E had one
    19: (
        [lambda w: w.exempt("A", "recent_infection", 30)],
        [("N01", "daily", 19, 0), ("N02", "daily", 18, 1), ("C", "weekly", 19, 0), ("E", "weekly", 19, 0)],
        [
            lambda w: w.swab("N01", "pcr"), lambda w: w.swab("N02", "pcr"), lambda w: w.swab("C", "antigen"),
            lambda w: w.result("E"),
        ],
        [("E", "weekly", 19, 0)],
    ),
    # C is out with the family
    20: (
        [lambda w: w.go("C", "out")],
        [("N01", "daily", 20, 0), ("N02", "daily", 20, 0), ("E", "weekly", 19, 1)],
        [lambda w: w.swab("N01", "pcr"), lambda w: w.swab("E", "antigen")],
        [("N02", "daily", 20, 0)],
    ),
    # a wave again: nobody's day; at ten it is a day since E's negative antigen, and E still coughs
    21: ([lambda w: w.regime("wave")], [], [], [("E", "serial", 21, 0)]),
    # four days since Wednesday for B and D; C is back and was tested on Thursday
    22: (
        [lambda w: w.go("C", "present")],
        [("B", "weekly", 22, 0), ("D", "weekly", 22, 0), ("E", "serial", 21, 1)],
        [],
        [("B", "weekly", 22, 0), ("D", "weekly", 22, 0), ("E", "serial", 21, 1)],
    ),
}  # fmt: skip


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    clock = FixedClock(BEGIN)
    ward = Ward(Station.found(tmp_path / "home", clock, PLAN), clock)
    ward.admit("A", "B", "C", "D", "N02")
    return ward


def test_every_list_of_a_fortnight_is_as_written_down_by_hand(ward: Ward) -> None:
    seen: dict[str, list[Due]] = {}
    written: dict[str, list[Due]] = {}
    for day, (morning, due, tests, left) in DAYS.items():
        for hours, acts, told, when in ((1, morning, due, "morning"), (2, tests, left, "noon")):
            ward.clock.move(timedelta(hours=hours))
            for act in acts:
                act(ward)
                ward.clock.move(timedelta(minutes=1))
            ward.clock.move(timedelta(minutes=30 - len(acts)))
            seen[f"{day} {when}"], written[f"{day} {when}"] = ward.list(), told
        ward.clock.move(timedelta(hours=20))
    assert seen == written
    ward.station.close_log()


def test_what_was_due_can_be_read_later_for_the_day_it_was(ward: Ward) -> None:
    """With what is known now: a past day stands as it was left at its end."""
    ward.regime("wave")
    ward.clock.move(timedelta(days=2))
    ward.swab("A", "antigen")
    monday = {d.person: d for d in ward.station.swabs.due(date(2023, 1, 9))}
    assert monday[ward.id("A")].reason == "weekly"
    assert ward.id("A") not in {d.person for d in ward.station.swabs.due()}
    ward.station.close_log()
