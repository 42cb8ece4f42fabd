"""A file's table on isolation: what it must say before anybody's days are counted by it."""

from datetime import timedelta

import pytest

from carelog.model.deeds import Method
from carelog.model.reading import Site
from carelog.protocol import load
from tests.protocol.bedside import ID
from tests.protocol.files import codes, facts

TEXT = load.packaged(ID)
METHODS = 'methods = ["antigen", "pcr", "multiplex"]\ndays'
NEGATIVES = "negatives = { value = 2"
RECTAL = "rectal = 376, "


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (METHODS, "methods = []\ndays"),
        (NEGATIVES, "negatives = { value = -1"),
        (NEGATIVES, "negatives = { value = 1001"),
        (RECTAL, "rectal = 349, "),
        (RECTAL, "rectal = 401, "),
    ],
)
def test_a_number_that_cannot_be_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == ["protocol.value_bad"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (METHODS, 'methods = ["pcr"]\ndays'),
        (NEGATIVES, "negatives = { value = 0"),
        (NEGATIVES, "negatives = { value = 1000"),
        (RECTAL, "rectal = 350, "),
        (RECTAL, "rectal = 400, "),
    ],
)
def test_a_number_at_the_edge_is_taken(old: str, new: str) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == []


def test_every_site_without_a_line_is_named() -> None:
    lacking = TEXT.replace(RECTAL, "", 1).replace("oral = 373, ", "", 1)
    assert set(str(facts(lacking, "protocol.fever_lacks")["value"]).split(", ")) == {"oral", "rectal"}


def test_the_table_as_it_is_asked() -> None:
    table = load.care_protocol(TEXT, ID).isolation
    assert table is not None
    asked = table.ready()
    assert (asked.days, asked.negatives, asked.methods) == (14, 2, frozenset(Method))
    assert (asked.apart, asked.afebrile, asked.masked) == tuple(timedelta(hours=n) for n in (24, 24, 6))
    assert set(asked.fever) == set(Site)
    assert asked.fever[Site.RECTAL] == 376
