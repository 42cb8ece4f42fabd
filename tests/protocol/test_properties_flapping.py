"""No flapping: what stays put is never judged milder, and never milder and worse in turn."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.history import moment
from carelog.model.reading import Quantity, Reading, Site
from carelog.protocol import assess

from .bedside import Bed, oxygen, spo2, temperature
from .histories import CODES, Case, cases, patient, slow

pytestmark = slow
TIMES = 20
percents, tenths = st.integers(80, 100), st.integers(340, 400)
every = st.sampled_from([4, 6, 12])
asked = st.one_of(st.just(()), st.sampled_from(CODES).map(lambda code: (code,)))


def never_milder(bed: Bed, first: int = 0, *, at_most_once: bool = False) -> None:
    """What is said from the first of these events on only rises; where allowed it falls, and then stays down."""
    said = assess.replayed(bed.protocol, bed.history())
    start = moment(bed.events[first])[0]
    levels = [s.severity for s in said if s.start >= start]
    fallen = [n for n, (one, two) in enumerate(pairwise(levels), 1) if two < one]
    assert len(fallen) <= at_most_once, levels
    assert not fallen or levels[fallen[0]] == max(levels[fallen[0] :]), levels


@given(cases, tenths, percents, st.sampled_from([*Site, None]), asked, every)
@patient
def test_a_value_that_stays_put_never_flaps(
    case: Case, degrees: int, percent: int, site: Site | None, found: tuple[str, ...], hours: int
) -> None:
    bed = Bed(case.person, case.protocol)
    for n in range(TIMES):
        bed.seen(temperature(degrees, site), spo2(percent), symptoms=found, hours=n * hours)
    never_milder(bed)


vitals = (Quantity.RESPIRATORY_RATE, Quantity.PULSE, Quantity.SYSTOLIC, Quantity.CONSCIOUSNESS)
sets = st.tuples(st.integers(8, 30), st.integers(45, 135), st.integers(80, 230), st.integers(0, 2))


@given(cases, tenths, percents, every, sets)
@patient
def test_a_whole_set_that_stays_put_never_flaps(
    case: Case, degrees: int, percent: int, hours: int, values: tuple[int, ...]
) -> None:
    more = [Reading(q, v) for q, v in zip(vitals, values, strict=True)]
    bed = Bed(case.person, case.protocol)
    for n in range(TIMES):
        bed.seen(temperature(degrees), spo2(percent), oxygen(0), *more, hours=n * hours)
    never_milder(bed)


@given(cases, percents, st.sampled_from([5, 10, 20, 40, 60, None]), every)
@patient
def test_a_value_on_oxygen_that_stays_put_never_flaps(case: Case, percent: int, flow: int | None, hours: int) -> None:
    bed = Bed(case.person, case.protocol)
    for n in range(TIMES):
        bed.seen(temperature(364), oxygen(flow), spo2(percent), hours=n * hours)
    never_milder(bed)


@given(cases, st.integers(350, 370), st.integers(90, 100), tenths, percents, every)
@patient
def test_a_value_beside_the_own_normal_that_stays_put_never_flaps(
    case: Case, usual: int, air: int, degrees: int, percent: int, hours: int
) -> None:
    bed = Bed(case.person, case.protocol)
    for n in range(10):
        bed.seen(temperature(usual), spo2(air), hours=n * 12)
    for n in range(TIMES):
        bed.seen(temperature(degrees), spo2(percent), hours=120 + n * hours)
    becomes_normal = 350 < degrees <= min(355, usual - 7)
    never_milder(bed, first=10, at_most_once=becomes_normal)
