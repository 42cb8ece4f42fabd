"""The chart's file: what does not hold scores nobody."""

from importlib.resources import files

import pytest

from carelog.protocol import chart, load

TEXT = files("carelog.protocol").joinpath("data/news2.toml").read_text(encoding="utf-8")


def test_the_chart_that_comes_with_the_app_can_be_read() -> None:
    found = chart.read(TEXT)
    assert found == chart.news2()
    assert [risk.least for risk in found.risks] == [0, 1, 5, 7]
    assert found.red.band == "low-medium"


def test_the_chart_names_the_college() -> None:
    assert "Royal College of Physicians" in TEXT


def test_the_chart_is_no_protocol() -> None:
    assert "news2" not in load.names()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ from = 9, points = 1 }", "{ from = 1, points = 1 }"),
        ("{ from = 9, points = 1 }", "{ from = 12, points = 1 }"),
        ("{ from = 9, points = 1 }", "{ from = 30, points = 1 }"),
        ("{ from = 1, points = 3 }", "{ from = 2, points = 3 }"),
        ("{ from = 1, points = 3 }", "{ from = 0, points = 3 }"),
        ("{ from = 9, points = 1 }", "{ from = 9, points = 4 }"),
        ("{ from = 9, points = 1 }", "{ from = 9, points = -1 }"),
        ("{ from = 9, points = 1 }", "{ from = 9.5, points = 1 }"),
        ("{ from = 9, points = 1 }", "{ from = 9, points = 1, colour = 'red' }"),
        ("pulse = [", "heart = ["),
        ("[single_three]", "[single_two]"),
        ("from = 5\n", "from = 8\n"),
        ("[[risk]]\nfrom = 0", "[[risk]]\nfrom = 1"),
        ('evidence = "V"', 'evidence = "P"'),
        ("Royal College of Physicians: National Early Warning Score (NEWS) 2, London 2017", ""),
    ],
)
def test_a_chart_that_does_not_hold_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=r"."):
        chart.read(TEXT.replace(old, new, 1))
