"""Only what the model allows becomes an entry, and an old entry is read as what it means today."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.log import codec, plain
from carelog.model.body import Body
from carelog.model.entry import kind_of
from carelog.model.home import Facility, ProtocolUsed
from carelog.model.observation import Observed
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity, Reading
from carelog.model.refusal import Refusal

from .bodies import bodies
from .ward import WANG, observed, resident, temperature


def salt() -> str:
    return "salt"


@given(bodies())
@settings(max_examples=200)
def test_pydantic_and_the_plain_reader_read_the_same(body: Body) -> None:
    kind = kind_of(type(body))
    text = plain.text(body)
    codec.check(kind, text, codec.read(kind, codec.VERSIONS[kind], text))


@given(bodies(), st.data())
def test_a_body_with_a_field_nobody_knows_is_refused(body: Body, data: st.DataObject) -> None:
    kind = kind_of(type(body))
    raw: Any = plain.encode(body)
    raw["unknown_" + data.draw(st.sampled_from("abc"))] = 1
    with pytest.raises(Refusal):
        codec.check(kind, plain.canonical(raw), body)


@pytest.mark.parametrize(
    "wrong",
    [
        Observed(WANG, None, (Reading(Quantity.TEMPERATURE, 36.6),)),  # type: ignore[arg-type]  # that is the case
        Observed(WANG, None, (Reading(Quantity.TEMPERATURE, "366"),)),  # type: ignore[arg-type]  # likewise
        Observed(WANG, None, ("366",)),  # type: ignore[arg-type]  # likewise
        Observed(WANG, None, (Reading("weight", 3),)),  # type: ignore[arg-type]  # likewise
        Observed(WANG, None, (Reading(Quantity.TEMPERATURE, 2**60),)),
        Facility("home", "en", None),  # type: ignore[arg-type]  # likewise
        Person(WANG, "A1", Kind.RESIDENT, "王芳", target_low_percent=True),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_and_never_turned_into_one(wrong: Body) -> None:
    with pytest.raises(Refusal) as refused:
        codec.write(wrong, salt)
    assert refused.value.code == "log.body"


def test_what_is_stored_is_what_is_hashed_with_the_name_only_as_its_hash() -> None:
    written = codec.write(resident(name="王芳"), salt)
    assert "王芳" not in written.text
    assert '"name":"sha256:' in written.text
    assert [(secret.field, secret.text) for secret in written.secrets] == [("name", "王芳")]
    assert written.body == resident(name="王芳")


def test_an_empty_name_needs_no_secret() -> None:
    assert codec.write(resident(name=""), salt).secrets == ()


def test_a_name_that_was_purged_reads_as_nothing() -> None:
    written = codec.write(resident(name="王芳"), salt)
    assert codec.read("person", 1, written.text, {}) == resident(name="")


def test_an_older_body_is_lifted_version_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(codec.VERSIONS, "facility", 3)
    monkeypatch.setitem(codec.UPCASTERS, ("facility", 1), lambda raw: raw | {"language": raw["tongue"]})
    drop = {("facility", 2): lambda raw: {k: v for k, v in raw.items() if k != "tongue"}}
    monkeypatch.setitem(codec.UPCASTERS, ("facility", 2), drop["facility", 2])
    old = '{"name":"home","timezone":"Europe/London","tongue":"en"}'
    assert codec.read("facility", 1, old) == Facility("home", "en", "Europe/London")


def test_every_version_below_todays_has_its_upcaster() -> None:
    wanted = {(kind, version) for kind, newest in codec.VERSIONS.items() for version in range(1, newest)}
    assert set(codec.UPCASTERS) == wanted


def test_a_protocol_with_half_a_letter_cannot_be_stored() -> None:
    with pytest.raises(Refusal):
        codec.write(ProtocolUsed("cn", "1", "0" * 64, "\ud800"), salt)


def test_warming_up_builds_every_kind() -> None:
    codec.warm()
    assert codec.write(observed(temperature(366)), salt).version == codec.VERSIONS["observed"]


def test_a_text_with_something_behind_it_is_damaged() -> None:
    text = plain.text(observed(temperature(366)))
    with pytest.raises(ValueError, match="more_than_one_text"):
        codec.read("observed", codec.VERSIONS["observed"], text + "{}")
