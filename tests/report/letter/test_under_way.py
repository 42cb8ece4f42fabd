"""What is under way stands in the letter: the alert, the oxygen, the transfer; nothing invented, what lacks is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action
from carelog.model.oxygen import OxygenDevice
from carelog.model.person import Ceiling
from carelog.model.referral import InstitutionKind, InstitutionSet, ReferralReason, Transport
from carelog.model.referral import ReferralStep as S
from carelog.report.letter import said, under_way
from carelog.station.desk import Station
from carelog.station.letter.door import Letter
from carelog.station.oxygen.rows import Asked
from carelog.station.referral.rows import Told
from carelog.words import speaking

from .conftest import observe


def letter(station: Station) -> Letter:
    return station.letter(station.by_code("R1").id)


def later(station: Station, minutes: int) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.move(timedelta(minutes=minutes))


def section(station: Station, n: int) -> list[str]:
    with speaking("en"):
        return list(said.sections(letter(station), station)[n].lines)


def oxygen(station: Station) -> str:
    with speaking("en"):
        return under_way.breathed(letter(station), station)


def go(station: Station, *steps: tuple[S, Told] | S) -> None:
    for step in steps:
        name, told = step if isinstance(step, tuple) else (step, Told())
        station.referral.step(station.by_code("R1").id, name, told)
        later(station, 10)


def test_a_limit_of_the_care_plan_is_the_first_thing_said(station: Station) -> None:
    assert section(station, 0)[0].startswith("Care plan: no transfer. Call the doctor and the family")
    assert section(station, 3)[0].startswith("The care plan on file is")
    station.put([replace(station.by_code("R1"), ceiling=Ceiling.FULL)])
    assert section(station, 0)[0].startswith("Now: URGENT")


def test_who_has_seen_the_alert_and_what_they_do(station: Station) -> None:
    assert "Alert since 18:00: nobody has seen it yet" in section(station, 0)
    station.acknowledge(station.by_code("R1").id, action=Action.CALLED)
    later(station, 5)
    assert "Alert since 18:00: seen 18:00 by N01: called a doctor or an ambulance" in section(station, 0)
    station.close(station.by_code("R1").id, "seen", decided_by="吴医生")  # type: ignore[arg-type]  # a code of an outcome
    assert "No alert is open; closed 18:05 by N01: seen, all right, decided by 吴医生" in section(station, 0)


def test_what_is_breathed_stands_with_its_order_and_its_device(station: Station) -> None:
    assert oxygen(station) == "Oxygen: none (room air since at least 08:00)"
    until = date(2023, 1, 20)
    asked = Asked(20, OxygenDevice.VENTURI_24, ordered_by="吴医生", target_low=88, target_high=92, until=until)
    later(station, 4)
    station.oxygen.give(station.by_code("R1").id, asked)
    later(station, 30)
    start = "Oxygen since 18:04: 2 L/min, Venturi 24 %, target 88-92 %, per order of 吴医生, until 2023-01-20"
    assert oxygen(station) == f"{start}, SpO2 not measured since"
    assert "There is no oxygen order: please give target range, device and flow" not in section(station, 3)
    later(station, 24 * 60 * 9)
    assert "the order has run out: call" in oxygen(station)
    assert "There is no oxygen order: please give target range, device and flow" in section(station, 3)


def test_oxygen_without_an_order_says_so_and_the_value_on_it_has_its_time(station: Station) -> None:
    later(station, 4)
    station.oxygen.give(station.by_code("R1").id, Asked(20))
    later(station, 6)
    person = station.by_code("R1").id
    observe(station, person, 386, 95)  # on air, by the set of the case
    assert oxygen(station) == "Oxygen: none (room air since 18:10)"


def test_a_flow_alone_is_no_measurement(station: Station) -> None:
    later(station, 30)
    station.oxygen.give(station.by_code("R1").id, Asked(20))
    assert "Last measured 0:30 (hours:minutes) ago" in section(station, 2)


def test_without_a_transfer_the_first_hospital_of_the_directory_is_named(station: Station) -> None:
    assert "No transfer has been written down" in section(station, 0)
    assert "No hospital is in the directory" in section(station, 3)
    station.directory.add(
        InstitutionSet("", "市医院", InstitutionKind.HOSPITAL, "021-1", "24 h", green=True, agreed="直接送三病区")
    )
    first = "To be called first by the directory: 市医院, 021-1, green channel, 24 h, agreed: 直接送三病区"
    assert first in section(station, 3)
    go(station, S.NEEDED, (S.DECIDED, Told(despite="家属同意")))
    assert first in section(station, 0)


def test_a_transfer_stands_step_by_step_with_where_to_in_what_and_with_whom(station: Station) -> None:
    for name, phone in (("市医院", "021-1"), ("二院", "")):
        station.directory.add(InstitutionSet("", name, InstitutionKind.HOSPITAL, phone))
    go(station, S.NEEDED, (S.DECIDED, Told(despite="家属同意")), (S.CALLED, Told("I1")))
    assert "To: 市医院, 021-1" in section(station, 0)
    assert "against the care plan's limit: 家属同意" in section(station, 0)
    go(station, (S.REFUSED, Told(reason=ReferralReason.NO_BED)))
    assert "To be called first by the directory: 市医院, 021-1" in section(station, 0)
    go(station, (S.CALLED, Told("I2")), S.ACCEPTED)
    told = section(station, 0)
    assert (
        "Transfer: 18:00 transfer needed, 18:10 decided, 18:20 called, 18:30 refused, 18:40 called, 18:50 accepted"
        in told
    )
    assert "To: 二院, no number" in told
    assert not any(line.startswith("On the way") for line in told)
    station.referral.put_along(station.by_code("R1").id, things="身份证,药单")
    assert "On the way: transport not written down, escort not written down, Goes along: 身份证, 药单" in section(
        station, 0
    )
    go(station, (S.LEFT, Told(transport=Transport.AMBULANCE, escort="女儿 <b>")))
    assert "On the way: ambulance, with 女儿 <b>, Goes along: 身份证, 药单" in section(station, 0)


def test_called_off_the_directory_a_hospital_is_not_invented(station: Station) -> None:
    go(station, S.NEEDED, (S.DECIDED, Told(despite="家属同意")), (S.CALLED, Told(note="120")))
    assert "Where to is not written down" in section(station, 0)


def test_a_transfer_that_ended_days_ago_is_not_under_way(station: Station) -> None:
    go(station, S.NEEDED, (S.CANCELLED, Told(reason=ReferralReason.BETTER)))
    assert letter(station).case is not None
    later(station, 72 * 60 + 1)
    assert letter(station).case is None


@pytest.mark.parametrize("minutes", [-1, 0])
def test_a_letter_for_an_earlier_time_knows_only_the_steps_until_then(station: Station, minutes: int) -> None:
    go(station, S.NEEDED)
    now = station.now()
    go(station, (S.DECIDED, Told(despite="家属同意")))
    case = station.letter(station.by_code("R1").id, now + timedelta(minutes=minutes)).case
    assert case is not None
    assert [body.step for _, body in case.steps] == [S.NEEDED, S.DECIDED][: 2 + minutes]
