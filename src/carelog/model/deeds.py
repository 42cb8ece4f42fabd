"""The other things a named person does, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from carelog.model.assessment import Fired
from carelog.model.observation import Observed
from carelog.model.person import PRIVATE
from carelog.model.severity import Task


class Method(StrEnum):
    """How a swab was tested."""

    ANTIGEN = "antigen"
    PCR = "pcr"
    MULTIPLEX = "multiplex"


class Result(StrEnum):
    """What a swab showed; invalid means test again."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    INVALID = "invalid"


class Why(StrEnum):
    """Why an entry was corrected or voided."""

    TYPING = "typing"
    WRONG_PERSON = "wrong_person"
    WRONG_DEVICE = "wrong_device"
    MEASURED_AGAIN = "measured_again"
    FROM_PAPER = "from_paper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Correction:
    """Entry kind `corrected`: points at an `observed` entry. `replacement` None voids it (entered in error).

    `happened_at` moves it in time (from paper); None leaves it where it was. `note` is private.
    """

    person: str
    target: str
    why: Why
    replacement: Observed | None
    happened_at: datetime | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Undone:
    """Entry kind `undone`: a whole act is taken back; it stays visible, struck through."""

    act: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """Entry kind `exported`: what was handed out, as proof; it changes no later export."""

    what: str
    first: date
    last: date
    rows: int
    sha256: str
    dialect: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Entry kind `imported`: which file came in, by which map; how many rows were taken, known already, refused."""

    sha256: str
    map: str
    taken: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True)
class ClockConfirmed:
    """Entry kind `clock`: somebody looked at the clock and said the time is right, though it stood later before."""

    seen: datetime
    newest: datetime


@dataclass(frozen=True, slots=True)
class Swabbed:
    """Entry kind `swabbed`: the result of a swab, happened when it was taken. `target` is what was looked for.

    A swab that looks for several is one entry each, of one act. `sample` is the entry of the sample it answers, '' for
    a test read on the spot; `lot` is of the kit, `pool` and `tube` of the laboratory, Ct in tenths of a cycle.
    """

    person: str
    method: Method
    result: Result
    target: str = "sars_cov_2"
    note: str = field(default="", metadata=PRIVATE)
    sample: str = ""
    ct_tenths: int | None = None
    lot: str = ""
    pool: str = ""
    tube: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Entry kind `given`: a medicine was given; `antipyretic` says that it lowers a fever.

    `article` is one of the home's store, `medicine` the name of what is none or of its make. `pieces` were taken from
    the reserve, of a lot ('' was not said); 0: the person's own.
    """

    person: str
    antipyretic: bool
    medicine: str = ""
    note: str = field(default="", metadata=PRIVATE)
    article: str = ""
    pieces: int = 0
    lot: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Entry kind `taken_over`: another protocol file came into use; this is how a person stood by the one before.

    Open alerts and staying tasks stay, whatever the new file says, until a named person ends them.
    """

    person: str
    fired: tuple[Fired, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """Entry kind `signed`: a named clinician has signed a protocol file, known by its SHA-256, on a date."""

    protocol: str
    on: date
    clinician: str = field(metadata=PRIVATE)
