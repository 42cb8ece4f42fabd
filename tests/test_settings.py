"""A home's settings are read strictly, and a mistake is named."""

from pathlib import Path

import pytest

from carelog.model.refusal import Refusal
from carelog.settings import THEMES, Settings, home_folder, read
from carelog.words import tr


def write(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_a_home_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path) == Settings()


def test_language_and_keys_are_read(tmp_path: Path) -> None:
    write(tmp_path, 'language = "zh_CN"\n[keymap]\n"board.round" = "f5"\n')
    assert read(tmp_path) == Settings(language="zh_CN", keymap={"board.round": "f5"})


@pytest.mark.parametrize("theme", THEMES)
def test_a_home_may_look_dark_light_or_without_colours(tmp_path: Path, theme: str) -> None:
    write(tmp_path, f'theme = "{theme}"')
    assert read(tmp_path) == Settings(theme=theme)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langauge = "en"', "langauge"),
        ("language = 3", "language"),
        ("language = ", "settings.toml"),
        ('theme = "pink"', "dark, light, mono"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)
    with pytest.raises(Refusal) as refused:
        read(tmp_path)
    sentence = tr(refused.value.code, **refused.value.facts)
    assert said in sentence
    assert "settings.toml" in sentence


def test_the_home_is_where_the_command_says_then_the_environment_then_the_users_folder() -> None:
    assert home_folder("here", {"CARELOG_HOME": "there"}) == Path("here")
    assert home_folder(None, {"CARELOG_HOME": "there"}) == Path("there")
    assert home_folder(None, {}).name == "carelog"
