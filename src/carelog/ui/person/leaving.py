"""Where a person may go, and what is asked before somebody is written down as gone for good."""

from enum import Enum, auto
from typing import NamedTuple

from carelog.model.person import Leaving, Presence
from carelog.words import tr

PLACES: tuple[tuple[Presence, Leaving | None], ...] = (
    (Presence.PRESENT, None),
    (Presence.HOSPITAL, None),
    (Presence.OUT, None),
    (Presence.FAMILY, None),
    (Presence.LEFT, Leaving.DISCHARGED),
    (Presence.LEFT, Leaving.DIED),
)
"""By digit from 1; the first three as they have always been."""


class Deed(Enum):
    """What is done after the second question."""

    YES = auto()
    AND_CLOSE = auto()
    NOT = auto()


class Again(NamedTuple):
    """The second question, its answers in words, and what each does."""

    question: str
    choices: tuple[str, ...]
    deeds: tuple[Deed, ...]


def asked_again(left: Leaving, name: str, still: str) -> Again:
    """Ask once more, naming the alerts that are still open; `still` '' where there is none."""
    question = tr(f"person.really_{left}", name=name)
    if not still:
        return Again(question, (tr("person.yes"), tr("person.no")), (Deed.YES, Deed.NOT))
    question = f"{question} {tr('person.still_open', rules=still)}"
    if left is Leaving.DIED:
        choices = (tr("person.yes_close"), tr("person.yes_open"), tr("person.no"))
        return Again(question, choices, (Deed.AND_CLOSE, Deed.YES, Deed.NOT))
    return Again(question, (tr("person.yes_open"), tr("person.no")), (Deed.YES, Deed.NOT))
