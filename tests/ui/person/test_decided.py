"""What was decided of a person stands at the head of their page, in words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from carelog.model.person import Colour, Kind, Person
from carelog.model.reading import Site
from carelog.ui.line import width
from carelog.ui.person.decided import decided
from carelog.words import use

from ..support import NASTY

TODAY = date(2026, 3, 7)
WANG = Person("p1", "R001", Kind.RESIDENT, "王芳")
TARGET: dict[str, Any] = {
    "target_low_percent": 90, "target_high_percent": 94, "target_by": "Dr. Wu", "target_until": TODAY,
}  # fmt: skip
EVERYTHING = replace(
    WANG, spo2_scale=2, scale_by="Dr. Wu", scale_on=TODAY, colour=Colour.RED, colour_why="lives with a case",
    takes_antipyretic=True, usual_news2=3, normals_by="Dr. Wu", normals_until=TODAY, **TARGET,
)  # fmt: skip


def said(cells: int = 200, **facts: object) -> list[str]:
    person = replace(WANG, **facts)  # type: ignore[arg-type]  # the case names its facts
    return ["".join(text for text, _ in line) for line in decided(person, TODAY, cells)]


def test_of_whom_nothing_was_decided_nothing_is_said() -> None:
    assert said() == []
    assert said(target_low_percent=88, target_high_percent=92, oxygen_tenths_l_min=20) == []


def test_who_decided_scale_2_and_when() -> None:
    assert said(spo2_scale=2, scale_by="Dr. Wu", scale_on=TODAY) == [" SpO2 scale 2: decided by Dr. Wu, 2026-03-07"]


@pytest.mark.parametrize("half", [{}, {"scale_by": "Dr. Wu"}, {"scale_on": TODAY}])
def test_scale_2_that_nobody_decided_says_that_scale_1_is_judged_on(half: dict[str, Any]) -> None:
    (line,) = said(spo2_scale=2, **half)
    assert "without who decided it" in line
    assert "judged on scale 1" in line


def test_the_signed_target_holds_to_the_end_of_its_last_day_and_then_says_that_it_is_over() -> None:
    assert said(**TARGET) == [" own SpO2 target 90-94 %: signed by Dr. Wu, until 2026-03-07"]
    (over,) = said(**TARGET | {"target_until": TODAY - timedelta(days=1)})
    assert "expired 2026-03-06: the usual lines hold" in over
    styles = {style for line in decided(replace(WANG, **TARGET), TODAY + timedelta(days=1), 80) for _, style in line}
    assert styles == {"head"}


def test_own_figures_stand_with_who_signs_them_and_say_when_they_are_over() -> None:
    own: dict[str, Any] = {"normals_by": "Dr. Wu", "normals_until": TODAY, "normal_spo2_percent": 93, "usual_news2": 0}
    warm: dict[str, Any] = {"normal_temperature_tenths_c": 362, "normal_temperature_site": Site.AXILLARY}
    assert said(**own, **warm) == [
        " own normal figures: 36.2 armpit, SpO2 93 %, NEWS2 0: signed by Dr. Wu, until 2026-03-07"
    ]
    (over,) = said(**own | {"normals_until": TODAY - timedelta(days=1)})
    assert "expired 2026-03-06" in over
    assert said(normals_by="Dr. Wu", normals_until=TODAY) == []
    assert said(normal_spo2_percent=93) == []


def test_a_raised_class_and_a_masked_fever_are_said() -> None:
    assert said(colour=Colour.RED, colour_why="[frail]") == [" class at least red, by a nurse: [frail]"]
    assert said(takes_antipyretic=True) == [" takes an antipyretic regularly: a fever may be masked"]


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("cells", [60, 80])
def test_it_is_wrapped_into_the_window_in_both_languages(spoken: str, name: str, cells: int) -> None:
    use(spoken)
    person = replace(EVERYTHING, scale_by=name * 4, target_by=name * 4, normals_by=name * 4, colour_why=name * 9)
    lines = decided(person, TODAY + timedelta(days=1), cells)
    assert len(lines) > 4
    assert [width(line) for line in lines if width(line) > cells] == []
    assert not any("\x1b" in text for line in lines for text, _ in line)
