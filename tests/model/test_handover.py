"""What stands in the log of a shift that was handed over."""

from datetime import UTC, datetime, timedelta

from carelog.log import codec
from carelog.model.entry import kind_of
from carelog.model.handover import HandedOver

AT = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)


def test_a_signed_shift_is_read_back_as_it_was_written() -> None:
    body = HandedOver("n1", "n2", AT - timedelta(hours=12), AT, "0" * 64)
    written = codec.write(body, lambda: "salt")
    assert (kind_of(HandedOver), written.kind, written.secrets) == ("handed_over", "handed_over", ())
    assert codec.read("handed_over", written.version, written.text) == body
