"""Case definitions and clusters as they are asked: what the file says, and what it need not say."""

import tomllib
from datetime import timedelta
from typing import Any

import pytest

from carelog.model.outbreak import Urge
from carelog.model.person import Kind
from carelog.protocol import load, symptoms
from carelog.protocol.outbreak import light
from carelog.protocol.outbreak.cluster import Cluster
from carelog.protocol.outbreak.illness import Syndrome

HOUR = timedelta(hours=1)
WORDS = {"zh_CN": "胃肠道感染", "en": "diarrhoea and vomiting"}
SAID: dict[str, Any] = {"words": WORDS, "source": "our doctor", "evidence": "P"}
STOMACH = {"code": "gi", "groups": ["gastro"], "gap_hours": 48, "close_hours": 50, **SAID}
PAIR = {"id": "U-01e", "syndrome": "gi", "least": 2, "hours": 47, "urge": "suspect", **SAID}


def read(syndrome: dict[str, Any], cluster: dict[str, Any]) -> light.Outbreaks:
    return light.read({"syndrome": [{**STOMACH, **syndrome}], "cluster": [{**PAIR, **cluster}]})


def test_a_case_definition_that_says_no_more_than_it_must() -> None:
    found = read({}, {}).syndromes["gi"]
    assert found.ready == Syndrome(
        code="gi",
        symptoms=symptoms.codes(("gastro",)),
        targets=frozenset(),
        confirmed=False,
        fever_tenths_c=None,
        fever_within=timedelta(),
        gap=48 * HOUR,
        close=50 * HOUR,
        cleaning=timedelta(),
        covers=frozenset(),
    )
    assert (found.groups, found.words, found.source, found.evidence) == (("gastro",), WORDS, "our doctor", "P")


def test_a_case_definition_that_says_all_it_can() -> None:
    more = {
        "groups": ["respiratory"],
        "symptoms": ["breathless"],
        "targets": ["rsv"],
        "confirmed": True,
        "fever": {"from_tenths_c": 378, "within_hours": 24},
        "cleaning_hours": 12,
        "covers": ["ili"],
    }
    asked = read(more, {}).ready["gi"]
    assert asked.symptoms == symptoms.codes(("respiratory",)) | {"breathless"}
    assert asked.symptoms > symptoms.codes(("respiratory",))
    assert (asked.fever_tenths_c, asked.fever_within, asked.cleaning) == (378, 24 * HOUR, 12 * HOUR)
    assert (sorted(asked.targets), sorted(asked.covers), asked.confirmed) == (["rsv"], ["ili"], True)


@pytest.mark.parametrize(
    ("where", "unit", "house"),
    [(None, True, True), (["unit"], True, False), (["house"], False, True), (["house", "unit"], True, True)],
)
def test_a_cluster_counts_where_the_file_says_else_in_each_unit_and_the_house(
    where: list[str] | None, unit: bool, house: bool
) -> None:
    found = read({}, {"where": where} if where else {}).clusters["U-01e"]
    both = frozenset({Kind.RESIDENT, Kind.STAFF})
    assert found.ready == Cluster("U-01e", "gi", 2, 47 * HOUR, Urge.SUSPECT, unit, house, both)
    assert (found.words, found.source, found.evidence) == (WORDS, "our doctor", "P")


def test_a_cluster_counts_whom_the_file_says() -> None:
    assert read({}, {"people": ["staff"]}).clusters["U-01e"].ready.people == {Kind.STAFF}


def test_a_syndrome_is_called_by_its_words_and_one_of_an_older_file_by_its_code() -> None:
    found = read({}, {})
    assert [found.called("gi", language) for language in ("zh_CN", "en")] == ["胃肠道感染", "diarrhoea and vomiting"]
    assert found.called("plague", "en") == "plague"
    assert light.read({}) == light.Outbreaks({}, {})


@pytest.mark.parametrize("name", load.names())
def test_what_is_read_quickly_is_what_the_checked_file_says(name: str) -> None:
    checked = load.care_protocol(load.packaged(name), name)
    quick = light.read(tomllib.loads(load.whole(load.packaged(name), name)))
    for row in checked.syndrome:
        one = quick.ready[row.code]
        assert (one.confirmed, one.cleaning) == (row.confirmed, row.cleaning_hours * HOUR)
        assert one.covers == frozenset(row.covers)
    for line in checked.cluster:
        asked = quick.clusters[line.id].ready
        assert (asked.unit, asked.house) == ("unit" in line.where, "house" in line.where)
        assert asked.people == set(line.people)
