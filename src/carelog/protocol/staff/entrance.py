"""Who may come in at the door: everything that speaks against it, and nothing that is not known speaks for it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.deeds import Result
from carelog.model.entrance import Bar, Papers
from carelog.model.reading import Site
from carelog.model.severity import Severity, Task
from carelog.protocol.schema import CareProtocol, Rule
from carelog.protocol.staff.table import VisitTable
from carelog.protocol.wording import Bound, Confirm, Line, walk


class AtDoor(NamedTuple):
    """What is known of somebody at the door. `severity` None: nothing was judged; `tasks` are those that stand now."""

    temperature_tenths_c: int | None
    site: Site
    symptoms: tuple[str, ...] | None
    severity: Severity | None
    tasks: frozenset[Task]
    off_duty: bool = False
    repeat_from: datetime | None = None
    """a reading at or over the line waits for a second one, which counts from then on"""


class Warmth(NamedTuple):
    """A temperature somebody had, and when."""

    at: datetime
    tenths_c: int
    site: Site


def deciding(protocol: CareProtocol) -> Rule | None:
    """The rule whose lines decide at the door; None where the protocol names none."""
    return next((r for r in protocol.rule if protocol.work and r.id == protocol.work.rule), None)


def lines(protocol: CareProtocol) -> Sequence[Line] | None:
    """The lines of temperature that decide at the door; None where the protocol says nothing of it."""
    rule = deciding(protocol)
    return rule.when.lines if rule and isinstance(rule.when, Bound) and rule.when.reading == "temperature" else None


def repeat_from(protocol: CareProtocol, seen: Sequence[Warmth]) -> datetime | None:
    """From when a second reading would settle the last one at or over the line; None where none waits for it.

    Only a reading below the line, late enough and by a site that the rule lets confirm, speaks against it: one taken
    sooner or on the forehead does not.
    """
    known, rule = lines(protocol), deciding(protocol)
    if known is None or rule is None:
        return None
    high = [w.at for w in seen if reaches(known, w.tenths_c, w.site)]
    if not high:
        return None
    confirm = _confirm(rule)
    least = max(high) + timedelta(minutes=confirm.least_minutes if confirm else 0)
    sites = confirm.by_sites if confirm and confirm.by_sites else tuple(Site)
    settled = (w for w in seen if w.at >= least and w.at > max(high) and w.site in sites)
    return None if any(reaches(known, w.tenths_c, w.site) is False for w in settled) else least


def _confirm(rule: Rule) -> Confirm | None:
    """How a rule wants a temperature confirmed."""
    bounds = (w for w in walk(c.when for c in rule.cases()) if isinstance(w, Bound))
    return next((b.confirm for b in bounds if b.confirm and b.reading == "temperature"), None)


def reaches(known: Sequence[Line], tenths_c: int, site: Site) -> bool | None:
    """Whether a temperature is at or over the line of its site; None where no line is for that site."""
    mine = [line for line in known if line.high and (not line.sites or site in line.sites)]
    return any(tenths_c >= line.limit for line in mine) if mine else None


def bars(known: Sequence[Line] | None, found: AtDoor) -> tuple[Bar, ...]:
    """Everything that speaks against letting somebody in, worst first; () lets in, and nothing else does."""
    warm = _too_warm(known, found)
    against = {
        Bar.NO_RULE: known is None or (found.temperature_tenths_c is not None and warm is None),
        Bar.OFF_DUTY: found.off_duty,
        Bar.ALERT: found.severity is not None and found.severity >= Severity.REVIEW,
        Bar.TEST: bool(found.tasks & {Task.TEST, Task.ISOLATE}),
        Bar.FEVER: warm is True,
        Bar.SYMPTOMS: bool(found.symptoms),
        Bar.AGAIN: found.repeat_from is not None or bool(found.tasks - {Task.TEST, Task.ISOLATE, Task.REPORT}),
        Bar.NOT_MEASURED: found.temperature_tenths_c is None,
        Bar.NOT_ASKED: found.symptoms is None,
        Bar.NOT_JUDGED: found.severity is None or found.severity is Severity.NOT_KNOWN,
    }
    return tuple(bar for bar in Bar if against.get(bar))


def _too_warm(known: Sequence[Line] | None, found: AtDoor) -> bool | None:
    if known is None or found.temperature_tenths_c is None:
        return None
    return reaches(known, found.temperature_tenths_c, found.site)


def visit_bars(table: VisitTable | None, regime: str, papers: Papers, at: datetime) -> tuple[Bar, ...]:
    """What else speaks against a visit, worst first: the house is closed, or a test is lacking, too old or positive.

    A test of the future is none. Whatever was asked for or not, a positive or invalid antigen test stops.
    """
    if table is None:
        return (Bar.NO_RULE,)
    asked = regime in (*table.tests_in, *table.closed_in)
    age = None if papers.test_at is None or papers.test_at > at else at - papers.test_at
    against = {
        Bar.CLOSED: regime in table.closed_in,
        Bar.ANTIGEN_POSITIVE: papers.antigen is Result.POSITIVE,
        Bar.ANTIGEN_INVALID: papers.antigen is Result.INVALID,
        Bar.NO_ANTIGEN: asked and papers.antigen is None,
        Bar.NO_TEST: asked and age is None,
        Bar.OLD_TEST: asked and age is not None and age > timedelta(hours=table.test_hours.value),
    }
    return tuple(bar for bar in Bar if against.get(bar))


def together(*all_: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """All that speaks against it, worst first."""
    return tuple(bar for bar in Bar if any(bar in one for one in all_))
