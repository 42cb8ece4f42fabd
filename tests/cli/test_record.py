"""One observation in one line: what is a value, what never is, and when it was measured."""

import contextlib
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.cli.record import number
from carelog.clock import SystemClock
from carelog.model.observation import Observation, Way
from carelog.model.reading import HARD, Consciousness, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.station.desk import Station

from .support import Said, Shell

AT = "2026-03-07T08:10"
WHEN = datetime(2026, 3, 7, 8, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
TENTHS = (Quantity.TEMPERATURE, Quantity.OXYGEN)
TYPED: tuple[Quantity, ...] = tuple(q for q in Quantity if q is not Quantity.CONSCIOUSNESS)
OPTIONS: dict[Quantity, str] = {q: f"--{q.value.replace('_', '-')}" for q in TYPED}


def record(shell: Shell, *words: str, at: str = AT, lang: str = "en") -> Said:
    return shell("record", "--person", "R1", *words, "--at", at, "--by", "N01", lang=lang)


def kept(shell: Shell) -> list[Observation]:
    """What the log holds of R1, newest first."""
    station = Station.open(shell.home, SystemClock(), "N01")
    found = station.person(station.by_code("R1").id, WHEN + timedelta(hours=9)).observations
    station.close_log()
    return list(found)


def one(shell: Shell, *words: str, at: str = AT) -> Observation:
    said = record(shell, *words, at=at)
    assert said.code == 0, said.err
    (found,) = kept(shell)
    return found


def written(quantity: Quantity, value: int) -> str:
    return f"{value // 10}.{value % 10}" if quantity in TENTHS else str(value)


# what is a value


@given(st.sampled_from(TYPED), st.integers(0, 999))
def test_every_value_of_a_living_person_is_read_and_no_other(quantity: Quantity, value: int) -> None:
    low, high = HARD[quantity]
    if low <= value <= high:
        assert number(written(quantity, value), quantity) == value
    else:
        with pytest.raises(Refusal) as refused:
            number(written(quantity, value), quantity)
        assert refused.value.code == "cli.impossible"


@given(st.sampled_from(TYPED), st.text(max_size=6))
def test_whatever_is_typed_it_is_a_possible_value_or_refused_with_what_was_typed(quantity: Quantity, text: str) -> None:
    low, high = HARD[quantity]
    plain = unicodedata.normalize("NFKC", text).strip().replace("。", ".")
    if re.fullmatch(r"\d{1,3}(\.\d)?" if quantity in TENTHS else r"\d{1,3}", plain):
        with contextlib.suppress(Refusal):
            assert low <= number(text, quantity) <= high
        return
    with pytest.raises(Refusal) as refused:
        number(text, quantity)
    assert refused.value.code == "cli.not_a_value"
    assert refused.value.facts == {"option": OPTIONS[quantity], "text": text}


@given(st.sampled_from(TYPED), st.integers(1, 450), st.sampled_from(["", " ", "\u3000"]))
def test_full_width_digits_are_digits(quantity: Quantity, value: int, blank: str) -> None:
    low, high = HARD[quantity]
    value = max(low, min(high, value))
    wide = written(quantity, value).translate({ord(c): ord(c) - ord("0") + ord("０") for c in "0123456789"})
    for point in (".", "．", "。", "｡"):
        assert number(f"{blank}{wide.replace('.', point)}{blank}", quantity) == value


@pytest.mark.parametrize("quantity", TENTHS)
def test_a_whole_number_needs_no_point(quantity: Quantity) -> None:
    low = HARD[quantity][0]
    assert number(str(low // 10 + 1), quantity) == (low // 10 + 1) * 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "36,6",
        "36，6",
        "36.",
        ".5",
        "36.66",
        "36..6",
        "36。。6",
        "-36.6",
        "+36.6",
        "3 6.6",
        "1e2",
        "nan",
        "inf",
        "0x24",
        "三十六",
        "36.6C",
        "36.6℃",
        "1000",
        "0366",
        "½",
        "³⁶/₁",
    ],
)
def test_what_could_be_read_in_two_ways_or_none_is_no_temperature(text: str) -> None:  # fmt: skip
    with pytest.raises(Refusal) as refused:
        number(text, Quantity.TEMPERATURE)
    assert refused.value.code == "cli.not_a_value"


@pytest.mark.parametrize("quantity", [q for q in TYPED if q not in TENTHS])
def test_what_is_counted_takes_no_tenth(quantity: Quantity) -> None:
    low, high = HARD[quantity]
    assert number(str((low + high) // 2), quantity) == (low + high) // 2
    with pytest.raises(Refusal) as refused:
        number(f"{(low + high) // 2}.5", quantity)
    assert refused.value.code == "cli.not_a_value"


def test_a_temperature_typed_without_its_point_is_refused_and_never_guessed() -> None:
    with pytest.raises(Refusal) as refused:
        number("366", Quantity.TEMPERATURE)
    assert refused.value.code == "cli.impossible"


@pytest.mark.parametrize("quantity", TYPED)
def test_the_lowest_and_the_highest_value_of_a_living_person_are_stored(shell: Shell, quantity: Quantity) -> None:
    low, high = HARD[quantity]
    for n, value in enumerate((low, high)):
        assert record(shell, OPTIONS[quantity], written(quantity, value), at=f"2026-03-07T08:1{n}").code == 0
    assert [o.readings[0].value for o in kept(shell)] == [high, low]


@pytest.mark.parametrize("quantity", TYPED)
def test_a_step_beyond_either_edge_is_refused_and_nothing_is_stored(shell: Shell, quantity: Quantity) -> None:
    low, high = HARD[quantity]
    for value in [v for v in (low - 1, high + 1) if v >= 0]:
        said = record(shell, OPTIONS[quantity], written(quantity, value))
        assert said.code == 2
        assert said.err.startswith(f"{OPTIONS[quantity]}: {written(quantity, value)} cannot be")
    assert kept(shell) == []


def test_one_impossible_value_keeps_the_good_ones_of_the_line_out_too(shell: Shell) -> None:
    assert record(shell, "--temperature", "36.6", "--spo2", "101").code == 2
    assert kept(shell) == []


# every option


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        (("--temperature", "36.6"), Reading(Quantity.TEMPERATURE, 366, site=Site.UNKNOWN, typed="36.6")),
        (("--temperature", "37", "--site", "oral"), Reading(Quantity.TEMPERATURE, 370, site=Site.ORAL, typed="37")),
        (("--spo2", "97"), Reading(Quantity.SPO2, 97, typed="97")),
        (("--oxygen", "1.5"), Reading(Quantity.OXYGEN, 15, typed="1.5")),
        (("--oxygen", "0"), Reading(Quantity.OXYGEN, 0, typed="0")),
        (("--respiratory-rate", "18"), Reading(Quantity.RESPIRATORY_RATE, 18, typed="18")),
        (("--pulse", "７６"), Reading(Quantity.PULSE, 76, typed="７６")),
        (("--systolic", "128"), Reading(Quantity.SYSTOLIC, 128, typed="128")),
        (("--diastolic", "74"), Reading(Quantity.DIASTOLIC, 74, typed="74")),
        *((("--consciousness", c.name), Reading(Quantity.CONSCIOUSNESS, c.value, typed=c.name)) for c in Consciousness),
    ],
)
def test_each_option_stores_its_reading_beside_what_was_typed(
    shell: Shell, words: tuple[str, ...], reading: Reading
) -> None:
    stored = one(shell, *words)
    assert stored.readings == (reading,)
    assert stored.symptoms is None
    assert stored.way is Way.COMMAND


def test_a_full_set_is_one_observation(shell: Shell) -> None:
    stored = one(
        shell, "--temperature", "36.6", "--site", "tympanic", "--spo2", "97", "--oxygen", "0", "--respiratory-rate",
        "18", "--pulse", "76", "--systolic", "128", "--diastolic", "74", "--consciousness", "A", "--symptoms", "none",
    )  # fmt: skip
    assert {r.quantity: r.value for r in stored.readings} == {
        Quantity.TEMPERATURE: 366, Quantity.SPO2: 97, Quantity.OXYGEN: 0, Quantity.RESPIRATORY_RATE: 18,
        Quantity.PULSE: 76, Quantity.SYSTOLIC: 128, Quantity.DIASTOLIC: 74, Quantity.CONSCIOUSNESS: 0,
    }  # fmt: skip
    assert stored.symptoms == ()


def test_oxygen_left_out_is_not_known_and_never_taken_for_air(shell: Shell) -> None:
    assert one(shell, "--spo2", "97").last(Quantity.OXYGEN) is None


@pytest.mark.parametrize("site", ["armpit", "AXILLARY", "", "腋下"])
def test_a_site_nobody_knows_is_refused_with_those_there_are(shell: Shell, site: str) -> None:
    said = record(shell, "--temperature", "36.6", "--site", site)
    assert said.code == 2
    assert all(known.value in said.err for known in Site)
    assert kept(shell) == []


@pytest.mark.parametrize("level", ["a", "alert", "0", "X"])
def test_consciousness_is_one_of_five_letters(shell: Shell, level: str) -> None:
    assert record(shell, "--consciousness", level).code == 2
    assert kept(shell) == []


# symptoms


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("none", ()),
        ("cough", ("cough",)),
        ("cough,headache", ("cough", "headache")),
        (" headache , cough ,", ("headache", "cough")),
        ("cough,headache,cough", ("cough", "headache")),
    ],
)
def test_symptoms_are_codes_with_commas_each_kept_once_in_the_order_said(
    shell: Shell, said: str, codes: tuple[str, ...]
) -> None:
    assert one(shell, "--symptoms", said).symptoms == codes


@pytest.mark.parametrize(
    ("said", "strange"),
    [
        ("sorrow", "sorrow"),
        ("cough,sorrow,wind", "sorrow, wind"),
        ("none,cough", "none"),
        ("cough;headache", "cough;headache"),
    ],
)
def test_a_symptom_nobody_knows_is_named_with_those_there_are(shell: Shell, said: str, strange: str) -> None:
    answer = record(shell, "--symptoms", said)
    assert answer.code == 2
    assert f"not known: {strange}. " in answer.err
    assert "headache" in answer.err.partition("Known codes:")[2]
    assert kept(shell) == []


@pytest.mark.parametrize("said", ["", " ", ",", ", ,"])
def test_an_empty_list_is_not_the_answer_none(shell: Shell, said: str) -> None:
    assert record(shell, "--symptoms", said).code == 2
    assert kept(shell) == []


# when, who, about whom


@pytest.mark.parametrize(
    "at",
    [
        "2026-03-07T08:10",
        "2026-03-07 08:10",
        "2026-03-07T08:10:00+08:00",
        "2026-03-07T00:10Z",
        "2026-03-06T19:10-05:00",
    ],
)
def test_a_time_is_the_homes_own_unless_it_says_its_offset(shell: Shell, at: str) -> None:
    stored = one(shell, "--spo2", "97", at=at)
    assert stored.happened_at == WHEN
    assert stored.happened_at.tzinfo is UTC


@pytest.mark.parametrize("at", ["0810", "08:10", "7.3.2026", "2026-03-32T08:10", ""])
def test_what_is_no_time_stores_nothing(shell: Shell, at: str) -> None:
    said = record(shell, "--spo2", "97", at=at)
    assert said.code == 2
    assert f'"{at}" is not a time' in said.err
    assert kept(shell) == []


def test_without_a_time_it_is_measured_now(shell: Shell) -> None:
    before = SystemClock().now()
    shell.ok("record", "--person", "R1", "--spo2", "97", "--by", "N01")
    station = Station.open(shell.home, SystemClock(), "N01")
    (stored,) = station.person(station.by_code("R1").id).observations
    station.close_log()
    assert before <= stored.happened_at <= SystemClock().now()


def test_who_recorded_it_is_who_signed(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--spo2", "97", "--at", AT, "--by", "N02")
    (stored,) = kept(shell)
    station = Station.open(shell.home, SystemClock(), "N02")
    assert stored.recorded_by == station.actor().id
    station.close_log()


def test_a_nurse_may_record_herself(shell: Shell) -> None:
    assert "N02 Zhang Min" in shell.ok("record", "--person", "N02", "--temperature", "36.6", "--by", "N02")


def test_a_second_line_is_a_second_observation_and_changes_nothing_of_the_first(shell: Shell) -> None:
    record(shell, "--temperature", "38.4", at="2026-03-07T08:10")
    record(shell, "--temperature", "36.9", at="2026-03-07T08:25")
    assert [o.readings[0].value for o in kept(shell)] == [369, 384]


@pytest.mark.parametrize(
    ("lang", "start"), [("en", "Saved: R1 王 [/b] 芳: !!! URGENT; "), ("zh_CN", "已保存：R1 王 [/b] 芳：!!! 紧急; ")]
)
def test_what_it_means_is_said_at_once_worst_first(shell: Shell, lang: str, start: str) -> None:
    said = record(shell, "--spo2", "86", "--oxygen", "0", lang=lang)
    assert said.code == 0
    assert said.out.startswith(start)
    assert said.out.index("S-02") < said.out.index("D-0")


@pytest.mark.parametrize("others", [(), ("--spo2", "97")])
def test_a_site_without_a_temperature_is_refused_not_dropped(shell: Shell, others: tuple[str, ...]) -> None:
    said = record(shell, *others, "--site", "oral")
    assert said.code == 2
    assert "--temperature" in said.err


def test_what_is_refused_is_refused_in_chinese_too(shell: Shell) -> None:
    said = record(shell, "--temperature", "366", lang="zh_CN")
    assert said.code == 2
    assert "366" in said.err
    assert not said.err.isascii()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="0123456789.。 ，-３６eE", max_size=5).filter(lambda text: not text.startswith("-")))
def test_no_word_in_place_of_a_value_ends_in_a_fault(shell: Shell, text: str) -> None:
    said = record(shell, "--temperature", text)
    assert said.code in {0, 2}
    assert bool(said.out) is (said.code == 0)
