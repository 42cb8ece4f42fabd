"""Protocol files as a doctor would write them."""

import re

from carelog.model.refusal import Refusal
from carelog.protocol import load
from carelog.words import said_in

from .bedside import ID

OWN = f"""extends = "{ID}"
id = "ours"
version = "3"
date = 2026-11-23
author = "Dr. Li"
title = {{ zh_CN = "本院方案", en = "Our house" }}
"""
"""The least that a file of one's own says."""

FEVER = """
[[rule]]
id = "T-04"
severity = "URGENT"
source = "our doctor"
evidence = "P"
words = { zh_CN = "体温超过 38.0 度", en = "Above 38.0 degrees" }
[rule.when]
lines = [{ op = ">", value = 380, clear = 377 }]
"""


def problems(text: str, name: str = "ours.toml") -> list[Refusal]:
    """What does not hold in a file, each of it said in both languages."""
    found = load.examined(text, name)
    for refusal in (*found.problems, *found.warnings):
        for language in ("zh_CN", "en"):
            sentence = said_in(language, refusal.code, **refusal.facts)
            assert sentence != refusal.code
            assert not re.search(r"\{[a-z_]+\}", sentence)
            assert "\n" not in sentence
    return list(found.problems)


def codes(text: str) -> list[str]:
    return [refusal.code for refusal in problems(text)]


def facts(text: str, code: str) -> dict[str, object]:
    """Where the first problem of a kind is."""
    found = [refusal for refusal in problems(text) if refusal.code == code]
    assert found, codes(text)
    return found[0].facts
