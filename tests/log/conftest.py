"""A home that is made anew for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .ward import Ward, resident


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    """An empty home, with Wang Fang written down."""
    made = Ward(tmp_path / "home")
    made.tell(resident())
    yield made
    made.log.close()
