"""The handover as a page: self-contained, typed texts harmless, and exactly one A4 page in a real browser."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from carelog import words
from carelog.report.handover import page
from carelog.station.desk import Station
from carelog.words import LANGUAGES
from tests.report.letter.test_letter_page import heights
from tests.station.conftest import resident
from tests.station.support import tell

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


def html(station: Station, language: str) -> str:
    with words.speaking(language):
        return page.html(station.handover.page(), station, None)


def test_a_page_needs_nothing_else_and_has_room_for_two_names(night: Station) -> None:
    told = html(night, "en")
    assert not re.search(r"(src|href)=|@import|https?://", told)
    assert "<div>Handed over by:</div><div>Taken over by:</div>" in told
    assert "<p>02:40  3-1 老人3-1: in hospital (N02)</p>" in told
    assert '<html lang="zh-CN">' in html(night, "zh_CN")


def test_typed_texts_are_harmless_and_a_signed_page_says_by_whom(station: Station) -> None:
    person = station.by_code("3-1").id
    tell(station, "3-1", 388)
    station.acknowledge(person, "<script>alert(1)</script>")
    assert "&lt;script&gt;" in html(station, "en")
    told = station.handover.page()
    with words.speaking("en"):
        assert "Signed: N01 李文 -&gt; N02 张敏" in page.html(
            told, station, station.handover.sign(told, "N02", "0" * 64)
        )


def crowd(station: Station) -> None:
    """As much as a night can hold: sixty people with alerts and notes."""
    more = [resident(station.clock, f"4-{n}", f"慢性阻塞性肺疾病{n}") for n in range(60)]  # type: ignore[arg-type]  # FixedClock
    station.put(more)
    for one in more:
        tell(station, one.code, 392, 86, ("breathless", "cough"), oxygen=20)
        station.acknowledge(one.id, "已经打过电话，家属在路上，等救护车，带好医保卡和药物清单。" * 4)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the page is not printed")
@pytest.mark.parametrize("full", [False, True], ids=["usual", "as much as can be"])
def test_it_prints_on_one_a4_page_with_nothing_cut(night: Station, tmp_path: Path, full: bool) -> None:
    if full:
        crowd(night)
    for language in LANGUAGES:
        file, out = tmp_path / "handover.html", tmp_path / "handover.pdf"
        file.write_text(html(night, language), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}")
        subprocess.run([str(BROWSER), *options, file.as_uri()], check=True, capture_output=True, timeout=120)
        assert len(re.findall(rb"/Type\s*/Page\b", out.read_bytes())) == 1
        assert heights(file, tmp_path) == "fits"
