"""How long it holds that somebody has seen an alert."""

from datetime import UTC, datetime, timedelta

import pytest

from carelog.model.severity import Severity
from carelog.station.alerting.glance import Patience, until

AT = datetime(2023, 1, 12, 2, 10, tzinfo=UTC)
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
USUAL = Patience(QUARTER, HOUR)
NEVER = Patience(None, None)


@pytest.mark.parametrize(
    ("severity", "called", "next_check", "patience", "end"),
    [
        (Severity.URGENT, False, None, USUAL, QUARTER),
        (Severity.URGENT, False, HOUR, USUAL, QUARTER),
        (Severity.URGENT, True, None, USUAL, None),
        (Severity.URGENT, True, HOUR, USUAL, HOUR),
        (Severity.REVIEW, False, None, USUAL, HOUR),
        (Severity.REVIEW, True, None, USUAL, HOUR),
        (Severity.REVIEW, False, QUARTER, USUAL, QUARTER),
        (Severity.REVIEW, False, 4 * HOUR, USUAL, HOUR),
        (Severity.REVIEW, False, None, NEVER, None),
        (Severity.REVIEW, False, QUARTER, NEVER, QUARTER),
        (Severity.URGENT, False, None, NEVER, None),
    ],
)
def test_until_when_it_holds(
    severity: Severity, called: bool, next_check: timedelta | None, patience: Patience, end: timedelta | None
) -> None:
    found = until(severity, AT, AT + next_check if next_check else None, patience, called=called)
    assert found == (AT + end if end else None)
