"""The questions under the sheet: who is meant, which number, and that nothing is applied before Enter."""

import pytest

from carelog.model.deeds import Why
from carelog.model.reading import Site
from carelog.ui.sheet.prompts import LONGEST, SITES, WHYS, matches, press
from carelog.ui.sheet.state import Asked, FromPaper, Prompt, State, Undo, Void

from .typed_rounds import after, line, opened, resident, row, some

HOUSE = opened(
    line(resident(0, code="R1", bed="3-1", initials="wf", name="王芳")),
    line(resident(1, code="R12", bed="3-2", initials="wf", name="王峰")),
    line(resident(2, code="A3", bed="3-12", initials="lw", name="Li Wen")),
    line(resident(3, code="3-1", bed="4-1", initials="zb", name="Zhou Bo")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("R1", (0,)),
        ("r12", (1,)),
        ("R", (0, 1)),
        ("wf", (0, 1)),
        ("ＷＦ", (0, 1)),
        ("王", (0, 1)),
        ("王峰", (1,)),
        ("3-12", (2,)),
        ("3-1", (3,)),
        ("４-１", (3,)),
        ("li w", (2,)),
        ("  A3 ", (2,)),
        ("nobody", ()),
        ("", ()),
        ("   ", ()),
    ],
)
def test_whole_codes_beds_and_names_are_meant_before_beginnings(text: str, found: tuple[int, ...]) -> None:
    assert matches(HOUSE, text) == found


def asking(kind: Asked, text: str = "", state: State = HOUSE) -> State:
    return state._replace(prompt=Prompt(kind, text))


def stop_of(state: State, key: str) -> str:
    stop = press(state, key)[0].stop
    return stop.code if stop else ""


def test_two_that_match_are_chosen_between_with_the_arrows() -> None:
    state = asking(Asked.JUMP, "wf")
    assert stop_of(state, "enter") == "sheet.stop_several"
    for _ in range(4):
        state = press(state, "down")[0]
    assert state.prompt is not None
    assert state.prompt.pick == 1
    assert press(state, "enter")[0].at == 1
    assert press(press(state, "up")[0], "enter")[0].at == 0


def test_a_letter_more_forgets_the_choice_of_before() -> None:
    state = press(press(asking(Asked.JUMP, "w"), "down")[0], "f")[0]
    assert state.prompt == Prompt(Asked.JUMP, "wf", -1)


@pytest.mark.parametrize("kind", [Asked.JUMP, Asked.DEVICE, Asked.MEASURED_BY])
def test_an_answer_has_an_end(kind: Asked) -> None:
    assert stop_of(asking(kind, "x" * LONGEST), "x") == "sheet.stop_answer"
    assert stop_of(asking(kind, "x" * (LONGEST - 1)), "x") == ""
    assert stop_of(asking(kind), "f9") == "sheet.stop_answer"


@pytest.mark.parametrize("kind", list(Asked))
def test_esc_and_a_backspace_on_an_empty_answer_close_every_question_with_nothing_done(kind: Asked) -> None:
    for key in ("escape", "backspace") if kind is not Asked.LIST else ("escape",):
        state, acts = press(asking(kind), key)
        assert (state, acts) == (HOUSE, ())


def test_a_backspace_too_many_in_the_list_of_symptoms_does_not_make_a_cough_no_symptoms() -> None:
    state = after("366 97 ;01<backspace><backspace>")
    assert state.prompt == Prompt(Asked.LIST)
    assert row(after("01<enter>", state)).symptoms == ("cough",)


def test_esc_lets_go_of_half_a_number_and_only_then_leaves_the_list() -> None:
    assert row(after("366 97 ;1<enter><escape>01<enter>")).symptoms == ("cough",)
    assert row(after("366 97 ;1<escape>01<enter>")).symptoms == ("cough",)
    assert after("366 97 ;1<escape><escape>").prompt is None


@pytest.mark.parametrize(("digit", "site"), [(str(n), site) for n, site in enumerate(SITES, 1)])
def test_a_site_is_for_one_person_or_with_f3_for_everybody_from_here_on(digit: str, site: Site) -> None:
    one = after(f"<f3>{digit}<enter>")
    assert row(one).site is site
    assert one.site is Site.AXILLARY
    assert after(f"<f3><f3>{digit}<enter>").site is site
    assert after(f"<f3><f3><f3>{digit}<enter>").site is Site.AXILLARY


@pytest.mark.parametrize(("digit", "fahrenheit"), [("6", False), ("7", True)])
def test_the_unit_is_the_last_two_of_the_list(digit: str, fahrenheit: bool) -> None:
    state = after(f"<f3>{digit}<enter>", some(fahrenheit=not fahrenheit))
    assert row(state).fahrenheit is fahrenheit
    assert state.fahrenheit is not fahrenheit
    assert after(f"<f3><f3>{digit}<enter>", some(fahrenheit=not fahrenheit)).fahrenheit is fahrenheit


@pytest.mark.parametrize("key", ["0", "8", "9", "a", "enter"])
def test_what_is_not_on_the_list_of_sites_stops(key: str) -> None:
    assert stop_of(asking(Asked.SITE), key) == "sheet.stop_number"
    assert stop_of(asking(Asked.SITE, "1"), "2") == "sheet.stop_number"


@pytest.mark.parametrize("typed", ["0000", "0805", "2359", "1200"])
def test_four_digits_of_a_clock_are_a_time(typed: str) -> None:
    state = asking(Asked.WHEN)
    for n, digit in enumerate(typed):
        assert stop_of(state, "enter") == "sheet.stop_time", n
        state = press(state, digit)[0]
    assert press(state, "enter")[1] == (FromPaper(typed),)


@pytest.mark.parametrize(("typed", "key"), [("", "3"), ("2", "4"), ("08", "6"), ("0805", "1"), ("08", ":"), ("", "a")])
def test_a_digit_no_clock_shows_stops_at_once(typed: str, key: str) -> None:
    assert stop_of(asking(Asked.WHEN, typed), key) == "sheet.stop_time"


def test_only_f6_once_more_takes_back() -> None:
    assert press(asking(Asked.UNDO), "f6")[1] == (Undo(),)
    assert stop_of(asking(Asked.UNDO), "enter") == "sheet.stop_undo"


@pytest.mark.parametrize("why", [why for why in WHYS if why is not Why.WRONG_PERSON])
def test_a_reason_is_a_number_and_reopens_the_row(why: Why) -> None:
    state = after(f"366 97 0 <up><right><f4>{WHYS.index(why) + 1}<enter>")
    assert row(state).why is why


def test_the_wrong_person_is_taken_off_the_sheet_and_out_of_what_was_saved() -> None:
    done = after("366 97 0 <up><right>")
    state, acts = press(asking(Asked.WHY, str(WHYS.index(Why.WRONG_PERSON) + 1), done), "enter")
    assert acts == (Void(0, Why.WRONG_PERSON),)
    assert (state.rows, state.saved) == ({}, ())


@pytest.mark.parametrize(("typed", "who"), [("n02", "other"), ("N02", "other"), ("", None)])
def test_who_measures_is_a_staff_code_and_nothing_typed_is_me(typed: str, who: str | None) -> None:
    state = asking(Asked.MEASURED_BY, typed)._replace(measured_by="nurse")
    assert press(state, "enter")[0].measured_by == who


def test_a_code_nobody_has_is_no_measurer() -> None:
    state = asking(Asked.MEASURED_BY, "n99")
    assert stop_of(state, "enter") == "sheet.stop_nobody"
    assert press(state, "enter")[0].measured_by is None
