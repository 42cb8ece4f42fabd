"""Which key does what, on every screen but the sheet: each with an id that `[keymap]` in settings.toml can change.

A binding's id is `<screen>.<deed>`, and also the catalogue key of its words: help and the hints are written from it.
"""

from collections.abc import Iterable, Mapping

from textual.binding import Binding, BindingType

from carelog.model.refusal import Refusal


def _b(keys: str, which: str, *, show: bool = True) -> Binding:
    return Binding(keys, which.partition(".")[2], which, id=which, show=show)


EVERYWHERE: list[BindingType] = [
    _b("f1", "ui.help"),
    _b("ctrl+q", "ui.leave", show=False),
]
"""Taken before any screen sees a key."""

MOVES: list[BindingType] = [
    _b("up", "ui.up", show=False),
    _b("down", "ui.down", show=False),
    _b("pageup", "ui.page_up", show=False),
    _b("pagedown", "ui.page_down", show=False),
    _b("home", "ui.first", show=False),
    _b("end", "ui.last", show=False),
]

BOARD: list[BindingType] = [
    _b("r", "board.round"),
    _b("R", "board.catch_up"),
    _b("enter", "board.person"),
    _b("y", "board.why"),
    _b("a", "board.alerts"),
    _b("slash", "board.find"),
    _b("o", "board.order"),
    _b("u", "board.unit"),
    _b("s", "board.staff"),
    _b("t", "board.trend"),
    _b("d", "board.door"),
    _b("p", "board.protocol"),
    _b("k", "board.stock", show=False),
    _b("h", "board.duties", show=False),
    _b("x", "board.outbreak", show=False),
    _b("H", "board.handover", show=False),
    _b("i", "board.care", show=False),
    _b("O", "board.oxygen", show=False),
    _b("q", "board.leave"),
    _b("w", "board.who"),
    _b("n", "board.new"),
    _b("T", "board.swabs"),
    _b("c", "board.columns", show=False),
    _b("left", "board.left", show=False),
    _b("right", "board.right", show=False),
    _b("escape", "board.everybody", show=False),
    *MOVES,
]

PERSON: list[BindingType] = [
    _b("r", "person.measure"),
    _b("a", "person.acknowledge"),
    _b("c", "person.close"),
    _b("t", "person.task"),
    _b("p", "person.presence"),
    _b("T", "person.swab", show=False),
    _b("m", "person.medicine", show=False),
    _b("y", "person.whole_why"),
    _b("s", "person.letter"),
    _b("left", "person.previous", show=False),
    _b("right", "person.next", show=False),
    _b("escape,q", "person.back"),
    _b("e", "person.edit"),
    _b("f", "person.follow", show=False),
    _b("F", "person.refer", show=False),
    _b("i", "person.care", show=False),
    _b("n", "person.remind", show=False),
    *MOVES,
]

LIST: list[BindingType] = [_b("enter", "ui.choose"), _b("escape", "ui.back"), *MOVES]
"""A list to choose from, and help."""

READ: list[BindingType] = [_b("escape,q,f1,enter", "ui.back"), *MOVES]

PAGE: list[BindingType] = [_b("escape,q,enter", "ui.back"), *MOVES]
"""A page to read about the whole house."""

STOCK: list[BindingType] = [
    _b("a,plus", "stock.receive"),
    _b("u", "stock.used"),
    _b("c", "stock.counted"),
    _b("x", "stock.thrown"),
    _b("n", "stock.fresh"),
    _b("d", "stock.instrument"),
    _b("l", "stock.measured"),
    _b("f6", "stock.undo"),
    _b("escape,q", "stock.back"),
    *MOVES,
]

DUTIES: list[BindingType] = [
    _b("space,1,enter", "duty.done"),
    _b("minus", "duty.not_done"),
    _b("f6", "duty.undo"),
    _b("left", "duty.left", show=False),
    _b("right", "duty.right", show=False),
    _b("escape,q", "duty.back"),
    *MOVES,
]

OUTBREAK: list[BindingType] = [
    _b("d", "outbreak.declare"),
    _b("c", "outbreak.close"),
    _b("n", "outbreak.none"),
    _b("escape,q", "ui.back"),
    *MOVES,
]

WALK: list[BindingType] = [
    _b("left", "person.previous", show=False),
    _b("right", "person.next", show=False),
    _b("escape,q,enter", "person.back"),
    *MOVES,
]
"""A page to read of one person after the other."""

OXYGEN: list[BindingType] = [
    _b("f", "oxygen.flow_key"),
    _b("x", "oxygen.halt"),
    _b("g", "oxygen.read_gauge"),
    _b("n", "oxygen.new_source"),
    _b("enter", "oxygen.person"),
    _b("f6", "oxygen.undo"),
    _b("escape,q", "ui.back"),
    *MOVES,
]

ALERTS: list[BindingType] = [
    _b("r", "alerts.measure"),
    _b("a", "alerts.see"),
    _b("A", "alerts.see_all"),
    _b("c", "alerts.close"),
    _b("enter", "alerts.person"),
    _b("f6", "alerts.undo"),
    _b("escape,q", "ui.back"),
    *MOVES,
]

LETTER: list[BindingType] = [
    _b("l", "letter.language"),
    _b("w", "letter.write"),
    *PAGE,
]

DOOR: list[BindingType] = [
    _b("enter", "door.choose"),
    _b("0", "door.none"),
    _b("minus", "door.not_measured"),
    _b("f3", "door.site"),
    _b("escape", "door.leave"),
]
"""For help and hints: the door takes every key itself."""

REFERRAL: list[BindingType] = [
    _b("e", "referral.escort"),
    _b("b", "referral.belongings"),
    _b("n", "referral.note_key"),
    _b("enter", "referral.again", show=False),
    _b("f6", "referral.undo"),
    _b("escape,q", "referral.back"),
    *MOVES,
]

CARE: list[BindingType] = [
    _b("d,space", "care.tick"),
    _b("x", "care.let_go"),
    _b("n", "care.plan"),
    _b("i", "care.write"),
    _b("enter", "care.person"),
    _b("f6", "care.undo"),
    _b("escape,q", "ui.back"),
    *MOVES,
]

HANDOVER: list[BindingType] = [
    _b("s", "handover.sign"),
    _b("w", "handover.write"),
    *PAGE,
]

FORM: list[BindingType] = [
    _b("enter", "ui.choose"),
    _b("escape", "ui.leave"),
    _b("down,tab", "ui.down", show=False),
    MOVES[0],
]

FACTS: list[BindingType] = [
    _b("f2", "form.save"),
    _b("enter,tab", "form.next"),
    _b("f5", "form.before"),
    _b("f6", "form.all_before", show=False),
    _b("delete,ctrl+u", "form.clear", show=False),
    _b("escape", "form.leave"),
    *MOVES,
]
"""A form about a person: letters and digits are typed into it."""

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "slash": "/",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "minus": "-",
    "plus": "+",
    "asterisk": "*",
    "semicolon": ";",
    "full_stop": ".",
    "comma": ",",
}


def named(key: str) -> str:
    """A key as it stands on the keyboard: `Esc`, `F1`, `/`, `r`."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return _NAMES.get(key, key)


def _split(keys: str) -> list[str]:
    from textual.keys import _character_to_key

    return [_character_to_key(k) if len(k) == 1 else k for k in (part.strip() for part in keys.split(",")) if k]


def actual(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """The keys of a binding after the home's own keymap."""
    return _split(keymap.get(binding.id or "", "") or binding.key)


def remapped(bindings: Iterable[Binding], keymap: Mapping[str, str]) -> dict[str, str]:
    """What each typed key stands for: typed key -> the key as we ship it; '' for a key that was given away.

    Screens so know only the shipped keys. Refuses a keymap that puts two deeds on one key.
    """
    known = list(bindings)
    owners: dict[str, str] = {}
    out: dict[str, str] = {}
    for binding in known:
        shipped = _split(binding.key)
        for key in actual(binding, keymap):
            if owners.setdefault(key, binding.id or "") != (binding.id or ""):
                raise Refusal("ui.keymap_clash", key=named(key), one=owners[key], other=binding.id)
            out[key] = key if key in shipped else shipped[0]
    for binding in known:
        for key in _split(binding.key):
            out.setdefault(key, "")
    return out


def check(keymap: Mapping[str, str]) -> None:
    """Refuse a keymap that names a deed we do not have or puts two on one key of a screen."""
    own = {
        "board": BOARD,
        "person": PERSON,
        "list": LIST,
        "read": READ,
        "walk": WALK,
        "page": PAGE,
        "form": FORM,
        "letter": LETTER,
        "handover": HANDOVER,
        "stock": STOCK,
        "oxygen": OXYGEN,
        "duty": DUTIES,
        "facts": FACTS,
        "outbreak": OUTBREAK,
        "referral": REFERRAL,
        "care": CARE,
    }
    known = {b.id for screen in (EVERYWHERE, *own.values()) for b in screen if isinstance(b, Binding)}
    for deed in keymap:
        if (
            deed.partition(".")[0] in {"board", "person", "stock", "oxygen", "duty", "outbreak", "care", "ui", "form"}
            and deed not in known
        ):
            raise Refusal("ui.keymap_unknown", deed=deed)
    for screen in own.values():
        mine = [b for b in (*screen, *EVERYWHERE) if isinstance(b, Binding)]
        remapped([b for b in mine if b.id != "ui.help" or screen is not READ], keymap)
