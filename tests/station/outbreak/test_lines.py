"""The line list: what was written down, a row an illness, and nothing guessed."""

from dataclasses import replace
from datetime import date

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.person import Leaving, Moved, Presence, Vaccination
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.desk import Station
from carelog.station.outbreak.lines import CaseLine, Ended, SwabLine

from ..support import tell
from .conftest import Ill, day

FIRST, LAST = date(2023, 1, 12), date(2023, 1, 31)


def the_line(station: Station) -> CaseLine:
    (line,) = station.outbreaks.lines(FIRST, LAST)
    return line


def test_a_row_holds_the_whole_course_from_the_onset_on(ward: Station, ill: Ill, positive: Ill) -> None:
    ill("A1", 7, warm=399, spo2=85)
    ill("A1", 8, "cough", "sore_throat", warm=384)
    tell(ward, "A1", 379, 91, ("cough",), day(8.5), oxygen=20)
    positive("A1", 8.2)
    ward.swabbed(ward.by_code("A1").id, Method.PCR, Result.NEGATIVE, day(6), target="influenza_a")
    line = the_line(ward)
    assert (line.person.code, line.place, line.bed, line.age_from) == ("A1", "A", "A-1", 80)
    assert (line.syndromes, line.onset, line.put_right) == (("covid", "ili", "resp"), day(8), False)
    assert (line.signs, line.highest_tenths_c, line.lowest_spo2) == (("cough", "sore_throat"), 384, 91)
    assert line.swabs == (
        SwabLine(date(2023, 1, 18), "pcr", "influenza_a", "negative"),
        SwabLine(date(2023, 1, 20), "antigen", "sars_cov_2", "positive"),
    )
    assert (line.oxygen, line.transferred, line.ended) == (True, None, Ended.ILL)


def test_what_nobody_wrote_down_is_left_open(ward: Station) -> None:
    ward.put([replace(ward.by_code("A1"), birth_date=None)])
    tell(ward, "A1", None, None, ("cough",), day(8), oxygen=None)
    line = the_line(ward)
    assert (line.age_from, line.highest_tenths_c, line.lowest_spo2, line.oxygen) == (None, None, None, None)
    assert (line.swabs, line.vaccination, line.vaccines) == ((), None, ())


def test_on_air_at_every_check_is_no_oxygen(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    assert the_line(ward).oxygen is False


def test_the_bed_is_the_one_at_the_onset_and_the_move_stands_beside_it(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ward.put([replace(ward.by_code("A1"), unit="B", bed="B-7")])
    line = the_line(ward)
    assert (line.place, line.bed, line.moved) == ("A", "A-1", ("B B-7",))


def test_an_onset_put_right_is_marked(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ward.outbreaks.put_onset_right(ward.by_code("A1").id, day(8), day(7))
    assert (the_line(ward).onset, the_line(ward).put_right) == (day(7), True)


def test_asked_since_and_nothing_found_is_said_so(ward: Station, ill: Ill) -> None:
    ill("A1", 8, "cough")
    ill("A1", 9)
    assert the_line(ward).ended is Ended.NO_SIGNS


@pytest.mark.parametrize(
    ("presence", "left", "ended"),
    [
        (Presence.HOSPITAL, None, Ended.HOSPITAL),
        (Presence.LEFT, Leaving.DIED, Ended.DIED),
        (Presence.LEFT, Leaving.DISCHARGED, Ended.LEFT),
    ],
)
def test_where_somebody_is_now_ends_the_row(
    ward: Station, ill: Ill, presence: Presence, left: Leaving | None, ended: Ended
) -> None:
    ill("A1", 8, "cough")
    who = ward.by_code("A1").id
    with ward.deed() as act:
        act.append(Moved(who, presence, None, left), person=who)
    line = the_line(ward)
    assert line.ended is ended
    assert line.transferred == (date(2023, 1, 22) if presence is Presence.HOSPITAL else None)


def test_two_illnesses_of_one_person_are_two_rows_and_a_carer_is_one_too(ward: Station, ill: Ill) -> None:
    ill("A1", 1, "cough")
    ill("A1", 9, "diarrhoea")
    ill("N03", 9, "cough")
    rows = [(line.person.code, line.syndromes, line.place, line.age_from) for line in ward.outbreaks.lines(FIRST, LAST)]
    assert rows == [("A1", ("resp",), "A", 80), ("A1", ("gi",), "A", 80), ("N03", ("resp",), "A", 30)]
    assert len(ward.outbreaks.lines(date(2023, 1, 21), LAST)) == 2


def test_vaccinations_given_stand_in_the_row_those_declined_do_not(ward: Station, ill: Ill) -> None:
    card = (Vaccine(Against.COVID, Dose.GIVEN, date(2022, 5, 1)), Vaccine(Against.INFLUENZA, Dose.DECLINED))
    ward.put([replace(ward.by_code("A1"), vaccination=Vaccination.INCOMPLETE, vaccines=card)])
    ill("A1", 8, "cough")
    assert (the_line(ward).vaccination, the_line(ward).vaccines) == (Vaccination.INCOMPLETE, card[:1])


def test_the_very_old_share_one_band(ward: Station, ill: Ill, clock: FixedClock) -> None:
    ward.put([replace(ward.by_code("A1"), birth_date=date(1920, 6, 1))])
    ill("A1", 8, "cough")
    assert the_line(ward).age_from == 95
