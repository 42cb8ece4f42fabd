"""A doctor's decision on one person is written down by hand: one page, whole, judged at once."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.observation import Observed
from carelog.model.person import Colour, Kind, Person, Presence
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.station.intake import by_hand

MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DECISION = ("spo2_scale=2", "scale_by=Dr. Wu", "scale_on=2026-11-22")


@pytest.fixture
def station(tmp_path: Path) -> Station:
    plan = Plan("松鹤楼", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    station = Station.found(tmp_path / "home", FixedClock(MORNING), plan)
    station.put([Person(station.new_id(), "R1", Kind.RESIDENT, "王芳", bed="3-1", conditions=("copd",))])
    return station


def now(station: Station) -> Person:
    return station.by_code("R1")


def test_what_was_decided_is_written_down_and_all_else_stays(station: Station) -> None:
    before = now(station)
    told = by_hand.put(station, "R1", DECISION)
    assert (told.before, told.bad) == (before, ())
    assert told.now == now(station)
    assert (now(station).scale(), now(station).scale_by, now(station).scale_on) == (2, "Dr. Wu", date(2026, 11, 22))
    assert (now(station).bed, now(station).conditions, now(station).name) == ("3-1", ("copd",), "王芳")


def test_it_is_one_page_and_who_wrote_it_stands_on_it(station: Station) -> None:
    before = station.log.acts_of(station.actor().id, MORNING - timedelta(hours=1))
    by_hand.put(station, "R1", ("disease=stable", "class=red", "class_why=frail"))
    after = station.log.acts_of(station.actor().id, MORNING - timedelta(hours=1))
    (new,) = [act for act in after if act not in before]
    assert [kind for _, kind in new.entries if kind == "person"] == ["person"]
    assert (now(station).colour, now(station).colour_why) == (Colour.RED, "frail")


def test_who_is_on_scale_2_from_now_is_judged_on_it_at_once(station: Station) -> None:
    readings = (
        Reading(Quantity.TEMPERATURE, 364, site=Site.AXILLARY),
        Reading(Quantity.SPO2, 90),
        Reading(Quantity.OXYGEN, 0),
    )
    station.record(Observed(now(station).id, None, readings, ()), MORNING)
    acts = station.log.acts_of(station.actor().id, MORNING - timedelta(hours=1))
    by_hand.put(station, "R1", DECISION)
    (new,) = [a for a in station.log.acts_of(station.actor().id, MORNING - timedelta(hours=1)) if a not in acts]
    assert [kind for _, kind in new.entries] == ["person", "assessed"]
    assert station.person(now(station).id).row.severity > Severity.NONE  # an alert ends only by a named person


def test_a_field_without_a_value_is_emptied(station: Station) -> None:
    by_hand.put(station, "R1", DECISION)
    by_hand.put(station, "R1", ("spo2_scale=1", "scale_by=", "scale_on="))
    assert (now(station).spo2_scale, now(station).scale_by, now(station).scale_on) == (1, "", None)


def test_chinese_headings_are_fields_too(station: Station) -> None:
    by_hand.put(station, "R1", ("病情=不稳定", "平时体温=36.2 腋下", "平时值签字人=吴医生", "平时值有效期=2027-01-01"))
    assert now(station).normal_temperature_tenths_c == 362


def test_the_same_again_writes_no_page(station: Station) -> None:
    by_hand.put(station, "R1", DECISION)
    head = station.log.head()
    told = by_hand.put(station, "R1", DECISION)
    assert told.now == told.before
    assert station.log.head() == head


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        (("spo2_scale=2",), "scale_by", "intake.scale_undecided"),
        (("spo2_scale=2", "scale_by=Dr. Wu", "scale_on=2026-11-23"), "scale_on", "intake.decided_ahead"),
        (("oxygen=lots",), "oxygen", "intake.not_oxygen"),
        (("target_until=2027-01-01",), "target_by", "intake.half_signed"),
        (("name=",), "name", "intake.no_name"),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_is_stored(
    station: Station, said: tuple[str, ...], column: str, code: str
) -> None:
    head = station.log.head()
    told = by_hand.put(station, "R1", said)
    assert told.now is None
    assert [(one.column, one.code) for one in told.bad] == [(column, code)]
    assert station.log.head() == head


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("bed",), "intake.no_field"),
        (("=3",), "intake.no_field"),
        (("code=R2",), "intake.no_field"),
        (("weight=60",), "intake.no_field"),
        (("bed=1", "床位=2"), "intake.field_twice"),
    ],
)
def test_what_names_no_field_or_one_twice_is_refused(station: Station, said: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        by_hand.put(station, "R1", said)
    assert refused.value.code == code


def test_nobody_who_is_not_here_can_be_written_about(station: Station) -> None:
    with pytest.raises(Refusal, match="no_person"):
        by_hand.put(station, "R9", ("bed=1",))
    station.move(now(station).id, Presence.LEFT)
    with pytest.raises(Refusal, match="no_person"):
        by_hand.put(station, "R1", ("bed=1",))
