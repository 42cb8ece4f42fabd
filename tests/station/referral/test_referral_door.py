"""Sending somebody to a hospital: a clock at each step, nobody sent against the care plan in silence."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from carelog.clock import FixedClock
from carelog.model.care import Care
from carelog.model.observation import Observed, Way
from carelog.model.person import Ceiling, Leaving, Presence
from carelog.model.reading import Quantity, Reading
from carelog.model.referral import InstitutionKind, InstitutionSet, ReferralReason, Transport
from carelog.model.referral import ReferralStep as S
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.station.care.rows import For
from carelog.station.desk import Station
from carelog.station.referral.rows import Case, Told
from tests.station.conftest import resident
from tests.station.support import later, tell


@pytest.fixture
def grandma(station: Station) -> str:
    station.directory.add(InstitutionSet("", "市医院", InstitutionKind.HOSPITAL, "021-1", preference=1))
    station.directory.add(InstitutionSet("", "二院", InstitutionKind.HOSPITAL, "021-2", preference=2))
    return station.by_code("3-12").id


def walk(station: Station, person: str, *steps: tuple[S, Told] | S, clock: FixedClock | None = None) -> Case:
    for told in steps:
        step, said = told if isinstance(told, tuple) else (told, Told())
        if clock:
            later(clock, 10)
        case = station.referral.step(person, step, said)
    return case


CALLED = (S.CALLED, Told("I1"))
NO_BED = (S.REFUSED, Told(reason=ReferralReason.NO_BED))
GONE = (S.NEEDED, S.DECIDED, CALLED, S.ACCEPTED, (S.LEFT, Told(transport=Transport.AMBULANCE, escort="女儿")))


def code_of(station: Station, person: str, step: S, told: Told = Told()) -> str:  # noqa: B008 - frozen
    with pytest.raises(Refusal) as refused:
        station.referral.step(person, step, told)
    return refused.value.code


def tasks(station: Station, person: str) -> set[Task]:
    step = station.log.steps_at(station.now()).get(person)
    return set(step.tasks) if step else set()


def test_every_step_has_its_own_clock(station: Station, clock: FixedClock, grandma: str) -> None:
    case = walk(station, grandma, *GONE, S.ARRIVED, clock=clock)
    times = [at for at, _ in case.steps]
    assert [b - a for a, b in pairwise(times)] == [timedelta(minutes=10)] * 5
    assert [body.step for _, body in case.steps] == [S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.ARRIVED]
    left = case.steps[4][1]
    assert (left.institution, left.transport, left.escort) == ("I1", Transport.AMBULANCE, "女儿")
    assert [c.person.code for c in station.referral.open()] == ["3-12"]


def test_who_leaves_is_in_hospital_and_the_task_is_done_in_the_same_act(
    station: Station, clock: FixedClock, grandma: str
) -> None:
    tell(station, "3-12", 366, 88)
    later(clock, 20)
    tell(station, "3-12", 366, 88)
    assert Task.TRANSFER in tasks(station, grandma)
    walk(station, grandma, *GONE[:-1])
    assert Task.TRANSFER in tasks(station, grandma)
    before = station.log.state_hash()
    walk(station, grandma, GONE[-1])
    assert station.by_code("3-12").presence is Presence.HOSPITAL
    assert Task.TRANSFER not in tasks(station, grandma)
    act = station.referral.last_act()
    assert act is not None
    station.undo(act)
    assert station.by_code("3-12").presence is Presence.PRESENT
    assert Task.TRANSFER in tasks(station, grandma)
    assert station.referral.next_steps(grandma)[0] is S.LEFT
    assert station.log.state_hash() == before


def test_who_returns_is_back_and_a_readmission_begins_anew(station: Station, clock: FixedClock, grandma: str) -> None:
    walk(station, grandma, *GONE, S.ARRIVED, S.RETURNED, clock=clock)
    assert station.by_code("3-12").presence is Presence.PRESENT
    assert station.referral.open() == ()
    again = walk(station, grandma, S.NEEDED, clock=clock)
    assert len(again.steps) == 1
    assert [len(case.steps) for case in station.referral.every()] == [7, 1]


def test_who_died_has_left_and_nothing_more_is_said(station: Station, grandma: str) -> None:
    walk(station, grandma, *GONE, S.DIED)
    person = station.log.person(grandma)
    assert person is not None
    assert (person.presence, person.left) == (Presence.LEFT, Leaving.DIED)
    assert code_of(station, grandma, S.NEEDED) == "station.has_left"


def test_after_a_refusal_the_next_hospital_is_called(station: Station, grandma: str) -> None:
    case = walk(station, grandma, S.NEEDED, S.DECIDED, CALLED, NO_BED, (S.CALLED, Told("i2")), S.ACCEPTED)
    assert [(body.step, body.institution) for _, body in case.steps[2:]] == [
        (S.CALLED, "I1"),
        (S.REFUSED, "I1"),
        (S.CALLED, "I2"),
        (S.ACCEPTED, "I2"),
    ]


def test_a_refusal_and_a_calling_off_need_a_reason_of_their_own(station: Station, grandma: str) -> None:
    walk(station, grandma, S.NEEDED, S.DECIDED, CALLED)
    assert code_of(station, grandma, S.REFUSED) == "referral.reason_refused"
    assert code_of(station, grandma, S.REFUSED, Told(reason=ReferralReason.BETTER)) == "referral.reason_refused"
    assert code_of(station, grandma, S.CANCELLED) == "referral.reason_cancelled"
    assert station.referral.next_steps(grandma)[0] is S.ACCEPTED


def test_a_call_without_a_directory_is_written_down_all_the_same(station: Station, grandma: str) -> None:
    case = walk(station, grandma, S.NEEDED, S.DECIDED, (S.CALLED, Told(note="120")))
    assert (case.last.institution, case.last.note) == ("", "120")
    walk(station, grandma, NO_BED)
    assert code_of(station, grandma, S.CALLED, Told("I9")) == "referral.no_institution"


@pytest.mark.parametrize("ceiling", [Ceiling.NO_TRANSFER, Ceiling.COMFORT])
def test_a_limit_in_the_care_plan_stands_before_the_decision(
    station: Station, clock: FixedClock, ceiling: Ceiling
) -> None:
    person = resident(clock, "3-9", ceiling=ceiling)
    station.put([person])
    assert station.referral.limited(person.id) is ceiling
    walk(station, person.id, S.NEEDED)
    assert code_of(station, person.id, S.DECIDED) == "referral.ceiling"
    assert code_of(station, person.id, S.DECIDED, Told(despite=" \x1b ")) == "referral.ceiling"
    case = walk(station, person.id, (S.DECIDED, Told(despite="家属改变主意")))
    assert case.last.despite == "家属改变主意"


@pytest.mark.parametrize(
    ("steps", "wrong", "code"),
    [
        ((), S.LEFT, "referral.after_nothing"),
        ((S.NEEDED,), S.CALLED, "referral.after_needed"),
        ((S.NEEDED, S.DECIDED), S.NEEDED, "referral.after_decided"),
        ((S.NEEDED, S.DECIDED, CALLED), S.LEFT, "referral.after_called"),
        ((S.NEEDED, S.DECIDED, CALLED, NO_BED), S.ACCEPTED, "referral.after_refused"),
        (GONE[:-1], S.ARRIVED, "referral.after_accepted"),
        (GONE, S.CALLED, "referral.after_left"),
        ((*GONE, S.ARRIVED), S.LEFT, "referral.after_arrived"),
        ((*GONE, S.RETURNED), S.RETURNED, "referral.after_nothing"),
    ],
)
def test_a_step_out_of_order_is_refused_and_says_what_may_come(
    station: Station, grandma: str, steps: tuple[S | tuple[S, Told], ...], wrong: S, code: str
) -> None:
    if steps:
        walk(station, grandma, *steps)
    before = station.log.head()
    assert code_of(station, grandma, wrong) == code
    assert station.log.head() == before


def test_the_clock_never_runs_backwards_and_not_ahead(station: Station, grandma: str) -> None:
    now = station.now()
    station.referral.step(grandma, S.NEEDED, at=now - timedelta(minutes=30))
    for minutes, code in ((-31, "referral.backwards"), (6, "station.ahead")):
        with pytest.raises(Refusal) as refused:
            station.referral.step(grandma, S.DECIDED, at=now + timedelta(minutes=minutes))
        assert refused.value.code == code
    assert station.referral.step(grandma, S.DECIDED, at=now - timedelta(minutes=30)).since == now - timedelta(
        minutes=30
    )


def test_nobody_unknown_is_sent(station: Station) -> None:
    assert code_of(station, "nobody", S.NEEDED) == "station.no_person"


def test_the_figures_of_a_month_tell_counts_and_medians(station: Station, clock: FixedClock, grandma: str) -> None:
    began = station.now()
    tell(station, "3-12", 366, 88)
    later(clock, 20)
    tell(station, "3-12", 366, 88)
    station.acknowledge(grandma)
    later(clock, 5)
    station.given(grandma, station.now(), antipyretic=False)
    walk(station, grandma, S.NEEDED, S.DECIDED, CALLED, NO_BED, CALLED, S.ACCEPTED, GONE[-1], clock=clock)
    other = station.by_code("3-2").id
    walk(station, other, S.NEEDED, (S.CANCELLED, Told(reason=ReferralReason.BETTER)))
    told = station.referral.figures(date(2023, 1, 31))
    assert (told.begun, told.again) == (2, 0)
    counts = dict(told.counts)
    assert (counts[S.NEEDED], counts[S.CALLED], counts[S.REFUSED], counts[S.LEFT], counts[S.CANCELLED]) == (
        2,
        1,
        1,
        1,
        1,
    )
    assert told.refusals == ((ReferralReason.NO_BED, 1),)
    spans = {span.name: (span.known, span.minutes) for span in told.spans}
    assert spans["needed_decided"] == (1, 10)
    assert spans["decided_called"] == (1, 10)
    assert spans["called_accepted"] == (1, 10)  # the call that was accepted, not the one that was refused
    assert spans["accepted_left"] == (1, 10)
    assert station.log.steps(grandma, began, began + timedelta(minutes=1))
    assert (spans["alert_found"], spans["alert_treated"], spans["alert_referred"]) == ((1, 20), (1, 25), (1, 55))
    assert station.referral.figures(date(2023, 2, 1)).begun == 0


@pytest.mark.parametrize(
    ("flows", "minutes"),
    [((0, 20), 15), ((20, 20), None), ((20, 30), 15), ((None, 20), None), ((None, None), None), ((0, None), 15)],
)
def test_more_oxygen_after_the_alert_is_the_first_treatment(
    station: Station, clock: FixedClock, flows: tuple[int | None, int | None], minutes: int | None
) -> None:
    breathing(station, flows[0])
    later(clock, 5)
    tell(station, "3-4", 366, 80, oxygen=None)
    later(clock, 15)
    breathing(station, flows[1])
    later(clock, 5)
    walk(station, station.by_code("3-4").id, S.NEEDED, S.DECIDED, clock=clock)
    spans = {span.name: span.minutes for span in station.referral.figures(date(2023, 1, 1)).spans}
    assert spans["alert_treated"] == minutes


@pytest.mark.parametrize(
    ("what", "minutes"),
    [(Care.FLUIDS, 20), (Care.REMOTE_CONSULTATION, 20), (Care.HOME_VISIT, 20), (Care.FAMILY_CONTACT, None)],
)
def test_fluids_and_a_doctors_advice_are_a_treatment(
    station: Station, clock: FixedClock, grandma: str, what: Care, minutes: int | None
) -> None:
    station.care.write(For(grandma), what)
    later(clock, 5)
    tell(station, "3-12", 366, 85)
    later(clock, 20)
    station.care.write(For(grandma), what)
    walk(station, grandma, S.NEEDED, S.DECIDED, clock=clock)
    spans = {span.name: span.minutes for span in station.referral.figures(date(2023, 1, 1)).spans}
    assert spans["alert_treated"] == minutes


def breathing(station: Station, flow: int | None) -> None:
    """Only the flow of oxygen was read; None: on oxygen, the flow was not."""
    body = Observed(station.by_code("3-4").id, None, (Reading(Quantity.OXYGEN, flow),), None, way=Way.COMMAND)
    station.record(body, station.now())


def test_a_transfer_without_an_alert_before_it_has_no_clock_of_one(station: Station, grandma: str) -> None:
    walk(station, grandma, *GONE)
    station.referral.figures(date(2023, 12, 1))
    spans = {span.name: span.known for span in station.referral.figures(date(2023, 1, 1)).spans}
    assert (spans["alert_found"], spans["alert_treated"], spans["alert_referred"]) == (0, 0, 0)
    assert station.log.deeds("closed", grandma) == []


def test_who_is_sent_again_after_coming_back_is_counted_as_a_readmission(
    station: Station, clock: FixedClock, grandma: str
) -> None:
    walk(station, grandma, *GONE, S.RETURNED, clock=clock)
    walk(station, grandma, S.NEEDED, (S.CANCELLED, Told(reason=ReferralReason.BETTER)), clock=clock)
    walk(station, station.by_code("3-2").id, S.NEEDED, clock=clock)
    told = station.referral.figures(date(2023, 1, 1))
    assert (told.begun, told.again) == (3, 1)
