"""Which open alerts somebody has seen and need not be told of again yet: what a board asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.assessment import open_alerts
from carelog.model.severity import Severity
from carelog.station.alerting.glance import Patience, until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from carelog.log.read_steps import Glance
    from carelog.model.assessment import Step
    from carelog.station.desk import Station


def patience(station: Station) -> Patience:
    """After how long alerts come back, as the protocol in use says."""
    return Patience(station.light.minutes("ack_urgent_minutes"), station.light.minutes("ack_review_minutes"))


def holding(station: Station, steps: Mapping[str, Step], at: datetime) -> set[tuple[str, str, str]]:
    """The (person, rule, episode) of open alerts somebody has seen, where that still holds at a time."""
    waits = patience(station)
    worst = {
        person: max((f.severity for f in open_alerts(step)), default=Severity.NONE) for person, step in steps.items()
    }
    among = [(person, f.rule, f.episode) for person, step in steps.items() for f in open_alerts(step)]
    seen = station.log.glances(among, at)
    return {
        key for key, glance in seen.items() if holds(holds_until(station, key[0], glance, worst[key[0]], waits), at)
    }


def holds(end: datetime | None, at: datetime) -> bool:
    """Whether what holds until then (None: for good) still holds at a time."""
    return end is None or at < end


def holds_until(station: Station, person: str, glance: Glance, severity: Severity, waits: Patience) -> datetime | None:
    """Until when it holds that somebody saw an alert; a call that nobody answers with a bed is none from then on."""
    refused = station.referral.turned_down(person, glance.called) if glance.called else None
    called = glance.called is not None and refused is None
    return until(severity, max(glance.at, refused or glance.at), glance.body.next_check, waits, called=called)
