"""NEWS2 over any history: between 0 and 20, and oxygen counts two."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from carelog.model.history import moment
from carelog.model.observation import Way
from carelog.model.reading import Quantity, Reading
from carelog.protocol import course, scoring

from .bedside import oxygen
from .histories import Case, Part, cases, events_of, folded, often, slow, stories, with_last

pytestmark = slow
VITALS = (
    Quantity.RESPIRATORY_RATE,
    Quantity.SPO2,
    Quantity.SYSTOLIC,
    Quantity.PULSE,
    Quantity.CONSCIOUSNESS,
    Quantity.TEMPERATURE,
)
sets = st.tuples(*(st.integers(*span) for span in ((1, 40), (80, 100), (60, 240), (30, 150), (0, 4), (330, 410))))


def _scored(case: Case, story: list[Part], values: tuple[int, ...], flow: int) -> scoring.Found | None:
    vitals = tuple(Reading(q, v) for q, v in zip(VITALS, values, strict=True))
    events = with_last(events_of(story), lambda o: replace(o, readings=(oxygen(flow), *vitals), way=Way.SHEET))
    return scoring.looked(course.looked(case.protocol, folded(case, events), moment(events[-1])[0]))


@given(cases, stories, sets, st.booleans())
@often
def test_a_score_lies_between_0_and_20(case: Case, story: list[Part], values: tuple[int, ...], short: bool) -> None:
    if short:
        events = events_of(story)
        found = scoring.looked(course.looked(case.protocol, folded(case, events), moment(events[-1])[0]))
    else:
        found = _scored(case, story, values, 0)
        assert found is not None
        assert found.score.complete
    if found is not None:
        assert 0 <= found.score.lower_bound <= 20
        assert found.score.total in (None, found.score.lower_bound)


@given(cases, stories, sets, st.sampled_from([5, 20, 60]))
@often
def test_from_air_to_oxygen_adds_exactly_2_on_scale_1(
    case: Case, story: list[Part], values: tuple[int, ...], flow: int
) -> None:
    assume(case.person.scale() == 1)
    alone: list[Part] = [part for part in story[-1:] if len(part) > 2]
    on_air, on_oxygen = (_scored(case, alone, values, litres) for litres in (0, flow))
    assert on_air is not None
    assert on_oxygen is not None
    assert on_oxygen.score.total == (on_air.score.total or 0) + 2
