"""The care plan's limit in words."""

import pytest

from carelog.model.person import Ceiling, Kind, Person
from carelog.report.limits import limit, limit_mark
from carelog.words import use


@pytest.mark.parametrize(
    ("ceiling", "language", "mark"),
    [
        (Ceiling.FULL, "en", ""),
        (Ceiling.NO_TRANSFER, "en", "CARE PLAN: no transfer"),
        (Ceiling.COMFORT, "zh_CN", "照护计划：舒适照护"),
    ],
)
def test_a_limit_is_said_and_none_is_not(ceiling: Ceiling, language: str, mark: str) -> None:
    use(language)
    person = Person("p", "R1", Kind.RESIDENT, "王芳", ceiling=ceiling)
    assert limit_mark(person) == mark
    assert bool(limit(person)) is bool(mark)
