"""A file says only what differs; what decides is always the whole."""

import re
import tomllib

import pytest

from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.protocol import light, load
from carelog.protocol.wording import Bound

from .bedside import ID, care
from .files import FEVER, OWN, codes, facts, problems

BASE = load.packaged(ID)


def put(text: str) -> dict[str, object]:
    return tomllib.loads(load.whole(text, "ours.toml"))


def test_a_file_that_extends_nothing_stays_as_it_was_written() -> None:
    assert load.whole(BASE, ID) == BASE


def test_what_is_not_said_is_as_in_the_base_and_the_base_is_named_with_its_fingerprint() -> None:
    whole, base = put(OWN), tomllib.loads(BASE)
    assert whole.pop("based_on") == f"{ID} {care().version} {load.sha256(BASE)}"
    own = {"id", "version", "date", "author", "title"}
    assert {k: v for k, v in whole.items() if k not in own} == {k: v for k, v in base.items() if k not in own}
    assert "extends" not in whole


def test_the_same_file_always_gives_the_same_whole_text() -> None:
    assert load.whole(OWN + FEVER, "a") == load.whole(OWN + FEVER, "b")
    again = load.whole(OWN + FEVER, "a")
    assert load.whole(again, "a") == again


def test_a_rule_changes_by_key_and_keeps_the_rest() -> None:
    found = load.care_protocol(OWN + FEVER, "ours.toml")
    rule = next(r for r in found.rule if r.id == "T-04")
    before = next(r for r in care().rule if r.id == "T-04")
    assert (rule.severity, rule.tasks, rule.clear_hours) == (Severity.URGENT, before.tasks, before.clear_hours)
    assert isinstance(rule.when, Bound)
    assert [line.value for line in rule.when.lines] == [380]
    assert [r.id for r in found.rule] == [r.id for r in care().rule]


def test_a_condition_that_names_its_kind_takes_the_place_of_the_old_one_whole() -> None:
    text = FEVER.replace("T-04", "T-06").replace(
        "[rule.when]\n", '[rule.when]\nkind = "bound"\nreading = "temperature"\n'
    )
    rule = next(r for r in load.care_protocol(OWN + text, "ours.toml").rule if r.id == "T-06")
    assert isinstance(rule.when, Bound)
    assert rule.when.confirm is None


def test_a_new_rule_stands_behind_the_others() -> None:
    new = FEVER.replace("T-04", "X-01").replace(
        "severity", 'family = "X"\nclear_hours = 4\nclear_source = "x"\nseverity'
    )
    text = OWN + new.replace("[rule.when]\n", '[rule.when]\nkind = "bound"\nreading = "temperature"\n')
    assert problems(text) == []
    assert load.care_protocol(text, "x").rule[-1].id == "X-01"


def test_what_the_base_leaves_unjudged_a_file_may_judge() -> None:
    rule = FEVER.replace("T-04", "S-04").replace(
        "severity", 'family = "S"\nclear_hours = 4\nclear_source = "x"\nseverity'
    )
    rule = rule.replace("[rule.when]\n", '[rule.when]\nkind = "bound"\nreading = "temperature"\n')
    found = load.care_protocol(OWN + rule, "ours.toml")
    assert "S-04" in {r.id for r in found.rule}
    assert "S-04" not in {n.id for n in found.not_here}


def test_a_rule_cannot_stay_and_be_left_unjudged_too() -> None:
    left = '[[not_here]]\nid = "S-05"\nsource = "x"\nwords = { zh_CN = "a", en = "b" }\n'
    assert facts(OWN + left, "protocol.rule_twice")["rule"] == "S-05"
    assert problems(OWN.replace("title", 'without = ["S-05"]\ntitle') + left) == []


def test_slots_change_by_code_and_questions_by_reading_and_scale() -> None:
    text = OWN + (
        '[[slot]]\ncode = "morning"\nstart = 06:00:00\n[[slot]]\ncode = "noon"\nstart = 12:00:00\nuntil = 13:00:00\n'
        '[[ask]]\nreading = "spo2"\nscale = 2\nbelow = 82\nsource = "ours"\nevidence = "P"\n'
    )
    found = light.parse(load.whole(text, "ours.toml"))
    assert [(s.code, s.start.hour, s.end.hour) for s in found.slots] == [
        ("morning", 6, 11), ("evening", 15, 20), ("noon", 12, 13)
    ]  # fmt: skip
    assert {(u.reading, u.scale): u.below for u in found.unlikely}["spo2", 2] == 82  # type: ignore[index]  # a str enum


def test_a_figure_and_a_title_change_by_key() -> None:
    text = OWN + '[figures]\nbaseline_days = { value = 10, source = "ours", evidence = "P" }\n[audience]\nen = "Us"\n'
    found = light.parse(load.whole(text, "ours.toml"))
    assert found.baseline_days == 10
    assert (found.audience["en"], found.audience["zh_CN"]) == ("Us", light.parse(BASE).audience["zh_CN"])


def test_a_rule_can_be_left_out_and_a_slot_too() -> None:
    text = OWN.replace("title", 'without = ["S-05", "evening"]\ntitle')
    found = light.parse(load.whole(text, "ours.toml"))
    assert "S-05" not in found.rules
    assert [s.code for s in found.slots] == ["morning"]


def test_the_table_of_classes_can_be_left_out_with_the_rules_that_ask_for_it() -> None:
    text = OWN.replace("title", 'without = ["G-01", "G-02", "classes"]\ntitle')
    assert load.care_protocol(text, "ours.toml").classes is None
    assert codes(OWN.replace("title", 'without = ["classes"]\ntitle')) == ["protocol.no_classes"]


def test_a_whole_table_can_be_left_out_but_none_that_is_needed() -> None:
    text = OWN.replace("title", 'without = ["figures"]\ntitle')
    assert "figures" not in put(text)
    assert facts(text, "protocol.key_missing")["key"] == "figures"


def test_what_is_left_out_and_written_anew_is_wholly_new() -> None:
    text = OWN.replace("title", 'without = ["T-04"]\ntitle') + FEVER
    assert "protocol.key_missing" in codes(text)
    assert "protocol.without_needed" not in codes(text)


@pytest.mark.parametrize(("dropped", "by"), [("T-08", "T-07"), ("Y-01g", "S-01"), ("Y-03", "T-06")])
def test_a_rule_that_others_refer_to_cannot_be_left_out_and_both_are_named(dropped: str, by: str) -> None:
    text = OWN.replace("title", f'without = ["{dropped}"]\ntitle')
    named = [(r.facts["value"], r.facts["rule"], r.facts["line"]) for r in problems(text)]
    assert (dropped, by, 6) in named


@pytest.mark.parametrize(
    ("without", "code"), [('["Z-01"]', "without_unknown"), ("[3]", "without_unknown"), ('"T-04"', "value_bad")]
)
def test_only_what_the_base_has_can_be_left_out(without: str, code: str) -> None:
    text = OWN.replace("title", f"without = {without}\ntitle")
    assert set(codes(text)) == {f"protocol.{code}"}
    assert problems(text)[0].facts["line"] == 6


@pytest.mark.parametrize("base", ['"who-2099"', '"ours.toml"', '"../cn-2023-respiratory"', "3", '["x"]'])
def test_only_what_comes_with_the_app_can_be_extended(base: str) -> None:
    text = re.sub("extends = .*", f"extends = {base}", OWN)
    with pytest.raises(Refusal) as caught:
        load.whole(text, "ours.toml")
    assert caught.value.code == "protocol.base_unknown"
    assert ID in str(caught.value.facts["known"])
    assert codes(text) == ["protocol.base_unknown"]


def test_files_that_extend_each_other_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a": OWN.replace(ID, "b"), "b": OWN.replace(ID, "a")}
    monkeypatch.setattr(load, "names", lambda: ("a", "b"))
    monkeypatch.setattr(load, "written", texts.__getitem__)
    assert codes(OWN.replace(ID, "a")) == ["protocol.base_circle"]


def test_a_file_may_rest_on_one_that_rests_on_another() -> None:
    text = OWN.replace(ID, "off-season")
    assert problems(text) == []
    assert str(put(text)["based_on"]).startswith("off-season ")
    assert put(text)["regime"] == "off"


@pytest.mark.parametrize("key", ["id", "version", "date", "author", "title"])
def test_a_file_says_itself_what_it_is_and_who_made_it(key: str) -> None:
    text = re.sub(rf"(?m)^{key} = .*\n", "", OWN)
    assert facts(text, "protocol.key_missing")["key"] == key
    with pytest.raises(Refusal, match="key_missing"):
        load.whole(text, "ours.toml")


def test_a_file_does_not_pass_for_the_one_it_rests_on() -> None:
    assert facts(OWN.replace('"ours"', f'"{ID}"'), "protocol.id_of_base")["line"] == 2


@pytest.mark.parametrize(
    ("gone", "needed"),
    [("source", "source"), ("evidence", "evidence"), ("words", "words")],
)
def test_a_line_of_ones_own_needs_its_own_source_and_words(gone: str, needed: str) -> None:
    text = OWN + re.sub(rf"(?m)^{gone} = .*\n", "", FEVER)
    told = facts(text, "protocol.uncited")
    assert (told["rule"], told["needed"], told["key"]) == ("T-04", needed, "rule[0].when")


def test_new_words_stand_in_both_languages() -> None:
    text = OWN + FEVER.replace('zh_CN = "体温超过 38.0 度", ', "")
    assert facts(text, "protocol.key_missing")["key"] == "rule[0].words.zh_CN"


def test_other_words_alone_need_no_other_source() -> None:
    assert problems(OWN + '[[rule]]\nid = "T-04"\n[rule.words]\nen = "Hot: test, complete set"\n') == []


@pytest.mark.parametrize(
    "text",
    [
        '[[rule]]\nid = "T-04"\nseverity = "WATCH"\n',
        '[[rule]]\nid = "T-04"\nclear_hours = 2\n',
        '[[ask]]\nreading = "pulse"\nbelow = 40\n',
        "[figures]\nbaseline_days = { value = 10 }\n",
        '[[rule]]\nid = "T-04"\nmasked = { hours = 1, source = "x" }\n',
        '[[rule]]\nid = "T-01"\nrecheck_minutes = 60\n',
        "[classes]\ndisease = { none = 1 }\n",
        '[[rule]]\nid = "T-04"\nseverity = "WATCH"\nsource = "our doctor"\n',
        '[[rule]]\nid = "T-04"\nseverity = "WATCH"\nevidence = "P"\n',
        '[[ask]]\nreading = "pulse"\nbelow = 40\nsource = "our doctor"\n',
        '[[ask]]\nreading = "pulse"\njump = 40\nevidence = "P"\n',
        '[figures]\nbaseline_days = { value = 10, source = "our doctor" }\n',
        '[figures]\nbaseline_days = { value = 10, evidence = "P" }\n',
        '[classes]\nsource = "our doctor"\ndisease = { none = 1 }\n',
        '[classes]\nevidence = "P"\ndisease = { none = 1 }\n',
    ],
)
def test_no_number_borrows_the_source_of_another(text: str) -> None:
    assert codes(OWN + text) == ["protocol.uncited"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FEVER + FEVER, "protocol.rule_twice"),
        ('[[slot]]\ncode = "noon"\nstart = 12:00:00\nuntil = 13:00:00\n' * 2, "protocol.twice"),
        ('[[ask]]\nreading = "pulse"\n' * 2, "protocol.twice"),
    ],
)
def test_what_stands_twice_in_the_file_is_seen_before_it_is_merged(text: str, code: str) -> None:
    assert code in codes(OWN + text)
    named = facts(OWN + text, code)
    assert (named["rule"], named["value"]) in {("T-04", "T-04"), ("-", "noon"), ("-", "pulse")}


def test_a_row_without_a_name_hides_no_row_that_stands_twice() -> None:
    assert "protocol.rule_twice" in codes(OWN + "[[rule]]\nid = []\n" + FEVER + FEVER)


def test_a_new_rule_borrows_nothing_but_must_say_everything() -> None:
    text = OWN + '[[rule]]\nid = "X-01"\nfamily = "X"\nseverity = "WATCH"\n'
    assert set(codes(text)) == {"protocol.key_missing"}


@pytest.mark.parametrize(
    "text",
    [
        "rule = 3", "rule = [3]", "slot = {}", "figures = 3", "figures = { baseline_days = 3 }", "title = 3",
        "[[rule]]\nid = []", "[[rule]]\nid = { a = 1 }", '[[rule]]\nid = "T-04"\nwords = 3\nwhen = 3',
        '[[rule]]\nid = "T-04"\nworse = 3\nsaid_unless = 3', "ask = [[]]",
        'context = ["moon"]',
    ],
)  # fmt: skip
def test_nonsense_is_said_and_never_falls_over(text: str) -> None:
    own = OWN.replace("title", "heading") if text.startswith("title") else OWN
    assert codes(own + text)
