"""A protocol's table of contacts holds before it may ask anybody to call."""

import pytest

from carelog.model.following import Follower
from carelog.model.person import Colour
from carelog.model.refusal import Refusal
from carelog.protocol import light, load
from carelog.protocol.house.followup import Asked, Awaited, FollowPlan
from carelog.words import said_in
from tests.protocol.bedside import ID

TEXT = load.packaged(ID)


def refused(old: str, new: str) -> Refusal:
    assert old in TEXT
    with pytest.raises(Refusal) as caught:
        load.care_protocol(TEXT.replace(old, new, 1), "ours.toml")
    for language in ("zh_CN", "en"):
        sentence = said_in(language, caught.value.code, **caught.value.facts)
        assert sentence != caught.value.code
        assert "{" not in sentence
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('by = "home", every_round = true', 'by = "home"', "protocol.service_often"),
        (
            'by = "home", every_round = true',
            'by = "home", every_round = true, every_days = 1',
            "protocol.service_often",
        ),
        ('by = "home", every_days = 1', 'by = "primary_care", every_days = 1', "protocol.service_twice"),
        ('by = "home", every_days = 1', 'by = "neighbour", every_days = 1', "protocol.value_none_of"),
        ('by = "home", every_days = 1', 'by = "home", every_days = 0', "protocol.value_bad"),
        (', source = "red and infected', ', was = "red and infected', "protocol.key_missing"),
    ],
)
def test_a_contact_says_how_often_once_stands_once_and_has_a_source(old: str, new: str, code: str) -> None:
    assert refused(old, new).code == code


def test_a_contact_that_stands_twice_is_named_by_class_and_caller() -> None:
    found = refused('by = "home", every_days = 1', 'by = "primary_care", every_days = 1')
    assert found.facts["value"] == "yellow primary_care"


def test_the_shipped_table_asks_as_it_is_written() -> None:
    table = load.care_protocol(TEXT, ID).service
    assert table is not None
    assert table.ready() == FollowPlan(
        (
            Asked(Colour.YELLOW, True, Follower.PRIMARY_CARE, 3),
            Asked(Colour.RED, True, Follower.PRIMARY_CARE, 3),
            Asked(Colour.YELLOW, True, Follower.HOME, 1),
            Asked(Colour.RED, True, Follower.HOME, None),
        ),
        (Awaited(Colour.RED, True),),
    )


def test_a_file_without_the_table_says_nothing_of_contacts() -> None:
    begin, end = TEXT.index("[service]"), TEXT.index("# ---- unlikely")
    assert load.care_protocol(TEXT.replace(TEXT[begin:end], ""), "ours.toml").service is None
    assert [load.care_protocol(load.packaged(name), name).service is None for name in sorted(load.names())] == [
        False, True, False, True,
    ]  # fmt: skip


def test_what_is_our_own_proposal_waits_for_a_doctors_signature_among_the_figures() -> None:
    marks = {f.name: (f.value, f.evidence) for f in light.parse(TEXT).figures if f.name.startswith("service")}
    assert marks == {
        "service_yellow_infected_primary_care_every_days": (3, "S"),
        "service_red_infected_primary_care_every_days": (3, "S"),
        "service_yellow_infected_home_every_days": (1, "P"),
        "service_red_infected_home_every_rounds": (1, "P"),
    }
