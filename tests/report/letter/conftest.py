"""A home with one resident who is ill, and of whom nearly everything is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog import words
from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.observation import Observed, Way
from carelog.model.person import Ceiling, Disease, Kind, Person, Vaccination
from carelog.model.reading import Quantity, Reading, Site
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

NOW = datetime(2023, 1, 12, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def observe(station: Station, person: str, temperature: int, spo2: int, *symptoms: str) -> None:
    """One observation with a whole set."""
    readings = (
        Reading(Quantity.TEMPERATURE, temperature, site=Site.AXILLARY),
        Reading(Quantity.OXYGEN, 0),
        Reading(Quantity.SPO2, spo2),
        Reading(Quantity.RESPIRATORY_RATE, 24),
        Reading(Quantity.PULSE, 99),
        Reading(Quantity.SYSTOLIC, 140),
        Reading(Quantity.DIASTOLIC, 70),
        Reading(Quantity.CONSCIOUSNESS, 0),
    )
    station.record(Observed(person, None, readings, symptoms, way=Way.COMMAND), station.now())


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Wang Fang, 83, on her second day of fever; the morning of the 12th."""
    clock = FixedClock(NOW)
    found = Station.found(
        tmp_path / "home", clock, Plan("松鹤楼", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    )
    known = {
        "unit": "3",
        "bed": "3-1",
        "conditions": ("hypertension",),
        "allergies": ("青霉素",),
        "contacts": "女儿 139",
    }
    wang = Person(id=clock.new_id(), code="R1", kind=Kind.RESIDENT, name="王 [/b] <b>芳</b>", **known)  # type: ignore[arg-type]  # facts of the case
    wang = replace(wang, birth_date=date(1940, 1, 1), sex="female", disease=Disease.STABLE, ceiling=Ceiling.NO_TRANSFER)
    found.put([replace(wang, vaccination=Vaccination.INCOMPLETE, contacts="女儿 139")])
    observe(found, wang.id, 376, 95, "cough")
    clock.move(timedelta(hours=10))
    observe(found, wang.id, 388, 89, "cough", "fatigue")
    found.swabbed(wang.id, Method.ANTIGEN, Result.POSITIVE, found.now())
    found.given(wang.id, found.now(), antipyretic=True, medicine="paracetamol")
    before = words.language()
    words.use("zh_CN")
    yield found
    words.use(before)
    found.close_log()
