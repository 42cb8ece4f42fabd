"""`carelog assess`: values from another program judged line by line, without a home."""

from __future__ import annotations

import json
import sys
from typing import IO, TYPE_CHECKING

import click

from carelog.cli.base import Command, clock_of, in_language, option

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFUSED = 2


def _lines(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """Each line as it comes; of one that is too long one byte more than is taken, the rest is not kept."""
    while line := stream.readline(most + 1):
        rest = line
        while len(rest) > most and not rest.endswith(b"\n"):
            rest = stream.readline(most + 1)
        yield line


@click.command("assess", cls=Command, help="assess.assess")
@option("--protocol", "name", metavar="ID|FILE", help="assess.opt_protocol")
@in_language
@click.pass_context
def assess(ctx: click.Context, name: str | None) -> None:
    """Answer each line as soon as it is there; exit code 2 at the end where one could not be judged."""
    from carelog.station.assessing import Judge
    from carelog.station.vitals import LONGEST

    judge, clock, bad = Judge.named(name), clock_of(ctx), False
    asked = _lines(sys.stdin.buffer, LONGEST) if sys.stdin else ()
    for number, line in enumerate(asked, 1):
        if line.strip():
            answer = judge.answer(line, number, clock.now())
            bad = bad or "error" in answer
            click.echo(json.dumps(answer, ensure_ascii=False))
    ctx.exit(_REFUSED if bad else 0)
