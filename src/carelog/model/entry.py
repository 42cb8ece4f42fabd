"""One page of a book, and what may stand on it."""

from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from carelog.model.body import Body

KINDS: dict[str, str] = {
    "facility": "home.Facility",
    "protocol": "home.ProtocolUsed",
    "person": "person.Person",
    "presence": "person.Moved",
    "observed": "observation.Observed",
    "assessed": "assessment.Assessed",
    "corrected": "deeds.Correction",
    "undone": "deeds.Undone",
    "acknowledged": "alerting.Acknowledged",
    "closed": "alerting.Closed",
    "task_ended": "alerting.TaskEnded",
    "exported": "deeds.Exported",
    "imported": "deeds.Imported",
    "clock": "deeds.ClockConfirmed",
    "swabbed": "deeds.Swabbed",
    "given": "deeds.Given",
    "signed": "deeds.Signed",
    "taken_over": "deeds.TakenOver",
    "regime": "swabs.RegimeSet",
    "exempted": "swabs.Exempted",
    "exposed": "swabs.Exposed",
    "sample": "swabs.SampleTaken",
    "not_swabbed": "swabs.NotSwabbed",
    "stock": "stock.Stocked",
    "device": "stock.DeviceSet",
    "duty": "duties.DutyTold",
    "followed_up": "following.FollowedUp",
    "returned": "returns.Returned",
    "off_duty": "work.OffDuty",
    "on_duty": "work.OnDuty",
    "rostered": "work.Rostered",
    "visited": "visits.Visited",
    "purged": "visits.Purged",
    "therapy": "oxygen.Therapy",
    "source": "oxygen.SourceSet",
    "gauge": "oxygen.GaugeRead",
    "outbreak": "outbreak.Outbreak",
    "onset": "outbreak.Onset",
    "handed_over": "handover.HandedOver",
    "institution": "referral.InstitutionSet",
    "referral": "referral.Referral",
    "intervention": "care.Intervention",
    "reminder": "care.Reminder",
    "reminder_ended": "care.ReminderEnded",
    "sent_along": "referral.SentAlong",
}
"""The kind of every entry and where the shape of its body stands, newest version: a module of the model, a class."""

_MODEL = "carelog.model"
_KIND_AT = {f"{_MODEL}.{place}": kind for kind, place in KINDS.items()}


@cache
def body_of(kind: str) -> "type[Body]":
    """The shape of a kind's body, loaded when first asked for: a board is painted without most of them."""
    module, _, name = KINDS[kind].partition(".")
    shape: type[Body] = getattr(import_module(f"{_MODEL}.{module}"), name)
    return shape


def kind_of(shape: "type[Body]") -> str:
    """The kind of the entries whose body has a shape; KeyError for what cannot stand in an entry."""
    return _KIND_AT[f"{shape.__module__}.{shape.__name__}"]


class Entry(NamedTuple):
    """An entry as stored: `body` is the canonical JSON that was hashed, never re-serialised. Times are UTC."""

    book: str
    page: int
    tick: int
    id: str
    act: str
    kind: str
    version: int
    person: str | None
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    body: str
    prev: str
    hash: str
