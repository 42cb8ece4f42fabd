"""In words: why somebody is due for a swab, and by which methods."""

from collections.abc import Iterable

from carelog.model.deeds import Method
from carelog.words import tr

_CONTACT = "contact_"


def reason(code: str) -> str:
    """Why, as said at the bedside; a contact with its day."""
    if code.startswith(_CONTACT):
        day = code.removeprefix(_CONTACT)
        return tr("due.contact_now") if day == "0" else tr("due.contact_day", day=day)
    return tr(f"due.reason_{code}")


def methods(accepted: Iterable[Method]) -> str:
    """The methods that are accepted, the usual one first."""
    return tr("due.or").join(tr(f"swab.{method}") for method in accepted)
