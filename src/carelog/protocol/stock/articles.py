"""The articles every home may keep in store, the same list in every language."""

import tomllib
from functools import cache
from importlib.resources import files

from carelog.model.deeds import Method
from carelog.model.stock import Article, Group


@cache
def every() -> tuple[Article, ...]:
    """Every article of the list, in its order."""
    text = files("carelog.protocol").joinpath("data/articles.toml").read_text(encoding="utf-8")
    return tuple(
        Article(
            row["code"], Group(row["group"]), dict(row["words"]), Method(row["method"]) if "method" in row else None
        )
        for row in tomllib.loads(text)["article"]
    )
