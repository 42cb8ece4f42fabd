"""`carelog record`: one observation in one line, for whom the sheet is not the way."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, by_staff, in_home, instant, option, station_for
from carelog.cli.lines import said
from carelog.model.observation import Observed, Way
from carelog.model.reading import Consciousness, Quantity, Reading, Site, possible
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station

_TENTHS = frozenset({Quantity.TEMPERATURE, Quantity.OXYGEN})
_NUMBER = re.compile(r"\d{1,3}(\.\d)?")
_OPTIONS = {
    Quantity.TEMPERATURE: "--temperature",
    Quantity.SPO2: "--spo2",
    Quantity.OXYGEN: "--oxygen",
    Quantity.RESPIRATORY_RATE: "--respiratory-rate",
    Quantity.PULSE: "--pulse",
    Quantity.SYSTOLIC: "--systolic",
    Quantity.DIASTOLIC: "--diastolic",
}


def number(text: str, quantity: Quantity) -> int:
    """Read a typed value into the quantity's own unit (tenths where it has a decimal); refuses what it cannot be."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("。", ".")
    whole, _, tenth = plain.partition(".")
    if not _NUMBER.fullmatch(plain) or (tenth and quantity not in _TENTHS):
        raise Refusal("cli.not_a_value", option=_OPTIONS[quantity], text=text)
    value = int(whole) * 10 + int(tenth or "0") if quantity in _TENTHS else int(whole)
    if not possible(quantity, value):
        raise Refusal("cli.impossible", option=_OPTIONS[quantity], text=text)
    return value


def symptoms_of(text: str | None, station: Station) -> tuple[str, ...] | None:
    """Read symptom codes: `none` is asked and none, None not asked; refuses a code nobody knows."""
    if text is None or text == "none":
        return None if text is None else ()
    known = {s.code for s in station.symptoms()}
    codes = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    strange = [code for code in codes if code not in known]
    if strange or not codes:
        raise Refusal("cli.no_symptom", text=", ".join(strange) or text, known=", ".join(sorted(known)))
    return codes


def _refuse_a_site_alone(temperature: str | None, site: str | None) -> None:
    if site and temperature is None:
        raise Refusal("cli.site_alone", site=site)


def _readings(given: dict[Quantity, str | None], site: str | None, consciousness: str | None) -> tuple[Reading, ...]:
    readings = [
        Reading(
            quantity,
            number(text, quantity),
            site=Site(site or Site.UNKNOWN) if quantity is Quantity.TEMPERATURE else None,
            typed=text,
        )
        for quantity, text in given.items()
        if text is not None
    ]
    if consciousness:
        readings.append(Reading(Quantity.CONSCIOUSNESS, Consciousness[consciousness].value, typed=consciousness))
    return tuple(readings)


@click.command("record", cls=Command, help="cli.record")
@option("--person", "code", required=True, metavar="CODE", help="cli.record_person")
@option("--temperature", metavar="C", help="cli.record_temperature")
@option("--site", type=click.Choice([s.value for s in Site]), help="cli.record_site")
@option("--spo2", metavar="PERCENT", help="cli.record_spo2")
@option("--oxygen", metavar="L/MIN", help="cli.record_oxygen")
@option("--respiratory-rate", metavar="N", help="cli.record_rr")
@option("--pulse", metavar="N", help="cli.record_pulse")
@option("--systolic", metavar="MMHG", help="cli.record_systolic")
@option("--diastolic", metavar="MMHG", help="cli.record_diastolic")
@option("--consciousness", type=click.Choice([c.name for c in Consciousness]), help="cli.record_acvpu")
@option("--symptoms", metavar="CODES", help="cli.record_symptoms")
@option("--at", metavar="TIME", help="cli.record_at")
@by_staff
@in_home
@click.pass_context
def record(ctx: click.Context, /, code: str, by: str, at: str | None, **given: str | None) -> None:
    """Store one observation and say what it means."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    values = {quantity: given[name[2:].replace("-", "_")] for quantity, name in _OPTIONS.items()}
    _refuse_a_site_alone(given["temperature"], given["site"])
    observed = Observed(
        person=person.id,
        round=None,
        readings=_readings(values, given["site"], given["consciousness"]),
        symptoms=symptoms_of(given["symptoms"], station),
        way=Way.COMMAND,
    )
    if not observed.readings and observed.symptoms is None:
        raise Refusal("cli.nothing_to_record")
    happened_at = instant(at, station) or station.now()
    saved = station.record(observed, happened_at)
    click.echo(tr("cli.recorded", code=person.code, name=person.name, what=said(station, saved.step)))
