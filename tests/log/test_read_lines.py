"""The observations of a period as their view holds them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from carelog.log import read_lines
from carelog.log.times import to_ms
from carelog.model.deeds import Correction, Undone, Why
from carelog.model.observation import Way
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.severity import Severity, Task

from .ward import LI, MORNING, WANG, ZHAO, Ward, assessed, observed, refused, resident, spo2, step, temperature

DAY = MORNING.date()
HOURS = (MORNING - timedelta(hours=12), MORNING + timedelta(hours=12))


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    ward = Ward(tmp_path / "home")
    ward.tell(resident(), resident(ZHAO, "A2", "赵明"))
    return ward


def lines(ward: Ward, first: date = DAY, last: date = DAY) -> list[read_lines.Line]:
    return ward.log.lines((first, last), HOURS)


def test_a_line_holds_the_last_values_and_who_wrote_the_last_part_and_when(ward: Ward) -> None:
    first = ward.one(observed(temperature(384), way=Way.PAPER))
    ward.later()
    last = ward.one(observed(temperature(379), Reading(Quantity.OXYGEN, None), symptoms=("cough",)), act=first.act)
    (line,) = lines(ward)
    assert (line.person, line.entry, line.by) == (WANG, last.id, LI)
    assert (line.happened, line.recorded) == (to_ms(first.happened_at), to_ms(last.recorded_at))
    assert (line.temperature, line.site, line.oxygen, line.paper) == (379, "axillary", read_lines.FLOW_UNREAD, 1)
    assert read_lines.symptoms_of(line.symptoms) == ("cough",)


def test_reasons_stand_in_the_order_of_what_is_measured(ward: Ward) -> None:
    ward.one(observed(refused(Quantity.SPO2), refused(Quantity.TEMPERATURE)))
    (line,) = lines(ward)
    why = NotMeasured.REFUSED
    assert read_lines.reasons_of(line.reasons) == (("temperature", why), ("spo2", why))
    assert read_lines.reasons_of(None) == ()


def test_rounds_come_first_whenever_they_were_measured_then_what_belongs_to_none(ward: Ward) -> None:
    ward.one(observed(spo2(95), key=None))
    late = ward.one(observed(spo2(97)), happened_at=MORNING + timedelta(days=9))
    ward.one(observed(spo2(96), key=None), happened_at=MORNING - timedelta(days=1))
    assert [line.spo2 for line in lines(ward)] == [97, 95]
    assert lines(ward)[0].happened == to_ms(late.happened_at)
    assert [line.spo2 for line in lines(ward, DAY + timedelta(days=9), DAY + timedelta(days=9))] == [95]
    assert [one.readings[0].value for one in ward.log.observations_of_days((DAY, DAY), HOURS)] == [97, 95]


def test_what_was_ever_corrected_is_known_also_when_the_correction_was_taken_back(ward: Ward) -> None:
    ward.one(observed(spo2(97)))
    wrong = ward.one(observed(spo2(79), person=ZHAO))
    assert ward.log.amended() == set()
    slip = ward.one(Correction(ZHAO, wrong.id, Why.TYPING, observed(spo2(78), person=ZHAO)))
    ward.one(Undone(slip.act))
    (line,) = [line for line in lines(ward) if line.person == ZHAO]
    assert ward.log.amended() == {line.n}
    (whole,) = ward.log.read_in_full([line])
    assert (whole.entry, whole.readings) == (wrong.id, (spo2(79),))


def test_what_stood_decided_begins_with_the_step_in_force(ward: Ward) -> None:
    steps = [step(MORNING + timedelta(hours=n), Severity(n)) for n in range(4)]
    ward.tell(assessed(WANG, MORNING, *steps))
    levels = ward.log.levels(MORNING + timedelta(minutes=90), MORNING + timedelta(hours=3))
    assert list(levels) == [WANG]
    assert levels[WANG].starts == [to_ms(steps[1].start), to_ms(steps[2].start)]
    assert levels[WANG].told == [(Severity.NOT_KNOWN, ()), (Severity.WATCH, (Task.RECHECK,))]


@pytest.mark.parametrize("sql", [read_lines.OF_ROUNDS, read_lines.OF_NO_ROUND])
def test_a_short_period_is_found_without_reading_the_whole_book(ward: Ward, sql: str) -> None:
    plan = [row[3] for row in ward.log._db.execute(f"EXPLAIN QUERY PLAN {sql}", (0, 1)).fetchall()]
    assert not any(line.startswith("SCAN") for line in plan)
