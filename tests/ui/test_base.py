"""Questions at the foot, keys as commands, and which keys are hinted at."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from carelog.model.refusal import Refusal
from carelog.ui.app import CareApp
from carelog.ui.base import Ask, CareScreen, plain
from carelog.ui.line import width

from .support import painted


class Desk(CareScreen):
    """A screen with a few commands that remembers what it was told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "round", "board.round", id="board.round"),
        Binding("R", "catch_up", "board.catch_up", id="board.catch_up"),
        Binding("x,delete", "order", "board.order", id="board.order"),
        Binding("down", "down", "ui.down", id="ui.down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.foot

    def step(self, by: int) -> None:
        self.told.append(f"step {by}")

    def unknown(self, key: str, character: str | None) -> None:
        self.told.append(f"unknown {key} {character}")

    def action_round(self) -> None:
        self.told.append("round")

    def action_catch_up(self) -> None:
        self.told.append("catch up")

    def action_order(self) -> None:
        self.told.append("order")


class Stage:
    """The app with its desk."""

    def __init__(self, app: CareApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    def foot(self) -> str:
        return painted(self.app)[0]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    desk = Desk()
    app = CareApp(lambda app: app.show(desk), tmp_path)
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        yield Stage(app, desk)


async def test_a_key_is_a_command_done_before_the_next_key(stage: Stage) -> None:
    for key in ("r", "x", "delete", "down"):
        stage.app.pressed(key, key if len(key) == 1 else None)
    assert stage.desk.told == ["round", "order", "order", "step 1"]


async def test_a_capital_is_its_own_command_where_there_is_one_and_else_the_small_letter(stage: Stage) -> None:
    stage.app.pressed("R", "R")
    stage.app.pressed("X", "X")
    assert stage.desk.told == ["catch up", "order"]


async def test_a_full_width_letter_is_the_letter(stage: Stage) -> None:
    stage.app.pressed("fullwidth_latin_small_letter_r", "ｒ")
    assert stage.desk.told == ["round"]
    assert [plain("ｒ"), plain("７"), plain(None)] == ["r", "7", ""]


async def test_a_key_that_means_nothing_is_told_to_the_screen(stage: Stage) -> None:
    stage.app.pressed("7", "7")
    assert stage.desk.told == ["unknown 7 7"]


async def test_the_foot_names_help_first_then_the_keys_in_their_order(stage: Stage) -> None:
    assert stage.foot().split() == ["F1", "help", "r", "round", "R", "from", "paper", "x", "order"]


async def test_a_hint_that_does_not_fit_is_left_out_whole(tmp_path: Path) -> None:
    app = CareApp(lambda app: app.show(Desk()), tmp_path)
    async with app.run_test(size=(22, 5)) as pilot:
        await pilot.pause()
        assert painted(app)[0].split() == ["F1", "help", "r", "round"]
        await pilot.resize_terminal(60, 5)
        await pilot.pause()
        assert "order" in painted(app)[0]


async def test_a_question_with_choices_takes_a_digit_and_nothing_else(stage: Stage) -> None:
    answers: list[str] = []
    stage.desk.ask(Ask("Which?", answers.append, ("one", "two")))
    for key in ("r", "3", "0", "down"):
        stage.app.pressed(key, key if len(key) == 1 else None)
    assert answers == []
    assert stage.desk.told == []
    stage.app.pressed("2", "2")
    assert answers == ["2"]
    assert stage.desk.asking is None


async def test_a_question_shows_its_choices_with_their_digits(stage: Stage) -> None:
    stage.desk.ask(Ask("Which?", str, ("one", "[b]two")))
    assert [part for part, _ in stage.desk.foot.lines[0]] == [" Which? ", " 1", " one ", " 2", " [b]two "]


async def test_no_answer_and_no_sentence_is_torn_at_the_edge(stage: Stage) -> None:
    answers = tuple(f"answer number {n}" for n in range(8))
    stage.desk.ask(Ask("Which?", str, answers))
    lines = stage.desk.foot.lines
    assert len(lines) > 1
    assert all(width(line) <= stage.desk.size.width for line in lines)
    assert all(any(answer in "".join(text for text, _ in line) for line in lines) for answer in answers)
    stage.desk.say("no round " * 30)
    assert len(stage.desk.foot.lines) > 1
    assert all(width(line) <= stage.desk.size.width for line in stage.desk.foot.lines)


async def test_a_long_question_is_read_to_its_end(stage: Stage) -> None:
    stage.desk.ask(Ask("stop oxygen of Ann Archer? SpO2 89 % at 17:45, " + "BELOW TARGET " * 9, str, ("yes", "no")))
    lines = stage.desk.foot.lines
    assert all(width(line) <= stage.desk.size.width for line in lines)
    assert "".join(text for line in lines for text, _ in line).count("BELOW TARGET") == 9


async def test_a_full_width_digit_answers_too(stage: Stage) -> None:
    answers: list[str] = []
    stage.desk.ask(Ask("Which?", answers.append, ("one", "two")))
    stage.app.pressed("fullwidth_digit_one", "１")
    assert answers == ["1"]


async def test_escape_takes_a_question_back(stage: Stage) -> None:
    answers: list[str] = []
    stage.desk.ask(Ask("Which?", answers.append, ("one", "two")))
    stage.app.pressed("escape", None)
    stage.app.pressed("1", "1")
    assert answers == []
    assert stage.desk.told == ["unknown 1 1"]


async def test_text_is_typed_mended_and_given_with_enter(stage: Stage) -> None:
    answers: list[str] = []
    stage.desk.ask(Ask("When?", answers.append))
    for key in (*"08:1r", "backspace", "0", "enter"):
        stage.app.pressed(key, key if len(key) == 1 else None)
    assert answers == ["08:10"]


async def test_what_is_typed_is_told_as_it_grows_and_taken_back_with_escape(stage: Stage) -> None:
    seen: list[str] = []
    stage.desk.ask(Ask("Who?", str, live=seen.append))
    for key in ("王", "芳", "backspace", "escape"):
        stage.app.pressed(key, key if len(key) == 1 else None)
    assert seen == ["王", "王芳", "王", ""]


async def test_an_answer_that_is_refused_can_be_mended(stage: Stage) -> None:
    def refuses(typed_text: str) -> None:
        raise Refusal("ui.not_a_time", text=typed_text)

    stage.desk.ask(Ask("When?", refuses))
    for key in ("9", "enter"):
        stage.app.pressed(key, key if len(key) == 1 else None)
    assert '"9" is not a time' in "".join(text for text, _ in stage.desk.foot.lines[0])
    assert stage.desk.asking
    assert stage.desk.asking.typed == "9"


async def test_the_caret_stands_where_one_types(stage: Stage) -> None:
    stage.desk.ask(Ask("When?", str, typed="08"))
    assert stage.app.cursor_position == (len(" When? 08"), 4)


async def test_a_sentence_stays_until_the_next_key(stage: Stage) -> None:
    stage.desk.say("Saved.")
    assert "Saved." in stage.desk.foot.lines[0][0][0]
    stage.app.pressed("r", "r")
    assert "Saved." not in stage.desk.foot.lines[0][0][0]


async def test_only_a_typed_question_takes_pasted_text(stage: Stage) -> None:
    assert not stage.desk.takes_text()
    stage.desk.ask(Ask("Which?", str, ("one",)))
    assert not stage.desk.takes_text()
    question = Ask("Who?", str)
    stage.desk.ask(question)
    stage.app.pasted("wang\n")
    assert question.typed == "wang"


async def test_every_move_is_a_step_of_the_screen(stage: Stage) -> None:
    desk = stage.desk
    for move in (desk.action_up, desk.action_page_down, desk.action_page_up, desk.action_first, desk.action_last):
        move()
    assert desk.told == ["step -1", "step 1", "step -1", "step -1000000", "step 1000000"]
