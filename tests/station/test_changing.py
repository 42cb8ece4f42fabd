"""Another protocol is taken into use: it decides from then on, at every terminal, and nothing that waits is lost."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.assessment import open_alerts
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.station import changing, protocols
from carelog.station.desk import Station

from .support import later, tell

OWN = """extends = "cn-2023-respiratory"
id = "ours"
version = "1"
date = 2023-01-12
author = "Dr. Li"
title = { zh_CN = "本院", en = "Ours" }
"""
HIGHER = """
[[rule]]
id = "T-04"
severity = "REVIEW"
source = "ours"
evidence = "P"
words = { zh_CN = "体温超过 39.0 度", en = "Above 39.0" }
when = { lines = [{ op = ">", value = 390, clear = 387 }] }
"""
MORE = """
[[rule]]
id = "X-01"
family = "X"
severity = "URGENT"
tasks = ["call", "oxygen"]
source = "ours"
evidence = "P"
clear_hours = 4
clear_source = "ours"
words = { zh_CN = "血氧 96% 及以下", en = "SpO2 96 % or less" }
when = { kind = "bound", reading = "spo2", lines = [{ op = "<=", value = 96, clear = 98 }] }
"""
Told = Callable[[str], protocols.File]


@pytest.fixture
def told(tmp_path: Path, station: Station) -> Told:
    """A file of the home's own, with what it says beyond its head."""

    def file(text: str) -> protocols.File:
        path = tmp_path / "ours.toml"
        path.write_text(OWN.replace('"ours"', f'"ours{abs(hash(text)) % 1000}"') + text, encoding="utf-8")
        return protocols.named(str(path), lambda: station)

    return file


@pytest.fixture
def other(station: Station, clock: FixedClock) -> Iterator[Station]:
    """A second terminal in the same home."""
    second = Station.open(station.home, clock, "N02")
    second.changed()
    yield second
    second.close_log()


def alerts(station: Station, code: str) -> set[str]:
    """The open alerts of a person."""
    return {f.rule for f in open_alerts(station.log.steps_at(station.now()).get(station.by_code(code).id))}


def severity(station: Station, code: str) -> Severity:
    return station.person(station.by_code(code).id).row.severity


def test_the_new_file_decides_from_then_on_and_the_board_is_by_it_at_once(
    station: Station, clock: FixedClock, told: Told
) -> None:
    tell(station, "3-1", spo2=96)
    assert severity(station, "3-1") is Severity.NONE
    later(clock, 10)
    changing.use(station, told(MORE))
    assert alerts(station, "3-1") == {"X-01"}
    assert station.light.id.startswith("ours")
    tell(station, "3-2", spo2=95)
    assert alerts(station, "3-2") == {"X-01"}


def test_what_was_decided_before_stays_as_it_was(station: Station, clock: FixedClock, told: Told) -> None:
    tell(station, "3-1", spo2=96)
    who, begin = station.by_code("3-1").id, station.now()
    later(clock, 10)
    changing.use(station, told(MORE))
    later(clock, 10)
    tell(station, "3-1", spo2=96, at=begin + timedelta(minutes=1))
    steps = station.log.steps(who, begin, station.now() + timedelta(minutes=1))
    assert [s.severity for s in steps if s.start < begin + timedelta(minutes=10)] == [Severity.NONE]
    assert alerts(station, "3-1") == {"X-01"}


def test_an_open_alert_of_a_rule_the_new_file_does_not_have_is_not_lost(
    station: Station, clock: FixedClock, told: Told
) -> None:
    changing.use(station, told(MORE))
    later(clock, 10)
    tell(station, "3-1", spo2=96)
    later(clock, 10)
    changing.use(station, told(""))
    assert alerts(station, "3-1") == {"X-01"}
    assert severity(station, "3-1") is Severity.URGENT
    row = station.person(station.by_code("3-1").id).row
    assert {Task.CALL, Task.OXYGEN} <= set(row.tasks)
    assert station.words("X-01") in {"血氧 96% 及以下", "SpO2 96 % or less"}
    assert station.source("X-01") == "ours [P]"
    for hours in (12, 24, 36):
        later(clock, hours * 60)
        tell(station, "3-1", spo2=99)
    assert alerts(station, "3-1") == {"X-01"}


def test_it_is_closed_by_a_named_person_as_any_other(station: Station, clock: FixedClock, told: Told) -> None:
    changing.use(station, told(MORE))
    tell(station, "3-1", spo2=96)
    later(clock, 10)
    changing.use(station, told(""))
    who = station.by_code("3-1").id
    station.acknowledge(who)
    station.close(who, Outcome.SEEN, decided_by="吴医生")
    assert alerts(station, "3-1") == set()
    station.end_task(who, Task.CALL, done=True)
    assert severity(station, "3-1") is Severity.NONE


def test_an_open_alert_whose_line_is_higher_now_waits_on(station: Station, clock: FixedClock, told: Told) -> None:
    tell(station, "3-1", temperature=387)
    assert "T-04" in alerts(station, "3-1")
    later(clock, 10)
    changing.use(station, told(HIGHER))
    assert "T-04" in alerts(station, "3-1")
    tell(station, "3-2", temperature=387)
    assert "T-04" not in alerts(station, "3-2")


def test_a_task_that_waits_stays_though_the_new_file_would_not_ask(
    station: Station, clock: FixedClock, told: Told
) -> None:
    tell(station, "3-1", symptoms=("cough",))
    before = set(station.person(station.by_code("3-1").id).row.tasks)
    assert Task.ISOLATE in before
    later(clock, 10)
    changing.use(station, told('[[rule]]\nid = "Y-01"\ntasks = []\nsource = "ours"\nevidence = "P"\n'))
    assert before <= set(station.person(station.by_code("3-1").id).row.tasks)


def test_nothing_of_last_week_is_opened_anew(station: Station, clock: FixedClock, told: Told) -> None:
    tell(station, "3-1", spo2=95)
    for _ in range(8):
        later(clock, 12 * 60)
        tell(station, "3-1", spo2=99)
    changing.use(station, told(MORE))
    assert alerts(station, "3-1") == set()


def test_another_terminal_goes_by_the_new_file_when_it_looks(station: Station, other: Station, told: Told) -> None:
    changing.use(station, told(MORE))
    assert other.light.id == "cn-2023-respiratory"
    assert other.changed()
    assert (other.light.id, other.used.sha256) == (station.light.id, station.used.sha256)
    assert not other.changed()


def test_another_terminal_judges_by_the_new_file_though_it_has_not_looked_yet(
    station: Station, other: Station, clock: FixedClock, told: Told
) -> None:
    tell(other, "3-2", spo2=97)
    later(clock, 10)
    changing.use(station, told(MORE))
    tell(other, "3-2", spo2=96)
    assert alerts(other, "3-2") == {"X-01"}
    entry = other.log.deeds("protocol")[-1]
    assert entry.body.sha256 == other.used.sha256 == other.judge.used.sha256


def test_a_terminal_opened_later_keeps_the_old_decisions_too(station: Station, clock: FixedClock, told: Told) -> None:
    tell(station, "3-1", spo2=96)
    begin = station.now()
    later(clock, 10)
    changing.use(station, told(MORE))
    fresh = Station.open(station.home, clock, "N02")
    tell(fresh, "3-1", spo2=96, at=begin - timedelta(minutes=5))
    steps = fresh.log.steps(station.by_code("3-1").id, begin - timedelta(minutes=6), begin)
    assert {s.severity for s in steps} <= {Severity.NONE, Severity.NOT_KNOWN}
    fresh.close_log()


def test_the_whole_file_stands_in_the_book_and_the_book_holds(station: Station, told: Told) -> None:
    file = told(MORE)
    changing.use(station, file)
    used = station.log.protocol()
    assert used is not None
    assert (used.text, used.sha256) == (file.text, file.sha256)
    assert re.match(r'based_on = "cn-2023-respiratory [0-9]+ [0-9a-f]{64}"', used.text)
    assert station.log.verify().first_bad is None
    before = station.log.state_hash()
    station.log.rebuild()
    assert station.log.state_hash() == before


def test_the_file_in_use_is_not_taken_into_use_again(station: Station, told: Told) -> None:
    file = told(MORE)
    changing.use(station, file)
    with pytest.raises(Refusal, match=r"protocol\.used_already"):
        changing.use(station, file)


def test_a_change_that_fails_halfway_changes_nothing(
    station: Station, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = told(MORE), station.log.head()
    monkeypatch.setattr(changing, "_judged_anew", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        changing.use(station, file)
    assert station.log.head() == before
    assert station.light.id == station.judge.used.id == "cn-2023-respiratory"


def test_a_file_is_tried_on_the_last_days_and_nothing_is_written(
    station: Station, clock: FixedClock, told: Told
) -> None:
    tell(station, "3-1", spo2=96)
    later(clock, 10)
    before = station.log.head()
    found = changing.tried(station, told(MORE))
    assert [(a.rule, a.person) for a in found.added if a.rule == "X-01"] == [("X-01", station.by_code("3-1").id)]
    assert station.log.head() == before


def test_without_a_signature_nobody_changes_the_protocol(station: Station, told: Told) -> None:
    file = told(MORE)
    station.by = None
    with pytest.raises(Refusal, match=r"station\.who"):
        changing.use(station, file)
    assert station.light.id == "cn-2023-respiratory"
