"""Paper: the blank sheet in the order of the screen, the filled day, harmless whatever people are called."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog import words
from carelog.clock import FixedClock
from carelog.model.person import Kind, Person
from carelog.report import html
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

from .support import DAY, small_day

NAMES = ("王 [/b] 芳", "[see note]", "=1+1", "<script>alert(1)</script>", "a&b", "\u202egnaw", "\x1b[31m红")
MORNING = datetime(2023, 1, 12, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser sees: tags that close, texts, and nothing fetched from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append(data.strip())


def read(page: str) -> Page:
    seen = Page(page)
    assert seen.open == []
    assert {tag for tag, _ in seen.tags} <= {
        "html", "head", "meta", "title", "style", "body", "table", "thead", "tbody", "tr", "th", "td", "p", "bdi",
    }  # fmt: skip
    assert not re.search(r"(?i)src=|href=|url\(|@import|http", page)
    return seen


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    clock = FixedClock(MORNING)
    plan = Plan("松鹤楼 <1>", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    station = Station.found(tmp_path / "home", clock, plan)
    people = [
        Person(clock.new_id(), f"3-{n}", Kind.RESIDENT, name, unit="3", bed=f"{n}")
        for n, name in enumerate(NAMES, start=1)
    ]
    people.append(
        Person(
            clock.new_id(), "4-1", Kind.RESIDENT, "[see note]", birth_date=date(1931, 2, 3), unit="4", round_last=True
        )
    )
    people.append(Person(clock.new_id(), "3-10", Kind.RESIDENT, "张伟", unit="3", bed="10", oxygen_tenths_l_min=20))
    station.put(people)
    yield station
    station.close_log()


def test_the_blank_sheet_has_the_people_in_the_order_of_the_screen(station: Station) -> None:
    sheet = station.open_round()
    page = read(html.round_sheet(station, sheet))
    places = [page.texts.index(one.person.bed or one.person.code) for one in sheet.people]
    assert places == sorted(places)
    assert [one.person.code for one in sheet.people][-2:] == ["3-10", "4-1"]


def test_isolated_people_come_last_behind_their_line(station: Station) -> None:
    page = read(html.round_sheet(station, station.open_round()))
    line = page.texts.index("Change protection. Own device.")
    assert page.texts.index("4-1") > line > page.texts.index("10")


def test_no_value_stands_on_a_blank_sheet(station: Station) -> None:
    from carelog.model.observation import Observed, Way
    from carelog.model.reading import Quantity, Reading, Site

    who = station.by_code("3-1").id
    station.record(
        Observed(who, None, (Reading(Quantity.TEMPERATURE, 391, site=Site.AXILLARY),), way=Way.COMMAND), MORNING
    )
    assert "39.1" not in html.round_sheet(station, station.open_round())


def test_people_who_share_a_name_carry_the_mark_and_birth_year(station: Station) -> None:
    page = html.round_sheet(station, station.open_round())
    assert "<bdi>[see note]</bdi> (same name 1931)" in page


def test_who_is_asked_about_oxygen_has_a_mark(station: Station) -> None:
    page = html.round_sheet(station, station.open_round())
    assert page.count('<td class="write">*</td>') == 1


def test_a_unit_and_the_staff_can_have_their_own_sheet(station: Station) -> None:
    four = read(html.round_sheet(station, station.open_round(unit="4"), "4"))
    assert "4-1" in four.texts
    assert "10" not in four.texts
    staff = read(html.round_sheet(station, station.open_round(kind=Kind.STAFF)))
    assert "李文" in staff.texts


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_names_stand_as_they_are_and_do_nothing(station: Station, language: str) -> None:
    words.use(language)
    blank = read(html.round_sheet(station, station.open_round()))
    filled = read(html.day_sheet(station, DAY, small_day()))
    for name in ("王 [/b] 芳", "[see note]", "=1+1", "<script>alert(1)</script>"):
        assert name in blank.texts
        assert name in filled.texts
    assert "a&b" in blank.texts
    whole = html.round_sheet(station, station.open_round())
    assert "\x1b" not in whole
    assert "\u202e" not in whole


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_page_repeats_its_head_and_no_key_is_left_unsaid(station: Station, language: str) -> None:
    words.use(language)
    for page in (html.round_sheet(station, station.open_round()), html.day_sheet(station, DAY, small_day())):
        assert "thead { display: table-header-group; }" in page
        assert "size: A4" in page
        assert not re.search(r"\b(report|reason|task|severity|site|slot)\.[a-z]", page)
        assert f'lang="{language.replace("_", "-")}"' in page


def test_a_filled_day_says_what_was_found_who_was_not_seen_and_what_is_struck_through(station: Station) -> None:
    page = html.day_sheet(station, DAY, small_day())
    texts = read(page).texts
    assert "38.6, 37.9 armpit" in " ".join(texts)
    assert "128/71" in texts
    assert "In hospital or out." in texts
    assert "Expected, and the round ended with nothing entered." in texts
    assert page.count('<tr class="struck">') == 1
    assert "refused" in " ".join(texts)
    assert "none" in texts
    assert "not asked" in texts


def test_an_empty_day_says_so(station: Station) -> None:
    assert "Nothing was expected or recorded." in read(html.day_sheet(station, DAY, [])).texts


def test_the_same_records_are_the_same_paper(station: Station) -> None:
    assert html.day_sheet(station, DAY, small_day()) == html.day_sheet(station, DAY, small_day())
    assert html.round_sheet(station, station.open_round()) == html.round_sheet(station, station.open_round())


def test_a_home_that_is_not_real_says_so_on_paper(station: Station) -> None:
    assert "DEMO" not in html.day_sheet(station, DAY, small_day())
    station.facility = replace(station.facility, demo=True)
    assert '<p class="demo">DEMO' in html.day_sheet(station, DAY, small_day())


def test_a_round_the_catalogues_do_not_know_shows_its_code() -> None:
    assert html.slot_words("noon") == "noon"
    assert html.slot_words("morning") == "morning round"
