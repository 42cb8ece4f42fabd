"""`carelog clock`: what to do where the clock stands behind the record."""

from datetime import timedelta

from carelog.clock import FixedClock, SystemClock
from carelog.station.desk import Station
from tests.station.support import tell

from .support import Shell


def test_a_clock_that_goes_right_is_told_so(shell: Shell) -> None:
    assert "The clock says" in shell.ok("clock")
    said = shell("clock", "--confirm", "--by", "N01")
    assert (said.code, "nothing to confirm" in said.err) == (2, True)


def test_the_sentence_that_refuses_names_the_command_that_helps(shell: Shell) -> None:
    ahead = Station.open(shell.home, FixedClock(SystemClock().now() + timedelta(days=2)), "N01")
    tell(ahead, "R1")
    ahead.close_log()
    record = ("record", "--person", "R2", "--spo2", "88", "--by", "N01")
    refused = shell(*record)
    assert (refused.code, "carelog clock --confirm" in refused.err) == (2, True)
    assert "carelog clock --confirm --by" in shell.ok("clock")
    nobody = shell("clock", "--confirm")
    assert nobody.code == 2
    assert "is right" in shell.ok("clock", "--confirm", "--by", "N01")
    shell.ok(*record)
    assert "nothing changed" in shell.ok("verify")
