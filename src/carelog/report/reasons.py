"""Why somebody stands where they stand, in sentences: for the screen and for a terminal without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from carelog.model.deeds import Given, Swabbed
from carelog.model.person import Kind
from carelog.model.reading import Consciousness, Quantity
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from carelog.model.assessment import Fired
    from carelog.model.clearing import Again, Clearing, Need
    from carelog.model.reading import Reading
    from carelog.model.symptom import Symptom
    from carelog.station.reasons import Decided, Ground, Normal, Reason, WhyView


class Told(Protocol):
    """What sentences ask of the station."""

    def local(self, at: datetime) -> datetime:
        """A time on the home's clock."""

    def symptoms(self) -> tuple[Symptom, ...]:
        """Every symptom that can be recorded."""


_TENTHS = frozenset({Quantity.TEMPERATURE, Quantity.OXYGEN})
HASH = 8
"""Digits of a protocol's hash that are shown."""


def when(station: Told, at: datetime) -> str:
    """A time on the home's clock."""
    return f"{station.local(at):%m-%d %H:%M}"


def amount(quantity: Quantity, value: int) -> str:
    """A value with its unit."""
    plain = f"{value // 10}.{value % 10}" if quantity in _TENTHS else str(value)
    text = Consciousness(value).name if quantity is Quantity.CONSCIOUSNESS else plain
    return tr(f"explain.amount_{quantity}", value=text)


def listed(words: Iterable[str]) -> str:
    """Words one after another, as the language lists them."""
    return tr("explain.list").join(word for word in words if word)


def symptoms(codes: Iterable[str], station: Told) -> str:
    """Symptoms in words."""
    known = {s.code: s.words[language()] for s in station.symptoms()}
    return listed(known.get(code, code) for code in codes)


# what would clear it


def clears(reason: Reason, station: Told) -> str:
    """What would clear a rule, in one sentence; '' where the protocol that decided cannot be read today."""
    told = reason.clears
    if told is None:
        return ""
    if reason.fired.standing == "improving":
        return tr("clears.person_back")
    needs = tr("clears.and").join(tr("clears.or").join(_need(n, station) for n in clause) for clause in told.needs)
    return _ways(told, needs, station) + _each_with(told) + _masked(told) + _again(told.again, station)


def _ways(told: Clearing, needs: str, station: Told) -> str:
    if not told.apart:
        return tr(f"clears.{told.ends}_one", needs=needs)
    hours = int(told.apart.total_seconds()) // 3600
    if told.first is None:
        return tr(f"clears.{told.ends}_two", hours=hours, needs=needs)
    after = when(station, told.first + told.apart)
    return tr(f"clears.{told.ends}_next", first=when(station, told.first), after=after, needs=needs)


def _each_with(told: Clearing) -> str:
    """What each check must hold, where what is to be found does not say so already."""
    said = {clause[0].reading for clause in told.needs if len({need.reading for need in clause}) == 1}
    asked = dict.fromkeys(sign if sign in set(Quantity) else "symptoms" for sign in told.signs)
    left = [_item(code) for code in asked if code not in said]
    return tr("clears.each_with", items=listed(left)) if left and told.apart else ""


def _masked(told: Clearing) -> str:
    hours = int(told.masked.total_seconds()) // 3600
    return tr("clears.masked", hours=hours) if hours else ""


def _again(again: Again | None, station: Told) -> str:
    if again is None:
        return ""
    quantity = Quantity(again.reading)
    line = "clears.at_least" if again.high else "clears.at_most"
    need = tr(line, reading=tr(f"quantity.{quantity}"), amount=amount(quantity, again.value), where="")
    return tr("clears.again", repeats=again.repeats, need=need, until=when(station, again.until))


def _item(code: str) -> str:
    return tr("explain.symptoms") if code == "symptoms" else tr(f"quantity.{code}")


def _need(need: Need, station: Told) -> str:
    quantity = Quantity(need.reading) if need.reading in set(Quantity) else None
    if quantity and need.value is not None:
        reading, value = tr(f"quantity.{quantity}"), amount(quantity, need.value)
        return tr(f"clears.{need.find}", reading=reading, amount=value, where=_where(need, quantity))
    if need.reading == "symptoms":
        found = symptoms(need.codes, station)
        if need.value == 1:
            return tr("clears.no_symptoms", symptoms=found) if found else tr("clears.no_symptoms_more")
        return tr("clears.fewer_symptoms", n=need.value)
    if need.find == "points":
        return tr("clears.points", n=need.value)
    if need.find in {"measured", "complete"}:
        return tr(f"clears.{need.find}", items=listed(_item(code) for code in need.codes) or tr("clears.everything"))
    return tr(f"clears.{need.find}", rules=listed(need.codes)) if need.codes else tr(f"clears.{need.find}")


def _where(need: Need, quantity: Quantity) -> str:
    parts = [tr(f"site.{need.site}")] if need.site else []
    parts += [tr("clears.own", amount=amount(quantity, need.own))] if need.own is not None else []
    parts += [tr("clears.below", amount=amount(quantity, need.below))] if need.below is not None else []
    return tr("clears.where", parts=listed(parts)) if parts else ""


# what it rests on


def ground(told: Ground, station: Told) -> str:
    """One part a rule rests on: when, what, how, by whom, and what became of it."""
    values = [_reading(r) for r in told.readings]
    if told.deed is not None:
        values.append(_deed(told.deed))
    if told.symptoms is not None:
        values.append(symptoms(told.symptoms, station) or tr("reading.no_symptoms"))
    elif told.not_asked is not None:
        values.append(f"{tr('reading.not_asked')} ({tr(f'reason.{told.not_asked}')})")
    by = [tr("explain.measured_by", name=told.measured_by)] if told.measured_by else []
    by.append(tr("explain.recorded_by", name=told.recorded_by))
    marks = [] if told.status == "current" else [tr(f"person.{told.status}")]
    marks += [tr("explain.corrects")] if told.corrects else []
    return "  ".join([when(station, told.happened_at), listed(values), listed(by), listed(marks)]).rstrip()


def _deed(deed: Swabbed | Given) -> str:
    """A swab with its result, or a medicine: what a rule rests on that is no reading."""
    if isinstance(deed, Given):
        return tr("explain.given", medicine=deed.medicine or tr("explain.antipyretic"))
    method, result = tr(f"swab.{deed.method}"), tr(f"swab.{deed.result}")
    return tr("explain.swab", method=method, result=result)


def _reading(reading: Reading) -> str:
    name = tr(f"quantity.{reading.quantity}")
    if reading.not_measured:
        return f"{name} {tr(f'reason.{reading.not_measured}')}"
    if reading.value is None:
        return f"{name} {tr('person.flow_not_read')}"
    site = tr(f"site.{reading.site}") if reading.site else ""
    device = tr("explain.device", name=reading.device) if reading.device else ""
    asleep = tr("reason.asleep") if reading.asleep else ""
    sure = tr("explain.read_twice") if reading.confirmed else ""
    how = " ".join(part for part in (site, device, asleep, sure) if part)
    return f"{name} {amount(reading.quantity, reading.value)} {how}".rstrip()


# what decided, and since when


def standing(reason: Reason, station: Told) -> str:
    """How a rule stands, since when, and by when it is to be measured again."""
    words = tr(f"standing.{reason.fired.standing}")
    parts = [against(reason.fired)]
    parts.append(tr("explain.since", standing=words, at=when(station, reason.since)) if reason.since else words)
    if reason.recheck is not None:
        until = reason.recheck.until
        parts.append(tr("explain.recheck_by", at=when(station, until)) if until else tr("explain.recheck"))
    return tr("ui.semicolon").join(part for part in parts if part)


def valued(fired: Fired) -> str:
    """The value that decided; '' where the rule is about no single value."""
    if fired.value is None or fired.reading not in set(Quantity):
        return ""
    return f"{tr(f'quantity.{fired.reading}')} {amount(Quantity(fired.reading), fired.value)}"


def against(fired: Fired) -> str:
    """The value that decided beside its line; '' where the rule is about no single value."""
    said = valued(fired)
    if fired.value is None or not said or not fired.bound.isdigit():
        return said
    quantity = Quantity(fired.reading)
    value, bound = amount(quantity, fired.value), amount(quantity, int(fired.bound))
    return tr("explain.against", reading=tr(f"quantity.{quantity}"), amount=value, bound=bound)


def source(reason: Reason) -> str:
    """Where a rule's number comes from, its evidence mark, and whether a doctor's signature lacks."""
    said = tr("person.source", source=f"{reason.source} [{reason.evidence}]") if reason.source else ""
    return tr("ui.semicolon").join(part for part in (said, "" if reason.signed else tr("explain.unsigned")) if part)


def decided(told: Decided, station: Told) -> str:
    """Which protocol decided, by its own name, version and hash, and when that was written down."""
    if not told.id:
        return tr("explain.decided_unknown", hash=told.sha256[:HASH])
    said = tr("explain.decided", id=told.id, version=told.version, hash=told.sha256[:HASH])
    at = tr("explain.written", at=when(station, told.recorded_at)) if told.recorded_at else tr("explain.judged_now")
    older = "" if told.in_use else tr("explain.not_in_use")
    return tr("ui.semicolon").join(part for part in (said, at, older) if part)


def normal(told: Normal, station: Told) -> str:
    """A person's own normal, with what it rests on."""
    site = f" ({tr(f'site.{told.site}')})" if told.site else ""
    name = f"{tr(f'quantity.{told.quantity}')}{site}"
    if told.value is None:
        return tr("explain.no_normal", name=name)
    value = amount(told.quantity, told.value)
    if told.by:
        until = told.until.isoformat() if told.until else ""
        return tr("explain.normal_by", name=name, value=value, by=told.by, until=until)
    since = f"{station.local(told.since):%m-%d}" if told.since else "-"
    said = tr("explain.normal", name=name, value=value, n=told.readings, since=since)
    return tr("ui.semicolon").join([said, tr("explain.frozen")] if told.frozen else [said])


# the score, the class

_ALL = 7


def score(view: WhyView) -> str:
    """NEWS2 of the newest check; of a part the least it can be, how much of it there is, and never a band below 7."""
    told = view.score
    if told is None:
        return ""
    measured = _ALL - len(told.missing)
    if told.complete:
        said = tr("explain.news2", total=told.lower_bound, band=tr(f"explain.band_{told.band or 'none'}"))
    else:
        band = tr("ui.comma") + tr(f"explain.band_{told.band}") if told.band else ""
        said = tr("explain.news2_part", least=told.lower_bound, n=measured, band=band)
    missing = listed(tr(f"quantity.{name}") for name in told.missing)
    parts = [said, tr("explain.missing", names=missing) if missing else ""]
    parts.append(tr("explain.usually", score=view.usual_score) if view.usual_score is not None else "")
    parts.append(tr("explain.unadjusted") if told.unadjusted else "")
    return tr("ui.semicolon").join(part for part in parts if part)


def classed(view: WhyView) -> str:
    """The colour class, how it came about, and what nobody has written down; '' where this is no resident's matter."""
    told = view.classed
    if told is None or view.person.kind is not Kind.RESIDENT:
        return ""
    missing = listed(tr(f"explain.fact_{name}") for name in told.missing)
    lacks = tr("explain.missing", names=missing) if missing else ""
    if told.colour is None or told.by is None:
        return tr("ui.semicolon").join([tr("explain.class_unknown"), lacks])
    said = tr("explain.class", colour=tr(f"person.class_{told.colour}"), by=tr(f"explain.class_by_{told.by}"))
    return tr("ui.semicolon").join(part for part in (said, lacks) if part)
