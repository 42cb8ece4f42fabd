"""The same night, told in words."""

from tests.station.conftest import clock, station
from tests.station.handover.conftest import night

__all__ = ["clock", "night", "station"]
