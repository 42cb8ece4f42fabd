"""What an entry says can be written one way only, and read back as it was."""

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from carelog.log import plain
from carelog.model.assessment import Assessed
from carelog.model.deeds import ClockConfirmed, Correction, Why
from carelog.model.home import ProtocolUsed
from carelog.model.observation import Observed
from carelog.model.person import Kind, Person
from carelog.model.reading import Consciousness, Quantity, Reading
from carelog.model.severity import Severity

from .bodies import bodies
from .ward import MORNING, WANG, assessed, observed, resident, step, temperature


@given(bodies())
def test_whatever_can_be_said_is_read_back_as_it_was_said(body: object) -> None:
    said = plain.text(body)
    again = plain.decode(type(body), plain.parsed(said))
    assert plain.text(again) == said
    assert again == plain.decode(type(body), plain.parsed(plain.text(again)))


@given(bodies())
def test_the_text_is_canonical(body: object) -> None:
    said = plain.text(body)
    assert said == json.dumps(json.loads(said), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if not isinstance(body, ProtocolUsed):
        assert unicodedata.is_normalized("NFC", said)


def test_asked_and_none_differs_from_not_asked() -> None:
    none, unasked = plain.text(observed(symptoms=())), plain.text(observed(symptoms=None))
    assert '"symptoms":[]' in none
    assert "symptoms" not in unasked


def test_a_level_of_consciousness_is_its_number() -> None:
    said = plain.text(Reading(Quantity.CONSCIOUSNESS, Consciousness.V))
    assert said == '{"quantity":"consciousness","value":2}'


def test_an_instant_is_written_in_utc_with_three_decimals() -> None:
    at = datetime(2026, 1, 5, 15, 30, tzinfo=timezone(timedelta(hours=8)))
    assert plain.text(ClockConfirmed(at, at)) == (
        '{"newest":"2026-01-05T07:30:00.000Z","seen":"2026-01-05T07:30:00.000Z"}'
    )


def test_a_name_with_an_escape_or_a_bidi_override_loses_only_that() -> None:
    said = plain.decode(Person, plain.parsed(plain.text(resident(name="\x1b[31m王 [/b] 芳\u202e=1+1"))))
    assert said.name == "[31m王 [/b] 芳=1+1"


def test_the_protocol_stands_letter_for_letter_because_its_checksum_does() -> None:
    text = "# 方案\r\n[rule]\n\tword = 'e\u0301'  \n"
    used = ProtocolUsed("cn", "1", "0" * 64, text)
    assert plain.decode(ProtocolUsed, plain.parsed(plain.text(used))).text == text


@pytest.mark.parametrize("odd", [36.6, float("nan"), {"a": 1}, [1], b"x", object()])
def test_a_float_or_anything_else_that_no_field_holds_is_refused(odd: object) -> None:
    with pytest.raises(TypeError):
        plain.encode((odd,))


@pytest.mark.parametrize(
    "damaged",
    [
        '{"person":"p","round":null,"readings":[],"extra":1}',
        '{"person":"p","round":null,"readings":[{"quantity":"weight","value":3}]}',
        '{"person":"p","round":{"date":"2026-13-01","slot":"morning"},"readings":[]}',
        '{"round":null,"readings":[]}',
        "[]",
    ],
)
def test_a_text_that_is_no_observation_is_never_read_as_one(damaged: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        plain.decode(Observed, plain.parsed(damaged))


def test_a_decision_and_a_correction_are_read_with_all_that_is_inside() -> None:
    decided = assessed(WANG, MORNING, step(MORNING, Severity.REVIEW, "e1"), step(MORNING + timedelta(hours=6)))
    assert plain.decode(Assessed, plain.parsed(plain.text(decided))) == decided
    put_right = Correction(WANG, "e1", Why.TYPING, observed(temperature(364)), MORNING, "slip")
    assert plain.decode(Correction, plain.parsed(plain.text(put_right))) == put_right


def test_dates_and_kinds_come_back_as_what_they_are() -> None:
    born = Person("p", "A1", Kind.STAFF, "李", birth_date=date(1990, 2, 28), conditions=("copd", "dementia"))
    assert plain.decode(Person, plain.parsed(plain.text(born))) == born
    assert (
        datetime(2026, 1, 1, tzinfo=UTC)
        == plain.decode(
            ClockConfirmed, plain.parsed('{"newest":"2026-01-01T00:00:00.000Z","seen":"2026-01-01T00:00:00.000Z"}')
        ).seen
    )


def test_the_same_small_record_is_built_once_and_what_holds_others_each_time() -> None:
    told = plain.parsed(plain.text(observed(temperature(366))))
    one, other = (plain.decode(Observed, told) for _ in range(2))
    assert one == other
    assert one is not other
    assert one.readings[0] is other.readings[0]
