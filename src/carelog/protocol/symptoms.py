"""The coded symptoms: letter, groups and words, the same list in every language."""

import tomllib
from functools import cache
from pathlib import Path

from carelog.model.symptom import Symptom

GROUPS = ("respiratory", "gastro", "danger", "neuro", "soft", "illness")
"""What a symptom may point at; each has a rule, so that no symptom a nurse can type is left unjudged."""


@cache
def every() -> tuple[Symptom, ...]:
    """Every symptom, in the order in which a nurse asks."""
    text = Path(__file__).with_name("data").joinpath("symptoms.toml").read_text(encoding="utf-8")
    return tuple(
        Symptom(row["code"], row["letter"], tuple(row["groups"]), dict(row["words"]))
        for row in tomllib.loads(text)["symptom"]
    )


@cache
def codes(groups: tuple[str, ...]) -> frozenset[str]:
    """The codes that stand in any of these groups."""
    return frozenset(s.code for s in every() if not set(groups).isdisjoint(s.groups))
