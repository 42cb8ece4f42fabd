"""What a person's care plan limits, said before any advice to transfer."""

from carelog.model.person import Ceiling, Person
from carelog.words import tr


def limit(person: Person) -> list[str]:
    """The limit as a sentence with what is to be done first; nothing where there is none."""
    full = person.ceiling is Ceiling.FULL
    return [] if full else [tr("referral.limit", limit=tr(f"ceiling.{person.ceiling}"))]


def limit_mark(person: Person) -> str:
    """The limit in a few words, to stand inside a line; '' where there is none."""
    full = person.ceiling is Ceiling.FULL
    return "" if full else tr("alerts.limit_mark", limit=tr(f"ceiling.{person.ceiling}"))
