"""Swabs and medicines among the records of a person's page."""

from datetime import timedelta

from carelog.model.care import Care, Intervention
from carelog.model.deeds import Given, Method, Result, Swabbed
from carelog.station.rows import Done
from carelog.ui.person.done import what
from carelog.ui.person.page import Frame, records
from carelog.words import use

from ..support import NOW, a_look, a_told, a_view

SWAB = Swabbed("p", Method.ANTIGEN, Result.POSITIVE, note="线 [/b] 深")
DOSE = Given("p", antipyretic=True, medicine="paracetamol")


def told(*done: Done) -> list[tuple[str, str]]:
    """The records as (text, style), each piece of a line."""
    lines = records(a_view()._replace(done=done), Frame(a_told(), a_look().symptoms, NOW, 100))
    return [piece for line in lines for piece in line]


def test_what_was_done_in_words() -> None:
    assert what(SWAB) == "antigen test  positive"
    labelled = Swabbed("p", Method.PCR, Result.POSITIVE, ct_tenths=315, lot="L1", pool="P7", tube="3")
    assert what(labelled) == "PCR  positive  Ct 31.5  L1/P7/3"
    assert what(Swabbed("p", Method.MULTIPLEX, Result.INVALID, "influenza_a")) == "multiplex PCR  invalid  influenza A"
    assert what(DOSE) == "antipyretic given paracetamol"
    assert what(Given("p", antipyretic=False, medicine="x\x1b[31m")).startswith("medicine given x")
    assert "\x1b" not in what(Given("p", antipyretic=False, medicine="x\x1b[31m"))
    use("zh_CN")
    assert (what(SWAB), what(DOSE)) == ("抗原检测  阳性", "已用退热药 paracetamol")


def test_a_swab_stands_in_the_records_with_its_time_its_note_and_who_wrote_it() -> None:
    seen = "".join(text for text, _ in told(Done(NOW, SWAB, "n1")))
    assert "antigen test  positive" in seen
    assert "线 [/b] 深" in seen


def test_what_was_taken_back_stands_struck_through_with_who_and_when() -> None:
    pieces = told(Done(NOW, DOSE, "n1", "N02", NOW + timedelta(minutes=5)))
    assert ("antipyretic given paracetamol", "strike") in pieces
    at = pieces.index(("antipyretic given paracetamol", "strike"))
    after = "".join(text for text, _ in pieces[at + 1 : at + 6])
    assert "N02" in after


def test_the_newest_of_all_records_comes_first_whatever_it_is() -> None:
    newest = Done(NOW + timedelta(days=1), DOSE, "n1")
    oldest = Done(NOW - timedelta(days=400), SWAB, "n1")
    texts = [text for text, _ in told(newest, oldest)]
    assert "antipyretic given" in "".join(texts[1:4])
    assert "antigen test" in "".join(texts[-3:])


def test_other_care_is_named_with_its_millilitres() -> None:
    use("zh_CN")
    assert what(Intervention(Care.FLUIDS, "p", amount_ml=200)) == "补液 200 毫升"
    use("en")
    assert what(Intervention(Care.HOME_VISIT, "p", institution="I1")) == "home visit"
