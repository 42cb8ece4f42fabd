"""One page of a book."""

from datetime import datetime
from typing import NamedTuple

from carelog.model.assessment import Assessed
from carelog.model.care import Intervention, Reminder, ReminderEnded
from carelog.model.deeds import (
    Acknowledged,
    ClockConfirmed,
    Closed,
    Correction,
    Exported,
    Facility,
    Given,
    Imported,
    Moved,
    ProtocolUsed,
    Signed,
    Swabbed,
    TakenOver,
    TaskEnded,
    Undone,
)
from carelog.model.duties import DutyTold
from carelog.model.following import FollowedUp
from carelog.model.handover import HandedOver
from carelog.model.observation import Observed
from carelog.model.outbreak import Onset, Outbreak
from carelog.model.oxygen import GaugeRead, SourceSet, Therapy
from carelog.model.person import Person
from carelog.model.referral import InstitutionSet, Referral, SentAlong
from carelog.model.returns import Returned
from carelog.model.stock import DeviceSet, Stocked
from carelog.model.swabs import Exempted, Exposed, NotSwabbed, RegimeSet, SampleTaken
from carelog.model.visits import Purged, Visited
from carelog.model.work import OffDuty, OnDuty, Rostered

Body = (
    Facility
    | ProtocolUsed
    | Person
    | Moved
    | Observed
    | Assessed
    | Correction
    | Undone
    | Acknowledged
    | Closed
    | TaskEnded
    | Exported
    | Imported
    | ClockConfirmed
    | Swabbed
    | Given
    | Signed
    | TakenOver
    | RegimeSet
    | Exempted
    | Exposed
    | SampleTaken
    | NotSwabbed
    | Stocked
    | DeviceSet
    | DutyTold
    | FollowedUp
    | Returned
    | OffDuty
    | OnDuty
    | Rostered
    | Visited
    | Purged
    | Therapy
    | SourceSet
    | GaugeRead
    | Outbreak
    | Onset
    | HandedOver
    | InstitutionSet
    | Referral
    | Intervention
    | Reminder
    | ReminderEnded
    | SentAlong
)

KINDS: dict[str, type[Body]] = {
    "facility": Facility,
    "protocol": ProtocolUsed,
    "person": Person,
    "presence": Moved,
    "observed": Observed,
    "assessed": Assessed,
    "corrected": Correction,
    "undone": Undone,
    "acknowledged": Acknowledged,
    "closed": Closed,
    "task_ended": TaskEnded,
    "exported": Exported,
    "imported": Imported,
    "clock": ClockConfirmed,
    "swabbed": Swabbed,
    "given": Given,
    "signed": Signed,
    "taken_over": TakenOver,
    "regime": RegimeSet,
    "exempted": Exempted,
    "exposed": Exposed,
    "sample": SampleTaken,
    "not_swabbed": NotSwabbed,
    "stock": Stocked,
    "device": DeviceSet,
    "duty": DutyTold,
    "followed_up": FollowedUp,
    "returned": Returned,
    "off_duty": OffDuty,
    "on_duty": OnDuty,
    "rostered": Rostered,
    "visited": Visited,
    "purged": Purged,
    "therapy": Therapy,
    "source": SourceSet,
    "gauge": GaugeRead,
    "outbreak": Outbreak,
    "onset": Onset,
    "handed_over": HandedOver,
    "institution": InstitutionSet,
    "referral": Referral,
    "intervention": Intervention,
    "reminder": Reminder,
    "reminder_ended": ReminderEnded,
    "sent_along": SentAlong,
}
"""The kind of every entry and the shape of its body, newest version."""

KIND_OF: dict[type[Body], str] = {body: kind for kind, body in KINDS.items()}


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
