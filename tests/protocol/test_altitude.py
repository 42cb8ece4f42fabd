"""A protocol on high ground: every SpO2 line of scale 1 stands lower, and nothing else does."""

import pytest

from carelog.model.clearing import Find, Need
from carelog.model.person import Person
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.protocol import light, load
from carelog.protocol.clearing import what_clears
from carelog.protocol.schema import CareProtocol

from .bedside import ID, MONDAY, Bed, care, oxygen, resident, spo2, temperature
from .test_walks import BY_AIR, Band, band_of

TEXT = load.packaged(ID)
HIGH = """
[altitude]
metres = 2300
spo2_lower = 3
clinician = "Dr. Zhang"
date = 2026-10-01
source = "measured on 40 well residents of this home"
"""
AT = TEXT.index("# ---- unlikely values")
LHASA = TEXT[:AT] + HIGH + TEXT[AT:]
WARM = temperature(364)


def lhasa() -> CareProtocol:
    return load.care_protocol(LHASA, ID)


@pytest.mark.parametrize(("person", "flow", "table"), BY_AIR)
def test_every_percent_stands_three_lower_on_scale_1_and_where_it_was_on_scale_2(
    person: Person, flow: int, table: list[Band]
) -> None:
    points, high = (3, lhasa()) if person.scale() == 1 else (0, lhasa())
    for percent in range(33, 98):
        _, _, severity, rules = band_of(table, percent)
        found = Bed(person, high).seen(WARM, spo2(percent - points), oxygen(flow)).rules()
        found.pop("N-03", None)
        said = max(found.values(), default=Severity.NONE)
        assert (said, sorted(found)) == (severity, sorted({*rules.split()} - {"N-03"})), percent


def test_news2_is_scored_as_its_chart_says_at_any_height() -> None:
    order = resident(oxygen_tenths_l_min=20)
    for protocol in (care(), lhasa()):
        assert "N-03" in Bed(order, protocol).seen(WARM, spo2(91), oxygen(20)).rules()
        assert "N-03" not in Bed(order, protocol).seen(WARM, spo2(92), oxygen(20)).rules()


def test_the_line_that_was_used_is_the_one_that_is_named() -> None:
    low = Bed(protocol=lhasa()).seen(WARM, spo2(88))
    assert (low.fired("S-02a").bound, low.fired("N-02").bound) == ("90", "88")
    assert Bed(protocol=lhasa()).seen(WARM, spo2(87)).fired("S-02b").bound == "87"


def test_good_repeats_are_three_lower_too() -> None:
    bed = Bed(protocol=lhasa()).seen(WARM, spo2(90), spo2(92), spo2(92))
    assert bed.rules() == {}
    assert "S-02a" in Bed(protocol=lhasa()).seen(WARM, spo2(90), spo2(91), spo2(91)).rules()


def test_what_would_clear_a_rule_stands_lower_as_well() -> None:
    bed = Bed(protocol=lhasa()).seen(WARM, spo2(90))
    found = what_clears(bed.protocol, bed.course(), "S-02a", bed.at())
    assert found.needs == ((Need(Find.AT_LEAST, "spo2", 92),),)
    assert found.again is not None
    assert found.again.value == 92


LINE = '{ kind = "bound", reading = "spo2", scale = 1, lines = [{ op = "<=", value = 60, clear = 64 }] }'
NEVER = '{ kind = "bound", reading = "pulse", lines = [{ op = ">=", value = 200, clear = 190 }] }'


@pytest.mark.parametrize(
    "when",
    [
        LINE,
        f'{{ kind = "any", of = [{NEVER}, {LINE}] }}',
        f'{{ kind = "all", of = [{LINE}, {{ kind = "any", of = [{LINE}, {NEVER}] }}] }}',
        f'{{ kind = "n_of", least = 2, of = [{LINE}, {LINE}] }}',
    ],
)
def test_a_line_stands_lower_however_deep_it_stands_in_a_condition(when: str) -> None:
    old = '{ kind = "symptoms", groups = ["gastro"] }'
    high = load.care_protocol(LHASA.replace(old, when, 1), ID)
    assert "Y-01g" in Bed(protocol=high).seen(WARM, spo2(57)).rules()
    assert "Y-01g" not in Bed(protocol=high).seen(WARM, spo2(58)).rules()


def test_repeats_of_another_reading_take_an_alert_back_where_they_did() -> None:
    back = 'withdrawn = { reading = "temperature", repeats = 2, within_minutes = 10, op = "<=", value = 372 }'
    hot = LHASA.replace('id = "T-04"\n', f'id = "T-04"\n{back}\n', 1)
    bed = Bed(protocol=load.care_protocol(hot, ID)).seen(temperature(386), spo2(97))
    bed.seen(temperature(372), minutes=3, act="a1").seen(temperature(372), minutes=6, act="a1")
    assert "T-04" not in bed.rules()


def test_a_signed_target_is_the_targets_own_number_at_any_height() -> None:
    signed = resident(target_low_percent=92, target_by="Dr. Li", target_until=MONDAY.date())
    for protocol in (care(), lhasa()):
        assert "S-02a" in Bed(signed, protocol).seen(WARM, spo2(91)).rules()
        assert "S-02a" not in Bed(signed, protocol).seen(WARM, spo2(92)).rules()


def test_temperature_and_other_readings_do_not_move() -> None:
    assert Bed(protocol=lhasa()).seen(temperature(373), spo2(97)).severity() is Severity.WATCH
    other = lhasa().ruleset.triggers.table[1]
    kept = care().ruleset.triggers.table[1]
    assert all(other[q] == kept[q] for q in Quantity if q is not Quantity.SPO2)


def test_the_sheet_asks_at_the_same_lower_line() -> None:
    asked = {(a.reading, a.scale): a.below for a in light.parse(LHASA).unlikely}
    usual = {(a.reading, a.scale): a.below for a in light.parse(TEXT).unlikely}
    assert (usual[Quantity.SPO2, 1], asked.pop((Quantity.SPO2, 1))) == (90, 87)
    assert all(usual[key] == below for key, below in asked.items())


@pytest.mark.parametrize("key", ["metres", "spo2_lower", "clinician", "date", "source"])
def test_an_altitude_without_a_name_a_date_or_a_number_is_refused(key: str) -> None:
    lines = [line for line in HIGH.splitlines() if not line.startswith(f"{key} ")]
    with pytest.raises(Refusal) as refused:
        load.care_protocol(TEXT[:AT] + "\n".join(lines) + "\n" + TEXT[AT:], "ours.toml")
    assert (refused.value.code, refused.value.facts["key"]) == ("protocol.key_missing", f"altitude.{key}")
