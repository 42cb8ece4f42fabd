"""The protocol in use, as a doctor reads it."""

from datetime import date

import pytest

from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.station.rows import NotHereCard, ProtocolCard
from carelog.ui.house.protocol import COUNTING, Cost, head, page, signed
from carelog.ui.line import Line, width
from carelog.words import use


def said(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


@pytest.fixture
def card(station: Station) -> ProtocolCard:
    return station.protocol_card()


def test_unsigned_it_says_how_much_waits_for_a_doctor(card: ProtocolCard) -> None:
    ruled = [rule.evidence for rule in card.rules] + [one.evidence for one in (*card.syndromes, *card.clusters)]
    waits = sum(evidence in "MP" for evidence in ruled)
    assert signed(card).startswith(f"needs your doctor's signature: {waits} of {len(ruled)} rules, ")
    assert {style for _, style in head(card)[1]} == {"warn"}


def test_signed_it_says_by_whom_and_when(card: ProtocolCard) -> None:
    done = card._replace(signed_by="Dr. [b] Li", signed_on=date(2026, 3, 1))
    assert signed(done) == "signed by Dr. [b] Li on 2026-03-01"
    assert {style for _, style in head(done)[1]} == {"text"}


def test_every_rule_stands_with_its_worst_shape_words_source_and_mark(card: ProtocolCard) -> None:
    seen = said(page(card, COUNTING, 400))
    for rule in card.rules:
        assert f"{rule.id:<6} {rule.words['en'][:30].replace('<=', '<=')}" in seen
    line = next(line for line in seen.splitlines() if " Y-04 " in line)
    assert line.startswith(" !! ")
    assert "[P]; waits for a doctor's signature" in seen
    assert all(figure.name in seen for figure in card.figures)
    assert card.sha256[:16] in seen


def test_what_a_rule_has_cost_is_said_once_it_is_counted(card: ProtocolCard) -> None:
    one = card._replace(rules=tuple(r for r in card.rules if r.id in {"Y-04", "T-04", "R-01", "D-00"}))
    assert said(page(one, COUNTING, 200)).count("counting the alarms") == 3
    seen = said(page(one, Cost({"Y-04": 0.123, "T-04": 2.0}, {"R-01": 1.06}), 200))
    assert "in the last 30 days: 0.1 alerts, 0.0 to watch" in seen
    assert "in the last 30 days: 2.0 alerts\n" in seen
    assert "in the last 30 days: 1.1 to watch" in seen
    assert seen.count("asks for something only, no alarm") == 1
    assert one.rules[0].worst < Severity.WATCH


def test_who_is_tested_when_stands_behind_the_figures_with_its_source(card: ProtocolCard) -> None:
    seen = said(page(card, COUNTING, 100))
    assert seen.index("Figures") < seen.index("Who is tested when") < seen.index("K-05  First positive in the house")
    assert "swabs.greatest_gap_days = 4" in seen
    mark = "waits for a doctor's signature"
    waiting, read = (next(r for r in card.plan if r.id == name) for name in ("K-04", "K-01"))
    assert (waiting.needs_signature, read.needs_signature) == (True, False)
    bare = card._replace(rules=(), figures=(), syndromes=(), clusters=())
    assert mark in said(page(bare._replace(plan=(waiting,)), COUNTING, 200)).lower()
    assert mark not in said(page(bare._replace(plan=(read,)), COUNTING, 200)).lower()
    assert "Who is tested when" not in said(page(card._replace(plan=()), COUNTING, 100))


def test_what_it_leaves_to_a_person_stands_last_and_nothing_where_nothing_is_left(card: ProtocolCard) -> None:
    left = NotHereCard("Z-01", {"en": "left to you", "zh_CN": "由人判断"}, "because")
    seen = said(page(card._replace(not_here=(left,)), COUNTING, 100))
    assert seen.index("Not judged here") < seen.index("Z-01  left to you") < seen.index("because")
    assert "Not judged here" not in said(page(card._replace(not_here=()), COUNTING, 100))


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_no_line_is_wider_than_the_window(card: ProtocolCard, cells: int, spoken: str) -> None:
    use(spoken)
    assert [width(line) for line in page(card, Cost({}, {}), cells) if width(line) > cells] == []


def test_whom_it_counts_and_what_it_calls_a_cluster_stand_with_their_source(card: ProtocolCard) -> None:
    seen = said(page(card, COUNTING, 200))
    assert (
        seen.index("Whom it counts as a case") < seen.index("What it calls a cluster") < seen.index("Not judged here")
    )
    assert "U-01a  2 fell ill within 72 h" in seen
    assert "2 of resp within 72 h, in a unit or the whole house: SUSPECT" in seen
    assert "only with a temperature of 37.8 or more" in seen
    assert "Whom it counts as a case" not in said(page(card._replace(syndromes=(), clusters=()), COUNTING, 200))
