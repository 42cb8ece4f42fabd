"""Stock as the nurses write it down, and a kit for every test by itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.refusal import Refusal
from carelog.model.stock import Change, Group, Stocked
from carelog.model.swabs import SampleTaken
from carelog.protocol.stock import articles
from carelog.station.care.medicines import Dose
from carelog.station.desk import Station
from carelog.station.founding import Plan
from carelog.station.stock.door import MOST
from carelog.station.stock.rows import ShelfRow


def count(station: Station, article: str, amount: int, lot: str = "") -> ShelfRow:
    found = station.stock.named(article)
    station.stock.tell(found, Change.COUNTED, amount, lot=lot)
    return station.stock.row(found.code)


def kits(station: Station) -> int | None:
    seen = station.stock.row("antigen_kit").outlook
    return seen.amount if seen else None


def test_in_a_new_home_nothing_was_counted_and_nothing_is_none(station: Station) -> None:
    stand = station.stock.stand()
    assert {(row.outlook, row.short, row.needed) for row in stand.articles} == {(None, False, None)}
    assert (stand.use_days, stand.days, stand.devices) == (14, 14, ())


def test_an_article_is_meant_by_its_number_its_code_or_its_words_in_either_language(station: Station) -> None:
    assert {station.stock.named(said).code for said in ("1", "１", "antigen_kit", " Antigen Kits ", "抗原检测盒")} == {
        "antigen_kit"
    }


@pytest.mark.parametrize("said", ["0", "99", "sandbags", "", "x" * 41])
def test_what_nobody_keeps_is_refused(station: Station, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.stock.named(said)
    assert refused.value.code == "stock.no_article"


@pytest.mark.parametrize("said", ["12", "  ", "x" * 41])
def test_a_number_or_a_blank_is_no_name_of_a_new_article(station: Station, said: str) -> None:
    with pytest.raises(Refusal):
        station.stock.named(said if said != "12" else "99", new=True)


def test_a_home_adds_an_article_of_its_own_by_its_name(station: Station) -> None:
    new = station.stock.named("[b] sandbags\x1b[31m", new=True)
    station.stock.tell(new, Change.RECEIVED, 8)
    row = station.stock.stand().articles[-1]
    assert (row.article.code, row.article.group, row.number) == (
        "[b] sandbags[31m",
        Group.OWN,
        len(articles.every()) + 1,
    )
    assert station.stock.named("[B] SANDBAGS[31m").code == new.code
    assert station.stock.named(new.code, new=True).code == new.code


@pytest.mark.parametrize(
    ("change", "amount"), [(Change.RECEIVED, 0), (Change.USED, -1), (Change.COUNTED, -1), (Change.COUNTED, MOST + 1)]
)
def test_a_number_that_cannot_be_is_refused(station: Station, change: Change, amount: int) -> None:
    with pytest.raises(Refusal) as refused:
        station.stock.tell(station.stock.named("mask"), change, amount)
    assert refused.value.code == "stock.amount"
    assert station.log.deeds("stock") == []


def test_what_came_before_anybody_counted_is_never_called_short(station: Station) -> None:
    masks = station.stock.named("mask")
    station.stock.tell(masks, Change.RECEIVED, 5)
    station.stock.tell(masks, Change.USED, 5)
    row = station.stock.row("mask")
    assert (row.short, row.needed) == (False, None)
    assert count(station, "mask", 0).short


def test_a_test_uses_a_kit_by_itself_once_for_all_its_targets(station: Station) -> None:
    count(station, "antigen_kit", 100)
    person = station.by_code("3-1").id
    with station.deed() as act:
        act.append(Swabbed(person, Method.ANTIGEN, Result.NEGATIVE))
        act.append(Swabbed(person, Method.ANTIGEN, Result.NEGATIVE, target="influenza_a"))
    station.swabbed(station.by_code("3-2").id, Method.ANTIGEN, Result.INVALID, station.now())
    station.swabbed(station.by_code("3-2").id, Method.PCR, Result.NEGATIVE, station.now())
    assert kits(station) == 98


def test_a_sample_used_its_tube_when_it_was_taken_and_its_result_no_more(station: Station) -> None:
    count(station, "pcr_kit", 100)
    person = station.by_code("3-1").id
    with station.deed() as act:
        sample = act.append(SampleTaken(person, Method.PCR, ("sars_cov_2", "rsv")))
    with station.deed() as act:
        act.append(Swabbed(person, Method.PCR, Result.NEGATIVE, sample=sample.id))
    seen = station.stock.row("pcr_kit").outlook
    assert seen is not None
    assert seen.amount == 99


def test_a_test_taken_back_gives_its_kit_back(station: Station) -> None:
    count(station, "antigen_kit", 100)
    station.swabbed(station.by_code("3-2").id, Method.ANTIGEN, Result.NEGATIVE, station.now())
    act = station.last_act()
    assert act is not None
    station.undo(act.act)
    assert kits(station) == 100


def test_tests_before_the_first_count_take_nothing_from_it(station: Station, clock: FixedClock) -> None:
    station.swabbed(station.by_code("3-2").id, Method.ANTIGEN, Result.NEGATIVE, station.now())
    clock.move(timedelta(hours=1))
    count(station, "antigen_kit", 100)
    assert kits(station) == 100


def test_the_lot_on_the_kit_is_the_one_that_is_used(station: Station) -> None:
    count(station, "antigen_kit", 10, "K1")
    count(station, "antigen_kit", 10, "K2")
    with station.deed() as act:
        act.append(Swabbed(station.by_code("3-1").id, Method.ANTIGEN, Result.NEGATIVE, lot="K2"))
    held = station.stock.row("antigen_kit").holding
    assert held is not None
    assert {lot.lot: lot.amount for lot in held.lots} == {"K1": 10, "K2": 9}


def test_the_stock_of_an_earlier_time_is_as_it_was_known_then(station: Station, clock: FixedClock) -> None:
    count(station, "mask", 100)
    before = clock.now()
    clock.move(timedelta(days=1))
    count(station, "mask", 40)
    seen = next(r for r in station.stock.stand(before).articles if r.article.code == "mask").outlook
    assert seen is not None
    assert seen.amount == 100


def test_my_last_act_on_the_stock_is_taken_back_and_nothing_else_of_mine(station: Station) -> None:
    assert station.stock.last_act() is None
    count(station, "mask", 100)
    station.swabbed(station.by_code("3-2").id, Method.ANTIGEN, Result.NEGATIVE, station.now())
    act = station.stock.last_act()
    assert act is not None
    station.undo(act)
    assert station.stock.row("mask").outlook is None
    assert station.stock.last_act() is None


def test_what_is_written_down_is_stored_as_it_was_said(station: Station) -> None:
    masks = station.stock.named("mask")
    station.stock.tell(masks, Change.RECEIVED, 5, lot=" K7\x00 ", expires=date(2027, 1, 1), note="from the street")
    (deed,) = station.log.deeds("stock")
    assert deed.body == Stocked("mask", Change.RECEIVED, 5, "K7", date(2027, 1, 1), "from the street")


def test_a_protocol_that_says_nothing_of_supplies_judges_none(tmp_path: Path, clock: FixedClock) -> None:
    shop = Station.found(tmp_path / "shop", clock, Plan("Shop", "en", "Asia/Shanghai", "staff-only", "N01", "Li Wen"))
    shop.stock.tell(shop.stock.named("mask"), Change.COUNTED, 3)
    stand = shop.stock.stand()
    assert (stand.use_days, stand.days) == (None, None)
    row = shop.stock.row("mask")
    assert row.outlook is not None
    assert (row.outlook.use, row.short) == (None, False)
    assert shop.duties.every() == ()
    shop.close_log()


def test_what_is_given_from_the_reserve_comes_out_of_its_lot(station: Station, clock: FixedClock) -> None:
    who = station.by_code("3-12").id
    station.care.give(who, Dose("antiviral", 1), station.now())  # before anybody wrote of the stock
    clock.move(timedelta(minutes=5))
    station.stock.tell(station.stock.named("antiviral"), Change.RECEIVED, 3, lot="A1")
    station.stock.tell(station.stock.named("antiviral"), Change.RECEIVED, 1, lot="A2")
    clock.move(timedelta(minutes=5))
    station.care.give(who, Dose("antiviral", 2, "A1"))
    station.care.give(who, Dose("antiviral"))  # the person's own
    holding = station.stock.row("antiviral").holding
    assert holding
    assert [(lot.lot, lot.amount) for lot in holding.lots] == [("A1", 1), ("A2", 1)]
    gave = station.care.give(who, Dose("antiviral", 9))
    assert gave.left
    assert gave.left.holding
    assert gave.left.holding.over == 7


def test_medicines_are_those_of_the_list_and_the_homes_own(station: Station) -> None:
    assert station.stock.kept() == frozenset()
    station.stock.tell(station.stock.named("Ibuprofen syrup", new=True), Change.COUNTED, 2)
    codes = [one.code for one in station.stock.medicines()]
    assert codes == ["antipyretic", "antiviral", "cough_medicine", "rehydration_salts", "Ibuprofen syrup"]
    assert station.stock.kept() == {"Ibuprofen syrup"}
