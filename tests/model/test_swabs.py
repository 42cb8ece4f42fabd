"""Words and shapes of the house's swabs."""

from datetime import date

from carelog.model.deeds import Method
from carelog.model.swabs import DueSwab, Exempt, Exempted, Exposed, Regime, SampleTaken


def test_an_exemption_without_a_date_holds_until_it_is_taken_back() -> None:
    assert Exempted("p", Exempt.PALLIATIVE).until is None
    assert Exempt.ENDED in Exempt


def test_a_contact_may_be_with_somebody_who_is_not_of_the_house() -> None:
    assert Exposed("p").to == ""


def test_a_sample_says_what_is_looked_for_and_which_tube_it_is_in() -> None:
    taken = SampleTaken("p", Method.MULTIPLEX, ("rsv", "influenza_a"), "P3", "12")
    assert (taken.targets, taken.pool, taken.tube, taken.lot) == (("rsv", "influenza_a"), "P3", "12", "")


def test_a_test_that_is_due_is_open_until_a_sample_is_out() -> None:
    due = DueSwab("p", "residents", "weekly", (Method.ANTIGEN,), date(2023, 1, 12), 0)
    assert not due.pending


def test_the_three_ways_to_run_a_house_keep_their_codes() -> None:
    assert [r.value for r in Regime] == ["off", "wave", "closed"]
