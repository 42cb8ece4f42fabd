"""What is in store after what came, went and was counted, and how long it lasts."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.stock import Change
from carelog.protocol.stock.shelf import Gone, Lot, Move, Outlook, Supplies, fold, needed, outlook, short, supplies

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
FIGURES = Supplies(30, 14, 14, 5, 2, 5)
COUNTED, RECEIVED, USED, DISCARDED = Change.COUNTED, Change.RECEIVED, Change.USED, Change.DISCARDED


def moved(*moves: tuple[Change, int] | tuple[Change, int, str] | tuple[Change, int, str, date | None]) -> list[Move]:
    """Moves of one article, one a day."""
    return [Move(START + n * DAY, "mask", *move) for n, move in enumerate(moves)]


def after(*moves: Move, days: float | None = None, planned: Fraction | None = None) -> Outlook:
    at = START + days * DAY if days is not None else moves[-1].at
    return outlook(fold(moves, UTC)["mask"], at, UTC, FIGURES, planned)


def test_what_nobody_ever_counted_or_received_has_no_amount_and_never_nothing() -> None:
    seen = after(*moved((USED, 5)))
    assert (seen.amount, seen.usable, seen.days_left) == (None, None, None)
    assert not short(seen, 0, 14)
    assert needed(seen, 14) is None


def test_the_figures_are_those_of_the_file() -> None:
    assert supplies({name: {"value": n} for n, name in enumerate(Supplies._fields)}) == Supplies(*range(6))


def test_what_was_used_before_any_count_is_not_too_much() -> None:
    for more in ((), ((RECEIVED, 10),)):
        assert fold(moved((USED, 5), *more), UTC)["mask"].over == 0
    assert fold(moved((RECEIVED, 5), (USED, 8)), UTC)["mask"].over == 3


def test_counted_as_none_is_nothing_left() -> None:
    seen = after(*moved((COUNTED, 0)))
    assert (seen.amount, seen.usable) == (0, 0)
    assert short(seen, 0, 14)


def test_what_came_before_any_count_is_known_but_was_never_counted() -> None:
    holding = fold(moved((RECEIVED, 50)), UTC)["mask"]
    assert (holding.known, holding.counted_at) == (True, None)


def test_without_a_lot_the_lot_that_expires_first_is_used_first() -> None:
    late, soon = date(2027, 1, 1), date(2026, 9, 1)
    holding = fold(moved((RECEIVED, 10, "L", late), (RECEIVED, 10, "S", soon), (RECEIVED, 10), (USED, 12)), UTC)["mask"]
    assert holding.lots == (Lot("L", 8, late), Lot("", 10, None))


def test_what_comes_of_a_lot_that_is_there_is_added_to_it() -> None:
    assert fold(moved((RECEIVED, 10, "A"), (RECEIVED, 5, "A")), UTC)["mask"].lots == (Lot("A", 15, None),)


def test_lots_are_told_first_expiring_first_and_of_one_day_the_first_by_name_is_used() -> None:
    late, soon = date(2027, 1, 1), date(2026, 9, 1)
    came = ((RECEIVED, 10, "C", late), (RECEIVED, 10, "B", soon), (RECEIVED, 10, "A", soon))
    assert [lot.lot for lot in fold(moved(*came), UTC)["mask"].lots] == ["A", "B", "C"]
    left = {lot.lot: lot.amount for lot in fold(moved(*came, (USED, 4)), UTC)["mask"].lots}
    assert left == {"A": 6, "B": 10, "C": 10}


def test_a_lot_is_used_first_on_its_last_good_day_still() -> None:
    stock = ((COUNTED, 10, "good", date(2026, 12, 1)), (COUNTED, 10, "today", date(2026, 3, 3)), (USED, 4))
    assert {lot.lot: lot.amount for lot in fold(moved(*stock), UTC)["mask"].lots} == {"today": 6, "good": 10}


def test_a_lot_that_is_named_is_the_one_used() -> None:
    moves = moved((RECEIVED, 10, "L", date(2027, 1, 1)), (RECEIVED, 10, "S", date(2026, 9, 1)), (USED, 4, "L"))
    assert {lot.lot: lot.amount for lot in fold(moves, UTC)["mask"].lots} == {"L": 6, "S": 10}


def test_a_lot_nobody_has_in_store_is_used_out_of_what_is_there() -> None:
    holding = fold(moved((COUNTED, 100), (USED, 3, "K7")), UTC)["mask"]
    assert (holding.lots, holding.over) == ((Lot("", 97, None),), 0)


def test_expired_pieces_are_the_last_to_be_used_and_the_first_to_be_thrown_away() -> None:
    old, good = date(2026, 3, 1), date(2026, 12, 1)
    stock = ((COUNTED, 10, "old", old), (COUNTED, 10, "good", good))
    assert fold(moved(*stock, (USED, 4)), UTC)["mask"].lots == (Lot("old", 10, old), Lot("good", 6, good))
    assert fold(moved(*stock, (DISCARDED, 10)), UTC)["mask"].lots == (Lot("good", 10, good),)


def test_what_has_expired_is_in_store_but_does_not_last_a_day() -> None:
    seen = after(*moved((COUNTED, 10, "old", date(2026, 2, 28)), (COUNTED, 4, "good", date(2026, 3, 20)), (USED, 2)))
    assert (seen.amount, seen.usable) == (12, 2)
    assert [lot.lot for lot in seen.expired] == ["old"]
    assert [lot.lot for lot in seen.expiring] == ["good"]


@pytest.mark.parametrize(
    ("last", "expired", "expiring"),
    [
        (date(2026, 2, 28), True, False),
        (date(2026, 3, 1), False, True),
        (date(2026, 3, 31), False, True),
        (date(2026, 4, 1), False, False),
    ],
)
def test_a_lot_is_said_from_thirty_days_before_its_last_good_day_to_the_day_after_it(
    last: date, expired: bool, expiring: bool
) -> None:
    seen = after(*moved((COUNTED, 1, "K", last)))
    assert (bool(seen.expired), bool(seen.expiring)) == (expired, expiring)


def test_using_more_than_there_is_is_kept_and_the_amount_never_falls_below_nothing() -> None:
    holding = fold(moved((COUNTED, 5), (USED, 8), (RECEIVED, 20)), UTC)["mask"]
    assert (holding.over, holding.lots) == (3, (Lot("", 20, None),))
    assert short(after(*moved((COUNTED, 500), (USED, 1))), 1, 1)


def test_the_next_count_settles_what_was_used_too_much() -> None:
    assert fold(moved((COUNTED, 5), (USED, 8), (COUNTED, 7)), UTC)["mask"].over == 0


def test_a_count_of_the_whole_article_takes_from_the_lots_or_adds_a_lot_nobody_named() -> None:
    stock = ((COUNTED, 10, "A", date(2026, 9, 1)), (COUNTED, 10, "B", date(2027, 9, 1)))
    less, more = (fold(moved(*stock, (COUNTED, n)), UTC)["mask"] for n in (12, 25))
    assert {lot.lot: lot.amount for lot in less.lots} == {"A": 2, "B": 10}
    assert fold(moved((COUNTED, 10, "A"), (COUNTED, 9)), UTC)["mask"].lots == (Lot("A", 9, None),)
    assert {lot.lot: lot.amount for lot in more.lots} == {"A": 10, "B": 10, "": 5}


def test_what_a_count_of_all_finds_missing_was_taken_from_what_was_good() -> None:
    old = date(2026, 2, 1)
    counts = moved((COUNTED, 10, "old", old), (COUNTED, 10, "good", date(2026, 12, 1)), (COUNTED, 15))
    assert {lot.lot: lot.amount for lot in fold(counts, UTC)["mask"].lots} == {"old": 10, "good": 5}


def test_a_count_says_what_went_of_its_lot_since_somebody_looked_last_and_nothing_where_all_is_there() -> None:
    first = ((COUNTED, 10, "A"), (COUNTED, 10, "B"))
    went = [
        (((COUNTED, 3, "A"),), (Gone(START + DAY, START + 2 * DAY, 7),)),
        (((COUNTED, 9, "A"),), (Gone(START + DAY, START + 2 * DAY, 1),)),
        (((COUNTED, 10, "A"), (COUNTED, 20)), ()),
        (((COUNTED, 0, "C"),), ()),
        (((DISCARDED, 4, "A"),), ()),
    ]
    for more, gone in went:
        assert fold(moved(*first, *more), UTC)["mask"].gone == gone


def test_a_count_of_one_lot_leaves_the_others() -> None:
    holding = fold(moved((COUNTED, 10, "A"), (COUNTED, 10, "B"), (COUNTED, 3, "A")), UTC)["mask"]
    assert {lot.lot: lot.amount for lot in holding.lots} == {"A": 3, "B": 10}


def test_use_is_what_was_written_down_over_the_time_there_was() -> None:
    moves = [*moved((COUNTED, 100)), *(Move(START + n * DAY, "mask", USED, 10) for n in (1, 2, 3, 4))]
    seen = after(*moves)
    assert (seen.use, seen.usable, seen.days_left) == (Fraction(10), 60, 6)


def test_use_of_the_first_hour_counts_as_that_of_a_day() -> None:
    seen = after(*moved((COUNTED, 100)), Move(START + DAY / 24, "mask", USED, 10))
    assert seen.use == 10


def test_what_a_count_finds_missing_was_used_evenly_since_the_count_before() -> None:
    moves = [Move(START, "mask", COUNTED, 100), Move(START + 28 * DAY, "mask", COUNTED, 44)]
    assert after(*moves).use == Fraction(2)
    assert after(*moves, days=35).use == Fraction(1)


def test_use_of_longer_ago_than_fourteen_days_no_longer_counts() -> None:
    assert after(*moved((COUNTED, 100), (USED, 10)), days=15).use == Fraction(10, 14)  # to the minute
    assert after(*moved((COUNTED, 100), (USED, 10)), days=16).use == 0
    assert after(Move(START, "mask", COUNTED, 100), Move(START + 28 * DAY, "mask", COUNTED, 44), days=60).use == 0
    assert after(*moved((COUNTED, 100), (USED, 10)), days=16).days_left is None


def test_two_counts_in_one_second_are_no_fault() -> None:
    for apart in (timedelta(), timedelta(milliseconds=400), timedelta(seconds=1)):
        moves = [Move(START, "mask", COUNTED, 9), Move(START + apart, "mask", COUNTED, 5)]
        assert after(*moves, days=1).use == 4


def test_a_plan_of_tests_counts_where_it_takes_more_than_was_used() -> None:
    moves = moved((COUNTED, 100), (USED, 10))
    more, less = (after(*moves, planned=Fraction(n)) for n in (30, 5))
    assert (more.by_plan, more.days_left) == (True, 3)
    assert (less.by_plan, less.use) == (False, Fraction(10))
    assert not after(*moves, planned=Fraction(10)).by_plan
    unused = moved((COUNTED, 100))
    assert [after(*unused, planned=Fraction(n, 2)).by_plan for n in (0, 1)] == [False, True]
    unsaid = outlook(fold(unused, UTC)["mask"], START, UTC, None, Fraction(10))
    assert (unsaid.by_plan, unsaid.days_left) == (True, 10)


@pytest.mark.parametrize(
    ("days", "lacking", "short_of"), [(4, 0, False), (9, 0, False), (10, 10, True), (14, 50, True)]
)
def test_what_is_lacking_for_so_many_days(days: int, lacking: int, short_of: bool) -> None:
    seen = after(*moved((COUNTED, 100), (USED, 10)))
    assert needed(seen, days) == lacking
    assert short(seen, 0, days) is short_of


def test_part_of_a_piece_is_asked_for_as_a_whole_one() -> None:
    seen = Outlook(0, 0, Fraction(1, 3), 0, (), (), by_plan=False)
    assert needed(seen, 1) == 1


def test_where_the_protocol_says_nothing_of_supplies_only_what_has_expired_is_said() -> None:
    moves = moved((COUNTED, 10, "old", date(2026, 2, 28)), (COUNTED, 4, "good", date(2026, 3, 3)), (USED, 2))
    seen = outlook(fold(moves, UTC)["mask"], moves[-1].at, UTC, None)
    assert (seen.use, seen.days_left, seen.expiring, needed(seen, 14)) == (None, None, (), None)
    assert [lot.lot for lot in seen.expired] == ["old"]


MOVES = st.lists(
    st.builds(
        Move,
        st.integers(0, 60).map(lambda n: START + n * DAY / 2),
        st.just("mask"),
        st.sampled_from(Change),
        st.integers(0, 200),
        st.sampled_from(["", "A", "B"]),
        st.sampled_from([None, date(2026, 3, 10), date(2027, 3, 10)]),
    ),
    max_size=25,
).map(lambda moves: sorted(moves, key=lambda move: move.at))


@given(MOVES, st.integers(0, 300))
def test_whatever_happened_a_count_is_what_is_there(moves: list[Move], n: int) -> None:
    holding = fold([*moves, Move(START + 40 * DAY, "mask", COUNTED, n)], UTC)["mask"]
    assert sum(lot.amount for lot in holding.lots) == n
    assert (holding.known, holding.over) == (True, 0)


@given(MOVES)
def test_no_lot_ever_holds_less_than_nothing_and_nothing_is_lost_in_silence(moves: list[Move]) -> None:
    for n in range(1, len(moves) + 1):
        before, now = (fold(moves[:k], UTC).get("mask") for k in (n - 1, n))
        assert now is not None
        assert all(lot.amount > 0 for lot in now.lots)
        there = sum(lot.amount for lot in before.lots) if before else 0
        left, over = sum(lot.amount for lot in now.lots), now.over - (before.over if before else 0)
        if moves[n - 1].change in (USED, DISCARDED) and now.known:
            assert there - left + over == moves[n - 1].amount


@given(MOVES, st.integers(1, 30))
def test_more_used_never_lasts_longer(moves: list[Move], extra: int) -> None:
    at = START + 31 * DAY
    counted = [*moves, Move(START + 30.5 * DAY, "mask", COUNTED, 100)]
    one, other = (after(*counted, Move(at, "mask", USED, n), days=31) for n in (1, 1 + extra))
    assert one.days_left is not None
    assert other.days_left is not None
    assert other.days_left <= one.days_left
