"""A transfer on the screen: a digit a step."""

from dataclasses import replace

import pytest

from carelog.model.person import Ceiling, Presence
from carelog.model.referral import InstitutionKind, InstitutionSet, Referral, ReferralReason, Transport
from carelog.model.referral import ReferralStep as S
from carelog.station.desk import Station
from carelog.station.referral.rows import Along
from carelog.ui.app import CareApp
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.referral import ReferralScreen
from carelog.ui.screens.who import WhoScreen

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    station.directory.add(InstitutionSet("", "二院", InstitutionKind.HOSPITAL, "021-2", preference=2))
    station.directory.add(InstitutionSet("", "市医院", InstitutionKind.HOSPITAL, "021-1", preference=1))
    person = station.by_code("R01").id
    return CareApp(lambda app: app.show(PersonScreen(station, person, (person,))), station.home)


def told(station: Station) -> list[Referral]:
    return [deed.body for deed in station.log.deeds("referral", station.by_code("R01").id)]


async def test_from_need_to_the_ambulance_by_digits(app: CareApp, station: Station) -> None:
    who = station.by_code("R01").id
    async with opened(app) as pilot:
        await typed(app, ["F", "1", "1", "1", "1", "2", "1", "1", "2", "1", "1", "1"])
        await until(pilot, lambda: len(told(station)) == 7)
        await until(pilot, lambda: "arrived" in "\n".join(painted(app)))
        await typed(app, ["f6"])
        await until(pilot, lambda: len(told(station)) == 6)
        await until(pilot, lambda: "Taken back" in painted(app)[-1])
        await typed(app, ["1", "1", "escape"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    assert told(station) == [
        Referral(who, S.NEEDED),
        Referral(who, S.DECIDED),
        Referral(who, S.CALLED, "I2"),
        Referral(who, S.REFUSED, "I2", ReferralReason.NO_BED),
        Referral(who, S.CALLED, "I1"),
        Referral(who, S.ACCEPTED, "I1"),
        Referral(who, S.LEFT, "I1", None, Transport.AMBULANCE),
    ]
    assert station.by_code("R01").presence is Presence.HOSPITAL


async def test_a_limit_in_the_care_plan_is_asked_about_first(app: CareApp, station: Station) -> None:
    station.put([replace(station.by_code("R01"), ceiling=Ceiling.NO_TRANSFER)])
    async with opened(app) as pilot:
        await typed(app, ["F", "1", "1"])
        await until(pilot, lambda: "Call the doctor and the family first" in " ".join(painted(app)[-3:]))
        await typed(app, ["enter"])
        await until(pilot, lambda: "limits transfer" in " ".join(painted(app)[-3:]))
        assert [body.step for body in told(station)] == [S.NEEDED]
        await typed(app, [*"ok", "enter"])
        await until(pilot, lambda: len(told(station)) == 2)
        await typed(app, ["1", "3", *"120", "enter"])
        await until(pilot, lambda: len(told(station)) == 3)
    assert [(body.step, body.despite, body.note) for body in told(station)[1:]] == [
        (S.DECIDED, "ok", ""),
        (S.CALLED, "", "120"),
    ]


async def test_a_death_is_asked_about_twice_and_nobody_unsigned_writes(app: CareApp, station: Station) -> None:
    station.referral.step(station.by_code("R01").id, S.NEEDED)
    async with opened(app) as pilot:
        await typed(app, ["F", "3", "1"])
        await until(pilot, lambda: "Nothing was stored" in painted(app)[-1])
        await typed(app, ["9", "3", "2"])
        await until(pilot, lambda: len(told(station)) == 2)
        station.by = None
        await typed(app, ["1"])
        await until(pilot, lambda: isinstance(app.screen, WhoScreen))
    assert [body.step for body in told(station)] == [S.NEEDED, S.DIED]
    assert station.by_code("R01").presence is Presence.LEFT


async def test_a_digit_keeps_its_meaning_when_another_terminal_writes(app: CareApp, station: Station) -> None:
    person = station.by_code("R01").id
    station.referral.step(person, S.NEEDED)
    async with opened(app) as pilot:
        await typed(app, ["F"])
        await until(pilot, lambda: isinstance(app.screen, ReferralScreen))
        other = Station.open(station.home, station.clock, "N02")
        other.referral.step(person, S.DECIDED)
        other.close_log()
        await until(pilot, lambda: "Somebody else wrote" in " ".join(painted(app)))
        await typed(app, ["1"])
        await until(pilot, lambda: "decided and nobody called" in " ".join(painted(app)[-3:]))
        await typed(app, ["1", "1"])
        await until(pilot, lambda: len(told(station)) == 3)
    assert [body.step for body in told(station)] == [S.NEEDED, S.DECIDED, S.CALLED]


async def test_who_and_what_goes_along_is_typed_and_ticked_when_it_comes_back(app: CareApp, station: Station) -> None:
    who = station.by_code("R01").id
    async with opened(app) as pilot:
        await typed(app, ["F", "b"])
        await until(pilot, lambda: "nothing goes along" in painted(app)[-1])
        await typed(app, ["1", "e", *"son", "enter", "b", *"ID card,teeth", "enter", "n", *"cold", "enter"])
        await until(pilot, lambda: station.referral.along(who) == Along("son", ("ID card", "teeth"), (), "cold"))
        await typed(app, ["1", "1", "1", "1", "1", "2", "2", "b", *"9", "enter"])
        await until(pilot, lambda: "not on the list" in " ".join(painted(app)[-3:]))
        await typed(app, ["backspace", *"2", "enter"])
        await until(pilot, lambda: station.referral.along(who).missing == ("ID card",))
        await typed(app, ["f6"])
        await until(pilot, lambda: station.referral.along(who).back == ())
