"""A home for every test of a command that takes or hands out files."""

from pathlib import Path

import pytest

from .homes import Home, people_csv


@pytest.fixture
def home(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Home:
    """An empty home whose first staff member is N01."""
    return Home(tmp_path / "home", capfd)


@pytest.fixture
def full(home: Home, tmp_path: Path) -> Home:
    """A home with seven residents, on the morning of the 12th."""
    home.take_people(people_csv(tmp_path))
    return home
