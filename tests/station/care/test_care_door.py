"""What is done early on for people, and what is still to be done on a date."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.care import Care, Dropped
from carelog.model.person import Kind, Leaving, Person, Presence
from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.alerting.hour import Comes
from carelog.station.care.medicines import Dose
from carelog.station.care.rows import For, Told, Urge, When
from carelog.station.desk import Station
from tests.station.support import later, tell


@pytest.fixture
def wang(station: Station) -> str:
    return station.by_code("3-12").id


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


# for whom


def test_whom_is_meant_by_a_code_or_the_house_and_its_units(station: Station, wang: str) -> None:
    assert station.care.whom("3-12") == For(wang)
    assert station.care.whom("n02").person == station.by_code("N02").id
    assert (station.care.whom("House"), station.care.whom("house", "3")) == (For(), For(None, "3"))


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [("nobody", "", "station.no_person"), ("house", "9", "care.no_unit"), ("3-12", "3", "care.unit_of_person")],
)
def test_whom_nobody_can_mean_is_refused(station: Station, typed: str, unit: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.care.whom(typed, unit)
    assert code_of(refused) == code


def test_a_visitor_is_not_cared_for(station: Station, clock: FixedClock) -> None:
    station.put([Person(id=clock.new_id(), code="V1", kind=Kind.VISITOR, name="陈健")])
    with pytest.raises(Refusal) as refused:
        station.care.whom("V1")
    assert code_of(refused) == "care.visitor"


# what was done


@pytest.mark.parametrize(
    ("of_house", "what", "told", "code"),
    [
        (False, Care.CARE_PLAN, Told(" \x1b "), "care.note_needed"),
        (True, Care.ACTIVITY, Told(), "care.note_needed"),
        (True, Care.FLUIDS, Told(), "care.whom"),
        (True, Care.HOME_VISIT, Told(), "care.whom"),
        (False, Care.FLUIDS, Told(amount_ml=0), "care.amount"),
        (False, Care.FLUIDS, Told(amount_ml=3001), "care.amount"),
        (False, Care.FAMILY_CONTACT, Told(amount_ml=200), "care.amount"),
        (False, Care.REMOTE_CONSULTATION, Told(institution="I9"), "referral.no_institution"),
    ],
)
def test_what_says_too_little_or_cannot_be_is_refused(
    station: Station, wang: str, of_house: bool, what: Care, told: Told, code: str
) -> None:
    before = station.log.head()
    with pytest.raises(Refusal) as refused:
        station.care.write(For() if of_house else For(wang), what, told)
    assert code_of(refused) == code
    assert station.log.head() == before


def test_a_time_to_come_somebody_unknown_and_who_has_left_are_refused(station: Station, wang: str) -> None:
    now = station.now()
    for whom in (For(wang), For()):
        with pytest.raises(Refusal) as refused:
            station.care.write(whom, Care.PSYCHOLOGICAL_SUPPORT, at=now + timedelta(minutes=6))
        assert code_of(refused) == "station.ahead"
    station.register.move(wang, Presence.LEFT, left=Leaving.DISCHARGED)
    for person, code in ((wang, "station.has_left"), ("nobody", "station.no_person")):
        with pytest.raises(Refusal) as refused:
            station.care.write(For(person), Care.PSYCHOLOGICAL_SUPPORT)
        assert code_of(refused) == code


def test_staff_and_the_house_are_cared_for_too(station: Station) -> None:
    nurse = station.by_code("N02").id
    station.care.write(For(nurse), Care.PSYCHOLOGICAL_SUPPORT, Told("累"))
    station.care.write(For(None, "3"), Care.ACTIVITY, Told("包饺子"), again=When(station.care.today()))
    rows = station.care.done(station.now() - timedelta(hours=1), station.now() + timedelta(minutes=1))
    assert [(row.person.code if row.person else None, row.unit, row.what) for row in rows] == [
        ("N02", "", Care.PSYCHOLOGICAL_SUPPORT),
        (None, "3", Care.ACTIVITY),
    ]
    (due,) = station.care.due(station.care.today())
    assert (due.unit, due.note, due.days_over) == ("3", "包饺子", 0)


def test_whom_one_asks_doctors_and_clinics_stand_before_hospitals(station: Station) -> None:
    kinds = (InstitutionKind.HOSPITAL, InstitutionKind.AMBULANCE, InstitutionKind.OWN_CLINIC, InstitutionKind.CONSULT)
    for n, kind in enumerate(kinds, 1):
        station.directory.add(InstitutionSet("", f"机构{n}", kind, preference=n))
    assert [one.id for one in station.care.doctors()] == ["I4", "I3", "I1"]


# what answers an alert


def alarm(station: Station) -> None:
    tell(station, "3-12", 366, 88)


def test_an_alert_is_closed_only_where_the_nurse_says_so_and_in_one_act(
    station: Station, clock: FixedClock, wang: str
) -> None:
    alarm(station)
    assert station.care.may_close(For(wang), Care.HOME_VISIT) is Outcome.HOME_VISIT
    assert station.care.may_close(For(wang), Care.FLUIDS) is None
    assert station.care.may_close(For(), Care.HOME_VISIT) is None
    station.care.write(For(wang), Care.HOME_VISIT)
    assert station.person(wang).row.open_alert
    later(clock, 1)
    station.care.write(For(wang), Care.REMOTE_CONSULTATION, Told("同意观察"), closes=True, decided_by="吴医生")
    (closed,) = station.log.deeds("closed", wang)
    assert (closed.body.outcome, closed.body.decided_by) == (Outcome.TELECONSULTED, "吴医生")
    assert station.care.may_close(For(wang), Care.HOME_VISIT) is None
    later(clock, 1)
    station.undo(station.care.last_act() or "")
    assert station.person(wang).row.open_alert
    assert [row.what for row in station.care.of(wang, station.now() - timedelta(hours=1))] == [Care.HOME_VISIT]


def test_an_urgent_alert_is_not_closed_by_a_call_alone_and_nothing_is_stored(station: Station, wang: str) -> None:
    alarm(station)
    assert station.person(wang).row.severity is Severity.URGENT
    before = station.log.head()
    for what, closes_what in ((Care.REMOTE_CONSULTATION, "alerts.needs_more"), (Care.FLUIDS, "care.closes_nothing")):
        with pytest.raises(Refusal) as refused:
            station.care.write(For(wang), what, closes=True)
        assert code_of(refused) == closes_what
    assert station.log.head() == before


# what is still to be done


def test_what_is_due_stands_by_its_date(station: Station, wang: str) -> None:
    today = station.care.today()
    for days in (8, 1, 0):
        station.care.remind(For(wang), Care.FAMILY_VISIT, When(today + timedelta(days=days)))
    assert [row.number for row in station.care.open()] == [3, 2, 1]
    assert [row.number for row in station.care.due()] == [3, 2]
    assert [row.number for row in station.care.due(today)] == [3]
    assert [row.number for row in station.care.open(wang)] == [3, 2, 1]
    assert station.care.open(station.by_code("N02").id) == ()


def test_what_is_due_at_a_time_of_the_day_stands_before_what_is_due_at_any_and_is_over_once_it_has_gone_by(
    station: Station, wang: str, clock: FixedClock
) -> None:
    today, now = station.care.today(), station.local(station.now())
    minute = now.hour * 60 + now.minute
    station.care.remind(For(wang), Care.FAMILY_VISIT, When(today))
    station.care.remind(For(wang), Care.FAMILY_CONTACT, When(today, minute + 30), Told("女儿"))
    assert [(row.number, row.urge, row.at) for row in station.care.open()] == [
        (2, Urge.TODAY, station.now() + timedelta(minutes=30)),
        (1, Urge.TODAY, None),
    ]
    (due,) = [one for one in station.alerts.next_hour((), (), station.now()) if one.what is Comes.REMINDER]
    assert (due.at, due.person, due.code) == (station.care.open()[0].at, station.log.person(wang), "family_contact")
    clock.move(timedelta(minutes=31))
    row = station.care.open()[0]
    assert (row.number, row.urge, row.days_over) == (2, Urge.OVERDUE, 0)
    with pytest.raises(Refusal) as refused:
        station.care.remind(For(wang), Care.FAMILY_CONTACT, When(today, minute))
    assert code_of(refused) == "care.due_time"
    station.care.drop(2, Dropped.POSTPONED, again=When(today, minute + 120))
    assert station.care.open()[0].at == station.now() + timedelta(minutes=89)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_that_is_over_or_far_ahead_is_refused(station: Station, wang: str, days: int) -> None:
    on = When(station.care.today() + timedelta(days=days))
    with pytest.raises(Refusal) as refused:
        station.care.remind(For(wang), Care.FAMILY_VISIT, on)
    assert code_of(refused) == "care.due_date"
    with pytest.raises(Refusal):
        station.care.write(For(wang), Care.FLUIDS, again=on)
    assert station.log.deeds("intervention", wang) == []


@pytest.mark.parametrize(
    ("whom", "what", "code"),
    [(For(), Care.CARE_PLAN, "care.note_needed"), (For(), Care.FLUIDS, "care.whom"), (For("x"), Care.OTHER, None)],
)
def test_a_reminder_of_too_little_is_refused(station: Station, whom: For, what: Care, code: str | None) -> None:
    note = "" if code == "care.note_needed" else "note"
    with pytest.raises(Refusal) as refused:
        station.care.remind(whom, what, When(station.care.today()), Told(note))
    assert code_of(refused) == (code or "station.no_person")


def test_a_reminder_ends_only_once_and_by_a_named_person(station: Station, wang: str) -> None:
    station.care.remind(For(wang), Care.FAMILY_CONTACT, When(station.care.today()), Told("女儿"))
    station.by = None
    with pytest.raises(Refusal) as refused:
        station.care.finish(1)
    assert code_of(refused) == "station.who"
    station.sign_in("N02")
    dropped = station.care.drop(1, Dropped.NOT_REACHED, "没人接")
    (ended,) = station.log.deeds("reminder_ended", wang)
    assert (dropped.number, ended.body.dropped, ended.body.note) == (1, Dropped.NOT_REACHED, "没人接")
    for end in (lambda: station.care.finish(1), lambda: station.care.drop(1, Dropped.MISTAKE)):
        with pytest.raises(Refusal) as refused:
            end()
        assert code_of(refused) == "care.no_reminder"
    assert station.care.of(wang, station.now() - timedelta(hours=1)) == ()


def test_what_is_put_off_gets_another_number_with_the_same_words(station: Station, wang: str) -> None:
    station.directory.add(InstitutionSet("", "市医院", InstitutionKind.CONSULT, "021-1"))
    station.care.remind(For(wang), Care.REMOTE_CONSULTATION, When(station.care.today()), Told("复诊", "I1"))
    station.directory.remove("I1")
    station.care.drop(1, Dropped.POSTPONED, again=When(station.care.today() + timedelta(days=2)))
    (row,) = station.care.open()
    assert (row.number, row.note, row.institution, row.days_over) == (2, "复诊", None, -2)


def test_what_is_to_be_done_for_somebody_who_has_left_waits_for_a_named_person(station: Station, wang: str) -> None:
    station.care.remind(For(wang), Care.FAMILY_CONTACT, When(station.care.today()), Told("女儿"))
    station.register.died(wang, close=False)
    assert [row.number for row in station.care.due()] == [1]
    assert station.care.finish(1, Told("已通知")).note == "女儿 - 已通知"
    assert station.care.open() == ()


# from the reserve


@pytest.mark.parametrize(
    ("dose", "code"),
    [
        (Dose(), "given.nothing"),
        (Dose(medicine=" \x1b"), "given.nothing"),
        (Dose("mask", 1), "given.not_a_medicine"),
        (Dose("antiviral", 100), "given.pieces"),
        (Dose("antiviral", -1), "given.pieces"),
        (Dose(medicine="x", pieces=1), "given.pieces"),
    ],
)
def test_what_is_no_dose_is_refused(station: Station, wang: str, dose: Dose, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.care.give(wang, dose)
    assert code_of(refused) == code
    assert station.log.deeds("given", wang) == []


def test_the_article_that_lowers_a_fever_always_counts_as_one(station: Station, wang: str) -> None:
    assert station.care.give(wang, Dose("antipyretic")).body.antipyretic
    own = station.care.give(wang, Dose("antiviral"))
    assert (own.body.antipyretic, own.body.pieces, own.left) == (False, 0, None)
