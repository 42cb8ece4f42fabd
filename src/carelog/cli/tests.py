"""`carelog tests`: who is to be swabbed, and what swabs have shown."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli import due
from carelog.cli.base import Command, Commands, by_staff, in_home, instant, option, station_for
from carelog.cli.lines import said
from carelog.model.deeds import Method, Result
from carelog.model.refusal import Refusal
from carelog.model.swabs import Finding, Label, Target, targets_of
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.person import Person
    from carelog.model.swabs import Pending
    from carelog.station.desk import Station
    from carelog.station.intake.results import ResultsReport
    from carelog.station.swabs.results import Told

_TARGETS = click.Choice([t.value for t in Target])
_METHODS = click.Choice([m.value for m in Method])


@click.group("tests", cls=Commands, help="tests.tests")
def tests() -> None:
    """See the commands below."""


@tests.command("record", cls=Command, help="tests.record")
@click.argument("code", metavar="PERSON")
@option("--method", type=_METHODS, help="tests.method")
@option("--result", type=click.Choice([r.value for r in Result]), required=True, help="tests.result")
@option("--target", "targets", type=_TARGETS, multiple=True, help="tests.target")
@option("--ct", metavar="CT", default="", help="tests.ct")
@option("--lot", metavar="TEXT", default="", help="tests.lot")
@option("--pool", metavar="TEXT", default="", help="tests.pool")
@option("--tube", metavar="TEXT", default="", help="tests.tube")
@option("--sample", metavar="ENTRY", default="", help="tests.sample_of")
@option("--pending", is_flag=True, help="tests.of_pending")
@option("--at", metavar="TIME", help="tests.at")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def record(ctx: click.Context, /, code: str, by: str, *, pending: bool, targets: tuple[str, ...], **words: str) -> None:
    """Store a swab's result and say what it means."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    if pending or words["sample"]:
        told = _of_sample(_awaited(station, person, words["sample"]), targets, words)
    else:
        told = _read_here(person, targets, words, instant(words["at"], station) or station.now())
    step = station.swabs.record(told)
    swab = f"{tr(f'swab.{told.method}')} {tr('swab.' + words['result'])}"
    click.echo(tr("tests.recorded", code=person.code, name=person.name, swab=swab, what=said(station, step)))


def _read_here(person: Person, targets: tuple[str, ...], words: dict[str, str], taken_at: datetime) -> Told:
    """A test read on the spot, or one whose sample nobody wrote down."""
    from carelog.station.swabs.results import Told, all_of

    if not words["method"]:
        raise Refusal("tests.no_method")
    method = Method(words["method"])
    findings = all_of(targets or targets_of(Method.PCR), Result(words["result"]))
    label = Label(words["lot"], words["pool"], words["tube"])
    return Told(person.id, method, _with_ct(findings, words), taken_at, label, note=words["note"])


def _of_sample(sample: Pending, targets: tuple[str, ...], words: dict[str, str]) -> Told:
    """The result of a sample, for everything it was taken for; by when it was taken."""
    from carelog.station.swabs.results import Told, all_of, some_positive

    result = Result(words["result"])
    if words["method"] and words["method"] != sample.method:
        raise Refusal("tests.other_method", method=tr(f"swab.{sample.method}"))
    if result is Result.POSITIVE:
        wanted = targets or sample.targets
        if set(wanted) - set(sample.targets) or (not targets and len(sample.targets) > 1):
            raise Refusal("tests.which_target", targets=", ".join(sample.targets))
        findings = some_positive(sample.targets, wanted)
    elif targets:
        raise Refusal("tests.target_of_positive")
    else:
        findings = all_of(sample.targets, result)
    given = (words["lot"], words["pool"], words["tube"])
    label = Label(*(said or known for said, known in zip(given, sample.label, strict=True)))
    findings = _with_ct(findings, words)
    return Told(sample.person, sample.method, findings, sample.taken_at, label, sample.entry, words["note"])


def _with_ct(findings: tuple[Finding, ...], words: dict[str, str]) -> tuple[Finding, ...]:
    """The findings with the Ct told, which belongs to the one target that shows the result."""
    if not words["ct"]:
        return findings
    result = Result(words["result"])
    if sum(f.result is result for f in findings) != 1:
        raise Refusal("tests.ct_one")
    tenths = _ct_tenths(words["ct"])
    return tuple(f._replace(ct_tenths=tenths) if f.result is result else f for f in findings)


def _ct_tenths(text: str) -> int:
    from carelog.station.intake import values

    try:
        return values.whole(values.number(text) * 10)
    except values.BadCell as error:
        raise Refusal("tests.ct_range", ct=text) from error


def _awaited(station: Station, person: Person, sample: str) -> Pending:
    """The sample of a person that is meant: by its entry, or the only one that is out."""
    found = [s for s in station.swabs.pending(person.id) if sample in ("", s.entry)]
    if len(found) != 1:
        raise Refusal("tests.no_one_sample", code=person.code, count=len(found))
    return found[0]


@tests.command("sample", cls=Command, help="tests.sample")
@click.argument("code", metavar="PERSON")
@option("--method", type=_METHODS, default=Method.PCR.value, help="tests.method_sample")
@option("--pool", metavar="TEXT", default="", help="tests.pool")
@option("--tube", metavar="TEXT", default="", help="tests.tube")
@option("--lot", metavar="TEXT", default="", help="tests.lot")
@option("--at", metavar="TIME", help="tests.at")
@by_staff
@in_home
@click.pass_context
def sample(ctx: click.Context, /, code: str, by: str, method: str, at: str | None, **label: str) -> None:
    """Store that a swab is on its way to the laboratory."""
    from carelog.station.swabs.results import sample_of

    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    taken_at = instant(at, station) or station.now()
    station.swabs.take(sample_of(person.id, Method(method), Label(**label)), taken_at)
    told = {"code": person.code, "name": person.name, "method": tr(f"swab.{method}")}
    click.echo(tr("tests.sampled", **told, pool=label["pool"] or "-", tube=label["tube"] or "-"))


@tests.command("pending", cls=Command, help="tests.pending")
@option("--json", "as_object", is_flag=True, help="tests.pending_json")
@in_home
@click.pass_context
def pending(ctx: click.Context, *, as_object: bool) -> None:
    """Print the samples whose result is not back."""
    station = station_for(ctx)
    people = {p.id: p for p in station.log.people()}
    rows = [(people[s.person], s) for s in station.swabs.pending() if s.person in people]
    if as_object:
        click.echo(json.dumps([_json(station, *row) for row in rows], ensure_ascii=False, indent=2))
        return
    for person, one in rows:
        facts = {"hours": _hours(station, one), "pool": one.label.pool or "-", "tube": one.label.tube or "-"}
        method = tr(f"swab.{one.method}")
        click.echo(tr("tests.pending_line", code=person.code, name=person.name, method=method, **facts))
    if not rows:
        click.echo(tr("tests.nothing_pending"))


def _hours(station: Station, sample: Pending) -> int:
    """How old a sample is, in whole hours."""
    return max(0, (station.now() - sample.taken_at) // timedelta(hours=1))


def _json(station: Station, person: Person, one: Pending) -> dict[str, object]:
    return {
        "person": person.code,
        "sample": one.entry,
        "method": one.method.value,
        "targets": list(one.targets),
        "taken_at": station.local(one.taken_at).isoformat(),
        "hours": _hours(station, one),
        **one.label._asdict(),
    }


@tests.command("import", cls=Command, help="tests.import")
@click.argument("file", type=click.Path(path_type=Path))
@option("--map", "map_", metavar="MAP", required=True, help="tests.import_map")
@option("--make-people", is_flag=True, help="tests.make_people")
@option("--dry-run", is_flag=True, help="intake.import_dry_run")
@option("--skip-bad", is_flag=True, help="intake.import_skip_bad")
@by_staff
@in_home
@click.pass_context
def import_(ctx: click.Context, /, file: Path, map_: str, by: str, **how: bool) -> None:
    """Take a laboratory's file of results, all of it or, with `--skip-bad`, what holds."""
    from carelog.cli.bars import bar
    from carelog.cli.people import say_bad, say_table
    from carelog.station.intake import maps, results

    said_ = maps.load(map_)
    if said_.kind != "swabs":
        raise click.UsageError(tr("tests.map_of_others", map=map_))
    station = station_for(ctx, by, writes=not how["dry_run"])
    report = results.take_results(station, file, said_, map_name=map_, progress=bar(tr("intake.storing")), **how)
    say_table(report.table)
    say_bad(report.bad)
    _say(report, dry_run=how["dry_run"])
    if report.bad and not how["skip_bad"]:
        if not how["dry_run"]:
            click.echo(tr("intake.nothing_taken", rows=len({b.row for b in report.bad})), err=True)
        ctx.exit(2)


def _say(report: ResultsReport, *, dry_run: bool) -> None:
    if report.stored or dry_run:
        counts = {result.value: report.counts.get(result, 0) for result in Result}
        key = "tests.would_import" if dry_run else "tests.imported"
        click.echo(tr(key, results=sum(counts.values()), **counts))
        if report.answered:
            click.echo(tr("tests.import_answered", samples=report.answered))
        if report.made:
            click.echo(tr("intake.people_made", people=len(report.made)))
    click.echo(tr("intake.left_out", known=report.known, passed_over=report.table.passed_over))


for _command in due.COMMANDS:
    tests.add_command(_command)
