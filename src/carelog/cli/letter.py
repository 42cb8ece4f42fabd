"""`carelog letter`: one page for a doctor or a hospital."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from carelog.cli.base import Command, by_staff, in_home, instant, option, station_for
from carelog.cli.export import hand, out_options
from carelog.words import LANGUAGES, language


@click.command("letter", cls=Command, help="letter.letter")
@click.argument("code", metavar="PERSON")
@option("--in", "tongue", type=click.Choice([*LANGUAGES, "both"]), help="letter.opt_in")
@option("--at", metavar="TIME", help="cli.board_at")
@out_options
@by_staff
@in_home
@click.pass_context
def letter(
    ctx: click.Context, /, code: str, tongue: str | None, at: str | None, by: str, out: Path | None, *, force: bool
) -> None:
    """Write the letter of a person; a file that leaves the program is kept as proof."""
    from carelog.model.deeds import Exported
    from carelog.report import files
    from carelog.report.letter import forms

    station = station_for(ctx, by, writes=out is not None)
    person = station.by_code(code)
    files.refuse_taken(out, force=force)
    languages = LANGUAGES if tongue == "both" else (tongue or language(),)
    told = station.letter(person.id, instant(at, station))
    content = forms.written(told, station, languages, page=out is not None and forms.is_page(out))
    if out is not None:
        day = station.local(told.at).date()
        form = f"{'html' if forms.is_page(out) else 'txt'} {'+'.join(languages)}"
        station.note_export(Exported("letter", day, day, 1, hashlib.sha256(content).hexdigest(), form))
    hand(content, out, force=force)
