"""The one door: who acts, who is in the house, what the rules say, and what other terminals do meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from carelog import words
from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.deeds import Exported
from carelog.model.person import Kind, Person, Presence
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.station.desk import Station

from .conftest import MORNING, resident
from .support import later, readings, row, tell


@pytest.fixture
def other(station: Station, clock: FixedClock) -> Iterator[Station]:
    """A second terminal on the same home, where N02 is signed in."""
    opened = Station.open(station.home, clock, "N02")
    yield opened
    opened.close_log()


# who acts


def test_from_signing_in_on_everything_is_under_that_name(station: Station) -> None:
    assert station.sign_in("N02").name == "张敏"
    entry = station.log.entry(tell(station, "3-1").entry)
    assert entry is not None
    assert entry.recorded_by == station.by_code("N02").id


@pytest.mark.parametrize("code", ["N99", "", "3-1", "n02"])
def test_who_is_no_nurse_of_this_house_cannot_sign_in_and_the_one_before_stays(station: Station, code: str) -> None:
    with pytest.raises(Refusal, match=r"station\.nobody") as refused:
        station.sign_in(code)
    assert refused.value.facts == {"code": code}
    assert station.actor().code == "N01"


def test_a_nurse_who_has_left_cannot_sign_in(station: Station) -> None:
    station.move(station.by_code("N02").id, Presence.LEFT)
    assert [p.code for p in station.staff()] == ["N01"]
    with pytest.raises(Refusal, match=r"station\.nobody"):
        station.sign_in("N02")


def test_with_nobody_signed_in_no_deed_is_stored(station: Station, clock: FixedClock) -> None:
    looking = Station.open(station.home, clock)
    head, person = looking.log.head(), looking.by_code("3-1").id
    deeds = (
        lambda: tell(looking, "3-1"),
        lambda: looking.move(person, Presence.OUT),
        lambda: looking.put([looking.by_code("3-1")]),
        lambda: looking.undo("no act"),
    )
    for deed in deeds:
        with pytest.raises(Refusal, match=r"station\.who"):
            deed()
    assert looking.by is None
    assert looking.log.head() == head
    looking.close_log()


# who is in the house


def test_people_stand_in_bed_order_and_who_left_is_not_among_them(station: Station, clock: FixedClock) -> None:
    station.put([resident(clock, "10-1"), Person(clock.new_id(), "V1", Kind.VISITOR, "访客")])
    station.move(station.by_code("3-2").id, Presence.LEFT)
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    assert [p.code for p in station.people(Kind.RESIDENT)] == ["3-1", "3-4", "3-12", "10-1"]
    assert [p.code for p in station.people(Kind.VISITOR)] == ["V1"]
    assert {p.kind for p in station.people()} == set(Kind)


def test_units_are_those_residents_live_in_each_once_in_walking_order(station: Station, clock: FixedClock) -> None:
    homes = [("12-1", "12"), ("4-1", "4"), ("4-2", "4"), ("x", "")]
    made = [Person(clock.new_id(), code, Kind.RESIDENT, code, unit=unit, bed=code) for code, unit in homes]
    station.put([*made, Person(clock.new_id(), "N03", Kind.STAFF, "赵", unit="夜班")])
    assert station.units() == ("3", "4", "12")
    station.move(station.by_code("12-1").id, Presence.LEFT)
    assert station.units() == ("3", "4")


def test_a_code_belongs_to_who_is_here_also_where_somebody_who_left_had_it(station: Station, clock: FixedClock) -> None:
    old = station.by_code("3-1").id
    station.move(old, Presence.LEFT)
    new = resident(clock, "3-1", "新来的")
    station.put([new])
    assert station.by_code("3-1").id == new.id
    with pytest.raises(Refusal, match=r"station\.no_person") as refused:
        station.by_code("9-9")
    assert refused.value.facts == {"code": "9-9"}


def test_the_homes_own_clock_is_told_whatever_zone_a_time_comes_in(station: Station) -> None:
    assert station.now().utcoffset() == timedelta(0)
    assert station.local(MORNING.astimezone(ZoneInfo("Europe/London"))).isoformat() == MORNING.isoformat()


# what the rules say


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The round has ended and nobody measured"), ("zh_CN", "本轮已结束，未测")],
)
def test_a_rule_speaks_the_language_chosen_now_and_names_its_source(station: Station, language: str, said: str) -> None:
    words.use(language)
    assert station.words("D-02") == said
    assert station.source("D-02") == "at least two checks a day (State Council press conference, 11 Jan 2023) [S]"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_rule_and_every_symptom_has_words_in_both_languages(station: Station, language: str) -> None:
    words.use(language)
    chinese = language == "zh_CN"
    said = [station.words(rule) for rule in station.light.rules]
    said += [symptom.words[language] for symptom in station.symptoms()]
    assert [text for text in said if not text or any("\u4e00" <= c <= "\u9fff" for c in text) is not chinese] == []


def test_a_rule_of_an_older_protocol_is_told_by_its_number(station: Station) -> None:
    assert (station.words("X-99"), station.source("X-99")) == ("X-99", "")


def test_every_symptom_has_a_letter_of_its_own(station: Station) -> None:
    letters = [s.letter for s in station.symptoms()]
    assert len(letters) == len(set(letters))
    assert {len(letter) for letter in letters} == {1}


# two terminals


def test_a_terminal_sees_once_that_another_one_wrote_and_never_itself(station: Station, other: Station) -> None:
    station.changed()
    assert not station.changed()
    tell(station, "3-2")
    assert not station.changed()
    tell(other, "3-1", spo2=88)
    assert station.changed()
    assert not station.changed()
    assert station.board().rows[0].person.code == "3-1"


def test_a_draft_on_one_terminal_is_no_news_on_the_other(station: Station, other: Station) -> None:
    station.changed()
    other.keep(row(other, "3-1", other.open_round().key, readings=readings(366)))
    assert not station.changed()
    assert [d.author for d in station.drafts()] == [other.actor().id]


def test_an_alert_closed_on_one_terminal_is_closed_on_the_other(
    station: Station, other: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 5)
    other.close(other.by_code("3-1").id, Outcome.TRANSFERRED)
    assert not station.board().rows[0].open_alert
    with pytest.raises(Refusal, match=r"station\.no_alert"):
        station.acknowledge(station.by_code("3-1").id)


def test_a_task_declined_is_as_ended_as_one_done(station: Station) -> None:
    tell(station, "3-1", symptoms=("cough",))
    person = station.by_code("3-1").id
    assert Task.ISOLATE in station.person(person).row.tasks
    station.end_task(person, Task.ISOLATE, done=False, note="家属不同意")
    assert Task.ISOLATE not in station.person(person).row.tasks


def test_who_only_reads_sees_the_board_and_can_store_nothing(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    reading = Station.open(station.home, clock, "N02", read_only=True)
    assert reading.board() == station.board()
    head = station.log.head()
    with pytest.raises(Refusal):
        tell(reading, "3-1")
    assert station.log.head() == head
    reading.close_log()


def test_what_was_handed_out_is_kept_as_proof_and_changes_no_board(station: Station) -> None:
    tell(station, "3-1", spo2=88)
    board, day = station.board(), MORNING.date()
    station.note_export(Exported("csv", day, day, 4, "0" * 64, "utf-8"))
    assert station.board() == board
    assert [deed.by for deed in station.log.deeds("exported")] == [station.actor().id]


# closing


def test_a_closed_desk_lets_go_of_its_files_and_all_stands_when_it_is_opened_again(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=88)
    draft = row(station, "3-2", station.open_round().key, readings=readings(366))
    station.keep(draft)
    board = station.board()
    station.close_log()
    with pytest.raises(Exception, match="closed"):
        station.board()
    again = Station.open(station.home, clock, "N01")
    assert (again.board(), again.drafts()) == (board, (draft,))
    again.close_log()


def test_a_warm_desk_says_the_same_as_a_cold_one(station: Station, other: Station) -> None:
    other.warm()
    assert other.judge._protocol is not None
    assert tell(other, "3-1", 375).severity is tell(station, "3-2", 375).severity
    assert station.judge.protocol() == other.judge.protocol()
