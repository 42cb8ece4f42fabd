"""A home with two units, in which people fall ill."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.person import Kind, Person
from carelog.station.desk import Station

from ..conftest import MORNING, resident
from ..support import tell

Ill = Callable[..., None]


def day(n: float) -> datetime:
    """So many days after the first morning."""
    return MORNING + timedelta(days=n)


@pytest.fixture
def ward(station: Station, clock: FixedClock) -> Station:
    """Residents A1, A2 on unit A, B1 on unit B, C1 who always coughs; a carer of zone A and one of none."""
    people = [replace(resident(clock, code), unit=code[0], bed=f"{code[0]}-{code[1]}") for code in ("A1", "A2", "B1")]
    people.append(replace(resident(clock, "C1"), unit="A", usual_symptoms=("cough",)))
    people.append(Person(clock.new_id(), "N03", Kind.STAFF, "赵", sex="f", zone="A", birth_date=date(1990, 5, 1)))
    station.put(people)
    clock.at = day(10)
    return station


@pytest.fixture
def ill(ward: Station) -> Ill:
    """Somebody is asked: on which day (10 is today), with which symptoms, how warm."""

    def told(code: str, on: float, *symptoms: str, warm: int | None = 366, spo2: int | None = 97) -> None:
        tell(ward, code, warm, spo2, symptoms, day(on))

    return told


@pytest.fixture
def positive(ward: Station) -> Ill:
    """Somebody's swab was positive: on which day, for what."""

    def told(code: str, on: float, target: str = "sars_cov_2") -> None:
        ward.swabbed(ward.by_code(code).id, Method.ANTIGEN, Result.POSITIVE, day(on), target=target)

    return told
