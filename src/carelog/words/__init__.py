"""Every sentence of the app, in Chinese and English: `tr("domain.key", name=...)`.

The part of a key before its first dot is its gettext domain, one small catalogue a domain, read when first asked for:
`locale/<language>/LC_MESSAGES/<domain>.po`, compiled to `.mo` when the package is built.
"""

import gettext
import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

LANGUAGES = ("zh_CN", "en")
_LOCALE = str(Path(__file__).with_name("locale"))
_now = {"language": "en"}


def use(language: str) -> None:
    """Speak this language from now on: `zh_CN` or `en`; click's own words follow."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _now["language"] = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("click", _LOCALE)
    gettext.textdomain("click")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for as long as the block lasts: a letter for a doctor who reads that one."""
    before = _now["language"]
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> str:
    """The language spoken now."""
    return _now["language"]


def nearest(tag: str | None) -> str:
    """The language we have for a locale tag such as `zh_CN.UTF-8` or `en-GB`; English where we have none."""
    return "zh_CN" if tag and tag.lower().startswith("zh") else "en"


def of_the_machine(environment: Mapping[str, str]) -> str:
    """The language the terminal's locale asks for."""
    asked = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return nearest(next((tag for tag in asked if tag), None) or locale.getlocale()[0])


@cache
def _catalogue(language: str, domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, _LOCALE, [language])


def tr(key: str, /, **facts: object) -> str:
    """Say the sentence of a key, its places filled; the same key in another language is the same meaning."""
    return said_in(_now["language"], key, **facts)


def said_in(language: str, key: str, /, **facts: object) -> str:
    """Say the sentence of a key in a given language."""
    text = _sentence(language, key)
    return text.format(**facts) if facts else text


@lru_cache(maxsize=4096)
def _sentence(language: str, key: str) -> str:
    return _catalogue(language, key.partition(".")[0]).gettext(key)
