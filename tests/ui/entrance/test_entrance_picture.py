"""Pass and stop over the whole screen: told apart without colour, with what to do in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from carelog.model.entrance import Bar
from carelog.model.person import Kind, Person
from carelog.station.entrance.door import Verdict
from carelog.ui.entrance.glyphs import PASS, STOP, drawn
from carelog.ui.entrance.picture import picture, words
from carelog.words import LANGUAGES, tr, use

AT = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
WHO = Person("p", "N02", Kind.STAFF, "张 [/b] 敏")


def verdict(*bars: Bar, **more: datetime) -> Verdict:
    return Verdict(WHO, AT, 366, (), bars)._replace(**more)  # type: ignore[arg-type]  # a time of a case


def local(at: datetime) -> datetime:
    return at


def text(told: Verdict, cells: int = 80, lines: int = 24) -> list[str]:
    painted = picture(told, words(told, local), cells, lines)
    return ["".join(part for part, _ in line) for line in painted]


@pytest.fixture(autouse=True, params=LANGUAGES)
def _language(request: pytest.FixtureRequest) -> None:
    use(request.param)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 12)])
@pytest.mark.parametrize("bars", [(), (Bar.TEST, Bar.FEVER, Bar.SYMPTOMS), tuple(Bar)])
def test_the_picture_fills_the_screen_exactly(size: tuple[int, int], bars: tuple[Bar, ...]) -> None:
    rows = text(verdict(*bars), *size)
    assert len(rows) == size[1]
    assert {cell_len(row) for row in rows} == {size[0]}


def test_a_stop_is_a_filled_frame_and_a_pass_an_empty_one() -> None:
    stop, passed = text(verdict(Bar.FEVER)), text(verdict())
    assert stop[0] == stop[-1] == "#" * 80
    assert all(row.startswith("####") and row.endswith("####") for row in stop)
    assert passed[0] == passed[-1] == "+" + "-" * 78 + "+"
    assert all(row.startswith("|") and row.endswith("|") for row in passed[1:-1])


def test_the_word_and_the_name_stand_below_the_sign() -> None:
    for told, word in ((verdict(), tr("door.pass")), (verdict(Bar.FEVER), tr("door.stop"))):
        rows = text(told)
        at = next(n for n, row in enumerate(rows) if row.count(word) > 3)
        assert "N02" in rows[at + 1]
        assert "[/b]" in rows[at + 1], "what people typed is no markup"


def test_every_bar_has_its_sentence_and_a_pass_only_its_own() -> None:
    assert words(verdict(), local) == [tr("door.pass_said")]
    for bar in Bar:
        (said,) = words(verdict(bar), local)
        assert said == tr(f"door.bar_{bar}")
        assert said != f"door.bar_{bar}"


def test_a_repeat_says_from_when() -> None:
    told = verdict(Bar.FEVER, Bar.AGAIN, again_at=AT + timedelta(minutes=15))
    assert "01:45" in words(told, local)[1]
    assert "01:45" in "".join(text(told))


def test_when_somebody_may_come_back_is_said_last() -> None:
    assert words(verdict(Bar.OFF_DUTY), local, "back 03-08")[-1] == "back 03-08"


def test_a_name_of_any_length_breaks_no_frame() -> None:
    told = verdict(Bar.FEVER)._replace(person=replace(WHO, name="阿依古丽·买买提" * 20))
    assert {cell_len(row) for row in text(told)} == {80}


@pytest.mark.parametrize("sign", [*STOP.values(), *PASS.values()])
def test_a_sign_grows_with_the_room_and_is_left_out_where_there_is_none(sign: tuple[str, ...]) -> None:
    small, large = drawn(sign, 70, 12), drawn(sign, 110, 30)
    assert len(large) == len(sign) * (len(large) // len(sign)) > len(small) >= len(sign)
    assert max(map(len, small)) <= 70
    assert drawn(sign, 10, 30) == drawn(sign, 110, 3) == []
    assert set("".join(small)) == {"#", " "}
