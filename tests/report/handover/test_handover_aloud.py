"""The handover said aloud: a minute for the fullest night, nobody urgent left out, nothing said of nobody."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from carelog import words
from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.model.person import Ceiling
from carelog.report.handover import aloud, text
from carelog.station.demo.home import found_demo
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL
from carelog.words import LANGUAGES
from tests.station.conftest import PLAN, SHANGHAI, resident
from tests.station.support import later, tell

SAID = """\
Went or came 1: 3-1 老人3-1 in hospital.
To review 1: 3-12 老人3-12, temperature 38.8 °C, measuring again, time is up, look now.
Closed 1: 3-1 老人3-1 transferred.
Worse or not known 1: 3-7 [b]赵[/b].
Measure again 2: 3-12 老人3-12, time is up, look now; 3-7 [b]赵[/b], time is up, look now.
On oxygen 1: 3-4 王芳, 2 L/min.
Isolation 3: 3-2 老人3-2; 3-7 [b]赵[/b]; 3-12 老人3-12.
Not measured 2: see below.
Also, see below: 1 better, 7 tests due, 1 with a reading withdrawn, care of 1, 2 notes.
"""


def spoken(station: Station, language: str, since: datetime | None = None) -> tuple[int, list[str]]:
    with words.speaking(language):
        said = aloud.lines(station.handover.page(since), station)
        return aloud.seconds(" ".join(said)), said


def test_the_night_is_said_most_pressing_first(night: Station) -> None:
    seconds, said = spoken(night, "en")
    assert said == SAID.splitlines()
    assert seconds <= aloud.MINUTE
    assert spoken(night, "zh_CN")[1][0] == "去留 1 人：3-1 老人3-1 住院。"


def test_a_second_holds_four_characters_or_two_and_a_half_words() -> None:
    with words.speaking("zh_CN"):
        assert aloud.seconds("体温三十八度" * 40) == 60
        assert aloud.seconds("12:05") == 1
    with words.speaking("en"):
        assert aloud.seconds("looked at twice " * 50) == 60


def test_the_fullest_nights_of_a_house_of_sixty_take_a_minute_and_so_does_a_week(tmp_path: Path) -> None:
    at = datetime(2026, 3, 7, 7, 0, tzinfo=SHANGHAI)
    told = {"seed": 1, "protocol": DEFAULT_PROTOCOL, "at": at, "language": "zh_CN", "zone": SHANGHAI}
    station = found_demo(tmp_path / "home", residents=60, staff=20, days=8, **told)  # type: ignore[arg-type]  # by name
    for language in LANGUAGES:
        for hours in (12, 36, 7 * 24):
            seconds, said = spoken(station, language, station.now() - timedelta(hours=hours))
            assert seconds <= aloud.MINUTE
            assert len(said) > 4
    station.close_log()


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_many_are_urgent_each_is_named_and_who_lacks_oxygen_too(
    station: Station, clock: FixedClock, language: str
) -> None:
    more = [resident(clock, f"4-{n}", f"慢性阻塞性肺疾病{n}") for n in range(30)]
    station.put(more)
    for one in more:
        tell(station, one.code, 392, 86, ("breathless", "cough"))
    said = " ".join(spoken(station, language)[1])
    assert all(f"4-{n} 慢性阻塞性肺疾病{n}" in said for n in range(30))
    assert said.count("4-7 ") == 2


def test_an_urgent_one_says_what_was_done_and_until_when(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    assert spoken(station, "en")[1][0] == "URGENT 1: 3-1 老人3-1, SpO2 88 %, nobody has seen it."
    station.acknowledge(station.by_code("3-1").id, action=Action.RECHECK)
    assert spoken(station, "en")[1][0].endswith("measuring again, by 08:15.")
    later(clock, 10)
    assert spoken(station, "en")[1][0].endswith("measuring again, more has come since, nobody has seen that.")
    station.acknowledge(station.by_code("3-1").id, action=Action.RECHECK)
    later(clock, 15)
    assert spoken(station, "en")[1][0].endswith("time is up, look now.")


def test_who_is_closed_but_still_urgent_is_named_right_after_the_open_ones_and_not_as_settled(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-2", spo2=88)
    tell(station, "3-1", spo2=88)
    later(clock, 11)
    tell(station, "3-1", spo2=87)
    station.close(station.by_code("3-1").id, Outcome.SEEN, decided_by="Dr Wu")
    said = spoken(station, "en")[1]
    assert said[0].startswith("URGENT 1: 3-2 老人3-2")
    assert said[1] == "Closed but still urgent 1: 3-1 老人3-1, SpO2 87 %, seen, all right."
    assert not [line for line in said if line.startswith("Closed 1")]
    assert "已关闭但仍紧急 1 人：3-1 老人3-1" in spoken(station, "zh_CN")[1][1]


def test_what_was_not_confirmed_and_is_well_since_is_not_called_urgent(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 5)
    tell(station, "3-1", spo2=97)
    station.close(station.by_code("3-1").id, Outcome.NOT_CONFIRMED)
    said = spoken(station, "en")[1]
    assert not [line for line in said if line.startswith(("URGENT", "Closed but"))]
    assert "Closed 1: 3-1 老人3-1 not confirmed." in said
    for _ in range(2):
        later(clock, 30)
        tell(station, "3-1", spo2=88)
    said = spoken(station, "en")[1]
    assert said[0].startswith(("URGENT 1: 3-1", "Closed but still urgent 1: 3-1"))


def test_where_nothing_is_left_to_breathe_it_is_said_as_now_and_of_whom(station: Station) -> None:
    tell(station, "3-1", spo2=88)
    assert "Oxygen falls short NOW: nothing left for 3-1 老人3-1." in spoken(station, "en")[1]
    assert "氧气现在就不够：3-1 老人3-1 没有氧源。" in spoken(station, "zh_CN")[1]


def test_what_the_care_plan_limits_is_said_with_the_name(station: Station) -> None:
    station.put([replace(station.by_code("3-1"), ceiling=Ceiling.NO_TRANSFER)])
    tell(station, "3-1", spo2=88)
    assert "3-1 老人3-1, CARE PLAN: no transfer, SpO2 88 %" in spoken(station, "en")[1][0]


def test_who_is_told_of_nowhere_is_counted_as_nothing_new_and_nobody_else(station: Station, clock: FixedClock) -> None:
    for code in ("3-1", "3-2", "3-12"):
        tell(station, code)
    tell(station, "3-4", spo2=91, oxygen=20)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)
    later(clock, 1)
    assert spoken(station, "en")[1][-1] == "The other 3 residents: nothing new."


def test_whom_nobody_has_measured_in_the_shift_is_counted_apart_and_never_as_nothing_new(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1")
    later(clock, 1)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)
    later(clock, 1)
    tell(station, "3-2")
    tell(station, "3-12", temperature=None, spo2=None)
    assert {p.code for p in station.handover.page().unmeasured} == {"3-1", "3-4", "3-12"}
    said = spoken(station, "en")[1]
    assert said[-2:] == ["1 not measured since the shift began.", "The other 1 residents: nothing new."]
    assert "本班没有测量 1 人。" in spoken(station, "zh_CN")[1]


def test_a_house_of_nobody_has_nothing_new(tmp_path: Path, clock: FixedClock) -> None:
    empty = Station.found(tmp_path / "empty", clock, PLAN._replace(protocol="off-season"))
    assert spoken(empty, "en")[1] == ["Nothing new."]
    empty.close_log()


def test_it_stands_first_on_the_page_that_is_read_and_signed(night: Station) -> None:
    words.use("en")
    lines = text.lines(night.handover.page(), night)
    assert lines.index("To be said in a minute") < lines.index("New alerts")
