"""Words and shapes of what spreads in a house."""

from datetime import UTC, date, datetime, timedelta

from carelog.log import codec
from carelog.model.outbreak import Onset, Outbreak, OutbreakState, Urge

AT = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)


def test_what_a_cluster_asks_goes_from_the_mildest_to_what_cannot_wait() -> None:
    assert [u.value for u in Urge] == ["suspect", "declare", "notify", "sweep", "report"]


def test_an_outbreak_of_the_whole_house_names_no_unit() -> None:
    assert Outbreak("1", OutbreakState.DECLARED, "resp", "", date(2026, 3, 7)).note == ""


def test_what_somebody_wrote_about_an_outbreak_stands_in_no_body() -> None:
    declared = Outbreak("1", OutbreakState.DECLARED, "resp", "3", date(2026, 3, 7), "问过院长")
    written = codec.write(declared, lambda: "salt")
    assert "问过院长" not in written.text
    assert written.body == declared


def test_an_onset_points_at_an_illness_by_any_time_within_it() -> None:
    put_right = Onset("p", AT, AT - timedelta(days=1), "女儿说的")
    assert codec.write(put_right, lambda: "salt").body == put_right
