"""The parts of a file fit together, and nothing passes as normal that nobody has judged."""

import pytest

from carelog.protocol import load

from .bedside import ID
from .files import OWN, codes, facts, problems

TEXT = load.packaged(ID)


@pytest.mark.parametrize("name", load.names())
def test_every_shipped_file_holds(name: str) -> None:
    assert problems(load.written(name), name) == []
    assert load.examined(load.written(name), name).warnings == ()


@pytest.mark.parametrize(
    ("start", "until", "other"),
    [("10:00:00", "12:00:00", "morning"), ("19:59:00", "21:00:00", "evening"), ("22:00:00", "05:01:00", "morning")],
)
def test_two_rounds_do_not_run_at_the_same_time(start: str, until: str, other: str) -> None:
    text = OWN + f'[[slot]]\ncode = "late"\nstart = {start}\nuntil = {until}\n'
    told = facts(text, "protocol.slots_overlap")
    assert (told["other"], told["value"], told["line"]) == (other, "late", 7)


def test_a_round_may_begin_where_another_ends_and_run_through_midnight() -> None:
    late = '[[slot]]\ncode = "late"\nstart = 20:00:00\nuntil = 05:00:00\n'
    assert problems(OWN + late) == []
    night = '[[slot]]\ncode = "{}"\nstart = {}\nuntil = {}\n'
    assert (
        problems(OWN + night.format("night", "21:00:00", "23:59:00") + night.format("owl", "00:00:00", "04:00:00"))
        == []
    )


def test_a_round_whose_times_are_none_is_said_once() -> None:
    assert codes(OWN + '[[slot]]\ncode = "late"\nstart = "8"\nuntil = 05:00:00\n') == ["protocol.value_bad"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('any_of = ["T-08"]', 'any_of = ["T-99"]'),
        ('said_unless = ["T-08"]', 'said_unless = ["T-99"]'),
    ],
)
def test_a_rule_that_is_not_there_is_named_where_it_is_asked_about(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    told = facts(text, "protocol.rule_unknown")
    assert told["value"] == "T-99"
    assert "T-99" in text.split("\n")[int(str(told["line"])) - 1]
    assert codes(text) == ["protocol.rule_unknown"]


def test_a_table_where_rules_should_stand_is_said_and_not_stumbled_over() -> None:
    assert "protocol.letters" in codes(OWN + '[rule]\nid = "T-04\\u0007"\n')
    assert "protocol.letters" in codes(OWN + '[rule]\nmine = [{ id = "T-04\\u0007" }]\n')


def test_a_rule_that_stands_twice_is_named_with_the_second_line() -> None:
    text = TEXT + '\n[[rule]]\nid = "T-04"\n'
    assert "T-04" in text.split("\n")[int(str(facts(text, "protocol.rule_twice")["line"]))]


@pytest.mark.parametrize(("rule", "what"), [("D-00", "unjudged"), ("D-03", "lacking")])
def test_what_is_not_known_can_never_pass_as_normal(rule: str, what: str) -> None:
    text = OWN.replace("title", f'without = ["{rule}"]\ntitle')
    told = facts(text, "protocol.silent")
    assert told["value"] == what
    mild = f'[[rule]]\nid = "{rule}"\nseverity = "NONE"\nsource = "x"\nevidence = "P"\n'
    assert set(codes(OWN + mild)) == {"protocol.silent"}
    assert {r.facts["kind"] for r in problems(OWN + f'[[rule]]\nid = "{rule}"\npeople = ["staff"]\nsource = "x"\n'
            'evidence = "P"\n')} == {"resident", "visitor"}  # fmt: skip
    grown = f'[[rule]]\nid = "{rule}"\nany_age = false\nsource = "x"\nevidence = "P"\n'
    assert set(codes(OWN + grown)) == {"protocol.silent"}, "a child would pass as normal"


@pytest.mark.parametrize("kind", ["resident", "staff", "visitor"])
def test_somebody_of_whom_nothing_is_asked_would_pass_as_normal(kind: str) -> None:
    told = facts(OWN + f"[required]\n{kind} = []\n", "protocol.asks_nothing")
    assert (told["kind"], told["line"]) == (kind, 8)


def test_a_site_at_which_no_line_judges_a_fever_is_a_gap() -> None:
    kept = 'sites = ["axillary", "forehead", "unknown"]'
    text = TEXT.replace(kept, 'sites = ["axillary", "unknown"]')
    text = text.replace('{ op = ">", value = 385', '{ sites = ["axillary"], op = ">", value = 385')
    text = text.replace('{ op = ">=", value = 391', '{ sites = ["axillary"], op = ">=", value = 391')
    found = [r for r in problems(text) if r.code == "protocol.gap_high"]
    assert {(r.facts["kind"], r.facts["value"]) for r in found} == {
        (kind, "forehead") for kind in ("resident", "staff", "visitor")
    }


def test_a_site_at_which_no_line_judges_a_cold_is_a_gap_too() -> None:
    text = TEXT.replace(
        '["oral", "tympanic", "rectal", "forehead", "unknown"], op = "<=", value = 355',
        '["oral"], op = "<=", value = 355',
    )
    text = text.replace('lines = [{ op = "<=", value = 350', 'lines = [{ sites = ["axillary"], op = "<=", value = 350')
    text = text.replace(
        'sites = ["oral", "tympanic", "rectal", "forehead", "unknown"], op = "<=", value = 350',
        'sites = ["oral"], op = "<=", value = 350',
    )
    assert "protocol.gap_low" in codes(text)


def test_what_a_round_asks_for_and_nobody_judges_is_to_be_looked_at() -> None:
    text = TEXT.replace('visitor = ["temperature", "symptoms"]', 'visitor = ["temperature", "spo2"]')
    found = load.examined(text, "ours.toml")
    assert found.problems == ()
    assert [(r.code, r.facts["kind"], r.facts["value"]) for r in found.warnings] == [
        ("protocol.unjudged", "visitor", "spo2"), ("protocol.unjudged", "visitor", "spo2")
    ]  # fmt: skip
    assert [(r.facts["key"], r.facts["scale"]) for r in found.warnings] == [
        ("required.visitor", "1"), ("required.visitor", "2")
    ]  # fmt: skip


def test_a_file_that_says_nothing_wrong_always_decides_and_one_that_does_never() -> None:
    for text in (TEXT, OWN, TEXT.replace('any_of = ["Y-01", "Y-01g"', 'any_of = ["S-01", "Y-01g"')):
        found = load.examined(text, "ours.toml")
        assert (found.protocol is None) == bool(found.problems)
