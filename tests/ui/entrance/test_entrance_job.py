"""What keys do at the door, with no screen at all."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.entrance import Bar
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.ui.entrance.job import EntranceJob, Step

STAFF = ("N", "0", "2", "enter")


class Bell:
    """Whoever paints the door, as far as anybody hears of it."""

    def __init__(self) -> None:
        self.rung = 0
        self.left = False

    def changed(self) -> None:
        pass

    def ring(self) -> None:
        self.rung += 1

    def closed(self) -> None:
        self.left = True


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def job(station: Station, bell: Bell) -> EntranceJob:
    door = EntranceJob(station)
    door.attach(bell)
    return door


def typed(job: EntranceJob, *keys: str) -> EntranceJob:
    for key in keys:
        job.press(key, key if len(key) == 1 else None)
    return job


def seen(station: Station, code: str = "N02") -> list[tuple[int | None, tuple[str, ...] | None, str]]:
    """What is stored of somebody: temperature, symptoms, by whom."""
    person = station.by_code(code).id
    return [
        (o.readings[0].value if o.readings else None, o.symptoms, o.recorded_by)
        for o in station.person(person).observations
    ]


def test_six_keys_behind_the_code_and_who_is_well_may_come_in(job: EntranceJob, station: Station) -> None:
    typed(job, *STAFF, "3", "6", "6", "0")
    assert job.verdict is not None
    assert job.verdict.passed
    assert seen(station) == [(366, (), station.by_code("N02").id)]


def test_any_key_brings_the_next_person(job: EntranceJob) -> None:
    typed(job, *STAFF, "3", "6", "6", "0", "x")
    assert (job.step, job.typed, job.verdict, job.person) == (Step.WHO, "", None, None)


def test_a_symptom_stops(job: EntranceJob, station: Station) -> None:
    typed(job, *STAFF, "3", "6", "6", "k", "enter")
    assert job.verdict is not None
    assert Bar.SYMPTOMS in job.verdict.bars
    assert station.staffing.is_off(station.by_code("N02").id)


def test_enter_without_an_answer_is_not_asked_and_no_pass(job: EntranceJob) -> None:
    typed(job, *STAFF, "3", "6", "6", "enter")
    assert job.verdict is not None
    assert Bar.NOT_ASKED in job.verdict.bars


def test_a_reason_in_place_of_the_temperature_is_no_pass(job: EntranceJob) -> None:
    typed(job, *STAFF, "-", "1", "0")
    assert job.verdict is not None
    assert Bar.NOT_MEASURED in job.verdict.bars


def test_esc_half_way_keeps_what_was_typed_and_is_no_pass(job: EntranceJob, station: Station) -> None:
    typed(job, *STAFF, "3", "8", "6", "escape")
    assert job.verdict is not None
    assert {Bar.FEVER, Bar.NOT_ASKED} <= set(job.verdict.bars)
    assert seen(station)[0][:2] == (386, None)


def test_esc_before_anything_is_typed_stores_nothing(job: EntranceJob, station: Station, bell: Bell) -> None:
    typed(job, *STAFF, "escape")
    assert job.step is Step.WHO
    assert seen(station) == []
    typed(job, "escape")
    assert bell.left


def test_a_slip_stops_the_sheet_until_esc_as_in_every_round(job: EntranceJob, station: Station) -> None:
    typed(job, *STAFF, "9", "3", "6", "6", "0")
    assert job.step is Step.CHECK
    assert seen(station) == []
    typed(job, "escape", "3", "6", "6", "0")
    assert job.verdict is not None
    assert job.verdict.passed


def test_keys_of_a_round_mean_nothing_at_the_door(job: EntranceJob, bell: Bell) -> None:
    typed(job, *STAFF)
    before = bell.rung
    typed(job, "f6", "f7", "/", "up", "f12")
    assert bell.rung == before + 5
    assert job.state is not None
    assert (job.state.prompt, job.state.stop) == (None, None)


def test_the_site_is_chosen_as_in_every_round(job: EntranceJob, station: Station) -> None:
    typed(job, *STAFF, "f3", "f3", "5", "enter", "3", "6", "6", "0")
    (observation,) = station.person(station.by_code("N02").id).observations
    assert observation.readings[0].site is not None
    assert observation.readings[0].site.value == "forehead"
    typed(job, "x", "N", "0", "1", "enter")
    assert job.state is not None
    assert job.state.site.value == "forehead", "for everybody from here on"


def test_several_who_fit_are_chosen_among_with_the_arrows(job: EntranceJob) -> None:
    typed(job, "N", "0", "enter")
    assert (job.step, job.said) == (Step.WHO, "door.several")
    typed(job, "down", "enter")
    assert job.person is not None
    assert job.person.code == "N02"


def test_nobody_who_fits_is_nobody(job: EntranceJob) -> None:
    typed(job, "Q", "enter")
    assert (job.step, job.said) == (Step.WHO, "door.nobody")
    typed(job, "backspace", "f9", "enter")
    assert job.said == "door.nobody"


def test_a_resident_is_not_found_at_the_door(job: EntranceJob) -> None:
    typed(job, *"R01", "enter")
    assert job.person is None


# visitors


def guest(job: EntranceJob, *papers: str) -> EntranceJob:
    """Chen visits R01 and shows these papers, then 36.6 and no symptoms."""
    return typed(job, *"Chen", "+", *"R01", "enter", *papers, "3", "6", "6", "0")


def test_a_visitor_is_asked_whom_and_which_tests(job: EntranceJob, station: Station) -> None:
    guest(job, "2", "0", "enter", "0")
    assert job.verdict is not None
    assert job.verdict.passed
    (row,) = station.visits.inside()
    assert row.whom is not None
    assert (row.person.name, row.whom.code) == ("Chen", "R01")
    assert row.visit.test_at == station.now() - timedelta(hours=20)


@pytest.mark.parametrize(
    ("papers", "bar"),
    [
        (("enter", "0"), Bar.NO_TEST),
        (("4", "9", "enter", "0"), Bar.OLD_TEST),
        (("2", "0", "enter", "enter"), Bar.NO_ANTIGEN),
        (("2", "0", "enter", "9"), Bar.ANTIGEN_POSITIVE),
        (("2", "0", "enter", "*"), Bar.ANTIGEN_INVALID),
    ],
)
def test_a_visitor_without_a_test_is_stopped(
    job: EntranceJob, station: Station, papers: tuple[str, ...], bar: Bar
) -> None:
    guest(job, *papers)
    assert job.verdict is not None
    assert bar in job.verdict.bars
    assert station.visits.inside() == ()


def test_a_visitor_may_come_to_work_and_visit_nobody(job: EntranceJob, station: Station) -> None:
    typed(job, *"Wang", "+", "enter", "2", "enter", "0", "3", "6", "6", "0")
    (row,) = station.visits.inside()
    assert (row.whom, row.visit.whom) == (None, "")


def test_whom_nobody_knows_is_asked_again(job: EntranceJob) -> None:
    typed(job, *"Wang", "+", *"Z9", "enter")
    assert (job.step, job.said) == (Step.WHOM, "door.nobody_lives")
    typed(job, "escape")
    assert job.step is Step.WHO


def test_hours_and_the_antigen_key_take_nothing_else(job: EntranceJob) -> None:
    typed(job, *"Wang", "+", "enter", "x")
    assert job.said == "door.hours_only"
    typed(job, "1", "2", "3", "4")
    assert job.said == "door.hours_only"
    typed(job, "enter", "x")
    assert (job.step, job.said) == (Step.ANTIGEN, "door.antigen_keys")


def test_what_another_terminal_holds_up_is_no_pass_and_is_tried_again(
    job: EntranceJob, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = station.entrance.check

    def busy(*_: object) -> None:
        raise Refusal("log.busy")

    monkeypatch.setattr(station.entrance, "check", busy)
    with pytest.raises(Refusal):
        typed(job, *STAFF, "3", "6", "6", "0")
    assert (job.step, job.verdict) == (Step.CHECK, None)
    monkeypatch.setattr(station.entrance, "check", check)
    typed(job, "enter")
    assert job.verdict is not None
    assert job.verdict.passed


def test_the_second_reading_after_a_quarter_of_an_hour(job: EntranceJob, clock: FixedClock) -> None:
    typed(job, *STAFF, "3", "7", "4", "0")
    assert job.verdict is not None
    assert job.verdict.again_at == job.verdict.at + timedelta(minutes=15)
    clock.move(timedelta(minutes=16))
    typed(job, "x", *STAFF, "3", "6", "9", "0")
    assert job.verdict is not None
    assert job.verdict.passed


def test_two_readings_far_apart_ask_for_a_third(job: EntranceJob, clock: FixedClock) -> None:
    typed(job, *STAFF, "3", "7", "4", "0")
    clock.move(timedelta(minutes=16))
    typed(job, "x", *STAFF, "3", "6", "6", "0")
    assert job.verdict is not None
    assert job.verdict.bars == (Bar.AGAIN,)
    clock.move(timedelta(minutes=2))
    typed(job, "x", *STAFF, "3", "6", "7", "0")
    assert job.verdict is not None
    assert job.verdict.passed
