"""Somebody is written down and changed by what a nurse types, by the rules of a list of people."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind, Leaving, Presence
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.intake.cells import as_code
from tests.station.support import tell

LABELS = {"code": "Code", "name": "Name", "scale_by": "Decided by", "scale_on": "On"}


def test_somebody_new_is_read_checked_and_then_saved_as_one_page(station: Station, clock: FixedClock) -> None:
    told = station.register.read(None, "R9", {"name": "周芬", "birth_date": "１９３８０５０１", "bed": "3-7"}, LABELS)
    assert told.bad == ()
    assert told.now is not None
    assert station.register.odd(told.now, None) == ()
    clock.move(timedelta(minutes=1))
    station.register.save(told.now)
    assert (station.by_code("R9").birth_date, station.by_code("R9").initials) == (date(1938, 5, 1), "zf")
    assert len(station.log.acts_of(station.actor().id, clock.now())) == 1


def test_a_code_of_somebody_here_is_refused_with_their_name(station: Station) -> None:
    (bad,) = station.register.read(None, " R1", {"name": "周芬"}, LABELS).bad
    assert (bad.column, bad.code, bad.facts) == ("Code", "intake.code_taken", {"code": "R1", "name": "王芳"})


def test_a_decision_needs_its_signer_in_the_words_of_the_form(station: Station) -> None:
    told = station.register.read(station.by_code("R1"), "R1", {"spo2_scale": "2"}, LABELS)
    (bad,) = told.bad
    assert (told.now, bad.column, bad.code) == (None, "Decided by", "intake.scale_undecided")
    assert bad.facts["when"] == "On"


def test_what_somebody_else_changed_meanwhile_stays(station: Station) -> None:
    opened = station.by_code("R1")
    station.put([station.register.read(opened, "R1", {"bed": "3-8"}, {}).now or opened])
    told = station.register.read(opened, "R1", {"disease": "stable"}, {})
    assert told.now is not None
    assert told.now.bed == "3-8"


def test_a_bed_somebody_has_is_said_with_who_has_it(station: Station) -> None:
    one = station.by_code("R1")
    now = station.register.read(one, "R1", {"bed": "3-2"}, {}).now
    assert now is not None
    (odd,) = station.register.odd(now, one)
    assert (odd.column, odd.code, odd.facts["code"], odd.facts["name"]) == ("bed", "people.bed_taken", "R2", "李秀英")
    assert station.register.odd(one, one) == ()


def test_a_code_somebody_had_who_has_left_is_said(station: Station) -> None:
    station.register.move(station.by_code("R2").id, Presence.LEFT, left=Leaving.DISCHARGED)
    now = station.register.read(None, "R2", {"name": "周芬", "bed": "3-2"}, {}).now
    assert now is not None
    assert [one.code for one in station.register.odd(now, None)] == ["people.code_left"]


@pytest.mark.parametrize(
    ("field", "typed", "text"),
    [
        ("birth_date", "19380501", "1938-05-01"),
        ("oxygen", "２ 升/分 88-92", "2 L/min 88-92"),
        ("normal_temperature", "36.2 腋温", "36.2 axillary"),
        ("vaccines", "新冠 1", "covid 1"),
        ("usual_symptoms", "咳嗽", "cough"),
        ("bed", " 3-1 ", "3-1"),
        ("contacts", "女儿 138", "女儿 138"),
    ],
)
def test_what_is_typed_is_echoed_as_it_was_understood(station: Station, field: str, typed: str, text: str) -> None:
    told = station.register.understood(field, typed, as_code)
    assert (told.text, told.wrong) == (text, "")


@pytest.mark.parametrize(("field", "typed"), [("birth_date", "5月1日"), ("oxygen", "lots"), ("vaccines", "measles")])
def test_what_cannot_stand_is_told_and_the_text_stays(station: Station, field: str, typed: str) -> None:
    told = station.register.understood(field, typed, as_code)
    assert (told.text, told.wrong.partition(".")[0]) == (typed, "intake")


def test_the_alerts_of_who_died_are_named_while_open_and_closed_where_asked(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "R3", 386, 88, ("cough",))
    one = station.by_code("R3").id
    open_now = station.register.open_alerts(one)
    assert open_now
    assert station.register.died(one) == open_now
    clock.move(timedelta(minutes=1))
    station.register.move(one, Presence.PRESENT)
    assert station.register.died(one, close=True) == ()
    (closed,) = [deed.body for deed in station.log.deeds("closed", one)]
    assert closed.outcome == "died"
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert station.by_code("R3").presence is Presence.PRESENT
    assert station.register.open_alerts(one) == open_now


def test_who_died_without_an_alert_needs_none_closed(station: Station) -> None:
    assert station.register.died(station.by_code("R1").id, close=True) == ()


def test_a_person_stands_in_the_form_as_in_a_list_of_people(station: Station) -> None:
    told = station.register.cells(station.by_code("R2"), as_code)
    assert (told["code"], told["kind"], told["bed"], told["disease"]) == ("R2", Kind.RESIDENT, "3-2", "stable")


def test_nobody_who_has_left_is_followed_up(station: Station) -> None:
    from carelog.model.following import Follower

    one = station.by_code("R2").id
    station.register.move(one, Presence.LEFT, left=Leaving.DISCHARGED)
    with pytest.raises(Refusal):
        station.register.followed_up(one, Follower.FAMILY)
