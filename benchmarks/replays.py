"""A year of a home decided again: reading it, deciding it, and both together against a plain pass over the book."""

import cProfile
import io
import json
import pstats
from collections.abc import Callable
from datetime import timedelta

from figures import Figure, in_pairs, timed

from carelog.model.history import History
from carelog.protocol import replay
from carelog.station import replaying
from carelog.station.desk import Station

_TOP = 15


def _plain(station: Station) -> int:
    """Read the text of every observation and parse it, and nothing else."""
    texts = station.log._db.execute("SELECT body FROM entry WHERE kind = 'observed'")  # noqa: SLF001 - the bare file
    return sum(len(json.loads(body)["readings"]) for (body,) in texts)


def _whole(station: Station, days: int) -> Callable[[], object]:
    now = station.now()
    return lambda: replaying.replay(station, station.judge.protocol(), now - timedelta(days=days), now)


def _read(station: Station) -> list[History]:
    return [station.log.history(person.id) for person in station.log.people()]


def measure(station: Station, days: int, runs: int) -> list[Figure]:
    """The parts apart (milliseconds), and the whole as a ratio; the goal is ten seconds for 146,000 observations."""
    observations = station.log._db.execute("SELECT count(*) FROM observation").fetchone()[0]  # noqa: SLF001 - a count
    goal = 10_000 * observations / 146_000
    whole, said = _whole(station, days), f"{observations} observations"
    whole()
    pairs = [(timed(whole), timed(lambda: _plain(station))) for _ in range(runs)]
    read = min(timed(lambda: _read(station)) for _ in range(runs))
    protocol, histories = station.judge.protocol(), _read(station)
    decided = min(timed(lambda: [replay.decided_again(protocol, h, ()) for h in histories]) for _ in range(runs))
    return [
        Figure(f"{said} read for a replay", read, "", 0, goal, runs),
        Figure(f"{said} decided again", decided, "", 0, goal, runs),
        Figure(f"{said} replayed", min(ours for ours, _ in pairs), "", 0, goal, runs),
        in_pairs(f"{said} replayed", pairs, "a plain pass over them", 40),
    ]


def profile(station: Station, days: int) -> str:
    """Where a replay spends its time: the top lines."""
    watch, out = cProfile.Profile(), io.StringIO()
    watch.runcall(_whole(station, days))
    pstats.Stats(watch, stream=out).sort_stats("tottime").print_stats(_TOP)
    return out.getvalue()
