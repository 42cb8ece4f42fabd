"""An observation read fast says what it says read whole."""

import pytest
from hypothesis import given

from carelog.log import codec, observed, plain
from carelog.model.body import Body
from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading
from carelog.model.round import RoundKey

from .bodies import bodies

NOW = codec.VERSIONS["observed"]
MORNING = '"round":{"date":"2026-03-01","slot":"morning"}'


@given(bodies("observed"))
def test_a_part_read_fast_is_the_part_read_whole(body: Body) -> None:
    text = plain.text(body)
    assert observed.read(NOW, text) == codec.read("observed", NOW, text)


@pytest.mark.parametrize("typed", ["", '],"round":{}', '"}', "\\", '","readings":['])
def test_what_was_typed_is_never_taken_for_the_shape_of_the_text(typed: str) -> None:
    for person, slot in (("p", "morning"), (typed or "p", "morning"), ("p", typed or "evening")):
        key = RoundKey(plain.decode(RoundKey, {"date": "2026-03-01", "slot": slot}).date, slot)
        body = Observed(person, key, (Reading(Quantity.SPO2, 97, typed=typed),), ())
        assert observed.read(NOW, plain.text(body)) == body


@pytest.mark.parametrize(
    "text",
    [
        '{"person":"p","readings":[],' + MORNING,
        '{"person":"p","readings":[],' + MORNING + ',"symptoms":[]}}',
        '{"person":"p","readings":[],' + MORNING + '}{"way":"demo"}',
        '{"person":"p","readings":[],' + MORNING + ',"weight":3}',
        '{"person":"p","readings":[{"quantity":"weight","value":3}],' + MORNING + "}",
        '{"person":"p","readings":[],"round":{"date":"2026-02-30","slot":"morning"}}',
        '{"person":"p","readings":[]}',
        "",
    ],
)
def test_a_damaged_text_is_refused_as_before(text: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        codec.read("observed", NOW, text)
    with pytest.raises((KeyError, TypeError, ValueError)):
        observed.read(NOW, text)
