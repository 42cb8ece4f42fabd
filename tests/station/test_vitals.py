"""A line of another program: what it may say, and that nothing it cannot mean is guessed."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.person import Colour
from carelog.model.reading import HARD, Consciousness, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.protocol import symptoms, whom
from carelog.station.vitals import KEYS, LONGEST, Asked, read
from carelog.words import said_in

AT = datetime(2026, 3, 7, 8, 10, tzinfo=UTC)


def asked(text: str | bytes, at: datetime = AT) -> Asked:
    return read(text if isinstance(text, bytes) else text.encode(), at)


def refused(text: str | bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        asked(text)
    for language in ("en", "zh_CN"):
        sentence = said_in(language, caught.value.code, **caught.value.facts)
        assert sentence != caught.value.code
    return caught.value


def values(text: str) -> dict[str, int | None]:
    return {r.quantity.value: r.value for r in asked(text).readings}


# what may be said


def test_everything_can_be_said_in_one_line() -> None:
    line = {
        "respiratory_rate": 18,
        "spo2_percent": 96,
        "spo2_scale": 2,
        "on_oxygen": True,
        "oxygen_l_min": 1.5,
        "systolic_mmhg": 130,
        "diastolic_mmhg": 80,
        "pulse": 76,
        "consciousness": "C",
        "temperature_c": 36.4,
        "temperature_site": "axillary",
        "symptoms": ["cough", "fall", "cough"],
        "age": 84,
        "class": "yellow",
        "baseline": {"temperature_c": 36.2, "spo2_percent": 95},
        "confirmed": True,
    }
    assert line.keys() == KEYS
    found = asked(json.dumps(line))
    assert found.readings == (
        Reading(Quantity.RESPIRATORY_RATE, 18),
        Reading(Quantity.SPO2, 96),
        Reading(Quantity.SYSTOLIC, 130),
        Reading(Quantity.DIASTOLIC, 80),
        Reading(Quantity.PULSE, 76),
        Reading(Quantity.TEMPERATURE, 364, site=Site.AXILLARY),
        Reading(Quantity.CONSCIOUSNESS, Consciousness.C),
        Reading(Quantity.OXYGEN, 15),
    )
    assert (found.symptoms, found.confirmed) == (("cough", "fall"), True)
    who = found.person
    assert (who.scale(), who.colour, who.birth_date) == (2, Colour.YELLOW, date(1942, 3, 7))
    assert (who.normal_temperature_tenths_c, who.normal_temperature_site, who.normal_spo2_percent) == (
        362,
        Site.AXILLARY,
        95,
    )
    assert whom.own_figures(who, AT)


@pytest.mark.parametrize("text", ["{}", "\ufeff{}\r\n", json.dumps(dict.fromkeys(KEYS)), '{"baseline":{}}'])
def test_what_is_not_said_is_not_there(text: str) -> None:
    found = asked(text)
    assert (found.readings, found.symptoms, found.confirmed) == ((), None, False)
    who = found.person
    assert (who.scale(), who.birth_date, who.colour, who.disease, who.vaccination) == (1, None, None, None, None)
    assert (who.normal_temperature_tenths_c, who.normal_spo2_percent, who.usual_news2) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("{}", "nothing"),
        ('{"on_oxygen":false}', 0),
        ('{"on_oxygen":false,"oxygen_l_min":0}', 0),
        ('{"oxygen_l_min":0}', 0),
        ('{"oxygen_l_min":0.0}', 0),
        ('{"oxygen_l_min":2}', 20),
        ('{"on_oxygen":true,"oxygen_l_min":0.5}', 5),
        ('{"on_oxygen":true}', None),
    ],
)
def test_oxygen_is_air_a_flow_a_flow_not_read_or_not_said(text: str, flow: object) -> None:
    assert values(text).get("oxygen", "nothing") == flow


@pytest.mark.parametrize("text", ['{"on_oxygen":false,"oxygen_l_min":2}', '{"on_oxygen":true,"oxygen_l_min":0}'])
def test_oxygen_told_two_ways_is_refused(text: str) -> None:
    assert refused(text).code == "assess.oxygen"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("{}", None),
        ('{"symptoms":null}', None),
        ('{"symptoms":"none"}', ()),
        ('{"symptoms":[]}', ()),
        ('{"symptoms":["cough"]}', ("cough",)),
    ],
)
def test_not_asked_and_asked_and_none_are_two_things(text: str, heard: tuple[str, ...] | None) -> None:
    assert asked(text).symptoms == heard


def test_every_symptom_of_the_list_is_known() -> None:
    codes = [s.code for s in symptoms.every()]
    assert asked(json.dumps({"symptoms": codes})).symptoms == tuple(codes)


@pytest.mark.parametrize(
    ("written", "tenths"), [("36.6", 366), ("37", 370), ("37.0", 370), ("36.60", 366), ("25", 250), ("45.0", 450)]
)
def test_a_temperature_is_read_by_its_value(written: str, tenths: int) -> None:
    assert values(f'{{"temperature_c":{written}}}')["temperature"] == tenths


@given(st.integers(0, 130), st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_somebody_is_as_old_as_the_line_says(age: int, today: date) -> None:
    at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    assert whom.age(asked(json.dumps({"age": age}), at).person, at) == age


# what cannot be judged


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("temperature 36.6", "assess.not_json"),
        ('{"pulse":70', "assess.not_json"),
        ('{"pulse":70} {"pulse":71}', "assess.not_json"),
        ("{'pulse':70}", "assess.not_json"),
        ('{"pulse":070}', "assess.not_json"),
        ("[" * 20000, "assess.not_json"),
        ("[]", "assess.not_object"),
        ("70", "assess.not_object"),
        ("null", "assess.not_object"),
        ('"pulse"', "assess.not_object"),
        (b'{"pulse":70}\xff', "assess.not_utf8"),
        ('{"pulse":70}'.encode("utf-16"), "assess.not_utf8"),
        ('{"pulse":70,"pulse":70}', "assess.twice"),
        ('{"baseline":{"spo2_percent":97,"spo2_percent":98}}', "assess.twice"),
        ('{"pulse":NaN}', "assess.no_number"),
        ('{"pulse":-Infinity}', "assess.no_number"),
        ('{"heart_rate":70}', "assess.unknown_key"),
        ('{"Pulse":70}', "assess.unknown_key"),
        ('{"baseline":{"pulse":70}}', "assess.unknown_key"),
        ('{"pulse":"70"}', "assess.not_number"),
        ('{"pulse":true}', "assess.not_number"),
        ('{"pulse":[70]}', "assess.not_number"),
        ('{"temperature_c":false}', "assess.not_number"),
        ('{"age":{}}', "assess.not_number"),
        ('{"pulse":70.5}', "assess.not_whole"),
        ('{"spo2_scale":1.5}', "assess.not_whole"),
        ('{"pulse":7e1}', "assess.not_plain"),
        ('{"pulse":1e999999999999999999999}', "assess.not_plain"),
        (f'{{"pulse":{"9" * 5000}}}', "assess.not_plain"),
        ('{"temperature_c":36.65}', "assess.decimals"),
        ('{"oxygen_l_min":0.25}', "assess.decimals"),
        ('{"baseline":{"temperature_c":36.25}}', "assess.decimals"),
        ('{"temperature_c":46}', "assess.impossible"),
        ('{"temperature_c":98.6}', "assess.impossible"),
        ('{"temperature_c":-36.6}', "assess.impossible"),
        ('{"baseline":{"spo2_percent":101}}', "assess.impossible"),
        ('{"spo2_scale":3}', "assess.impossible"),
        ('{"age":131}', "assess.impossible"),
        ('{"age":-1}', "assess.impossible"),
        ('{"oxygen_l_min":15.1}', "assess.impossible"),
        ('{"on_oxygen":1}', "assess.not_flag"),
        ('{"on_oxygen":"no"}', "assess.not_flag"),
        ('{"confirmed":0}', "assess.not_flag"),
        ('{"consciousness":"a"}', "assess.not_one_of"),
        ('{"consciousness":0}', "assess.not_one_of"),
        ('{"consciousness":true}', "assess.not_one_of"),
        ('{"temperature_site":"nose"}', "assess.not_one_of"),
        ('{"class":"orange"}', "assess.not_one_of"),
        ('{"class":"unknown"}', "assess.not_one_of"),
        ('{"symptoms":["hiccups"]}', "assess.not_one_of"),
        ('{"symptoms":[1]}', "assess.not_one_of"),
        ('{"symptoms":[["cough"]]}', "assess.not_one_of"),
        ('{"symptoms":"cough"}', "assess.symptoms"),
        ('{"symptoms":false}', "assess.symptoms"),
        ('{"symptoms":{"cough":true}}', "assess.symptoms"),
        ('{"baseline":36.6}', "assess.baseline"),
        ('{"systolic_mmhg":80,"diastolic_mmhg":120}', "assess.pressures"),
        ('{"systolic_mmhg":80,"diastolic_mmhg":80}', "assess.pressures"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_both_languages(text: str | bytes, code: str) -> None:
    assert refused(text).code == code


@pytest.mark.parametrize(
    ("key", "quantity", "tenths"),
    [
        ("respiratory_rate", Quantity.RESPIRATORY_RATE, False),
        ("spo2_percent", Quantity.SPO2, False),
        ("systolic_mmhg", Quantity.SYSTOLIC, False),
        ("diastolic_mmhg", Quantity.DIASTOLIC, False),
        ("pulse", Quantity.PULSE, False),
        ("temperature_c", Quantity.TEMPERATURE, True),
        ("oxygen_l_min", Quantity.OXYGEN, True),
    ],
)
def test_every_value_of_a_living_person_is_read_and_no_other(key: str, quantity: Quantity, tenths: bool) -> None:
    low, high = HARD[quantity]
    for value in {max(0, low - 1), low, low + 1, high - 1, high, high + 1}:
        written = f"{value // 10}.{value % 10}" if tenths else str(value)
        text = f'{{"{key}":{written}}}'
        if low <= value <= high:
            assert values(text)[quantity.value] == value
        else:
            assert refused(text).code == "assess.impossible"


def test_a_number_in_place_of_a_flag_is_said_as_it_was_written() -> None:
    with pytest.raises(Refusal) as refused:
        read(b'{"on_oxygen": 1}', AT)
    assert refused.value.facts == {"key": "on_oxygen", "value": "1"}


def test_a_huge_line_is_refused_unread() -> None:
    assert refused(b" " * (LONGEST + 1)).code == "assess.too_long"
    assert asked(b"{}" + b" " * (LONGEST - 2)).readings == ()


def test_nothing_that_could_move_a_cursor_is_said_back() -> None:
    refusal = refused('{"\\u202e\\u001b[31mpulse' + "x" * 500 + '":1}')
    key = str(refusal.facts["key"])
    assert key.startswith("[31mpulse")
    assert len(key) <= 41


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
flat = plain | st.lists(plain, max_size=3) | st.dictionaries(st.text(max_size=8), plain, max_size=3)
texts = flat | st.lists(flat, max_size=3) | st.dictionaries(st.text(max_size=8), flat, max_size=3)


def said_of(line: bytes) -> tuple[str, tuple[Reading, ...]]:
    """The refusal's code, '' where there is none; and what was read."""
    try:
        return "", asked(line).readings
    except Refusal as refusal:
        return refusal.code, ()


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), texts, max_size=4))
def test_whatever_a_line_holds_it_is_read_or_refused(said: dict[str, object]) -> None:
    code, readings = said_of(json.dumps(said).encode())
    assert not code or code.startswith("assess.")
    assert all(r.value is None or HARD[r.quantity][0] <= r.value <= HARD[r.quantity][1] for r in readings)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    code, _ = said_of(line)
    assert not code or code.startswith("assess.")
