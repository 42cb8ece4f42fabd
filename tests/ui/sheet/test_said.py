"""The lines around the sheet: what a nurse reads while her hands go on typing."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Why
from carelog.model.reading import NOT_MEASURED_KEYS, NotMeasured, Quantity, Reading, Site
from carelog.station.desk import Station
from carelog.ui.line import Line, width
from carelog.ui.sheet.job import RoundJob
from carelog.ui.sheet.prompts import SITES
from carelog.ui.sheet.said import below, overlay, strip, title, understood
from carelog.words import tr, use

from .homes import a_round, other_terminal, type_on
from .typed_rounds import O2, S, T


def text(*lines: Line) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def under(job: RoundJob) -> str:
    return text(*below(job, job.station.now(), 120))


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading(T, 366, site=Site.AXILLARY, typed="366"), "36.6 C armpit"),
        (Reading(T, 366, site=Site.UNKNOWN, typed="36.6"), "36.6 C site not told"),
        (Reading(T, 370, site=Site.ORAL, typed="98.6F"), "98.6 F = 37.0 C mouth"),
        (Reading(T, None, NotMeasured.REFUSED), "temperature -refused"),
        (Reading(S, 97), "97 %"),
        (Reading(S, None, NotMeasured.NO_READING), "SpO2 -no reading on this person"),
        (Reading(O2, 0), "on air"),
        (Reading(O2, 15), "on oxygen 1.5 L/min"),
        (Reading(O2, None), "on oxygen ? L/min"),
        (Reading(Quantity.PULSE, 76), "P76"),
        (Reading(Quantity.CONSCIOUSNESS, 2), "CV"),
    ],
)
def test_what_was_understood_is_said_with_its_unit(reading: Reading, said: str) -> None:
    assert understood(reading).casefold() == said.casefold()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("quantity", list(Quantity))
def test_a_missing_value_always_names_what_is_missing_and_why(language: str, quantity: Quantity) -> None:
    use(language)
    for reason in NotMeasured:
        said = understood(Reading(quantity, None, reason))
        assert tr(f"quantity.{quantity}") in said
        assert tr(f"reason.{reason}") in said


def test_the_title_counts_who_is_done_and_says_site_and_unit(station: Station) -> None:
    job = a_round(station)
    assert "morning" in text(title(job))
    assert "03-07 08:30" in text(title(job))
    assert "0 of 4" in text(title(job))
    assert "armpit Celsius" in text(title(job))
    type_on(job, "366 97 0")
    assert "1 of 4" in text(title(job))


def test_who_measures_and_with_what_stands_in_the_title(station: Station) -> None:
    job = type_on(a_round(station), "<f5>n02<enter>")
    assert "measured by N02" in text(title(job))
    type_on(job, "<f5><f5>trolley3<enter>")
    assert "trolley3" in text(title(job))


def test_values_caught_up_from_paper_are_marked_in_the_title(station: Station) -> None:
    at = station.now() - timedelta(hours=2)
    assert "from paper" in text(title(a_round(station, at=at, catch_up=True)))
    assert "from paper" not in text(title(a_round(station)))


def test_the_person_under_the_cursor_is_named_with_bed_and_what_was_understood(station: Station) -> None:
    said = under(type_on(a_round(station), "366 97"))
    assert "1-01 老人000" in said
    assert "36.6 C armpit" in said
    assert "97 %" in said
    assert "on air" in said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("9", "STOP at 9. Esc: go on here."),
        ("9123", "4 keys dropped."),
        ("395", "39.5 C armpit: read so? + yes, Backspace no."),
        ("366 36", "SpO2 36: is it a temperature?"),
        ("<down>", "Looking. Space or Right: type here."),
        ("366 97 0", "saved: 1-01 老人000  36.6 C armpit"),
        ("<end><space>366 97 0", "Everybody is through."),
        ("366 97 0 <f6>", "F6 once more takes back"),
        ("366 97 0 <f6><f6>", "Taken back: 老人000"),
    ],
)
def test_what_must_be_read_now_is_said_below(station: Station, keys: str, said: str) -> None:
    assert said in under(type_on(a_round(station), keys))


def test_who_was_passed_over_because_the_round_holds_them_is_named(station: Station) -> None:
    type_on(a_round(station), "/R001<enter> 366 97 0")
    job = type_on(a_round(station), "365 98 0")
    assert job.state.at == 2
    assert "1-02 老人001 is done already. Space or Right: type here" in under(job)
    assert "is done" not in under(type_on(job, "<up>"))


def test_a_row_that_is_corrected_says_which_key_ends_it(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0 <backspace>")
    assert "Enter: done, goes on" in under(job)
    assert "Correcting" not in under(type_on(job, "<enter>"))


def test_the_first_f6_says_whose_row_the_second_takes_back(station: Station) -> None:
    job = type_on(a_round(station), "366 97 0 365 98 0 <f6>")
    assert "what I saved last: 1-02 老人001. Esc: no" in under(job)
    assert "There is nothing of mine to take back" in under(type_on(job, "<f6><f6><f6><f6>"))


def test_open_repeats_stand_before_the_question_about_paper_and_the_soonest_first(
    station: Station, clock: FixedClock
) -> None:
    job = type_on(a_round(station), "395+97 0")
    clock.move(timedelta(minutes=4))
    type_on(job, "396+97 0 <up><right>" + "366 97 0 <up><right>" * 6)
    told = text(strip(job, station.now()))
    assert job.hurried()
    assert told.index("1-01") < told.index("from paper")


def test_one_dropped_key_is_not_counted_because_it_is_named(station: Station) -> None:
    assert "dropped" not in under(type_on(a_round(station), "9"))


def test_who_was_first_is_named_with_her_values_and_the_choice(station: Station, clock: FixedClock) -> None:
    mine = a_round(station)
    other = other_terminal(station, clock)
    type_on(a_round(other), "371 96 0")
    type_on(mine, "366 97 0")
    assert "N02 was first" in under(mine)
    assert "1 to decide" in under(mine)
    type_on(mine, "<up><space>")
    assert "N02 entered 37.1 C armpit" in under(mine)
    assert "at 08:30. Enter: mine is a repeat reading." in under(mine)
    other.close_log()


def test_a_row_another_nurse_left_is_told_with_what_she_typed(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "366 97")
    clock.move(timedelta(minutes=3))
    assert "N02 began here at 08:30: 36.6 C armpit, 97 %, on air. F12" in under(a_round(station))
    other.close_log()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "repeat in 15 min"),
        (10, "repeat in 5 min"),
        (15, "repeat in 0 min"),
        (20, "5 min late"),
        (15 + 774, "repeat 12 h 54 late"),
    ],
)
def test_an_open_repeat_runs_down_and_then_is_late(
    station: Station, clock: FixedClock, minutes: int, said: str
) -> None:
    job = type_on(a_round(station), "366 97 0")
    assert text(strip(job, station.now())) == " no repeats open"
    job = type_on(job, "395+97 0")
    (advice,) = job.advice.values()
    assert advice.until is not None
    assert said in text(strip(job, advice.until - timedelta(minutes=15) + timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("keys", "choices"),
    [
        ("-", [f"{digit} {tr(f'reason.{why}')}" for digit, why in NOT_MEASURED_KEYS.items()]),
        ("<f3>", [f"{n} {tr(f'site.{site}')}" for n, site in enumerate(SITES, 1)] + ["6 Celsius", "7 Fahrenheit"]),
        ("366 97 0 <up><space><f4>", [f"{n} {tr(f'why.{why}')}" for n, why in enumerate(Why, 1)]),
        ("/老人", ["1-01 老人000", "1-04 老人003"]),
        ("366 97 ;", ["01 cough"]),
    ],
)
@pytest.mark.parametrize("cells", [80, 120])
def test_a_list_to_choose_from_shows_every_choice_and_fits(
    station: Station, keys: str, choices: list[str], cells: int
) -> None:
    lines = overlay(type_on(a_round(station), keys), cells)
    assert all(choice[:24] in text(*lines) for choice in choices)
    assert all(width(line) <= cells for line in lines)


@pytest.mark.parametrize("keys", ["", "366", "366 97 0", "9", "<down>"])
def test_where_nothing_is_chosen_no_list_lies_over_the_people(station: Station, keys: str) -> None:
    assert overlay(type_on(a_round(station), keys), 80) == []


def test_a_symptom_already_chosen_is_marked_in_the_list(station: Station) -> None:
    assert "01*cough" in text(*overlay(type_on(a_round(station), "366 97 c;"), 80))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("keys", ["", "366", "395", "9", "366 97 0", "/x", "<f3>", "<down>", "366 97 <f2>18<enter>"])
def test_below_the_sheet_are_three_lines_in_words_of_the_language(station: Station, language: str, keys: str) -> None:
    use(language)
    lines = below(type_on(a_round(station), keys), station.now(), 80)
    assert len(lines) <= 3
    assert "sheet." not in text(*lines)
