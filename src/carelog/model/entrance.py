"""What is said at the door: everything that speaks against coming in, and what a visitor brings."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.deeds import Result


class Bar(StrEnum):
    """What speaks against letting somebody in, worst first; one is enough."""

    NO_RULE = "no_rule"
    OFF_DUTY = "off_duty"
    ALERT = "alert"
    TEST = "test"
    FEVER = "fever"
    SYMPTOMS = "symptoms"
    AGAIN = "again"
    CLOSED = "closed"
    ANTIGEN_POSITIVE = "antigen_positive"
    ANTIGEN_INVALID = "antigen_invalid"
    NO_ANTIGEN = "no_antigen"
    NO_TEST = "no_test"
    OLD_TEST = "old_test"
    NOT_MEASURED = "not_measured"
    NOT_ASKED = "not_asked"
    NOT_JUDGED = "not_judged"


class Papers(NamedTuple):
    """What a visitor brings: when the nucleic acid test they show was taken, and the antigen test made on arrival."""

    test_at: datetime | None = None
    antigen: Result | None = None
