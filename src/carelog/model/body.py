"""Everything that can stand in an entry, as one type: for type checkers, which alone need all of it at once."""

from carelog.model.alerting import Acknowledged, Closed, TaskEnded
from carelog.model.assessment import Assessed
from carelog.model.care import Intervention, Reminder, ReminderEnded
from carelog.model.deeds import (
    ClockConfirmed,
    Correction,
    Exported,
    Given,
    Imported,
    Signed,
    Swabbed,
    TakenOver,
    Undone,
)
from carelog.model.duties import DutyTold
from carelog.model.following import FollowedUp
from carelog.model.handover import HandedOver
from carelog.model.home import Facility, ProtocolUsed
from carelog.model.observation import Observed
from carelog.model.outbreak import Onset, Outbreak
from carelog.model.oxygen import GaugeRead, SourceSet, Therapy
from carelog.model.person import Moved, Person
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
