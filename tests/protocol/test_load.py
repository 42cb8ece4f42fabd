"""A protocol file that does not hold names file, key and rule, and decides nothing."""

import re

import pytest

from carelog.model.refusal import Refusal
from carelog.protocol import load
from carelog.words import said_in

from .bedside import ID, care
from .files import OWN, codes, facts, problems

TEXT = load.packaged(ID)
S02B = 'id = "S-02b"'


def _refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        load.care_protocol(text, "ours.toml")
    for language in ("zh_CN", "en"):
        sentence = said_in(language, caught.value.code, **caught.value.facts)
        assert sentence != caught.value.code
        assert "{" not in sentence
    return caught.value


def test_the_packaged_protocols_can_be_read() -> None:
    assert ID in load.names()
    for name in load.names():
        protocol = load.care_protocol(load.packaged(name), name)
        assert protocol.id == name
        assert protocol.ruleset is protocol.ruleset


def test_a_protocol_nobody_ships() -> None:
    with pytest.raises(Refusal) as caught:
        load.packaged("../symptoms")
    assert caught.value.code == "protocol.none_such"
    assert ID in str(caught.value.facts["known"])


def test_the_fingerprint_is_of_the_text() -> None:
    assert load.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("old", "new", "code", "rule", "key"),
    [
        ('id = "D-04"\n', 'id = "D-04"\nsound = "loud"\n', "protocol.key_unknown", "D-04", r"rule\[\d+\]\.sound"),
        ('regime = "wave"', 'regime = "storm"', "protocol.value_none_of", "-", "regime"),
        ('site = "axillary"\n', "", "protocol.key_missing", "-", "site"),
        ('site = "axillary"\n', 'site = "toe"\n', "protocol.value_none_of", "-", "site"),
        ('lines = [{ op = ">=", value = 30, clear = 20 }]', "lines = []", "protocol.value_bad", "R-03",
         r"rule\[\d+\]\.when\.of\[0\]\.lines"),
        (
            '{ op = ">", value = 385, clear = 382 }] }',
            '{ op = ">", value = 385, clear = 386 }] }',
            "protocol.clear_side",
            "T-04",
            r"rule\[\d+\]\.when\.lines\[0\]",
        ),
        (
            '{ op = "<=", value = 90, clear = 95 }',
            '{ op = "<=", value = 90, clear = 90 }',
            "protocol.clear_side",
            "S-02b",
            r"rule\[\d+\]\.when\.of\[0\]\.lines\[0\]",
        ),
        (
            '{ op = ">=", value = 30, clear = 20 }',
            '{ op = ">=", value = 300, clear = 20 }',
            "protocol.value_range",
            "R-03",
            r"rule\[\d+\]\.when\.of\[0\]",
        ),
        ('sites = ["rectal"]', 'sites = ["oral"]', "protocol.overlap", "T-01", r"rule\[\d+\]\.when"),
        ('sites = ["rectal"], op = ">", value = 375, clear = 372', 'op = ">", value = 375, clear = 372',
         "protocol.overlap", "T-01", r"rule\[\d+\]\.when"),
        ('["rectal"], op = ">", value = 375, clear = 372', '["rectal"], op = "<", value = 375, clear = 376',
         "protocol.two_ways", "T-01", r"rule\[\d+\]\.when"),
        ("least_minutes = 30, greatest_minutes", "least_minutes = 90, greatest_minutes", "protocol.gap", "T-02",
         r"rule\[\d+\]\.when\.of\[0\]\.confirm"),
        ("after_hours = 24, within_hours = 48", "after_hours = 48, within_hours = 48", "protocol.hours", "K-03",
         r"rule\[\d+\]\.when\.of\[1\]"),
        ('{ kind = "symptoms", groups = ["gastro"] }',
         '{ kind = "n_of", least = 3, of = [{ kind = "unlikely" }, { kind = "apart" }] }', "protocol.least", "Y-01g",
         r"rule\[\d+\]\.when"),
        ("after_hours = 24, within_hours = 48", "after_hours = 24, within_hours = 4800", "protocol.value_bad", "K-03",
         r"rule\[\d+\]\.when\.of\[1\]\.within_hours"),
        ('[[not_here]]\nid = "S-04"', '[[not_here]]\nid = "K-02"', "protocol.rule_twice", "K-02", ""),
        ('id = "R-02"\nfamily = "R"', 'id = "R-02"\nfamily = "S"', "protocol.family", "R-02", r"rule\[\d+\]"),
        ('id = "R-02"\nfamily', 'id = "R-01"\nfamily', "protocol.rule_twice", "R-01", ""),
        ('any_of = ["T-08"]', 'any_of = ["T-99"]', "protocol.rule_unknown", "N-02", ""),
        ('any_of = ["Y-01", "Y-01g"', 'any_of = ["S-01", "Y-01g"', "protocol.rule_circle", "S-01", ""),
        ('said_unless = ["T-08"]', 'said_unless = ["T-99"]', "protocol.rule_unknown", "T-07", ""),
        ('said_unless = ["R-03"]', 'said_unless = ["R-01"]', "protocol.rule_circle", "R-01", ""),
        ('groups = ["danger"]', 'groups = ["dangers"]', "protocol.symptom_unknown", "Y-02", r"rule\[\d+\]\.when"),
        ("below = 349", "below = 99", "protocol.value_range", "-", r"ask\[\d+\]\.below"),
        ('kind = "care_limit"', 'kind = "moon"', "protocol.value_none_of", "A-01", r"rule\[\d+\]\.when\.kind"),
        ('en = "Fever confirmed: test, isolate, complete set"\n', "", "protocol.key_missing", "T-02",
         r"rule\[\d+\]\.words\.en"),
        ('zh_CN = "确认发热', 'zh = "确认发热', "protocol.key_missing", "T-02", r"rule\[\d+\]\.words\.zh_CN"),
        (
            '"> 38.5 any site (China home treatment guide, Dec 2022)"', '""', "protocol.value_bad", "T-04",
            r"rule\[\d+\]\.source",
        ),
        ('severity = "REVIEW"\ntasks = ["test", "complete_set"]\nsource = "> 38.5 any',
         'severity = "BAD"\ntasks = ["test", "complete_set"]\nsource = "> 38.5 any', "protocol.value_none_of", "T-04",
         r"rule\[\d+\]\.severity"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_named(old: str, new: str, code: str, rule: str, key: str) -> None:
    assert old in TEXT
    refusal = _refused(TEXT.replace(old, new, 1))
    assert (refusal.code, refusal.facts["rule"]) == (code, rule)
    assert re.fullmatch(key, str(refusal.facts["key"])), refusal.facts
    assert refusal.facts["file"] == "ours.toml"


def test_what_is_not_toml_says_in_which_line() -> None:
    assert _refused("id = \n").facts["line"] == "1"
    deep = _refused("\na = " + "[" * 5000)
    assert (deep.code, deep.facts["line"]) == ("protocol.not_toml", 2)
    assert _refused("rule = 3").code == "protocol.key_missing"
    assert _refused(TEXT.replace("[[slot]]", "rule = [3]\n[[slot]]", 1).split("# ---- D:")[0]).facts["rule"] == "-"


def test_a_file_too_large_to_be_one() -> None:
    assert _refused("#" * 300_000).code == "protocol.too_big"


def test_the_rules_of_the_first_cut_are_all_there() -> None:
    wanted = (
        "D-01 D-02 D-03 D-04 T-01 T-02 T-03 T-04 T-05 T-06 T-07 T-08 S-01 S-02 S-02a S-02b S-05 S-06 S-07 S-07a "
        "O-02 O-04 R-01 R-02 R-03 B-01 N-02 Y-01 Y-02 Y-03 Y-04 A-01"
    )
    assert set(wanted.split()) <= {rule.id for rule in care().rule}


def test_no_number_stands_without_its_source() -> None:
    protocol = care()
    sourced = [
        *protocol.rule,
        *protocol.ask,
        *(getattr(protocol.figures, name) for name in type(protocol.figures).model_fields),
    ]
    assert all(part.source and part.evidence in "VSMP" for part in sourced)
    assert all(rule.clear_source for rule in protocol.rule)


def test_a_rule_left_unjudged_is_no_rule_and_stands_there_once() -> None:
    assert "S-04" in {n.id for n in care().not_here}
    for wrong in (TEXT.replace('id = "S-04"', 'id = "S-02"'), TEXT + TEXT[TEXT.index("[[not_here]]") :]):
        assert _refused(wrong).code == "protocol.rule_twice"


def test_of_a_way_to_ask_that_is_none_those_there_are_are_named() -> None:
    known = str(facts(TEXT.replace('kind = "care_limit"', 'kind = "moon"'), "protocol.value_none_of")["known"])
    assert {"bound", "symptoms", "care_limit"} <= set(known.split(", "))


def test_of_two_questions_about_one_reading_the_line_of_the_wrong_one_is_named() -> None:
    asks = '[[ask]]\nreading = "spo2"\nscale = {}\nsource = "x"\nevidence = "P"\nbelow = {}\n'
    text = OWN + asks.format(1, 88) + asks.format(2, '"low"')
    assert facts(text, codes(text)[0])["line"] == OWN.count("\n") + 12


@pytest.mark.parametrize("severity", ["2", "true", "[]", '"URGENT "', "{ a = 1 }"])
def test_a_severity_is_one_of_the_names_and_never_a_number(severity: str) -> None:
    told = facts(OWN + f'[[rule]]\nid = "T-04"\nseverity = {severity}\n', "protocol.value_none_of")
    assert (told["rule"], told["line"]) == ("T-04", 9)
    assert "NOT_KNOWN" in str(told["known"])


def test_all_that_does_not_hold_is_said_and_in_the_order_of_lines() -> None:
    text = OWN.replace("title", 'without = ["T-08"]\ncolour = "red"\ntitle') + (
        '[[rule]]\nid = "T-04"\nsource = "x"\nevidence = "P"\nwords = { zh_CN = "a", en = "b" }\n'
        'when = { lines = [\n  { op = "=>", value = 38.5, clear = 382 }] }\n[[rule]]\nid = "X-01"\n'
    )
    found = problems(text)
    lines = [int(str(r.facts["line"])) for r in found]
    assert lines == sorted(lines)
    named = {(r.code, r.facts["line"], r.facts["rule"]) for r in found}
    assert {
        ("protocol.without_needed", 6, "T-07"), ("protocol.key_unknown", 7, "-"),
        ("protocol.value_none_of", 15, "T-04"),
        ("protocol.not_whole", 15, "T-04"), ("protocol.key_missing", 16, "X-01"),
    } <= named  # fmt: skip
    assert {r.facts["key"] for r in found if r.facts["rule"] == "X-01"} >= {"rule[1].words", "rule[1].source"}


def test_a_temperature_written_with_a_point_is_told_in_tenths() -> None:
    told = facts(TEXT.replace("value = 373,", "value = 37.3,"), "protocol.not_whole")
    assert (told["value"], told["tenths"], told["rule"]) == ("37.3", "373", "T-01")
    told = facts(TEXT.replace("value = 373,", "value = 37,"), "protocol.clear_side")
    assert told["limit"] == ">= 37"


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "1e300", '"373"', "true", "2023-01-12", "[373]", "1" + "0" * 400]
)
def test_a_line_that_is_no_number_is_said(value: str) -> None:
    text = TEXT.replace("value = 373,", f"value = {value},", 1)
    assert facts(text, codes(text)[0])["rule"] == "T-01"


@pytest.mark.parametrize("raw", [b"", b"  \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_protocol(raw: bytes) -> None:
    with pytest.raises(Refusal, match=r"protocol\.empty"):
        load.decoded(raw, "ours.toml")


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\xff", OWN.encode("utf-16"), OWN.encode("gb18030"), b"SQLite\xfe\xff"])
def test_what_is_no_text_in_utf_8_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match=r"protocol\.not_text"):
        load.decoded(raw, "ours.toml")


def test_a_file_from_notepad_is_read_as_any_other() -> None:
    raw = b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode()
    assert load.whole(load.decoded(raw, "a"), "a") == load.whole(OWN, "a")


def test_three_hundred_kilobytes_are_no_protocol() -> None:
    with pytest.raises(Refusal, match=r"protocol\.too_big") as caught:
        load.decoded(b"#" * 300_000, "ours.toml")
    assert caught.value.facts["most_kb"] == 256
    assert codes("#" * 300_000) == ["protocol.too_big"]
    assert facts("#" * 300_000, "protocol.too_big")["most_kb"] == 256
    assert len(load.decoded(b"#" * 256 * 1024, "ours.toml")) == 256 * 1024


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 900 + "]" * 900,
        "a = " + "{ b = " * 400 + "1" + " }" * 400,
        "[a" + ".b" * 2000 + "]\nc = 1",
        "\x00",
        "id = 1\nid = 2",
        "a = 1" + "0" * 5000,
    ],
)
def test_what_is_built_to_break_a_reader_is_refused(text: str) -> None:
    assert codes(text)
    assert codes(OWN + text)


def test_nothing_that_could_move_a_cursor_reaches_a_screen() -> None:
    text = OWN + '[[rule]]\nid = "T-04"\n[rule.words]\nen = "\\u001b[31mred"\n'
    told = facts(text, "protocol.letters")
    assert (told["rule"], told["key"], told["line"]) == ("T-04", "rule[0].words.en", 10)
    assert "\x1b" not in str(told["value"])
    assert "protocol.letters" in codes(OWN.replace("Dr. Li", "\\u202eDr"))


def test_the_first_thing_that_does_not_hold_stops_a_file_from_deciding() -> None:
    with pytest.raises(Refusal, match="uncited"):
        load.care_protocol(OWN + '[[rule]]\nid = "T-04"\nseverity = "WATCH"\n', "ours.toml")


def test_an_old_file_that_decides_already_is_read_though_new_checks_would_refuse_it() -> None:
    text = TEXT.replace("start = 15:00:00", "start = 10:00:00")
    assert codes(text) == ["protocol.slots_overlap"]
    assert load.examined(text, "ours.toml").protocol is None
    assert load.care_protocol(text, "stored").id == ID


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("recheck_minutes = [5, 15, 30, 60]", "recheck_minutes = [5, 15, 15]", "protocol.recheck_order"),
        ("recheck_minutes = [5, 15, 30, 60]", "recheck_minutes = [15, 5]", "protocol.recheck_order"),
        ("recheck_minutes = [5, 15, 30, 60]", "recheck_minutes = 5", "protocol.recheck_order"),
        ("from_days = 60", "from_days = 90", "protocol.decline_days"),
        ("from_days = 60", "from_days = 13", "protocol.decline_days"),
        ("by = 2, clear = 1,", "by = 2, clear = 2,", "protocol.clear_side"),
        ('scale = 1, target = "moves"', 'scale = 2, target = "moves"', "protocol.target_scale"),
        ('target = "moves", lines = [{ op = "<="', 'target = "moves", lines = [{ op = ">="', "protocol.clear_side"),
    ],
)
def test_clocks_that_do_not_rise_and_lines_that_cannot_move_are_refused(old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert _refused(TEXT.replace(old, new, 1)).code == code


def test_of_two_rules_with_one_id_the_line_of_the_wrong_one_is_named() -> None:
    text = TEXT.replace('id = "R-02"\nfamily = "R"', 'id = "R-01"\nfamily = "S"', 1)
    told = facts(text, "protocol.family")
    at = text[: text.index('id = "R-01"\nfamily = "S"')]
    assert (told["line"], told["key"]) == (at.count("\n"), f"rule[{at.count('[[rule]]') - 1}]")


def test_a_value_of_sixty_signs_is_said_whole_and_a_longer_one_is_cut() -> None:
    for length, said in ((60, "x" * 60), (61, "x" * 60 + "...")):
        text = TEXT.replace('regime = "wave"', f'regime = "{"x" * length}"', 1)
        assert facts(text, "protocol.value_none_of")["value"] == said
