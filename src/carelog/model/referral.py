"""Who is called and where somebody is sent, step by step, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from carelog.model.person import PRIVATE


class InstitutionKind(StrEnum):
    """What an institution of the directory is."""

    OWN_CLINIC = "own_clinic"
    """the home's own clinic"""
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    AMBULANCE = "ambulance"
    CONSULT = "consult"
    """a doctor who is asked from afar"""


class ReferralStep(StrEnum):
    """How far a referral is."""

    NEEDED = "needed"
    DECIDED = "decided"
    CALLED = "called"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    LEFT = "left"
    ARRIVED = "arrived"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    DIED = "died"


class ReferralReason(StrEnum):
    """Why a referral was refused, or called off."""

    NO_BED = "no_bed"
    NO_ANSWER = "no_answer"
    NO_AMBULANCE = "no_ambulance"
    NOT_TAKEN = "not_taken"
    """they do not take such a person"""
    BETTER = "better"
    PERSON = "person"
    """the person does not want it"""
    FAMILY = "family"
    """the family does not want it"""
    DOCTOR = "doctor"
    """a doctor has decided otherwise"""
    OTHER = "other"


class Transport(StrEnum):
    """What somebody is taken in."""

    AMBULANCE = "ambulance"
    HOUSE = "house"
    """the car of the house"""
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class InstitutionSet:
    """Entry kind `institution`: from now on an institution of the directory, known by its id, is this.

    `preference` is 1 (first to be called) to 9. `active` False takes it out of the directory; what names it stays.
    `contracted`: the home has a contract with it. `green` is the green channel, the agreed fast way in: called first,
    `agreed` says what was agreed. Name, telephone, note and that are private: a doctor asked from afar is a person.
    """

    id: str
    name: str = field(metadata=PRIVATE)
    kind: InstitutionKind
    phone: str = field(default="", metadata=PRIVATE)
    hours: str = ""
    preference: int = 5
    note: str = field(default="", metadata=PRIVATE)
    active: bool = True
    contracted: bool = False
    green: bool = False
    agreed: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Referral:
    """Entry kind `referral`: one step of sending somebody to a hospital happened.

    `institution` is an id of the directory, '' where nobody said. `despite` says why it was decided against the care
    plan's limits; it, `escort` (who went along) and `note` are private.
    """

    person: str
    step: ReferralStep
    institution: str = ""
    reason: ReferralReason | None = None
    transport: Transport | None = None
    escort: str = field(default="", metadata=PRIVATE)
    despite: str = field(default="", metadata=PRIVATE)
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class SentAlong:
    """Entry kind `sent_along`: from now on this goes along with somebody who is sent to a hospital.

    `begun` is when that referral began. `escort` is who goes along; `things` what does (papers, medicines, belongings)
    and `back` what of it came back, parted by `;`; all but `begun` private.
    """

    person: str
    begun: datetime
    escort: str = field(default="", metadata=PRIVATE)
    things: str = field(default="", metadata=PRIVATE)
    back: str = field(default="", metadata=PRIVATE)
    note: str = field(default="", metadata=PRIVATE)
