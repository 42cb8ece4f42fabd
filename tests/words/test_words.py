"""Every sentence stands in both languages, none is left over, and none stands in the code."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from carelog import words
from carelog.model.alerting import Outcome
from carelog.model.assessment import Standing
from carelog.model.deeds import Why
from carelog.model.person import Ceiling, Checks, Kind, Leaving, Presence
from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.severity import Severity, Task

SRC = Path(words.__file__).parent.parent
LOCALE = SRC / "words" / "locale"
KEY = re.compile(r"[a-z]+\.[A-Za-z0-9_-]+")
SENTENCE = re.compile(r"[A-Z][a-z]+(,? [a-z]+){2,}")
HAN = re.compile("[\u4e00-\u9fff]")


VOCABULARY: dict[str, list[str]] = {
    "severity": [s.name for s in Severity],
    "task": [t.value for t in Task],
    "site": [s.value for s in Site],
    "quantity": [q.value for q in Quantity],
    "reason": [n.value for n in NotMeasured],
    "presence": [p.value for p in (*Presence, *Leaving)],
    "kind": [k.value for k in Kind],
    "checks": [c.value for c in Checks],
    "ceiling": [c.value for c in Ceiling],
    "outcome": [o.value for o in Outcome],
    "why": [w.value for w in Why],
    "standing": [s.value for s in Standing],
}
"""Every code of the model that a person may read."""


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for po in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        if po.stem == "click":
            continue
        with po.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    key = str(message.id)
                    assert key.partition(".")[0] == po.stem, f"{key} stands in {po.name}"
                    found[key] = str(message.string)
    return found


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def code() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def literals() -> set[str]:
    return {node.value for _, node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def begun() -> set[str]:
    """Keys built in the code, up to where they are filled in: f"task.{...}" gives "task."."""
    heads = set()
    for _, node in code():
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            head = str(node.values[0].value)
            if re.fullmatch(r"[a-z]+\.[a-z_]*", head):
                heads.add(head)
    return heads


def test_both_catalogues_say_the_same_things() -> None:
    en, zh = catalogue("en"), catalogue("zh_CN")
    assert sorted(en) == sorted(zh)
    assert [key for key in en if not en[key] or not zh[key]] == []


def test_a_sentence_has_the_same_places_in_both_languages() -> None:
    en, zh = catalogue("en"), catalogue("zh_CN")
    assert [key for key in en if places(en[key]) != places(zh[key])] == []


def test_every_key_the_code_names_has_a_sentence() -> None:
    known, domains = catalogue("en"), {key.partition(".")[0] for key in catalogue("en")}
    called = {
        node.args[0].value
        for _, node in code()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"tr", "Refusal"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert sorted(str(key) for key in called if key not in known) == []
    assert domains


def test_no_sentence_is_left_over() -> None:
    said, heads = literals() | {f"{d}.{code}" for d, codes in VOCABULARY.items() for code in codes}, tuple(begun())
    assert [key for key in catalogue("en") if key not in said and not key.startswith(heads or ("?",))] == []


@pytest.mark.parametrize(("domain", "codes"), VOCABULARY.items())
def test_every_code_of_the_model_has_words(domain: str, codes: list[str]) -> None:
    known = catalogue("zh_CN")
    assert [f"{domain}.{code}" for code in codes if f"{domain}.{code}" not in known] == []


def test_chinese_stands_in_the_catalogues_only() -> None:
    strange = [
        f"{path.name}:{node.lineno}"
        for path, node in code()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
    ]
    assert strange == []


def test_no_english_sentence_stands_in_the_code() -> None:
    nodes = list(code())
    told = {id(n.value) for _, n in nodes if isinstance(n, ast.Expr)}
    told |= {id(a) for _, n in nodes if isinstance(n, ast.Raise) for a in ast.walk(n)}
    strange = [
        f"{path.name}:{node.lineno} {node.value}"
        for path, node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        if SENTENCE.match(node.value)
    ]
    assert strange == []


def test_a_sentence_is_said_with_its_facts_in_the_language_spoken() -> None:
    words.use("zh_CN")
    assert words.tr("cli.not_a_time", text="8点") == "“8点”不是时间。请写成 2023-01-12T08:30 这样。"
    words.use("en")
    assert words.tr("cli.not_a_time", text="8") == '"8" is not a time. Write it like 2023-01-12T08:30.'


def test_the_terminal_decides_where_nobody_chose() -> None:
    assert words.of_the_machine({"LANG": "zh_CN.UTF-8"}) == "zh_CN"
    assert words.of_the_machine({"LANG": "de_DE.UTF-8", "LC_ALL": ""}) == "en"
    assert words.of_the_machine({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US"}) == "zh_CN"


def test_a_language_we_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        words.use("xx")
