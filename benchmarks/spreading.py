"""What a head nurse waits for: signals, curve and line list of a home in which people fall ill."""

from datetime import timedelta
from statistics import median

from figures import Figure, timed

from carelog.station.desk import Station


def measure(station: Station, days: int, runs: int) -> list[Figure]:
    """The whole screen, and the screen with the line list of all these days; both cold each time."""
    today = station.local(station.now()).date()
    first = today - timedelta(days=days - 1)

    def both() -> None:
        station.outbreaks.view()
        station.outbreaks.lines(first, today)

    screen = median(timed(station.outbreaks.view) for _ in range(runs))
    whole = median(timed(both) for _ in range(runs))
    size = f"{len(station.people())} people, {days} days"
    return [
        Figure(f"clusters and curve of {size}", screen, "", 0, 500, runs),
        Figure(f"clusters, curve and line list of {size}", whole, "", 0, 2000, runs),
    ]
