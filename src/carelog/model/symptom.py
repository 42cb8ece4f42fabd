"""What a person may complain of or show."""

from typing import NamedTuple


class Symptom(NamedTuple):
    """A coded symptom: its letter on the sheet (the same in every language), its groups and its words."""

    code: str
    letter: str
    groups: tuple[str, ...]
    """any of respiratory, gastro, danger, neuro, soft"""
    words: dict[str, str]
    """language -> words"""
