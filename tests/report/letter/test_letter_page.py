"""The letter as a page: self-contained, typed texts harmless, and exactly one A4 page in a real browser."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from carelog.model.oxygen import OxygenDevice
from carelog.model.referral import InstitutionKind, InstitutionSet, Transport
from carelog.model.referral import ReferralStep as S
from carelog.report.letter import forms, page
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked
from carelog.station.referral.rows import Told
from carelog.words import LANGUAGES

from .conftest import observe

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


def html(station: Station, *languages: str) -> str:
    return page.html(station.letter(station.by_code("R1").id), station, languages)


def test_a_page_needs_nothing_else_and_typed_texts_are_harmless(station: Station) -> None:
    told = html(station, *LANGUAGES)
    assert "<b>芳" not in told
    assert "&lt;b&gt;芳&lt;/b&gt;" in told
    assert not re.search(r"(src|href)=|@import|https?://(?!www\.w3\.org)", told)
    assert told.count("<svg") == 1
    assert "过敏：青霉素" in told
    assert "Allergies: 青霉素" in told


def test_a_cell_that_is_the_same_in_both_languages_stands_once(station: Station) -> None:
    told = html(station, *LANGUAGES)
    assert "<td>89</td>" in told
    assert "<td>咳嗽、乏力 / cough, fatigue</td>" in told
    assert "<th>体温 T</th>" in told


def test_much_to_say_takes_smaller_type(station: Station) -> None:
    def size(told: str) -> float:
        return float(re.findall(r"font-size: ([0-9.]+)pt", told)[0])

    little, in_both = size(html(station, "en")), size(html(station, *LANGUAGES))
    fill(station)
    assert little >= in_both > size(html(station, *LANGUAGES))


def test_without_a_value_there_is_no_drawing(station: Station) -> None:
    person = replace(station.by_code("R1"), id=station.new_id(), code="R2", bed="3-2")
    station.put([person])
    told = page.html(station.letter(person.id), station, ("en",))
    assert "<svg" not in told
    assert "Nothing measured in the last 72 hours" in told


@pytest.mark.parametrize(("name", "is_page"), [("a.html", True), ("a.HTM", True), ("a.txt", False), ("a", False)])
def test_a_files_name_says_what_it_is(name: str, is_page: bool) -> None:
    assert forms.is_page(Path(name)) is is_page


def fill(station: Station) -> None:
    """As much as a record can say of one person."""
    long = "慢性阻塞性肺疾病急性加重期，长期家庭氧疗，" * 9
    who = station.by_code("R1")
    texts = {"conditions": (long,), "allergies": (long,), "contacts": long, "doctor": long}
    station.put([replace(who, usual_symptoms=("cough", "sputum"), **texts)])  # type: ignore[arg-type]  # facts of the case
    agreed = {"hours": long, "note": long, "agreed": long}
    station.directory.add(InstitutionSet("", long, InstitutionKind.HOSPITAL, long, green=True, **agreed))  # type: ignore[arg-type]  # texts
    for step in (S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.ARRIVED):
        told = Told("I1" if step is S.CALLED else "", transport=Transport.OTHER, escort=long, despite=long, note=long)
        station.referral.step(who.id, step, told)
    station.referral.put_along(who.id, things="，".join(f"{n}{long[:9]}" for n in range(20)), note=long)
    station.oxygen.give(who.id, Asked(20, OxygenDevice.RESERVOIR, ordered_by=long, until=date(2023, 1, 20)))
    for value in range(380, 396):
        observe(station, who.id, value, 88, "cough", "fatigue", "dyspnoea", "off_food", "drowsy", "chest_pain")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the page is not printed")
@pytest.mark.parametrize("full", [False, True], ids=["usual", "as much as can be"])
def test_it_prints_on_one_a4_page_with_nothing_cut(station: Station, tmp_path: Path, full: bool) -> None:
    if full:
        fill(station)
    for languages in (("en",), ("zh_CN",), LANGUAGES):
        file, out = tmp_path / "letter.html", tmp_path / "letter.pdf"
        file.write_text(html(station, *languages), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}")
        subprocess.run([str(BROWSER), *options, file.as_uri()], check=True, capture_output=True, timeout=120)
        assert len(re.findall(rb"/Type\s*/Page\b", out.read_bytes())) == 1
        assert heights(file, tmp_path) == "fits"


def heights(file: Path, folder: Path) -> str:
    """Whether the content is no taller than the page that would cut it, as the browser lays it out."""
    asked = folder / "asked.html"
    script = (
        "<script>const p = document.querySelector('.page');"
        "document.title = p.scrollHeight <= p.clientHeight + 1 ? 'fits' : 'cut at ' + p.scrollHeight</script></body>"
    )
    asked.write_text(file.read_text(encoding="utf-8").replace("</body>", script), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom")
    done = subprocess.run([str(BROWSER), *options, asked.as_uri()], check=True, capture_output=True, timeout=120)
    (title,) = re.findall(r"<title>([^<]*)</title>", done.stdout.decode())
    return str(title)
