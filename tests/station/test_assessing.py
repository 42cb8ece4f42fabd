"""What a set of values means without a home: the protocol's own rules, NEWS2 beside them, nothing taken for normal."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.protocol import load
from carelog.protocol.chart import news2
from carelog.protocol.news2 import PARAMETERS, Vitals, score
from carelog.station.assessing import Judge
from carelog.words import use

AT = datetime(2026, 3, 7, 8, 10, tzinfo=UTC)
WHOLE: dict[str, Any] = {
    "respiratory_rate": 16,
    "spo2_percent": 97,
    "on_oxygen": False,
    "systolic_mmhg": 125,
    "pulse": 72,
    "consciousness": "A",
    "temperature_c": 36.6,
    "symptoms": "none",
}
ROUND = {key: WHOLE[key] for key in ("temperature_c", "spo2_percent", "symptoms")}


@cache
def judge() -> Judge:
    return Judge.named(None)


def answer(**said: object) -> dict[str, Any]:
    return judge().answer(json.dumps(said).encode(), 1, AT)


def rules(found: dict[str, Any]) -> list[str]:
    return [reason["rule"] for reason in found["reasons"]]


def test_a_normal_set_is_answered_whole() -> None:
    assert answer(**WHOLE) == {
        "news2": {
            "total": 0,
            "lower_bound": 0,
            "complete": True,
            "band": "low",
            "band_at_least": "low",
            "single_three": False,
            "interval": "12h",
            "points": dict.fromkeys(PARAMETERS, 0),
            "missing": [],
        },
        "severity": "NONE",
        "tasks": [],
        "reasons": [],
    }


def test_nothing_said_is_not_known_and_never_none() -> None:
    found = answer()
    assert found["severity"] == "NOT_KNOWN"
    assert found["news2"] == {
        "total": None,
        "lower_bound": 0,
        "complete": False,
        "band": None,
        "band_at_least": None,
        "single_three": False,
        "interval": None,
        "points": dict.fromkeys(PARAMETERS),
        "missing": list(PARAMETERS),
    }


@pytest.mark.parametrize("key", ROUND)
def test_what_a_round_asks_for_and_the_line_lacks_is_not_known(key: str) -> None:
    assert answer(**ROUND)["severity"] == "NONE"
    assert answer(**{k: v for k, v in ROUND.items() if k != key})["severity"] == "NOT_KNOWN"
    assert answer(**{**WHOLE, key: None})["severity"] == "NOT_KNOWN"


def test_a_single_reading_is_judged_as_a_first_one_and_a_confirmed_one_as_certain() -> None:
    on_air = {**ROUND, "spo2_percent": 93, "on_oxygen": False}
    first, sure = (answer(**on_air, confirmed=c) for c in (False, True))
    assert (first["severity"], first["tasks"], rules(first)) == ("REVIEW", ["recheck"], ["S-02a"])
    assert (sure["severity"], sure["tasks"], rules(sure)) == ("URGENT", ["oxygen", "call", "transfer"], ["S-02"])


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"temperature_c": 37.3, "temperature_site": "axillary"}, "T-02"),
        ({"temperature_c": 37.3, "temperature_site": "forehead"}, "T-02"),
        ({"temperature_c": 39.1, "temperature_site": "oral"}, "T-06"),
        ({"temperature_c": 35.0, "temperature_site": "axillary"}, "T-08"),
        ({"respiratory_rate": 25}, "R-02"),
        ({"spo2_percent": 85, "spo2_scale": 2}, "S-07"),
    ],
)
@pytest.mark.parametrize("regime", ["wave", "off"])
def test_every_kind_of_reading_can_be_certain(said: dict[str, object], rule: str, regime: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(load.packaged("cn-2023-respiratory").replace('regime = "wave"', f'regime = "{regime}"'), "utf-8")
    own = Judge.named(str(file))
    once, sure = (own.answer(json.dumps({**ROUND, **said, "confirmed": c}).encode(), 1, AT) for c in (False, True))
    assert rule not in rules(once)
    assert rule in rules(sure)
    assert "recheck" not in sure["tasks"]


def test_a_fall_from_the_own_normal_is_an_alert_once_it_held() -> None:
    fell = {**ROUND, "spo2_percent": 95, "baseline": {"spo2_percent": 98}}
    assert answer(**fell)["severity"] == "NONE"
    assert answer(**fell)["tasks"] == ["recheck"]
    assert answer(**fell, confirmed=True)["severity"] == "REVIEW"


def test_somebody_of_under_age_is_scored_by_the_chart_but_given_no_band() -> None:
    child = answer(**{**WHOLE, "respiratory_rate": 25}, age=15)
    assert (child["news2"]["total"], child["news2"]["band"], child["severity"]) == (3, None, "NOT_KNOWN")
    assert "D-00a" in rules(child)
    assert answer(**{**WHOLE, "respiratory_rate": 25}, age=16)["news2"]["band"] == "low-medium"


def test_a_class_counts_as_one_a_nurse_has_given() -> None:
    cough = {**ROUND, "symptoms": ["cough"], "age": 84}
    assert answer(**cough)["severity"] == "WATCH"
    assert answer(**cough, **{"class": "green"})["severity"] == "WATCH"
    assert answer(**cough, **{"class": "red"})["severity"] == "REVIEW"


def test_own_normals_are_compared_with() -> None:
    warm = {**ROUND, "temperature_c": 37.2, "temperature_site": "axillary", "confirmed": True}
    assert answer(**warm)["severity"] == "NONE"
    found = answer(**warm, baseline={"temperature_c": 36.0})
    assert (found["severity"], rules(found)) == ("WATCH", ["T-03"])


def test_scale_2_judges_and_scores_on_its_own_lines() -> None:
    low = {**WHOLE, "spo2_percent": 89}
    assert answer(**low)["severity"] == "URGENT"
    found = answer(**low, spo2_scale=2)
    assert (found["severity"], found["news2"]["points"]["spo2"]) == ("NONE", 0)
    high = answer(**{**WHOLE, "spo2_percent": 97, "spo2_scale": 2, "on_oxygen": True})
    assert (high["news2"]["points"]["spo2"], high["news2"]["total"]) == (3, 5)


@pytest.mark.parametrize(
    ("percent", "severity", "rule"),
    [
        (88, "NONE", []),
        (92, "NONE", []),
        (93, "WATCH", ["S-08"]),
        (97, "REVIEW", ["S-08", "N-02"]),
        (87, "URGENT", ["O-02", "S-06"]),
    ],
)
def test_on_scale_2_a_high_value_is_not_taken_for_one_on_air_where_nobody_said(
    percent: int, severity: str, rule: list[str]
) -> None:
    found = answer(**{**ROUND, "spo2_percent": percent, "spo2_scale": 2})
    assert (found["severity"], rules(found)) == (severity, rule)
    if percent > 87:
        on_air = answer(**{**ROUND, "spo2_percent": percent, "spo2_scale": 2, "on_oxygen": False})
        assert (on_air["severity"], found["news2"]["missing"][1]) == ("NONE", "oxygen")


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("percent", range(82, 101))
@pytest.mark.parametrize("symptoms", ["none", ["cough"], ["breathless"], None])
def test_where_nobody_said_what_is_breathed_it_is_never_milder_than_on_air_or_on_oxygen(
    scale: int, percent: int, symptoms: object
) -> None:
    line = {**ROUND, "spo2_percent": percent, "spo2_scale": scale, "symptoms": symptoms}
    told = [Severity[answer(**line, **said)["severity"]] for said in ({}, {"on_oxygen": True}, {"on_oxygen": False})]
    alone = Severity[answer(**{**line, "symptoms": "none"})["severity"]]
    assert told[0] >= told[2]
    assert told[0] >= told[1] or told[1] is Severity.REVIEW, "an order is lacking only where oxygen is known"
    assert symptoms is None or told[0] >= alone, "a symptom makes nothing milder"


@pytest.mark.parametrize("percent", [94, 97, 100])
def test_on_scale_1_a_good_value_is_good_on_air_and_on_oxygen(percent: int) -> None:
    assert answer(**{**ROUND, "spo2_percent": percent})["severity"] == "NONE"


def test_reasons_come_worst_first_each_with_its_reading_line_and_source() -> None:
    found = answer(**{**ROUND, "temperature_c": 38.6, "spo2_percent": 90, "symptoms": ["cough"]})
    assert rules(found)[0] == "S-02b"
    levels = {"S-02b": 4, "N-02": 3, "T-04": 3, "Y-01": 2}
    order = [levels[rule] for rule in rules(found) if rule in levels]
    assert order == sorted(order, reverse=True)
    first = found["reasons"][0]
    assert first.keys() == {"rule", "reading", "bound", "source"}
    assert (first["reading"], first["bound"]) == ("spo2", "90")
    assert first["source"].endswith("[P]")


def test_a_bad_line_says_so_in_the_language_spoken() -> None:
    use("zh_CN")
    assert judge().answer(b"[]", 7, AT) == {
        "error": "这一行是 JSON，但不是对象。每行写一个对象，格式见 README。",
        "line": 7,
    }
    use("en")
    assert judge().answer(b'{"pulse":true}', 3, AT) == {"error": "pulse must be a number, not true.", "line": 3}


@pytest.mark.parametrize("name", load.names())
def test_every_protocol_that_comes_with_carelog_judges(name: str) -> None:
    found = Judge.named(name).answer(json.dumps({**ROUND, "temperature_c": 38.6}).encode(), 1, AT)
    assert Severity[found["severity"]] >= Severity.NOT_KNOWN


@pytest.mark.parametrize("name", ["no-such", "used", "no/such/file.toml", "news2"])
def test_a_protocol_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as caught:
        Judge.named(name)
    assert caught.value.code == "protocol.none_such"


def test_a_file_that_does_not_hold_judges_nobody(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(
        load.packaged("cn-2023-respiratory").replace("least = 5, clear = 3", "least = 5, clear = 9"), "utf-8"
    )
    with pytest.raises(Refusal) as caught:
        Judge.named(str(file))
    assert (caught.value.code, caught.value.facts["rule"]) == ("protocol.points_clear", "N-03")


# whatever the values


def _maybe(low: int, high: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(low, high)


lines = st.fixed_dictionaries(
    {
        "respiratory_rate": _maybe(1, 80),
        "spo2_percent": _maybe(30, 100) | st.integers(86, 100),
        "spo2_scale": st.sampled_from([None, 1, 2]),
        "on_oxygen": st.sampled_from([None, False, True]),
        "systolic_mmhg": _maybe(40, 300),
        "pulse": _maybe(10, 300),
        "consciousness": st.sampled_from([None, *"ACVPU"]),
        "temperature_c": (_maybe(250, 450) | st.integers(345, 395)).map(lambda t: None if t is None else t / 10),
        "temperature_site": st.sampled_from([None, "axillary", "oral", "rectal"]),
        "symptoms": st.sampled_from([None, "none", ["cough"], ["fall"], ["breathless"]]),
        "age": st.sampled_from([None, 70, 90]),
        "class": st.sampled_from([None, "green", "red"]),
        "confirmed": st.booleans(),
    }
)
many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


def _level(said: dict[str, Any]) -> Severity:
    return Severity[answer(**said)["severity"]]


@given(lines)
@many
def test_news2_is_that_of_the_chart(said: dict[str, Any]) -> None:
    level, warmth = said["consciousness"], said["temperature_c"]
    expected = score(
        news2(),
        Vitals(
            said["respiratory_rate"],
            said["spo2_percent"],
            said["on_oxygen"],
            said["systolic_mmhg"],
            said["pulse"],
            None if level is None else "ACVPU".index(level),
            None if warmth is None else round(warmth * 10),
            said["spo2_scale"] or 1,
        ),
    )
    found = answer(**said)["news2"]
    assert found == {
        "total": expected.total,
        "lower_bound": expected.lower_bound,
        "complete": expected.complete,
        "band": expected.band,
        "band_at_least": expected.band_at_least,
        "single_three": expected.single_three,
        "interval": expected.interval,
        "points": expected.points,
        "missing": list(expected.missing),
    }


@given(lines, st.sampled_from(["temperature_c", "spo2_percent", "symptoms"]))
@many
def test_a_value_of_a_round_left_out_is_never_milder_than_a_normal_one(said: dict[str, Any], key: str) -> None:
    normal = 90 if key == "spo2_percent" and said["spo2_scale"] == 2 else ROUND[key]
    assert _level({**said, key: None}) >= max(_level({**said, key: normal}), Severity.NOT_KNOWN)


@given(lines)
@many
def test_a_reading_that_held_is_never_milder_than_a_first_one(said: dict[str, Any]) -> None:
    assert _level({**said, "confirmed": True}) >= _level({**said, "confirmed": False})


@given(lines)
@many
def test_the_same_line_always_gets_the_same_answer(said: dict[str, Any]) -> None:
    assert answer(**said) == answer(**said)
