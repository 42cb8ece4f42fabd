"""The page of a handover after the night: every line of it, in English and in Chinese."""

import json

from carelog import words
from carelog.clock import FixedClock
from carelog.model.severity import Severity
from carelog.report.handover import flat, said, text
from carelog.report.plain import cells
from carelog.station.desk import Station
from tests.station.support import later, tell

PAGE = """\
Handover 2023-01-12 19:00 to 2023-01-13 07:00
  松鹤楼
  Last signed: N01 李文 -> N02 张敏, 01-12 19:00

To be said in a minute
  Went or came 1: 3-1 老人3-1 in hospital.
  To review 1: 3-12 老人3-12, temperature 38.8 °C, measuring again, time is
    up, look now.
  Closed 1: 3-1 老人3-1 transferred.
  Worse or not known 1: 3-7 [b]赵[/b].
  Measure again 2: 3-12 老人3-12, time is up, look now; 3-7 [b]赵[/b], time is
    up, look now.
  On oxygen 1: 3-4 王芳, 2 L/min.
  Isolation 3: 3-2 老人3-2; 3-7 [b]赵[/b]; 3-12 老人3-12.
  Not measured 2: see below.
  Also, see below: 1 better, 7 tests due, 1 with a reading withdrawn, care of
    1, 2 notes.

New alerts
  02:10  !!! URGENT  3-1 老人3-1: S-02b SpO2 88 % (line 90 %), Y-02 Danger
    sign (breathless at rest, chest pain, blue lips): call, complete set, and
    6 more; closed 02:40 N02: transferred
  03:00  !! review  3-12 老人3-12: T-04 temperature 38.8 °C (line 38.5 °C);
    still open

Alerts open
  !!  review  3-12 老人3-12  since 03:00 (4 h 00); seen 03:05 by N02:
    measuring again; 03:05-04:05 is over: look again

Closed, but still on the board
  !!  review  3-2 老人3-2, closed 01-12 23:00 by N02 treated here: T-04
    temperature 38.8 °C (line 38.5 °C)

Worse, or no longer known
  3-7 [b]赵[/b]: nothing found in T, SpO2, symptoms -> watch  from 05:01

Better
  3-2 老人3-2: closed 01-12 23:00 N02: treated here

Went, came back, left
  02:40  3-1 老人3-1: in hospital (N02)

Oxygen
  3-4 王芳: has oxygen, SpO2 96 % at 05:01, target 88-92 %, 2 L/min, source
    not told, per order on file

Done for people
  3-1 老人3-1: 02:20 antipyretic given 对乙酰氨基酚

In isolation
  3-2 老人3-2: to be isolated, the task is open
  3-7 [b]赵[/b]: to be isolated, the task is open
  3-12 老人3-12: to be isolated, the task is open

Measure again
  03:00-03:15  3-12 老人3-12  temperature (overdue)
  05:01-05:31  3-7 [b]赵[/b]  temperature (overdue)

Tests due today
  N01 李文: plan of the week, PCR, 1 d overdue
  N02 张敏: plan of the week, PCR, 1 d overdue
  3-2 老人3-2: symptoms or fever, antigen test, 1 d overdue
  and 4 more

Not seen or not measured in a round
  3-7 [b]赵[/b]: evening round until 01-12 20:00, nothing was written down
  3-8 老人3-8: evening round until 01-12 20:00, refused, asleep

Alerts whose reading was withdrawn
  3-4 王芳: S-02b SpO2 79 % (line 90 %), reading withdrawn by N02 at 05:01
    (typing slip)

Notes
  01-12 23:00  3-2 老人3-2: 喝水，少盖被 (N02)
  02:12  3-1 老人3-1: 叫了 120 (N02)

Nothing to tell
  Transfers; Oxygen started, changed or stopped; To be done by the end of the
    next shift

Not signed yet.
"""


def test_every_line_of_the_night_is_told_in_few_words(night: Station) -> None:
    words.use("en")
    told = night.handover.page()
    assert text.signed(told, night, None) == PAGE.splitlines()


def test_in_chinese_it_says_the_same_parts(night: Station) -> None:
    with words.speaking("en"):
        there = said.parts(night.handover.page(), night)
    with words.speaking("zh_CN"):
        here = said.parts(night.handover.page(), night)
        lines = text.signed(night.handover.page(), night, None)
    assert [len(part.lines) for part in here] == [len(part.lines) for part in there]
    assert "  02:40  3-1 老人3-1：住院 (N02)" in lines
    assert "  3-2 老人3-2：01-12 23:00 N02 关闭：就地处理" in lines or any(
        "3-2 老人3-2：01-12 23:00 N02" in x for x in lines
    )


def test_every_line_fits_and_typed_texts_have_no_control_characters(night: Station) -> None:
    for width in (78, 60, 40):
        assert max(cells(line) for line in text.lines(night.handover.page(), night, width)) <= width


def test_a_part_is_cut_but_open_alerts_are_named(night: Station) -> None:
    words.use("en")
    told = night.handover.page()
    parts = {part.title: part.lines for part in said.parts(told, night, 1)}
    assert parts["New alerts"][1] == "and 1 more: !! 3-12 老人3-12"
    assert parts["Tests due today"][1] == "and 6 more"


def test_whoever_waits_for_oxygen_is_named_beyond_the_lines_too(station: Station) -> None:
    words.use("en")
    for code in ("3-1", "3-2", "3-12"):
        tell(station, code, spo2=86)
    found = {part.title: part.lines for part in said.parts(station.handover.page(), station, 1)}["Oxygen"]
    assert all(name in " ".join(found) for name in ("老人3-1", "老人3-2", "老人3-12"))


def test_a_quiet_shift_says_what_it_looked_for(station: Station, clock: FixedClock) -> None:
    words.use("en")
    later(clock, 60)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)
    later(clock, 1)
    lines = text.lines(station.handover.page(), station)
    assert "Nothing to tell" in lines
    said_once = " ".join(" ".join(lines).split())
    nothing = "New alerts; Alerts open; Closed, but still on the board; Worse, or no longer known; Better;"
    assert nothing in said_once


def test_a_long_note_is_cut_and_a_word_nobody_wrote_is_not_put_there(station: Station) -> None:
    words.use("en")
    person = station.by_code("3-1").id
    tell(station, "3-1", 388)
    station.acknowledge(person, "很长" * 100)
    station.given(person, station.now(), antipyretic=True)
    told = {part.title: part.lines for part in said.parts(station.handover.page(), station)}
    assert told["Notes"] == (f"08:00  3-1 老人3-1: {'很长' * 40} ... (N01)",)
    assert told["Done for people"] == ("3-1 老人3-1: 08:00 antipyretic given",)


def test_the_signed_page_names_both_and_its_sum_is_of_the_text_above(night: Station) -> None:
    words.use("en")
    told = night.handover.page()
    signed = night.handover.sign(told, "N01", text.sha256(told, night))
    assert text.signed(told, night, signed)[-1] == "Signed: N02 张敏 -> N01 李文, 07:00"
    assert signed.sha256 == text.sha256(told, night)
    with words.speaking("zh_CN"):
        assert text.sha256(told, night) != signed.sha256


def test_for_a_program_everything_is_there_with_its_zone(night: Station) -> None:
    told = night.handover.page()
    found = json.loads(json.dumps(flat.as_object(told, night, None)))
    assert found["since"] == "2023-01-12T19:00:00+08:00"
    assert [(one["person"], one["outcome"]) for one in found["new"]] == [("3-1", "transferred"), ("3-12", None)]
    assert found["open"][0]["comes_back"] == "2023-01-13T04:05:00+08:00"
    assert found["not_seen"][1]["reasons"] == ["refused", "asleep"]
    assert found["worse"][0]["now"] == Severity.WATCH.name
    assert {one["rule"] for one in found["withdrawn"]} >= {"S-02b", "O-02"}
    assert len(found["tests_due"]) == len(told.due)
    assert found["signed"] is None
    signed = night.handover.sign(told, "N01", "0" * 64)
    assert flat.as_object(told, night, signed)["signed"] == {"gives": "N02", "takes": "N01", "sha256": "0" * 64}
