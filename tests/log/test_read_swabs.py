"""What a plan of swabs asks of the log is what the deeds themselves say, and nothing that was taken back."""

from datetime import datetime, timedelta

from carelog.log.read_swabs import _TOLD, Stood, SwabTold
from carelog.model.deeds import Method, Result, Swabbed, Undone
from carelog.model.person import Moved, Presence
from carelog.model.swabs import SampleTaken

from .ward import MORNING, WANG, ZHAO, Ward, resident

DAY = timedelta(days=1)


def swabs(ward: Ward, odd: int = 60, first: int = 30) -> list[SwabTold]:
    return ward.log.swabs(MORNING - odd * DAY, MORNING - first * DAY, MORNING + DAY)


def test_a_swab_is_told_as_its_deed_says_it(ward: Ward) -> None:
    ward.one(SampleTaken(WANG, Method.PCR, ("sars_cov_2", "rsv")), happened_at=MORNING - DAY)
    sample = ward.log.deeds("sample", WANG)[0]
    ward.one(Swabbed(WANG, Method.PCR, Result.NEGATIVE, sample=sample.id), happened_at=MORNING - DAY)
    ward.one(Swabbed(ZHAO, Method.ANTIGEN, Result.INVALID, target="rsv"), happened_at=MORNING)
    told = [(s.person, s.at, s.method, s.result, s.targets, s.sample) for s in swabs(ward)]
    assert told == [
        (WANG, MORNING - DAY, Method.PCR, None, ("sars_cov_2", "rsv"), ""),
        (WANG, MORNING - DAY, Method.PCR, Result.NEGATIVE, ("sars_cov_2",), sample.id),
        (ZHAO, MORNING, Method.ANTIGEN, Result.INVALID, ("rsv",), ""),
    ]
    assert {s.entry for s in swabs(ward)} == {
        d.id for d in ward.log.deeds_between(("swabbed", "sample"), MORNING - DAY, MORNING + DAY)
    }
    assert all(s.recorded_at == ward.clock.now() for s in swabs(ward))


def test_what_was_taken_back_is_not_told(ward: Ward) -> None:
    stored = ward.one(Swabbed(WANG, Method.PCR, Result.NEGATIVE))
    ward.one(Undone(stored.act, WANG))
    assert swabs(ward) == []
    assert ward.log.swabs_before(WANG, MORNING + DAY) == []


def test_negatives_are_read_from_one_day_on_and_everything_else_from_further_back(ward: Ward) -> None:
    for back, result in ((50, Result.NEGATIVE), (49, Result.POSITIVE), (48, Result.INVALID), (5, Result.NEGATIVE)):
        ward.one(Swabbed(WANG, Method.ANTIGEN, result), happened_at=MORNING - back * DAY)
    ward.one(SampleTaken(WANG, Method.PCR, ("sars_cov_2",)), happened_at=MORNING - 47 * DAY)
    assert [(MORNING - s.at).days for s in swabs(ward)] == [49, 48, 47, 5]
    assert [(MORNING - s.at).days for s in ward.log.swabs_before(WANG, MORNING - 5 * DAY)] == [48, 49, 50]


def test_the_years_before_are_not_looked_through(ward: Ward) -> None:
    where = "WHERE deed.kind IN ('swabbed', 'sample') AND deed.happened >= 0 AND deed.happened < 9"
    plan = [row[3] for row in ward.log._db.execute(f"EXPLAIN QUERY PLAN {_TOLD}{where}").fetchall()]
    assert "deed_kind (kind=? AND happened>? AND happened<?)" in plan[0]


def at(days: int) -> datetime:
    return MORNING + days * DAY


def test_where_somebody_was_is_told_from_a_day_on_with_the_last_word_before_it(ward: Ward) -> None:
    ward.one(resident(ZHAO, "A2", "赵", presence=Presence.HOSPITAL), happened_at=at(-30))
    for day, presence in ((-20, Presence.PRESENT), (-4, Presence.OUT), (-3, Presence.PRESENT)):
        ward.one(Moved(ZHAO, presence), happened_at=at(day))
    assert ward.log.moves(at(-10))[ZHAO] == [
        Stood(at(-20), Presence.PRESENT), Stood(at(-4), Presence.OUT), Stood(at(-3), Presence.PRESENT)
    ]  # fmt: skip
    assert ward.log.moves(at(-40))[ZHAO][0] == Stood(at(-30), Presence.HOSPITAL)
    assert ward.log.moves(at(-10))[WANG] == [Stood(MORNING, Presence.PRESENT)]
    assert ZHAO not in ward.log.moves(at(-2))
