"""What was done in the whole house in a time is found without reading the rest."""

from datetime import timedelta

from carelog.log.read_deeds import _DEEDS
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.swabs import Regime, RegimeSet, SampleTaken

from .ward import MORNING, WANG, ZHAO, Ward

DAY = timedelta(days=1)


def test_deeds_of_everybody_and_of_the_house_stand_in_the_order_of_time(ward: Ward) -> None:
    ward.one(Swabbed(ZHAO, Method.ANTIGEN, Result.NEGATIVE), happened_at=MORNING - DAY)
    ward.one(Swabbed(WANG, Method.ANTIGEN, Result.POSITIVE, note="线深"), happened_at=MORNING - 2 * DAY)
    ward.one(RegimeSet(Regime.WAVE), happened_at=MORNING - DAY - timedelta(hours=1))
    ward.one(SampleTaken(WANG, Method.PCR, ("sars_cov_2",)), happened_at=MORNING)
    found = ward.log.deeds_between(("swabbed", "regime"), MORNING - 2 * DAY, MORNING)
    assert [deed.kind for deed in found] == ["swabbed", "regime", "swabbed"]
    assert [deed.at for deed in found] == [MORNING - 2 * DAY, MORNING - DAY - timedelta(hours=1), MORNING - DAY]
    assert found[0].body.note == "线深"


def test_the_first_instant_counts_and_the_last_does_not(ward: Ward) -> None:
    for back in (2, 1, 0):
        ward.one(Swabbed(WANG, Method.ANTIGEN, Result.NEGATIVE), happened_at=MORNING - back * DAY)
    assert len(ward.log.deeds_between(("swabbed",), MORNING - 2 * DAY, MORNING)) == 2


def test_the_year_before_is_not_looked_through(ward: Ward) -> None:
    where = "WHERE deed.kind IN ('swabbed') AND deed.happened >= 0 AND deed.happened < 9"
    plan = [row[3] for row in ward.log._db.execute(f"EXPLAIN QUERY PLAN {_DEEDS}{where}").fetchall()]
    assert "deed_kind (kind=? AND happened>? AND happened<?)" in plan[0]
