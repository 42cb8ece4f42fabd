"""What a protocol says of one set of values without a home: NEWS2, severity, tasks and reasons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from carelog.model.assessment import Fired, Step
from carelog.model.observation import Observed, Seen, Way
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.protocol import assess, course, light, load, news2, scoring
from carelog.protocol.chart import news2 as chart
from carelog.protocol.course import Course
from carelog.protocol.light import Light
from carelog.protocol.news2 import Score
from carelog.protocol.schema import CareProtocol
from carelog.station import protocols
from carelog.station.founding import DEFAULT_PROTOCOL
from carelog.station.vitals import Asked, read
from carelog.words import tr

_OUT_OF = "line"
"""Stands for the entry that a value would have in a log."""


class Judge:
    """A protocol ready to judge lines, one after the other; none knows of another."""

    def __init__(self, protocol: CareProtocol, known: Light) -> None:
        self._protocol = protocol
        self._light = known

    @classmethod
    def named(cls, name: str | None) -> "Judge":
        """Judge by a protocol that comes with the app, or by a file; refuses one that does not hold."""
        file = protocols.named(name or DEFAULT_PROTOCOL, lambda: _nobody(name))
        return cls(load.care_protocol(file.text, file.name), light.parse(file.text))

    def answer(self, line: bytes, number: int, at: datetime) -> dict[str, Any]:
        """What is said of a line; of a bad one `error`, a sentence, with the line's number."""
        try:
            return self.assessed(read(line, at), at)
        except Refusal as refusal:
            return {"error": tr(refusal.code, **refusal.facts), "line": number}

    def assessed(self, asked: Asked, at: datetime) -> dict[str, Any]:
        """Everything the protocol says of a set of values, as the object the README describes.

        Where nothing was said of oxygen, the lines for air and those for oxygen apply, and the worse wins.
        """
        state, step = self._judged(asked, at)
        if not _oxygen_said(asked):
            either = self._judged(asked._replace(person=replace(asked.person, oxygen_tenths_l_min=1)), at)
            state, step = max((state, step), either, key=lambda judged: judged[1].severity)
        found = scoring.score_of(self._protocol, state) or news2.score(chart(), news2.Vitals())
        return {
            "news2": _score(found),
            "severity": step.severity.name,
            "tasks": [task.value for task in step.tasks],
            "reasons": [self._reason(fired) for fired in step.fired],
        }

    def _judged(self, asked: Asked, at: datetime) -> tuple[Course, Step]:
        state = course.fold(self._protocol, course.start(asked.person), _seen(asked, asked.symptoms, at))
        if asked.confirmed:
            again = course.fold(self._protocol, state, _seen(asked, None, at))
            state = course.held(self._protocol, again)
        return state, assess.assess(self._protocol, state, at)[0]

    def _reason(self, fired: Fired) -> dict[str, str]:
        source = self._light.source(fired.rule)
        return {"rule": fired.rule, "reading": fired.reading, "bound": fired.bound, "source": source}


def _nobody(name: str | None) -> Any:  # noqa: ANN401 - there is no station to hand back
    raise Refusal("protocol.none_such", name=name or "", known=", ".join(load.names()))


def _seen(asked: Asked, heard: tuple[str, ...] | None, at: datetime) -> Seen:
    observed = Observed(asked.person.id, None, asked.readings, heard, way=Way.COMMAND)
    return Seen(_OUT_OF, _OUT_OF, 0, at, at, "", observed)


def _oxygen_said(asked: Asked) -> bool:
    return any(reading.quantity is Quantity.OXYGEN for reading in asked.readings)


def _score(found: Score) -> Mapping[str, Any]:
    return {
        "total": found.total,
        "lower_bound": found.lower_bound,
        "complete": found.complete,
        "band": found.band,
        "band_at_least": found.band_at_least,
        "single_three": found.single_three,
        "interval": found.interval,
        "points": dict(found.points),
        "missing": list(found.missing),
    }
