"""The roster: who works when, where somebody is lacking, and who is owed rest."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind, Person
from carelog.model.round import around
from carelog.model.work import Off
from carelog.station.desk import Station
from carelog.station.intake import maps
from carelog.station.rows import RoundState
from carelog.station.staffing.roster import Post, RosterReport

TODAY = date(2023, 1, 12)


@pytest.fixture
def four(station: Station) -> Station:
    """N01 and N02, and two more."""
    station.put([Person(station.new_id(), code, Kind.STAFF, f"护士{code}") for code in ("N03", "N04")])
    return station


def take(station: Station, folder: Path, *lines: str, head: str = "date,shift,zone,code,needed") -> RosterReport:
    file = folder / "roster.csv"
    file.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return station.staffing.roster.take(file, maps.load("carelog-roster"))


def codes(post: Post) -> list[str]:
    return [p.code for p in post.people]


def test_a_roster_says_who_works_and_where_somebody_is_lacking(four: Station, tmp_path: Path) -> None:
    report = take(
        four, tmp_path, "2023-01-12,day,3F,N01,3", "2023-01-12,day,3F,N02,", "2023-01-12,night,3F,N03,1",
        "2023-01-12,night,4F,,2",
    )  # fmt: skip
    assert (report.bad, report.stored, report.days) == ((), True, (TODAY,))
    day, night, empty = four.staffing.roster.of_day(TODAY).posts
    assert (codes(day), day.needed, day.gap) == (["N01", "N02"], 3, 1)
    assert (codes(night), night.gap) == (["N03"], 0)
    assert (codes(empty), empty.gap) == ([], 2)


def test_who_is_off_duty_does_not_count_as_on_the_shift(four: Station, tmp_path: Path) -> None:
    take(four, tmp_path, "2023-01-12,day,3F,N01,2", "2023-01-12,day,3F,N02,")
    four.staffing.off(four.by_code("N02").id, Off.FEVER)
    (post,) = four.staffing.roster.of_day(TODAY).posts
    assert (codes(post), [p.code for p in post.able], post.gap) == (["N01", "N02"], ["N01"], 1)


def test_a_shift_that_nobody_counted_has_no_gap(four: Station, tmp_path: Path) -> None:
    take(four, tmp_path, "2023-01-12,白班,3F,N01,", head="日期,班次,区域,工号,需要人数")
    (post,) = four.staffing.roster.of_day(TODAY).posts
    assert (post.shift, post.needed, post.gap) == ("day", None, 0)


def test_a_newer_file_replaces_the_days_it_names_and_no_other(four: Station, tmp_path: Path) -> None:
    take(four, tmp_path, "2023-01-12,day,,N01,", "2023-01-13,day,,N01,")
    take(four, tmp_path, "2023-01-13,day,,N02,")
    assert [codes(p) for p in four.staffing.roster.of_day(TODAY).posts] == [["N01"]]
    assert [codes(p) for p in four.staffing.roster.of_day(TODAY + timedelta(days=1)).posts] == [["N02"]]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("2023-02-30,day,,N01,", "intake.not_a_date", "date"),
        ("2023-01-12,teatime,,N01,", "work.bad_shift", "shift"),
        ("2023-01-12,,,N01,", "work.bad_shift", "shift"),
        ("2023-01-12,day,,X99,", "work.bad_worker", "code"),
        ("2023-01-12,day,,3-12,", "work.bad_worker", "code"),
        ("2023-01-12,day,,,", "work.nobody", "code"),
        ("2023-01-12,day,,N01,many", "intake.not_a_number", "needed"),
        ("2023-01-12,day,,N01,1.5", "intake.not_a_number", "needed"),
        ("2023-01-12,day,,N01,-1", "intake.not_a_number", "needed"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(
    four: Station, tmp_path: Path, line: str, code: str, column: str
) -> None:
    report = take(four, tmp_path, "2023-01-12,day,,N02,", line)
    assert [(b.row, b.code, b.column) for b in report.bad] == [(3, code, column)]
    assert not report.stored
    assert four.staffing.roster.of_day(TODAY).posts == ()


def test_the_same_person_twice_on_a_shift_is_a_slip(four: Station, tmp_path: Path) -> None:
    report = take(four, tmp_path, "2023-01-12,day,3F,N01,", "2023-01-12,day,4F,N01,")
    assert [(b.row, b.code) for b in report.bad] == [(3, "work.line_twice")]


def test_a_roster_tried_first_stores_nothing(four: Station, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("date,shift,code\n2023-01-12,day,N01\n", "utf-8")
    report = four.staffing.roster.take(file, maps.load("carelog-roster"), dry_run=True)
    assert (len(report.lines), report.stored) == (1, False)
    assert four.log.deeds("rostered", four.by_code("N01").id) == []


# rounds


def test_the_sheet_of_the_staff_is_of_those_rostered_for_the_shift(four: Station, tmp_path: Path) -> None:
    assert len(four.open_round(kind=Kind.STAFF).people) == 4, "no roster: everybody"
    take(four, tmp_path, "2023-01-12,day,,N01,", "2023-01-12,late,,N02,", "2023-01-11,night,,N03,")
    assert [line.person.code for line in four.open_round(kind=Kind.STAFF).people] == ["N01", "N03"]
    assert len(four.open_round(kind=Kind.RESIDENT).people) == 4, "residents are on no roster"


def test_who_is_not_on_the_shift_is_away_and_not_missed(four: Station, tmp_path: Path, clock: FixedClock) -> None:
    take(four, tmp_path, "2023-01-12,day,,N01,", "2023-01-12,early,,N02,")
    clock.at = datetime.fromisoformat("2023-01-12T20:30+08:00")
    rows = {row.person.code: row for row in four.board(Kind.STAFF).rows}
    assert rows["N01"].round.state is RoundState.LATE
    assert rows["N02"].round.state is RoundState.AWAY
    missed = {code for code, row in rows.items() if "D-02" in {fired.rule for fired in row.fired}}
    assert missed == {"N01"}


def test_a_day_without_a_roster_asks_everybody(four: Station, tmp_path: Path, clock: FixedClock) -> None:
    take(four, tmp_path, "2023-01-12,day,,N01,", "2023-01-13,night,3F,,2")
    clock.at = datetime.fromisoformat("2023-01-13T08:00+08:00")
    round_, _ = around(four.now(), four.light.slots, four.zone)
    assert four.staffing.roster.on_for(round_) is None
    assert four.staffing.roster.on_for(None) is None


def test_a_shift_whose_hours_the_protocol_in_use_does_not_know_counts_all_day(
    four: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(four, tmp_path, "2023-01-12,night,,N02,")
    silent = four.judge.protocol().model_copy(update={"work": None})
    monkeypatch.setattr(four.judge, "_protocol", silent)
    round_, _ = around(four.now(), four.light.slots, four.zone)
    assert four.staffing.roster.on_for(round_) == frozenset({four.by_code("N02").id})
    assert four.staffing.roster.of_day(TODAY).stints[0].rotation is None


# rotation


def test_fourteen_days_in_a_row_are_owed_a_week_of_rest(four: Station, tmp_path: Path) -> None:
    days = [TODAY - timedelta(days=n) for n in range(14)]
    take(four, tmp_path, *(f"{day},day,,N01," for day in days), f"{TODAY},day,,N02,")
    first, second = four.staffing.roster.of_day(TODAY).stints
    assert (first.person.code, first.rotation) == ("N01", (14, 7))
    assert (second.person.code, second.rotation) == ("N02", (1, 0))
