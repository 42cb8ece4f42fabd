"""What is typed stands in the log at once, person by person; what cannot be stored is never shown as stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.log.engine import sqlite3
from carelog.log.place import BOOK
from carelog.model.deeds import Method, Result
from carelog.model.person import Presence
from carelog.model.swabs import NotTaken
from carelog.station.desk import Station
from carelog.ui.swabs.job import SwabJob
from carelog.ui.swabs.state import View

from .lists import keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.clock import FixedClock

NEGATIVE, POSITIVE, INVALID = Result.NEGATIVE, Result.POSITIVE, Result.INVALID


class Watching:
    """A screen that counts what it is told."""

    def __init__(self) -> None:
        self.rang = 0
        self.left = False
        self.told: list[set[int] | None] = []

    def lines_changed(self, lines: set[int] | None) -> None:
        self.told.append(lines)

    def ring(self) -> None:
        self.rang += 1

    def closed(self) -> None:
        self.left = True


def type_on(job: SwabJob, text: str | Iterable[str]) -> SwabJob:
    for key in keys(text) if isinstance(text, str) else text:
        job.press(key, key if len(key) == 1 else None)
    return job


def a_batch(station: Station) -> SwabJob:
    return type_on(SwabJob(station), "1l7<enter>")


def held(station: Station) -> dict[str, list[Result]]:
    """Code -> the results that stand in the log."""
    out = {}
    for person in station.people():
        found = [deed.body.result for deed in station.log.deeds("swabbed", person.id)]
        if found:
            out[person.code] = found
    return out


def test_each_answer_stands_in_the_log_before_the_next_key(station: Station) -> None:
    job = type_on(a_batch(station), "09<enter>")
    assert held(station) == {"R000": [NEGATIVE], "R001": [POSITIVE]}
    type_on(job, "*-1<enter>")
    assert held(station) == {"R000": [NEGATIVE], "R001": [POSITIVE], "R002": [INVALID]}
    now = station.now()
    (missed,) = station.swabs.missed(now - timedelta(hours=1), now + timedelta(hours=1))
    assert (missed.person, missed.why) == (station.by_code("R003").id, NotTaken.REFUSED)
    (deed,) = station.log.deeds("swabbed", station.by_code("R000").id)
    assert (deed.body.lot, deed.body.method) == ("L7", Method.ANTIGEN)


def test_whoever_has_a_result_is_due_no_more(station: Station) -> None:
    type_on(a_batch(station), "00")
    assert [row.person.code for row in SwabJob(station).state.rows] == ["R002", "R003", "N000", "N001"]


def test_a_positive_stands_on_the_board_and_on_the_third_list(station: Station) -> None:
    job = type_on(a_batch(station), "9<enter>0<tab><enter><tab>")
    assert job.state.view is View.POSITIVE
    assert [row.person.code for row in job.state.rows] == ["R000"]
    assert next(row for row in station.board().rows if row.person.code == "R000").open_alert


def test_a_sample_goes_out_waits_and_comes_back_on_the_second_list(station: Station, clock: FixedClock) -> None:
    job = type_on(a_batch(station), "<f7>p1<enter>7<enter><f7><enter>")
    assert [(s.label.pool, s.label.tube) for s in station.swabs.pending()] == [("P1", "7"), ("P1", "8")]
    taken = station.now()
    clock.move(timedelta(hours=20))
    type_on(job, "<tab><enter>09<enter>")
    assert held(station) == {"R000": [NEGATIVE], "R001": [POSITIVE]}
    assert station.swabs.pending() == ()
    (deed,) = station.log.deeds("swabbed", station.by_code("R001").id)
    assert deed.at == taken


def test_backspace_takes_back_by_an_entry_and_nothing_is_lost(station: Station) -> None:
    job = type_on(a_batch(station), "09<enter><backspace>")
    assert held(station) == {"R000": [NEGATIVE]}
    type_on(job, "0")
    assert held(station) == {"R000": [NEGATIVE], "R001": [NEGATIVE]}
    (gone, *_) = [d for d in station.log.done(station.by_code("R001").id, station.now()) if d.undone_at]
    assert gone.body.result is POSITIVE  # type: ignore[union-attr]  # a swab


def test_another_terminals_write_delays_and_loses_nothing(station: Station) -> None:
    station.be_brief()
    job = a_batch(station)
    watching = Watching()
    job.attach(watching)
    other = sqlite3.connect(station.home / BOOK, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    type_on(job, "09<enter>")
    assert (job.unsaved(0), job.unsaved(1), watching.rang > 0) == (True, True, True)
    type_on(job, "<escape><enter>")
    assert not job.left
    other.execute("ROLLBACK")
    other.close()
    job.retry()
    assert not job.unsaved(0)
    assert held(station) == {"R000": [NEGATIVE], "R001": [POSITIVE]}
    type_on(job, "<escape><enter>")
    assert (job.left, watching.left) == (True, True)


def test_what_waits_is_taken_back_before_it_is_ever_stored(station: Station) -> None:
    station.be_brief()
    job = a_batch(station)
    other = sqlite3.connect(station.home / BOOK, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    type_on(job, "9<enter><backspace>")
    other.execute("ROLLBACK")
    other.close()
    type_on(job, "0")
    assert held(station) == {"R000": [NEGATIVE]}


def test_somebody_who_left_meanwhile_gets_no_result_and_neither_does_the_next(
    station: Station, clock: FixedClock
) -> None:
    job = a_batch(station)
    other = Station.open(station.home, clock, "N001")
    other.move(other.by_code("R000").id, Presence.LEFT)
    other.close_log()
    type_on(job, "09<enter>")
    assert job.refusal is None or job.refusal.code == "station.has_left"
    assert held(station) == {}
    assert (job.state.at, job.state.answers) == (0, {})


def test_a_sample_answered_at_another_terminal_is_not_answered_twice(station: Station, clock: FixedClock) -> None:
    type_on(a_batch(station), "<f7>p1<enter>7<enter>")
    job, other = SwabJob(station, View.PENDING), Station.open(station.home, clock, "N001")
    type_on(SwabJob(other, View.PENDING), "0")
    other.close_log()
    type_on(job, "9<enter>")
    assert job.refusal is not None
    assert job.refusal.code == "tests.no_sample"
    assert held(station) == {"R000": [NEGATIVE]}


def test_whoever_comes_back_from_help_looks_first(station: Station) -> None:
    job = a_batch(station)
    job.park()
    type_on(job, "0")
    assert held(station) == {}


def test_a_whole_antigen_day_of_320_people_is_typed_in_less_than_two_keys_a_person(whole_house: Station) -> None:
    job = SwabJob(whole_house)
    codes = [row.person.code for row in job.state.rows]
    assert len(codes) == 320
    assert codes[0] == "R000"
    assert codes[200:202] == ["N000", "N001"]
    meant = dict.fromkeys(codes, NEGATIVE) | {"R007": POSITIVE, "R123": INVALID, "N077": POSITIVE}
    away = {"R050", "N010"}
    pressed = keys("1l7<enter>")
    for n, code in enumerate(codes):
        one = "-1" if code in away else {NEGATIVE: "0", POSITIVE: "9<enter>", INVALID: "*"}[meant[code]]
        pressed += keys(one)
        last_of_unit = n + 1 == len(codes) or job.state.rows[n + 1].section != job.state.rows[n].section
        pressed += ["enter"] if last_of_unit else []
    pressed += ["escape"]
    type_on(job, pressed)
    assert job.left
    assert len(pressed) <= 2 * 320
    assert len(pressed) == 320 + 2 + 2 + 4 + 6 + 1  # two positive, two away, the head, six units, leaving
    assert held(whole_house) == {code: [meant[code]] for code in codes if code not in away}
    assert {row.person.code for row in SwabJob(whole_house).state.rows} >= away
