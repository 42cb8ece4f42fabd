"""`carelog handover`: what the next shift must know, and both signatures under it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, by_staff, in_home, instant, option, station_for
from carelog.cli.export import hand, out_options
from carelog.model.refusal import Refusal
from carelog.words import language

if TYPE_CHECKING:
    from carelog.model.handover import HandedOver
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Handover


@click.command("handover", cls=Command, help="handover.command")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@option("--since", metavar="TIME", help="handover.opt_since")
@option("--sign", "takes", metavar="CODE", help="handover.opt_sign")
@out_options
@by_staff
@in_home
@click.pass_context
def handover(
    ctx: click.Context,
    /,
    since: str | None,
    takes: str | None,
    out: Path | None,
    by: str,
    *,
    as_object: bool,
    force: bool,
) -> None:
    """Tell the shift, sign it, write it to a file; a file that leaves the program is kept as proof."""
    from carelog.report import files

    if takes and since:
        raise Refusal("handover.sign_whole")
    station = station_for(ctx, by, writes=out is not None or takes is not None)
    files.refuse_taken(out, force=force)
    told = station.handover.page(instant(since, station))
    signed = _signed(station, told, takes) if takes else None
    content = _content(told, station, signed, as_object=as_object, page=_is_page(out))
    if out is not None:
        _keep_proof(station, told, content, "json" if as_object else "html" if _is_page(out) else "txt")
    hand(content, out, force=force)


def _is_page(out: Path | None) -> bool:
    from carelog.report.letter.forms import is_page

    return out is not None and is_page(out)


def _signed(station: Station, told: Handover, takes: str) -> HandedOver:
    from carelog.report.handover import text

    return station.handover.sign(told, takes, text.sha256(told, station))


def _keep_proof(station: Station, told: Handover, content: bytes, form: str) -> None:
    from carelog.model.deeds import Exported

    first, last = station.local(told.since).date(), station.local(told.until).date()
    sha256 = hashlib.sha256(content).hexdigest()
    station.note_export(Exported("handover", first, last, 1, sha256, f"{form} {language()}"))


def _content(told: Handover, station: Station, signed: HandedOver | None, *, as_object: bool, page: bool) -> bytes:
    from carelog.report.handover import flat, text
    from carelog.report.handover import page as pages

    if as_object:
        return (json.dumps(flat.as_object(told, station, signed), ensure_ascii=False, indent=2) + "\n").encode()
    if page:
        return pages.html(told, station, signed).encode()
    return text.written(text.signed(told, station, signed))
