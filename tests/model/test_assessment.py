"""Which alerts wait for a named person."""

from datetime import UTC, datetime

import pytest

from carelog.model.assessment import Fired, Standing, Step, open_alerts
from carelog.model.severity import Severity

AT = datetime(2023, 1, 12, 8, tzinfo=UTC)


def fired(severity: Severity, standing: Standing, rule: str = "S-02", *, would_have: bool = False) -> Fired:
    return Fired(rule, severity, (), standing, "e1", ("e1",), "spo2", 88, "92", would_have)


def step(*rules: Fired) -> Step:
    return Step(AT, max(f.severity for f in rules), (), rules)


@pytest.mark.parametrize(
    ("standing", "least"),
    [(Standing.ON, Severity.REVIEW), (Standing.IMPROVING, Severity.REVIEW), (Standing.ANSWERED, None)],
)
@pytest.mark.parametrize("severity", Severity)
def test_an_alert_from_review_on_waits_also_while_it_improves_until_it_is_answered(
    severity: Severity, standing: Standing, least: Severity | None
) -> None:
    waits = least is not None and severity >= least
    assert bool(open_alerts(step(fired(severity, standing)))) is waits


@pytest.mark.parametrize("standing", Standing)
def test_what_is_only_history_waits_for_nobody(standing: Standing) -> None:
    assert open_alerts(step(fired(Severity.URGENT, standing, would_have=True))) == ()


def test_an_answered_alert_hides_no_other_and_their_order_stays() -> None:
    first, second = fired(Severity.REVIEW, Standing.ON, "T-04"), fired(Severity.URGENT, Standing.IMPROVING)
    answered = fired(Severity.URGENT, Standing.ANSWERED, "Y-02")
    assert open_alerts(step(first, answered, fired(Severity.WATCH, Standing.ON, "Y-01"), second)) == (first, second)


def test_of_a_person_never_judged_nothing_is_open() -> None:
    assert open_alerts(None) == ()
