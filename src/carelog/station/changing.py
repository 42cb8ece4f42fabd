"""Another protocol is taken into use: it decides from then on, what was decided stays, nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.deeds import TakenOver
from carelog.model.history import Left
from carelog.model.refusal import Refusal
from carelog.model.severity import STAYING
from carelog.station import judging

if TYPE_CHECKING:
    from carelog.log.write import Act
    from carelog.model.assessment import Step
    from carelog.station.desk import Station
    from carelog.station.protocols import File
    from carelog.station.replaying import Replayed

LOOK_BACK = timedelta(days=30)
"""Over how long a new file is tried before somebody takes it into use."""


def tried(station: Station, file: File) -> Replayed:
    """What a file would have said of the last 30 days, beside what was said; nothing is written."""
    from carelog.protocol import load
    from carelog.station.replaying import replay

    now = station.now()
    return replay(station, load.care_protocol(file.text, file.name), now - LOOK_BACK, now)


def refuse_same(station: Station, file: File) -> None:
    """Refuse to change to the file that decides already."""
    if station.used.sha256 == file.sha256:
        raise Refusal("protocol.used_already", id=f"{file.light.id} {file.light.version}")


def use(station: Station, file: File) -> None:
    """Let a file decide from now on, in one act: everybody is judged by it at once, from now and not before.

    Alerts and staying tasks that are open stay open. Refuses the file that is in use already.
    """
    refuse_same(station, file)
    judge = judging.Judge(station.log, file.used(), station.zone)
    for person in station.log.people():  # before the act, so that no other terminal waits for it
        judging.foreseen(judge, person.id, station.now())
    try:
        with station.deed() as act:
            standing = station.log.steps_at(act.at)
            act.append(file.used())
            station.follow(judge)
            for person in station.log.people():
                _judged_anew(station, act, person.id, standing.get(person.id))
    except BaseException:
        station.follow()
        raise


def _judged_anew(station: Station, act: Act, person: str, before: Step | None) -> None:
    known = station.judge.known(person)
    tasks = tuple(task for task in before.tasks if task in STAYING) if before else ()
    stood = before.fired if before else ()
    entry = act.append(TakenOver(person, stood, tasks))
    left = Left(entry.id, entry.tick, entry.happened_at, stood, tasks)
    judging.judged(station.judge, act, person, left, known)
