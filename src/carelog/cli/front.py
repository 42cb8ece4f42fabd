"""The front door of every command: the language first, then the command, then how it ended."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from carelog import settings, words
from carelog.cli import options, short
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.cli.base import Group

_COMMANDS = {
    "init": "carelog.cli.init:init",
    "demo": "carelog.cli.demo:demo",
    "people": "carelog.cli.people:people",
    "import": "carelog.cli.importing:import_",
    "record": "carelog.cli.record:record",
    "tests": "carelog.cli.tests:tests",
    "given": "carelog.cli.given:given",
    "care": "carelog.cli.care_log:care",
    "stock": "carelog.cli.stock:stock",
    "duties": "carelog.cli.duties:duties",
    "visitors": "carelog.cli.visitors:visitors",
    "roster": "carelog.cli.roster:roster",
    "oxygen": "carelog.cli.oxygen:oxygen",
    "assess": "carelog.cli.assess:assess",
    "board": "carelog.cli.board:board",
    "alerts": "carelog.cli.alerts:alerts",
    "handover": "carelog.cli.handover:handover",
    "why": "carelog.cli.why:why",
    "letter": "carelog.cli.letter:letter",
    "trend": "carelog.cli.trend:trend",
    "referral": "carelog.cli.referral:referral",
    "directory": "carelog.cli.directory:directory",
    "outbreak": "carelog.cli.outbreak:outbreak",
    "linelist": "carelog.cli.linelist:linelist",
    "export": "carelog.cli.export:export",
    "report": "carelog.cli.report:report",
    "print": "carelog.cli.printing:print_",
    "protocol": "carelog.cli.protocol:protocol",
    "replay": "carelog.cli.replay:replay",
    "verify": "carelog.cli.care:verify",
    "rebuild": "carelog.cli.care:rebuild",
    "clock": "carelog.cli.clock:clock",
    "doctor": "carelog.cli.care:doctor",
    options.SCREEN: "carelog.cli.screen:screen",
}
"""Every command and where it lives; `carelog` alone is `carelog screen`."""

_REFUSED, _FAULT, _STOPPED = 2, 1, 130


def root() -> "Group":
    """The `carelog` command itself."""
    from carelog.cli.base import Group

    return Group("carelog", _COMMANDS, alone=options.SCREEN, help="cli.carelog")


def asked_for(arguments: Sequence[str], option: str) -> str | None:
    """The value given for an option anywhere on the line, before anything is parsed."""
    for n, argument in enumerate(arguments):
        if argument == option and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None


def _language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    said = asked_for(arguments, options.LANG)
    if said:
        return words.nearest(said)
    home = settings.home_folder(asked_for(arguments, options.HOME), environment)
    chosen = settings.read(home).language
    return words.nearest(chosen) if chosen else words.of_the_machine(environment)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")


def run(arguments: Sequence[str]) -> int:
    """Run one command line; whatever happens, a nurse reads a sentence and never a traceback."""
    _speak_utf8()
    words.use(words.of_the_machine(os.environ))
    try:
        words.use(_language(arguments, os.environ))
        asked = short.wish(arguments, os.environ)
        return short.open_screen(asked, os.environ) if asked else _parsed(arguments)
    except Refusal as refusal:
        return _ended(_REFUSED, tr(refusal.code, **refusal.facts))
    except KeyboardInterrupt:
        return _ended(_STOPPED, tr("cli.aborted"))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:  # noqa: BLE001 - the last door: a nurse never reads a traceback
        return _told(fault, arguments)
    return 0


def _parsed(arguments: Sequence[str]) -> int:
    import click

    gc.enable()
    try:
        # click hands back the code of ctx.exit(), or whatever the command returned
        code = root().main(list(arguments), prog_name="carelog", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return _REFUSED
    except click.Abort:
        return _ended(_STOPPED, tr("cli.aborted"))
    return code if isinstance(code, int) else 0


def _ended(code: int, sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _told(fault: Exception, arguments: Sequence[str]) -> int:
    from carelog.station import faults

    home = settings.home_folder(asked_for(arguments, options.HOME))
    return _ended(_FAULT, tr("cli.fault", file=str(faults.written(home, fault))))
