"""A handover as it is said in a minute: who, what, until when, the most pressing first; the page holds the rest.

Paces are those of reading aloud: 240 characters a minute in Chinese (the slow end of radio news, 240-270), 150 words a
minute in English (conversation and radio). Every digit counts, for it is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.alerting import Outcome
from carelog.model.person import Kind, Presence
from carelog.model.reading import Quantity
from carelog.model.severity import Severity
from carelog.report import alerting, reasons
from carelog.report.limits import limit_mark
from carelog.report.oxygen import litres
from carelog.station.alerting.door import AlertState
from carelog.station.oxygen.rows import Stand
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from carelog.model.assessment import Fired
    from carelog.model.person import Person
    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.door import AlertRow
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Begun, Handover
    from carelog.station.oxygen.rows import Desk, NeedRow

PACE: Final = {"zh_CN": 240, "en": 150}
"""Characters or words said in a minute."""
MINUTE: Final = 60
_FULL: Final = 45
"""Seconds after which what can wait is no longer said by name: the counts at the end need the rest."""
_SAID: Final = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|[0-9%]")
_CLAUSE: Final = re.compile(r"[：:；;]")


class _Part(NamedTuple):
    """A sentence: what it is about, and each person of it; `must` is said whatever the time."""

    key: str
    told: Sequence[str]
    must: bool = False


def seconds(text: str) -> int:
    """How long a text takes to say at the pace of the language spoken now."""
    return -(-len(_SAID.findall(text)) * MINUTE // PACE[language()])


def lines(told: Handover, station: Station) -> list[str]:
    """The sentences of a minute; who is urgent or lacks oxygen is always named, others while there is time."""
    out: list[str] = []
    for part in _parts(told, station):
        if not part.told:
            continue
        sentence = tr(f"handover.aloud_{part.key}", n=len(part.told), people=tr("ui.semicolon").join(part.told))
        short = tr(f"handover.aloud_{part.key}", n=len(part.told), people=tr("handover.aloud_on_page"))
        fits = part.must or seconds(" ".join([*out, sentence])) <= _FULL
        out.append(sentence if fits else short)
    return [*out, *_rest(told)] or [tr("handover.aloud_none")]


def _parts(told: Handover, station: Station) -> Iterator[_Part]:
    rows = told.open
    yield _Part("urgent", [_alert(r, station) for r in rows if r.severity >= Severity.URGENT], must=True)
    still = _still_urgent(told)
    yield _Part("still_urgent", [_closed(one, station) for one in still.values()], must=True)
    waits = [row for row in told.desk.needs if row.stand in {Stand.WAITS, Stand.BELOW}]
    yield _Part("no_oxygen", [_breathes(row) for row in waits], must=True)
    yield _short(told.desk, station)
    yield _Part("transfers", [_step(case.person, case.last.step) for case in told.referrals])
    yield _Part("moved", [_where(one.person, one.presence, one.left) for one in told.moved if _lives(one.person)])
    yield _Part("review", [_alert(r, station) for r in rows if r.severity < Severity.URGENT])
    yield _Part("ended", [_ended(one) for one in told.begun if one.ended and one.person.id not in still])
    yield _Part("worse", [alerting.named(one.person) for one in told.worse])
    yield _Part("rechecks", [_recheck(person, due.until, station) for person, due in told.rechecks])
    served = [row for row in told.desk.needs if row not in waits]
    yield _Part("oxygen", [*map(_breathes, served), *(alerting.named(one.person) for one in told.oxygen)])
    yield _Part("isolated", [alerting.named(one.person) for one in told.isolated])
    yield _Part("not_seen", list(dict.fromkeys(alerting.named(one.person) for one in told.not_seen)))


def _still_urgent(told: Handover) -> dict[str, Answered]:
    """Whose alert was closed while the board calls them urgent still, by person.

    Not where it was not confirmed, unless it held again since.
    """
    urgent = (one for one in told.answered if one.severity >= Severity.URGENT)
    return {one.person.id: one for one in urgent if one.again or one.outcome is not Outcome.NOT_CONFIRMED}


def _short(desk: Desk, station: Station) -> _Part:
    """When the supply falls short, or that it does, and of whom."""
    if desk.short_at is None:
        return _Part("short", [])
    if desk.short_at > desk.at:
        return _Part("short", [alerting.clock(station, desk.short_at)], must=True)
    return _Part("short_now", [alerting.named(desk.short_of)] if desk.short_of else [""], must=True)


def _lives(person: Person) -> bool:
    return person.kind is Kind.RESIDENT


def _alert(row: AlertRow, station: Station) -> str:
    """Who, what the care plan limits, by which value, and by when somebody looks again."""
    who = alerting.named(row.person)
    return reasons.listed([who, limit_mark(row.person), _why(row.fired, station), _state(row, station)])


def _why(fired: Sequence[Fired], station: Station) -> str:
    """The value behind the worst rule that has one, else the beginning of what the worst rule says."""
    worst = [f for f in fired if f.severity is max(one.severity for one in fired)]
    valued = next((said for f in worst if (said := reasons.valued(f))), "")
    return valued or _CLAUSE.split(station.words(worst[0].rule))[0]


def _closed(one: Answered, station: Station) -> str:
    """Who, what the care plan limits, by which value, and how it was closed."""
    who, outcome = alerting.named(one.person), tr(f"outcome.{one.outcome}") if one.outcome else ""
    return reasons.listed([who, limit_mark(one.person), _why(one.fired, station), outcome])


def _state(row: AlertRow, station: Station) -> str:
    done = tr(f"alerts.action_{row.action}") if row.action else ""
    if row.state is AlertState.NEW:
        return reasons.listed([done, tr("handover.aloud_joined" if row.at else "handover.aloud_unseen")])
    if row.state is AlertState.RETURNED:
        return reasons.listed([done, tr("handover.aloud_again")])
    until = tr("handover.aloud_until", at=alerting.clock(station, row.until)) if row.until else ""
    return reasons.listed([done, until])


def _breathes(row: NeedRow) -> str:
    """Who, how much, and the SpO2 where it is below the target or nobody has measured it since."""
    flow = tr("oxygen.lpm", flow=litres(row.flow)) if row.flow else ""
    spo2 = reasons.amount(Quantity.SPO2, row.spo2) if row.spo2 is not None and row.stand is Stand.BELOW else ""
    stand = "" if row.stand is Stand.SERVED else tr(f"oxygen.stand_{row.stand.value}")
    return reasons.listed([alerting.named(row.person), flow, stand, spo2])


def _step(person: Person, step: str) -> str:
    return f"{alerting.named(person)} {tr(f'referral.step_{step}')}"


def _where(person: Person, presence: Presence, left: str | None) -> str:
    where = tr("handover.back") if presence is Presence.PRESENT else tr(f"presence.{left or presence}")
    return f"{alerting.named(person)} {where}"


def _ended(one: Begun) -> str:
    return f"{alerting.named(one.person)} {tr(f'outcome.{one.ended.outcome}')}" if one.ended else ""


def _recheck(person: Person, until: datetime | None, station: Station) -> str:
    over = until is not None and until < station.now()
    by = tr("handover.aloud_until", at=alerting.clock(station, until)) if until else ""
    return reasons.listed([alerting.named(person), tr("handover.aloud_again") if over else by])


def _rest(told: Handover) -> list[str]:
    """What is counted and read on the page; of whom nothing is said and nothing measured, and how many are the same."""
    counts = {"better": len(told.better), "due": len(told.due), "withdrawn": len({w.person.id for w in told.withdrawn})}
    counts |= {"care": len(told.cared), "reminders": len(told.reminders), "notes": len(told.notes)}
    counted = reasons.listed(tr(f"handover.aloud_n_{key}", n=n) for key, n in counts.items() if n)
    others = {p.id for p in told.people.values() if _lives(p) and p.presence is Presence.PRESENT} - _named(told)
    unknown = len(others & {p.id for p in told.unmeasured})
    ends = {"unmeasured": unknown, "same": len(others) - unknown}
    out = [tr("handover.aloud_counts", counts=counted)] if counted else []
    return [*out, *(tr(f"handover.aloud_{key}", n=n) for key, n in ends.items() if n)]


def _named(told: Handover) -> set[str]:
    """Everybody of whom anything is said or counted, but for a test that is due."""
    rows: Iterable[object] = (
        *told.open, *told.answered, *told.begun, *told.worse, *told.better, *told.desk.needs, *told.oxygen,
        *told.isolated, *told.not_seen, *told.moved, *told.withdrawn, *told.referrals, *told.therapies, *told.cared,
        *told.notes, *told.reminders,
    )  # fmt: skip
    people = (getattr(row, "person", None) for row in rows)
    return {person.id for person in (*people, *(one for one, _ in told.rechecks)) if person is not None}
