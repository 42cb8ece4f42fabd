"""What would clear a rule is said as shortly as it stays true."""

import pytest

from carelog.model.clearing import Find, Need
from carelog.model.reading import Site
from carelog.protocol.clearing import _short

T, S, ARMPIT = "temperature", "spo2", Site.AXILLARY


def at_most(value: int, site: Site | None = None) -> Need:
    return Need(Find.AT_MOST, T, value, site)


def at_least(value: int, below: int | None = None) -> Need:
    return Need(Find.AT_LEAST, S, value, below=below)


def fewer(count: int, *codes: str) -> Need:
    return Need(Find.FEWER_SYMPTOMS, "symptoms", count, codes=codes)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(at_most(382),), (at_most(370),)], [(at_most(370),)]),
        ([(at_most(370),), (at_most(370),)], [(at_most(370),)]),
        ([(at_least(95),), (at_least(97),)], [(at_least(97),)]),
        ([(at_least(89, below=93),), (at_least(87),)], [(at_least(89, below=93),)]),
        ([(at_least(89),), (at_least(87, below=93),)], [(at_least(89),), (at_least(87, below=93),)]),
        (
            [(at_most(370, ARMPIT),), (at_most(372, Site.RECTAL),)],
            [(at_most(370, ARMPIT),), (at_most(372, Site.RECTAL),)],
        ),
        ([(at_most(382),), (at_most(370, ARMPIT),)], [(at_most(370, ARMPIT),)]),
        ([(fewer(2, "fall"),), (fewer(1, "fall"),)], [(fewer(1, "fall"),)]),
        ([(fewer(1, "fall"),), (fewer(1, "fall"),)], [(fewer(1, "fall"),)]),
        ([(fewer(2, "fall"),), (fewer(1, "cough"),)], [(fewer(2, "fall"),), (fewer(1, "cough"),)]),
        ([(at_most(370), at_most(388))], [(at_most(388),)]),
        ([(at_least(97), Need(Find.PASSED)), (at_least(97),)], [(at_least(97),)]),
        ([(Need(Find.AIR), Need(Find.AIR))], [(Need(Find.AIR),)]),
    ],
)
def test_nothing_is_said_that_the_rest_implies(told: list[tuple[Need, ...]], said: list[tuple[Need, ...]]) -> None:
    assert list(_short(told)) == said
