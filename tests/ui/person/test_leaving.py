"""Nobody is written down as dead or gone by one key."""

import pytest

from carelog.model.person import Leaving, Presence
from carelog.ui.person.leaving import PLACES, Deed, asked_again
from carelog.words import use


def test_the_places_used_every_day_keep_their_digits() -> None:
    assert [presence for presence, _ in PLACES[:3]] == [Presence.PRESENT, Presence.HOSPITAL, Presence.OUT]
    assert [left for _, left in PLACES[4:]] == [Leaving.DISCHARGED, Leaving.DIED]


@pytest.mark.parametrize("left", Leaving)
def test_without_an_open_alert_it_is_yes_or_no(left: Leaving) -> None:
    use("en")
    told = asked_again(left, "Wang Fang", "")
    assert told.deeds == (Deed.YES, Deed.NOT)
    assert told.question.startswith("Wang Fang:")


def test_the_alerts_of_who_died_are_named_and_may_be_closed_with_the_death() -> None:
    use("en")
    told = asked_again(Leaving.DIED, "Wang Fang", "T-04")
    assert told.deeds == (Deed.AND_CLOSE, Deed.YES, Deed.NOT)
    assert "Alerts still open: T-04." in told.question
    assert len(told.choices) == len(told.deeds)


def test_the_alerts_of_who_goes_home_stay_open_until_somebody_closes_them_with_an_outcome() -> None:
    told = asked_again(Leaving.DISCHARGED, "Wang Fang", "T-04")
    assert told.deeds == (Deed.YES, Deed.NOT)
    assert len(told.choices) == len(told.deeds)
