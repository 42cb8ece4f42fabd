"""What is on file of somebody in words: illnesses that have a code, lines of a vaccination card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.vaccine import Vaccine

CONDITIONS: Final = frozenset(
    {
        "asthma", "cancer", "ckd", "copd", "dementia", "diabetes", "heart_failure", "hypertension", "osteoarthritis",
        "parkinson", "stroke",
    }
)  # fmt: skip
"""Illnesses that a list of people may give as a code."""


def condition(text: str) -> str:
    """An illness in the language spoken now; what has no code is said as it was typed."""
    code = "_".join(text.lower().split())
    return tr(f"people.condition_{code}") if code in CONDITIONS else text


def vaccine(line: Vaccine) -> str:
    """A line of a card in words."""
    number = "" if line.number is None else tr("people.dose_number", n=line.number)
    day = line.on.isoformat() if line.on else ""
    parts = (tr(f"people.vaccine_{line.against}"), number, tr(f"people.dose_{line.dose}"), day, line.product)
    return " ".join(part for part in parts if part)
