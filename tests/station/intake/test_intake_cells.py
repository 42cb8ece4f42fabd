"""A person written out as a row of a list of people is the same person when the row is read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.person import Ceiling, Checks, Colour, Decision, Disease, Kind, Person, Role, Vaccination
from carelog.model.reading import Site
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.intake import cells, maps, people

SYMPTOMS = ("cough", "fever_feeling")
SAID = maps.load("carelog-people")
TEXT = st.sampled_from(["", "A", "王芳", "Dr. Wu", "3-12B", "=1+1"])
DAY = st.none() | st.dates(date(1901, 1, 1), date(2150, 1, 1))
TEXTS = ("sex", "unit", "bed", "initials", "checks_by", "scale_by", "target_by", "colour_why", "normals_by", "contacts",
         "doctor", "zone", "shift", "phone", "plan_by")  # fmt: skip
DAYS = ("birth_date", "checks_until", "scale_on", "target_until", "normals_until", "admitted_on", "plan_on")
CODES = {
    "disease": Disease, "vaccination": Vaccination, "colour": Colour, "role": Role, "plan_decision": Decision,
}  # fmt: skip


@st.composite
def persons(draw: st.DrawFn) -> Person:
    own = draw(st.none() | st.integers(340, 380))
    low = draw(st.none() | st.integers(80, 90))
    facts: dict[str, Any] = {name: draw(TEXT) for name in TEXTS if name != "sex"}
    facts |= {name: draw(DAY) for name in DAYS}
    facts |= {name: draw(st.none() | st.sampled_from(list(codes))) for name, codes in CODES.items()}
    return Person(
        "p",
        "R1",
        draw(st.sampled_from(Kind)),
        "王芳",
        conditions=tuple(draw(st.lists(st.sampled_from(["copd", "stroke"]), unique=True))),
        usual_symptoms=tuple(draw(st.lists(st.sampled_from(SYMPTOMS), unique=True))),
        allergies=tuple(draw(st.lists(st.sampled_from(["penicillin", "虾"]), unique=True))),
        oxygen_tenths_l_min=draw(st.none() | st.integers(0, 150)),
        target_low_percent=low,
        target_high_percent=None if low is None else low + 4,
        spo2_scale=draw(st.sampled_from([1, 2])),
        ceiling=draw(st.sampled_from(Ceiling)),
        checks=draw(st.sampled_from(Checks)),
        normal_temperature_tenths_c=own,
        normal_temperature_site=None if own is None else draw(st.sampled_from([Site.ORAL, Site.AXILLARY])),
        normal_spo2_percent=draw(st.none() | st.integers(80, 100)),
        usual_news2=draw(st.none() | st.integers(0, 20)),
        takes_antipyretic=draw(st.booleans()),
        vaccines=draw(st.sampled_from([(), (Vaccine(Against.COVID, Dose.GIVEN, date(2021, 6, 1), 1, "X"),)])),
        **facts,
    )


@given(persons())
def test_every_field_written_out_is_read_back(person: Person) -> None:
    read: dict[str, object] = {}
    for field in maps.PEOPLE_FIELDS:
        read |= people.field_of(field, cells.cell(person, field), SAID, SYMPTOMS)
    blank = Person("p", "", Kind.RESIDENT, "")
    assert replace(blank, **read) == person  # type: ignore[arg-type]  # a table of Person's own fields


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("oxygen", "1.5 L/min 88-92"),
        ("normal_temperature", "36.2 axillary"),
        ("takes_antipyretic", "yes"),
        ("birth_date", ""),
    ],
)
def test_a_cell_is_written_as_a_nurse_would_type_it(field: str, said: str) -> None:
    person = Person(
        "p", "R1", Kind.RESIDENT, "王芳", oxygen_tenths_l_min=15, target_low_percent=88, target_high_percent=92,
        normal_temperature_tenths_c=362, normal_temperature_site=Site.AXILLARY, takes_antipyretic=True,
    )  # fmt: skip
    assert cells.cell(person, field) == said
