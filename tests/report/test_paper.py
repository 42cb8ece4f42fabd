"""A page is one file that needs nothing else, holds every typed text harmlessly, and takes the largest type it can."""

import re

from hypothesis import given
from hypothesis import strategies as st

from carelog.report import paper


def test_a_page_needs_nothing_else_and_says_its_language() -> None:
    told = paper.Sheet("交班", "zh_CN", 9.5, "p { color: red; }\n").html(paper.paragraphs(["一切平稳"]))
    assert not re.search(r"(src|href)=|@import|https?://", told)
    assert '<html lang="zh-CN">' in told
    assert "<title>交班</title>" in told
    assert "font-size: 9.5pt;" in told
    assert "p { color: red; }\n</style>" in told, "what only this page has comes after what all have"
    assert '<div class="page">\n<p>一切平稳</p>\n</div>' in told


@given(st.text())
def test_no_typed_text_becomes_part_of_the_page(typed: str) -> None:
    for made in (paper.part(typed, [typed]), paper.blanks([typed]), paper.Sheet(typed, "en", 10).html("")):
        inside = re.sub(r"<style>.*</style>", "", made, flags=re.DOTALL)
        tags = set(re.findall(r"<([^>]*)>", inside))
        known = {"h2", "/h2", "p", "/p", "div", "/div", 'div class="blanks"', 'div class="page"', 'html lang="en"'}
        assert tags <= known | {
            "!DOCTYPE html",
            "/html",
            "head",
            "/head",
            'meta charset="utf-8"',
            "title",
            "/title",
            "body",
            "/body",
        }


def test_the_blanks_stand_below_what_is_said_above_them() -> None:
    assert paper.blanks(["By:", "To:"], paper.paragraphs(["Page 7"])) == (
        '<div class="blanks">\n<p>Page 7</p>\n<div>By:</div><div>To:</div>\n</div>\n'
    )


def test_a_text_takes_as_many_lines_as_it_needs_and_an_empty_one_takes_one() -> None:
    assert paper.lines(["", "ten cells.", "eleven cell"], 10.9) == 4
    assert paper.lines(["体温三十九度"], 10) == 2, "a Chinese letter takes two cells"
    assert paper.lines(["ab"], 0) == 2


def test_the_largest_type_that_fits_is_taken_and_the_smallest_where_none_does() -> None:
    assert paper.largest((12, 10, 8), lambda size: size * 25) == 10
    assert paper.largest((12, 10, 8), lambda size: size * 1000) == 8


@given(st.lists(st.text(max_size=40), max_size=20), st.integers(1, 200))
def test_a_wider_page_never_needs_more_lines(texts: list[str], wide: int) -> None:
    assert paper.lines(texts, wide + 1) <= paper.lines(texts, wide)
    assert paper.lines(texts, wide) >= len(texts)
