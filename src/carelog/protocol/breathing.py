"""The conditions about breath: underlying disease."""

from carelog.protocol.conditions import Condition
from carelog.protocol.look import Look
from carelog.protocol.state import Verdict

ABSENT, CLEAR, NEAR, HOLDS = Verdict


def disease(codes: frozenset[str]) -> Condition:
    """One of these diseases is on file; nothing on file is no disease."""

    def ask(look: Look) -> Verdict:
        return HOLDS if look.person is not None and not codes.isdisjoint(look.person.conditions) else CLEAR

    return ask
