"""The transfer as painted: what limits it, the fast way in, what goes along, and that it is not the first."""

import pytest

from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.referral import ReferralStep as S
from carelog.station.desk import Station
from carelog.station.referral.rows import Told
from carelog.ui.referral.page import Seen, page
from carelog.words import use


def painted(station: Station, person: str) -> list[str]:
    desk = station.referral
    seen = Seen(
        station.person(person).row.person,
        desk.of(person),
        desk.limited(person),
        desk.next_steps(person),
        desk.along(person),
        station.directory.green(),
        desk.before(person),
    )
    use("en")
    return ["".join(text for text, _ in line) for line in page(seen, station, station.now(), 78)]


@pytest.fixture
def grandma(station: Station) -> str:
    green = InstitutionSet("", "City [b]Hospital", InstitutionKind.HOSPITAL, "021-1", "24 h", green=True)
    station.directory.add(green)
    return station.by_code("R01").id


def go(station: Station, person: str, *steps: S) -> None:
    for step in steps:
        station.referral.step(person, step)


def test_the_green_channel_stands_on_the_page_until_somebody_is_called(station: Station, grandma: str) -> None:
    green = " Green channel: City [b]Hospital, 021-1, 24 h, what was agreed is not"
    go(station, grandma, S.NEEDED)
    assert painted(station, grandma)[0] == green
    go(station, grandma, S.DECIDED)
    assert painted(station, grandma)[0] == green
    station.referral.step(grandma, S.CALLED, Told("I1"))
    assert not any(line.startswith(" Green channel") for line in painted(station, grandma))


def test_what_goes_along_is_ticked_after_the_return_only(station: Station, grandma: str) -> None:
    go(station, grandma, S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT)
    station.referral.put_along(grandma, escort="daughter", things="ID card,dentures", note="cold")
    told = painted(station, grandma)
    assert [line for line in told if line.startswith((" with", " Goes", " Note"))] == [
        " with daughter",
        " Goes along: ID card, dentures",
        " Note: cold",
    ]
    go(station, grandma, S.RETURNED)
    station.referral.came_back(grandma, "1")
    told = painted(station, grandma)
    assert " Goes along: [x] ID card, [ ] dentures" in told
    assert " Not come back: dentures" in told


def test_who_is_sent_again_is_said_to_be(station: Station, grandma: str) -> None:
    go(station, grandma, S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.RETURNED)
    go(station, grandma, S.NEEDED)
    assert painted(station, grandma)[0].startswith(" Sent again: the last transfer ended ")
