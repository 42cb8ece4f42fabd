"""A laboratory's file of results: each to its person or its tube, once, and nothing guessed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.refusal import Refusal
from carelog.model.swabs import Label
from carelog.station.desk import Station
from carelog.station.intake import maps
from carelog.station.intake.results import ResultsReport, take_results
from carelog.station.swabs.results import Told, all_of, sample_of
from tests.station.support import later, tell

NEGATIVE, POSITIVE, INVALID = Result.NEGATIVE, Result.POSITIVE, Result.INVALID
HEAD = "编号,采样时间,方法,结果,项目,Ct,混样号,试管号"
DATA = Path(__file__).parents[4] / "shared" / "data" / "covid_testing" / "covid_testing_deid.csv"
needs_data = pytest.mark.skipif(
    not DATA.is_file(), reason="the covid_testing data are not beside this checkout (../shared/data)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def take(station: Station, folder: Path, *lines: str, **how: Any) -> ResultsReport:  # noqa: ANN401 - any way to take one
    file = folder / "lab.csv"
    file.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return take_results(station, file, maps.load("swabs-example"), map_name="swabs-example", **how)


def held(station: Station, code: str = "3-1") -> list[Swabbed]:
    return [deed.body for deed in station.log.deeds("swabbed", station.by_code(code).id)]


def sent(station: Station, code: str, tube: str, method: Method = Method.PCR) -> str:
    sample = sample_of(station.by_code(code).id, method, Label("L1", "P7", tube))
    return station.swabs.take(sample, station.now())


LINES = (
    "3-1,2023-01-11 08:00,核酸,阴性,新冠,,,",
    "3-2,2023-01-11 08:00,核酸,阳性,新冠,31.25,,",
    "3-4,2023-01-11 08:00,抗原,无效,,NA,,",
)


def test_each_result_goes_to_its_person_with_its_ct(station: Station, folder: Path) -> None:
    report = take(station, folder, *LINES)
    assert report.counts == {NEGATIVE: 1, POSITIVE: 1, INVALID: 1}
    (positive,) = held(station, "3-2")
    assert (positive.result, positive.method, positive.ct_tenths) == (POSITIVE, Method.PCR, 313)
    assert held(station, "3-4")[0].ct_tenths is None
    assert len(station.log.deeds("imported")) == 1


def test_the_same_file_twice_adds_nothing(station: Station, folder: Path) -> None:
    take(station, folder, *LINES)
    head = station.log.head()
    report = take(station, folder, *LINES)
    assert (report.counts, report.known) == ({}, 3)
    assert station.log.head() == head


def test_two_tests_of_a_day_with_one_result_are_two_and_stay_two(station: Station, folder: Path) -> None:
    for _ in range(2):
        take(station, folder, LINES[0], LINES[0])
    assert len(held(station)) == 2


def test_a_longer_file_adds_only_what_is_new(station: Station, folder: Path) -> None:
    take(station, folder, *LINES[:2])
    report = take(station, folder, *LINES)
    assert (report.counts, report.known) == ({INVALID: 1}, 2)


def test_a_result_taken_back_does_not_come_in_again(station: Station, folder: Path) -> None:
    take(station, folder, LINES[0])
    (deed,) = station.log.deeds("swabbed", station.by_code("3-1").id)
    station.undo(deed.act)
    assert take(station, folder, LINES[0]).known == 1
    assert held(station) == []


def test_a_tube_answers_its_sample_by_when_it_was_taken(station: Station, clock: FixedClock, folder: Path) -> None:
    sample, taken = sent(station, "3-1", "12"), station.now()
    later(clock, 26 * 60)
    row = "3-1,2023-01-13 09:00,PCR,neg,,,P7,12"
    report = take(station, folder, row)
    assert report.answered == 1
    (deed,) = station.log.deeds("swabbed", station.by_code("3-1").id)
    assert (deed.at, deed.body.sample, deed.body.lot) == (taken, sample, "L1")
    assert station.swabs.pending() == ()
    assert take(station, folder, row).known == 1
    assert take(station, folder, row, row).known == 2


def test_a_tube_alone_says_whose_it_is(station: Station, folder: Path) -> None:
    sent(station, "3-2", "12")
    sent(station, "3-4", "13")
    take(station, folder, ",2023-01-12 08:00,PCR,pos,,,,12", ",2023-01-12 08:00,PCR,neg,,,P7,13")
    assert [s.result for s in held(station, "3-2")] == [POSITIVE]
    assert [s.result for s in held(station, "3-4")] == [NEGATIVE]


def test_what_a_multiplex_looked_for_is_one_act(station: Station, folder: Path) -> None:
    sent(station, "3-1", "12", Method.MULTIPLEX)
    targets = ("新冠", "甲流", "乙流", "合胞", "诺如")
    take(station, folder, *(f"3-1,2023-01-12 08:00,多重,{'pos' if t == '甲流' else 'neg'},{t},,P7,12" for t in targets))
    deeds = station.log.deeds("swabbed", station.by_code("3-1").id)
    assert len(deeds) == 5
    assert len({deed.act for deed in deeds}) == 1
    assert [d.body.target for d in deeds if d.body.result is POSITIVE] == ["influenza_a"]
    assert station.swabs.pending() == ()


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("9-9,2023-01-11 08:00,PCR,neg,,,,", "编号", "intake.no_person"),
        (",2023-01-11 08:00,PCR,neg,,,,", "编号", "intake.no_code"),
        ("3-1,2023-01-11 08:00,PCR,perhaps,,,,", "结果", "intake.no_swab_word"),
        ("3-1,2023-01-11 08:00,PCR,,,,,", "结果", "intake.no_swab_word"),
        ("3-1,2023-01-11 08:00,smell,neg,,,,", "方法", "intake.no_swab_word"),
        ("3-1,2023-01-11 08:00,PCR,neg,measles,,,", "项目", "intake.no_swab_word"),
        ("3-1,yesterday,PCR,neg,,,,", "采样时间", "intake.not_a_time"),
        ("3-1,2023-01-14 08:00,PCR,neg,,,,", "采样时间", "intake.ahead"),
        ("3-1,2023-01-11 08:00,PCR,neg,,low,,", "Ct", "intake.not_a_number"),
        ("3-1,2023-01-11 08:00,PCR,neg,,99,,", "Ct", "intake.no_ct"),
        ("3-1,2023-01-11 08:00,PCR,neg,,,," + "9" * 41, "试管号", "intake.long_label"),
        ("3-1,2023-01-12 08:00,PCR,neg,,,P7,12", "试管号", "intake.tube_of_another"),
        (",2023-01-12 08:00,PCR,neg,,,P7,99", "试管号", "intake.no_one_tube"),
    ],
)
def test_a_row_that_cannot_be_sure_stops_the_file(
    station: Station, folder: Path, line: str, column: str, code: str
) -> None:
    sent(station, "3-4", "12")
    report = take(station, folder, *LINES, line)
    assert [(b.row, b.column, b.code) for b in report.bad] == [(5, column, code)]
    assert not report.stored
    assert held(station) == held(station, "3-2") == held(station, "3-4") == []
    skipped = take(station, folder, *LINES, line, skip_bad=True)
    assert sum(skipped.counts.values()) == 3


def test_an_answer_that_differs_from_the_one_here_is_never_passed_over(station: Station, folder: Path) -> None:
    sample = sent(station, "3-1", "12")
    person = station.by_code("3-1").id
    station.swabs.record(Told(person, Method.PCR, all_of(("sars_cov_2",), NEGATIVE), station.now(), sample=sample))
    row = "3-1,2023-01-12 08:00,PCR,pos,,,P7,12"
    assert [b.code for b in take(station, folder, row).bad] == ["intake.answered_otherwise"]
    assert take(station, folder, row.replace("pos", "neg")).known == 1
    assert [s.result for s in held(station)] == [NEGATIVE]


def test_two_rows_of_one_tube_that_differ_are_refused(station: Station, folder: Path) -> None:
    sent(station, "3-1", "12")
    rows = [f"3-1,2023-01-12 08:00,PCR,{word},,,P7,12" for word in ("neg", "pos")]
    assert [(b.row, b.code) for b in take(station, folder, *rows).bad] == [(3, "intake.answered_otherwise")]


def test_people_are_made_only_where_somebody_says_so(station: Station, folder: Path) -> None:
    line = "L-77,2023-01-11 08:00,PCR,pos,,28,,"
    assert take(station, folder, line).bad
    report = take(station, folder, line, make_people=True)
    assert [p.code for p in report.made] == ["L-77"]
    assert [s.result for s in held(station, "L-77")] == [POSITIVE]


def test_a_dry_run_stores_nothing(station: Station, folder: Path) -> None:
    head = station.log.head()
    report = take(station, folder, *LINES, dry_run=True)
    assert sum(report.counts.values()) == 3
    assert station.log.head() == head


def test_a_positive_that_counts_no_more_opens_no_alert_and_one_that_does_is_open(
    station: Station, folder: Path
) -> None:
    days = (("3-1", "2022-12-28"), ("3-2", "2022-12-30"), ("3-4", "2023-01-12"))
    take(station, folder, *(f"{code},{day} 07:00,PCR,pos,,,," for code, day in days))
    assert {row.person.code for row in station.board().rows if row.open_alert} == {"3-2", "3-4"}


def test_an_open_alert_is_never_hidden_by_an_old_file(station: Station, clock: FixedClock, folder: Path) -> None:
    tell(station, "3-1", 392, 88, ("cough",))
    later(clock, 3 * 24 * 60)
    take(station, folder, "3-1,2023-01-09 07:00,PCR,neg,,,,")
    assert {row.person.code for row in station.board().rows if row.open_alert} == {"3-1"}


def test_days_are_counted_from_the_day_the_map_names(station: Station, folder: Path) -> None:
    (folder / "d.csv").write_text("p,d,r\n3-1,4,negative\n3-2,x,negative\n", encoding="utf-8")
    text = (
        'kind = "swabs"\n[columns]\nperson = "p"\ntime = "d"\nresult = "r"\n[constants]\nmethod = "pcr"\n'
        '[time]\nformat = "day"\nstart = 2020-03-01\nat = "12:00"\nzone = "UTC"\n'
    )
    report = take_results(station, folder / "d.csv", maps.parse(text, "d"), skip_bad=True)
    assert [(b.row, b.code) for b in report.bad] == [(3, "intake.not_a_day")]
    (deed,) = station.log.deeds("swabbed", station.by_code("3-1").id)
    assert deed.at == datetime(2020, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (('at = "12:00"', ""), "time"),
        (("start = 2020-03-01", ""), "time"),
        (('method = "pcr"', 'method = "smell"'), "constants.method"),
        (('person = "p"\n', ""), "columns"),
    ],
)
def test_a_map_that_cannot_be_meant_is_refused(change: tuple[str, str], key: str) -> None:
    text = (
        'kind = "swabs"\n[columns]\nperson = "p"\ntime = "d"\nresult = "r"\n[constants]\nmethod = "pcr"\n'
        '[time]\nformat = "day"\nstart = 2020-03-01\nat = "12:00"\nzone = "UTC"\n'
    )
    with pytest.raises(Refusal) as refused:
        maps.parse(text.replace(*change), "d")
    assert key in str(refused.value.facts)


@needs_data
def test_a_part_of_the_real_file_gives_its_own_counts_and_comes_in_once(station: Station, folder: Path) -> None:
    lines = DATA.read_text(encoding="utf-8").splitlines()[:401]
    file = folder / "part.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    place = lines[0].split(",").index("result")
    wanted = Counter(Result(line.split(",")[place]) for line in lines[1:])
    said = maps.load("covid-testing")
    report = take_results(station, file, said)
    stored = station.log.deeds_between(("swabbed",), datetime(2020, 1, 1, tzinfo=UTC), station.now())
    assert report.counts == wanted == Counter(deed.body.result for deed in stored)
    assert take_results(station, file, said).known == 400


@needs_data
def test_the_whole_real_file_would_come_in_with_its_own_counts(station: Station) -> None:
    report = take_results(station, DATA, maps.load("covid-testing"), dry_run=True)
    assert report.counts == {NEGATIVE: 14358, POSITIVE: 865, INVALID: 301}
    assert (report.bad, len(report.made)) == ((), 12344)


def test_a_run_cut_short_is_completed_by_running_it_again(station: Station, folder: Path) -> None:
    lines = [f"L-{n},2023-01-11 08:00,PCR,neg,,,," for n in range(45)]

    def cut(done: int, _: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    file = folder / "lab.csv"
    file.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        take_results(station, file, maps.load("swabs-example"), make_people=True, progress=cut)
    report = take_results(station, file, maps.load("swabs-example"), make_people=True)
    assert report.known + sum(report.counts.values()) == 45
    everything = station.log.deeds_between(("swabbed",), station.now() - timedelta(days=9), station.now())
    assert len(everything) == 45
