"""What board and sheet read of a protocol file without pydantic."""

import subprocess
import sys
import unicodedata
from datetime import time, timedelta

from carelog.model.person import Kind
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import light, load, symptoms

from .bedside import ID, care

TEXT = load.packaged(ID)


def test_the_rounds_and_the_site_as_the_file_says() -> None:
    found = light.parse(TEXT)
    assert [(s.code, s.start, s.end) for s in found.slots] == [
        ("morning", time(5), time(11)),
        ("evening", time(15), time(20)),
    ]
    assert found.site is Site.AXILLARY
    assert found.regime == "wave"
    assert found.apart == {Quantity.TEMPERATURE: 5, Quantity.SPO2: 3}


def test_every_rule_has_words_and_a_source_in_both_languages() -> None:
    found = light.parse(TEXT)
    for rule in care().rule:
        for language in ("zh_CN", "en"):
            assert found.words(rule.id, language) == getattr(rule.words, language)
        assert found.source(rule.id) == f"{rule.source} [{rule.evidence}]"
    assert found.rules["S-02a"].recheck == timedelta(minutes=5)
    assert found.rules["S-02"].recheck is None
    assert found.rules["O-01"].recheck == timedelta(minutes=5), "the first of several clocks"


def test_whose_values_it_judges() -> None:
    assert light.parse(TEXT).kinds == set(Kind)
    assert light.parse(load.packaged("staff-only")).kinds == {Kind.STAFF, Kind.VISITOR}


def test_a_rule_of_another_protocol_is_shown_by_its_code() -> None:
    assert light.parse(TEXT).words("Z-99", "en") == "Z-99"
    assert light.parse(TEXT).source("Z-99") == ""


def test_what_the_sheet_asks_about() -> None:
    found = {(u.reading, u.scale): u for u in light.parse(TEXT).unlikely}
    spo2 = found[Quantity.SPO2, 1]
    assert (spo2.below, spo2.above, spo2.drop, spo2.again) == (90, None, 5, (30, 49))
    assert found[Quantity.SPO2, 2].below == 84
    warm = found[Quantity.TEMPERATURE, None]
    assert (warm.below, warm.above, warm.jump, warm.again) == (349, 395, 15, None)


def test_what_missed_rounds_mean() -> None:
    found = light.parse(TEXT)
    assert found.missed_rule == "D-02"
    assert found.missed == (
        light.Missed(1, Severity.NOT_KNOWN, (Task.RECHECK,)),
        light.Missed(2, Severity.WATCH, (Task.RECHECK,)),
    )


def test_a_protocol_may_leave_missed_rounds_alone() -> None:
    start, end = TEXT.index('[[rule]]\nid = "D-02"'), TEXT.index('[[rule]]\nid = "D-03"')
    found = light.parse(TEXT[:start] + TEXT[end:])
    assert (found.missed_rule, found.missed) == ("", ())


def test_start_up_needs_no_pydantic() -> None:
    code = (
        "import sys; from carelog.protocol import due, light, symptoms; symptoms.every(); "
        "from importlib.resources import files; "
        f"light.parse(files('carelog.protocol').joinpath('data/{ID}.toml').read_text('utf-8')); "
        "assert 'pydantic' not in sys.modules, 'pydantic'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_words_hold_a_letter_whose_width_a_terminal_may_count_otherwise() -> None:
    said = [words for rule in light.parse(TEXT).rules.values() for words in rule.words.values()]
    said += [words for symptom in symptoms.every() for words in symptom.words.values()]
    assert [w for w in said if any(unicodedata.east_asian_width(letter) == "A" for letter in w)] == []
