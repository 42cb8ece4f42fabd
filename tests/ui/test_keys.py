"""Keys: each has an id and words, none is one that terminals confuse, and a home may change them."""

import pytest
from textual.binding import Binding, BindingType

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.words import tr, use

SCREENS: dict[str, list[BindingType]] = {
    "board": keys.BOARD,
    "person": keys.PERSON,
    "list": keys.LIST,
    "read": keys.READ,
    "form": keys.FORM,
    "facts": keys.FACTS,
    "outbreak": keys.OUTBREAK,
}
CONFUSED = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+z", "ctrl+c", "ctrl+f"}


def bindings(screen: str) -> list[Binding]:
    return [b for b in (*SCREENS[screen], *keys.EVERYWHERE) if isinstance(b, Binding)]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_has_an_id_and_words_in_both_languages(screen: str) -> None:
    for binding in bindings(screen):
        assert binding.id == binding.description
        for language in ("en", "zh_CN"):
            use(language)
            assert tr(binding.description) != binding.description


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_stands_for_two_deeds(screen: str) -> None:
    typed = [key for b in bindings(screen) for key in b.key.split(",") if (key, screen) != ("f1", "read")]
    assert len(typed) - typed.count("f1") == len(set(typed) - {"f1"})


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_is_one_that_a_terminal_confuses_with_another(screen: str) -> None:
    typed = {key for b in bindings(screen) for key in b.key.split(",")}
    assert not typed & CONFUSED
    assert not {key for key in typed if key.startswith("alt+") or key in {"f11", "f12"}}


@pytest.mark.parametrize(
    ("key", "name"),
    [("f1", "F1"), ("escape", "Esc"), ("slash", "/"), ("ctrl+q", "Ctrl+Q"), ("r", "r"), ("pagedown", "PgDn")],
)
def test_a_key_is_named_as_it_stands_on_the_keyboard(key: str, name: str) -> None:
    assert keys.named(key) == name


def test_without_a_keymap_every_key_is_itself() -> None:
    assert keys.remapped(bindings("board"), {})["r"] == "r"


def test_a_home_may_put_the_round_on_another_key() -> None:
    known = keys.remapped(bindings("board"), {"board.round": "z"})
    assert (known["z"], known["r"]) == ("r", "")


def test_a_home_may_swap_two_keys() -> None:
    known = keys.remapped(bindings("board"), {"board.round": "o", "board.order": "r"})
    assert (known["o"], known["r"]) == ("r", "o")


def test_a_sign_may_be_written_as_itself() -> None:
    assert keys.remapped(bindings("board"), {"board.find": "="})["equals_sign"] == "slash"


def test_two_deeds_on_one_key_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        keys.remapped(bindings("board"), {"board.round": "q"})
    assert refused.value.code == "ui.keymap_clash"
    assert refused.value.facts["key"] == "q"


def test_a_keymap_is_checked_before_anything_is_painted() -> None:
    keys.check({})
    keys.check({"board.round": "z", "round.something": "f2"})
    with pytest.raises(Refusal) as refused:
        keys.check({"board.fly": "x"})
    assert refused.value.code == "ui.keymap_unknown"
    with pytest.raises(Refusal) as clashing:
        keys.check({"person.close": "a"})
    assert clashing.value.code == "ui.keymap_clash"
