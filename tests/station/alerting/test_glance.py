"""How long it holds that somebody has seen an alert."""

from datetime import UTC, datetime, timedelta

import pytest

from carelog.model.deeds import Action
from carelog.model.severity import Severity
from carelog.station.alerting.glance import Patience, until

AT = datetime(2023, 1, 12, 2, 10, tzinfo=UTC)
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
USUAL = Patience(QUARTER, HOUR)
NEVER = Patience(None, None)


@pytest.mark.parametrize(
    ("severity", "action", "next_check", "patience", "end"),
    [
        (Severity.URGENT, None, None, USUAL, QUARTER),
        (Severity.URGENT, Action.RECHECK, None, USUAL, QUARTER),
        (Severity.URGENT, Action.RECHECK, HOUR, USUAL, QUARTER),
        (Severity.URGENT, Action.CALLED, None, USUAL, None),
        (Severity.URGENT, Action.CALLED, HOUR, USUAL, HOUR),
        (Severity.REVIEW, None, None, USUAL, HOUR),
        (Severity.REVIEW, Action.CALLED, None, USUAL, HOUR),
        (Severity.REVIEW, Action.RECHECK, QUARTER, USUAL, QUARTER),
        (Severity.REVIEW, Action.RECHECK, 4 * HOUR, USUAL, HOUR),
        (Severity.REVIEW, None, None, NEVER, None),
        (Severity.REVIEW, None, QUARTER, NEVER, QUARTER),
        (Severity.URGENT, None, None, NEVER, None),
    ],
)
def test_until_when_it_holds(
    severity: Severity,
    action: Action | None,
    next_check: timedelta | None,
    patience: Patience,
    end: timedelta | None,
) -> None:
    found = until(severity, AT, action, AT + next_check if next_check else None, patience)
    assert found == (AT + end if end else None)
