"""Every difference between two files is found, and nothing else."""

import tomllib
from typing import Any

import pytest

from carelog.protocol import load
from carelog.protocol.differing import Change, differences

from .bedside import ID
from .files import FEVER, OWN

BASE = load.packaged(ID)
HOT = 'id = "T-04"\nfamily = "T"\nseverity = "REVIEW"'
ASKS = 'tasks = ["test", "complete_set"]\nsource = "> 38.5'


def between(old: str, new: str) -> list[Change]:
    return list(differences(*(tomllib.loads(load.whole(text, "x")) for text in (old, new))))


def changed(old: str, new: str, count: int = 1) -> list[Change]:
    assert old in BASE
    return between(BASE, BASE.replace(old, new, count))


@pytest.mark.parametrize("name", load.names())
def test_a_file_does_not_differ_from_itself(name: str) -> None:
    assert between(load.packaged(name), load.packaged(name)) == []


def test_a_line_is_told_by_its_site_with_where_it_clears() -> None:
    found = changed(
        'sites = ["rectal"], op = ">", value = 375, clear = 372',
        'sites = ["rectal"], op = ">=", value = 377, clear = 372',
    )
    assert found == [Change("T-01", "line", "when", (">", 375), (">=", 377), "temperature", "rectal")]
    (clears,) = changed('op = "<=", value = 93, clear = 95', 'op = "<=", value = 93, clear = 96')
    assert (clears.where, clears.what, clears.before, clears.after) == ("S-02", "clear", ("line", 95), ("line", 96))


def test_a_site_that_is_no_longer_judged_is_told() -> None:
    found = changed('["axillary", "forehead", "unknown"]', '["axillary", "unknown"]')
    gone = [c for c in found if c.what == "line"]
    assert [(c.site, c.after) for c in gone] == [("forehead", None)]


def test_what_a_line_against_the_own_normal_or_for_days_says() -> None:
    line = 'line = { op = ">", value = 11, clear = 8 } }'
    change = changed(line, line.replace("11", "15"))[0]
    assert (change.where, change.what, change.after) == ("T-03", "change", (">", 15))
    (hours,) = changed("longer_than_hours = 72", "longer_than_hours = 48")
    assert (hours.where, hours.what, hours.name, hours.before, hours.after) == (
        "T-05", "other", "when.longer_than_hours", 72, 48
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "what", "before", "after"),
    [
        (HOT, HOT.replace("REVIEW", "URGENT"), "severity", "REVIEW", "URGENT"),
        (ASKS, ASKS.replace("test", "call"), "tasks", ("test", "complete_set"), ("call", "complete_set")),
        ('en = "Above 38.5 degrees: test', 'en = "Hot: test', "words", None, None),
        ("least = 2", "least = 3", "other", 2, 3),
        ('people = ["resident"]', 'people = ["resident", "staff"]', "other", ["resident"], ["resident", "staff"]),
    ],
)  # fmt: skip
def test_what_else_a_rule_says(old: str, new: str, what: str, before: object, after: object) -> None:
    (found,) = changed(old, new)
    assert found.what == what
    if before is not None:
        assert (found.before, found.after) == (before, after)


def test_a_list_in_a_condition_is_told_as_a_whole() -> None:
    (found,) = changed(
        '{ kind = "symptoms", groups = ["gastro"] }', '{ kind = "symptoms", groups = ["gastro", "neuro"] }'
    )
    assert found == Change("Y-01g", "other", "when.groups", "gastro", "gastro, neuro")


def test_the_same_tasks_in_another_order_are_the_same() -> None:
    assert changed('tasks = ["call", "complete_set"]', 'tasks = ["complete_set", "call"]') == []


def test_a_rule_a_round_and_what_is_left_unjudged_come_and_go() -> None:
    text = OWN.replace("title", 'without = ["S-05", "evening", "S-04"]\ntitle')
    gone = {
        (c.what, c.where) for c in between(BASE, text) if c.after is None and c.what in {"rule", "slot", "not_here"}
    }
    assert gone == {("rule", "S-05"), ("slot", "evening"), ("not_here", "S-04")}
    come = {
        (c.what, c.where) for c in between(text, BASE) if c.before is None and c.what in {"rule", "slot", "not_here"}
    }
    assert come == gone


def test_a_round_at_another_time_is_told_once() -> None:
    (found,) = changed("start = 05:00:00", "start = 06:00:00")
    assert (found.what, found.where) == ("slot", "morning")


def test_a_number_and_its_source_are_told_by_name() -> None:
    found = changed(
        'baseline_days = { value = 14, source = "baseline"', 'baseline_days = { value = 10, source = "ours"'
    )
    assert [(c.what, c.where, c.name, c.after) for c in found] == [
        ("figure", "", "baseline_days", 10), ("other", "baseline_days", "source", "ours")
    ]  # fmt: skip


def test_a_question_is_told_by_its_reading_and_scale() -> None:
    (found,) = changed("below = 84", "below = 82")
    assert (found.where, found.name, found.before, found.after) == ("spo2 2", "below", 84, 82)
    (warm,) = changed("below = 349", "below = 345")
    assert warm.where == "temperature"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('regime = "wave"', 'regime = "off"', "regime"),
        ('site = "axillary"', 'site = "oral"', "site"),
        ('visitor = ["temperature", "symptoms"]', 'visitor = ["symptoms"]', "required.visitor"),
        ('context = ["diastolic", "oxygen"]', 'context = ["diastolic"]', "context"),
    ],
)
def test_what_the_file_says_as_a_whole(old: str, new: str, name: str) -> None:
    assert changed(old, new)[0].name == name


def test_a_condition_asked_in_another_way_tells_all_that_goes_and_comes() -> None:
    lasting = '[rule.when]\nkind = "lasting"\nreading = "temperature"\nlonger_than_hours = 2\nbroken_by_hours = 2\n'
    text = FEVER.replace("[rule.when]\n", lasting).replace("lines = [{", "line = {").replace("}]", "}")
    found = between(BASE, OWN + text)
    lines: dict[str, list[Any]] = {}
    for c in found:
        if c.where == "T-04" and c.what in {"line", "lasting"}:
            lines.setdefault(c.what, []).append((c.before, c.after))
    assert set(lines["line"]) == {((">", 385), None)}
    assert set(lines["lasting"]) == {(None, (">", 380))}
    others = {c.name for c in found if c.where == "T-04" and c.what == "other"}
    assert others == {"when.longer_than_hours", "when.broken_by_hours", "source", "evidence"}


def test_a_number_a_question_a_key_and_a_table_that_only_one_file_has_come_and_go() -> None:
    small = {"rule": [{"id": "T-04", "severity": "WATCH", "words": {}, "said_unless": ["T-05"]}]}
    more = {
        "rule": [{"id": "T-04", "severity": "WATCH", "words": {}, "any_age": True}],
        "figures": {"worse_spo2": {"value": 2, "source": "ours"}},
        "ask": [{"reading": "pulse", "below": 40}],
        "altitude": {"metres": 2300, "spo2_lower": 3},
    }
    come = [(c.where, c.what, c.name, c.before, c.after) for c in differences(small, more)]
    assert come == [
        ("T-04", "other", "said_unless", ["T-05"], None),
        ("T-04", "other", "any_age", None, True),
        ("", "figure", "worse_spo2", None, 2),
        ("worse_spo2", "other", "source", None, "ours"),
        ("pulse", "other", "reading", None, "pulse"),
        ("pulse", "other", "below", None, 40),
        ("", "other", "altitude.metres", None, 2300),
        ("", "other", "altitude.spo2_lower", None, 3),
    ]
    gone = [(c.where, c.what, c.name, c.after, c.before) for c in differences(more, small)]
    assert sorted(map(str, gone)) == sorted(map(str, come))
