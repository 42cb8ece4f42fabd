"""A doctor signs a file; until then what is only a proposal says so."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.protocol import light
from carelog.station import signing
from carelog.station.desk import Station
from carelog.station.rows import Signature

from .conftest import PLAN
from .support import later

TODAY = date(2023, 1, 12)


def test_nobody_has_signed_a_new_home_and_what_is_proposed_says_so(station: Station) -> None:
    card = station.protocol_card()
    assert (card.id, card.signed_by, card.signed_on) == ("cn-2023-respiratory", "", None)
    assert {r.id: r.needs_signature for r in card.rules}["S-02b"]
    assert not {r.id: r.needs_signature for r in card.rules}["S-02"]
    assert any(f.needs_signature for f in card.figures)


def test_the_card_tells_all_that_a_rule_can_ask_for(station: Station) -> None:
    rule = next(r for r in station.protocol_card().rules if r.id == "Y-04")
    assert (rule.severity, rule.worst) == (Severity.WATCH, Severity.REVIEW)
    assert rule.tasks == (Task.COMPLETE_SET, Task.TEST)
    assert "RESTORE2" in rule.source
    assert set(rule.words) == {"zh_CN", "en"}


def test_a_signed_file_needs_no_signature_any_more(station: Station) -> None:
    signing.sign(station, " Dr. Li ", TODAY, station.used.sha256)
    card = station.protocol_card()
    assert (card.signed_by, card.signed_on) == ("Dr. Li", TODAY)
    assert not any(rule.needs_signature for rule in card.rules)
    assert not any(figure.needs_signature for figure in card.figures)


def test_the_signature_is_of_one_file_and_of_no_other(station: Station) -> None:
    signing.sign(station, "Dr. Li", TODAY, "0" * 64)
    assert signing.signature(station, station.used.sha256) is None
    assert station.protocol_card().signed_by == ""


def test_the_last_signature_counts(station: Station, clock: FixedClock) -> None:
    mine = station.used.sha256
    signing.sign(station, "Dr. Li", TODAY, mine)
    later(clock, 1)
    signing.sign(station, "Dr. Wu", TODAY - timedelta(days=1), mine)
    assert signing.signature(station, mine) == Signature("Dr. Wu", TODAY - timedelta(days=1))


def test_a_signature_without_a_name_or_of_a_day_to_come_is_refused(station: Station) -> None:
    with pytest.raises(Refusal, match="sign_name"):
        signing.sign(station, "  ", TODAY, station.used.sha256)
    with pytest.raises(Refusal, match="sign_later"):
        signing.sign(station, "Dr. Li", TODAY + timedelta(days=1), station.used.sha256)
    assert station.log.deeds("signed") == []


def test_the_board_begins_with_the_staff_where_residents_are_not_judged(tmp_path: Path, clock: FixedClock) -> None:
    shop = Station.found(tmp_path / "shop", clock, PLAN._replace(protocol="staff-only"))
    assert shop.cared_for() is Kind.STAFF
    assert [row.person.code for row in shop.board(shop.cared_for()).rows] == ["N01"]
    assert shop.open_round(kind=Kind.STAFF).people[0].person.code == "N01"
    shop.close_log()


def test_only_what_is_general_knowledge_or_proposed_waits_for_a_signature(station: Station) -> None:
    waiting = signing.unsigned(station.light)
    assert waiting
    assert {part.evidence for part in waiting} <= set(light.UNSIGNED)
    assert {"K-04", "K-06"} <= {getattr(part, "id", "") for part in waiting}


def test_rows_and_numbers_of_the_test_plan_wait_for_a_signature_until_it_is_there(station: Station) -> None:
    card = station.protocol_card()
    assert [row.id for row in card.plan if row.needs_signature] == ["K-04", "K-06"]
    assert any(figure.name == "swabs.greatest_gap_days" and figure.needs_signature for figure in card.figures)
    signing.sign(station, "Dr. Li", TODAY, station.used.sha256)
    assert not any(row.needs_signature for row in station.protocol_card().plan)
