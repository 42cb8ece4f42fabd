"""What changes no derived row: language, keys, and where the home's files are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from carelog.model.refusal import Refusal

_KNOWN = {"language": str, "no_color": bool, "theme": str, "keymap": dict, "by": str, "bell": bool}

THEMES = ("dark", "light", "mono")
"""How the screen may look; mono is words and shapes only."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`settings.toml` of a home.

    `language`: zh_CN or en, empty = the terminal's; `no_color`: words and shapes only; `theme`: one of
    THEMES, empty = dark; `by`: the code offered first when the screen asks who you are; `bell`: ring for
    urgent alerts; `keymap`: binding id -> key.
    """

    language: str = ""
    no_color: bool = False
    theme: str = ""
    by: str = ""
    bell: bool = True
    keymap: dict[str, str] = field(default_factory=dict)


def read(home: Path) -> Settings:
    """Read a home's settings, defaults where there is no file; refuses unknown keys and values that cannot be."""
    path = home / "settings.toml"
    if not path.exists():
        return Settings()
    import tomllib

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("settings.toml", file=str(path), why=str(error)) from error
    for key, value in raw.items():
        if key not in _KNOWN:
            raise Refusal("settings.unknown", file=str(path), key=key, known=", ".join(sorted(_KNOWN)))
        if not isinstance(value, _KNOWN[key]):
            raise Refusal("settings.kind", file=str(path), key=key, kind=_KNOWN[key].__name__)
    if raw.get("theme", THEMES[0]) not in THEMES:
        raise Refusal("settings.theme", file=str(path), theme=raw["theme"], known=", ".join(THEMES))
    return Settings(**raw)


def home_folder(given: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the home is: as given, else CARELOG_HOME, else the user's data folder."""
    chosen = given or environment.get("CARELOG_HOME")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("carelog", appauthor=False)
