"""What the letter says, section by section, in the language spoken now; what nobody wrote down is said to be so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.deeds import Given, Swabbed
from carelog.model.person import Ceiling
from carelog.model.reading import Consciousness, Quantity
from carelog.model.severity import Task
from carelog.report import care, filed, medicines, reasons
from carelog.report.letter import under_way
from carelog.report.letter.cut import typed
from carelog.report.limits import limit
from carelog.station.oxygen.rows import Order
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter
    from carelog.station.reasons import Reason
    from carelog.station.rows import Done

MOST_ROWS = 14
"""Rows of readings on the page; the newest stay, how many were left out is said."""
_MOST_REASONS = 5
_MOST_CARE = 4
_DAY: Final = timedelta(hours=24)


class Section(NamedTuple):
    """A part of the letter: its letter and title, and its paragraphs."""

    title: str
    lines: tuple[str, ...]


class Row(NamedTuple):
    """One observation as cells of the table, blank where nothing was measured."""

    time: str
    temperature: str
    spo2: str
    oxygen: str
    respiratory_rate: str
    pulse: str
    pressure: str
    consciousness: str
    symptoms: str


def head(told: Letter, station: Station) -> list[str]:
    """Who, where, when, from whom; a demo home says so first."""
    person, at = told.person, station.local(told.at)
    born = person.birth_date.isoformat() if person.birth_date else tr("letter.not_known")
    years = tr("letter.years", years=told.years) if told.years is not None else tr("letter.age_unknown")
    sex = tr(f"letter.sex_{person.sex}") if person.sex in ("female", "male", "other") else tr("letter.sex_unknown")
    who = tr("letter.who", name=typed(person.name or person.code), code=person.code, sex=sex, years=years, born=born)
    where = tr("letter.where", facility=typed(told.facility), unit=person.unit, bed=person.bed)
    by = typed(told.written_by) or tr("letter.nobody")
    lines = [who, where, tr("letter.written", at=f"{at:%Y-%m-%d %H:%M}", by=by)]
    return [tr("letter.demo"), *lines] if told.demo else lines


def sections(told: Letter, station: Station) -> tuple[Section, ...]:
    """Situation, background and assessment without its table, and the recommendation."""
    return (
        Section(tr("letter.situation"), tuple(_situation(told, station))),
        Section(tr("letter.background"), tuple(_background(told, station))),
        Section(tr("letter.assessment"), tuple(_assessment(told, station))),
        Section(tr("letter.recommendation"), tuple(_recommendation(told))),
    )


# situation


def _situation(told: Letter, station: Station) -> list[str]:
    why = told.why
    severity = tr(f"severity.{why.severity.name}")
    stands = tr("letter.stands", severity=severity, presence=tr(f"presence.{told.person.presence}"))
    lines = [*limit(told.person), stands]
    lines += [_fired(reason, station) for reason in why.reasons[:_MOST_REASONS]]
    more = len(why.reasons) - _MOST_REASONS
    lines += [tr("letter.more_reasons", n=more)] if more > 0 else []
    lines += [] if why.reasons else [tr("letter.no_reason")]
    return [*lines, under_way.alert(told, station), *under_way.transfer(told, station)]


def _fired(reason: Reason, station: Station) -> str:
    against = reasons.against(reason.fired)
    since = tr("letter.since", at=reasons.when(station, reason.since)) if reason.since else ""
    parts = [f"{reason.fired.rule} {station.words(reason.fired.rule)}", against, since]
    return tr("ui.semicolon").join(part for part in parts if part)


# background


def _background(told: Letter, station: Station) -> list[str]:
    person = told.person
    facts = (
        ("conditions", _listed([filed.condition(one) for one in person.conditions])),
        ("disease", tr(f"letter.disease_{person.disease}") if person.disease else ""),
        ("allergies", _listed(person.allergies)),
        ("usual_symptoms", reasons.symptoms(person.usual_symptoms, station)),
        ("vaccination", _vaccination(person)),
        ("class", _class(told)),
        ("ceiling", tr(f"ceiling.{person.ceiling}")),
        ("oxygen_order", _order(person)),
        ("scale", _scale(person)),
        ("normals", tr("ui.semicolon").join(reasons.normal(n, station) for n in told.why.normals)),
        ("antipyretic", tr("letter.regular_antipyretic") if person.takes_antipyretic else ""),
        ("doctor", typed(person.doctor)),
        ("contacts", typed(person.contacts)),
    )
    lacking = [tr(f"letter.fact_{name}") for name, text in facts if not text and name in _ASKED_FOR]
    lines = [tr("letter.fact", name=tr(f"letter.fact_{name}"), text=text) for name, text in facts if text]
    return [*lines, tr("letter.not_written", names=_joined(lacking))] if lacking else lines


_ASKED_FOR = ("conditions", "disease", "allergies", "vaccination", "class", "oxygen_order", "doctor", "contacts")
"""What a receiving doctor asks for; where it is not on file the letter says so."""


def _joined(words: Iterable[str]) -> str:
    return tr("report.list_comma").join(word for word in words if word)


def _listed(texts: Sequence[str]) -> str:
    return typed(_joined(texts))


def _vaccination(person: Person) -> str:
    known = [tr(f"letter.vaccination_{person.vaccination}")] if person.vaccination else []
    return typed(_joined([*known, *map(filed.vaccine, person.vaccines)]))


def _class(told: Letter) -> str:
    classed = told.why.classed
    return tr(f"person.class_{classed.colour}") if classed and classed.colour else ""


def _order(person: Person) -> str:
    flow, low, high = person.oxygen_tenths_l_min, person.target_low_percent, person.target_high_percent
    parts = [reasons.amount(Quantity.OXYGEN, flow)] if flow is not None else []
    if low is not None and high is not None:
        parts.append(tr("letter.target", low=low, high=high))
        signed = person.target_by and person.target_until
        parts += [tr("letter.signed", by=person.target_by, until=person.target_until)] if signed else []
    return _joined(parts)


def _scale(person: Person) -> str:
    if person.scale() == 1:
        return ""
    return tr("letter.scale_2", by=person.scale_by, on=person.scale_on)


# assessment


def _assessment(told: Letter, station: Station) -> list[str]:
    lines = [reasons.score(told.why) or tr("letter.no_score")]
    if told.since_last is None:
        lines.append(tr("letter.never_measured"))
    else:
        lines.append(tr("letter.newest", hours=_hours(told)))
    lines.append(under_way.breathed(told, station))
    lines.append(_swabs(told, station))
    lines.append(_medicines(told, station))
    return [*lines, *_care(told, station)]


def _hours(told: Letter) -> str:
    minutes = int(told.since_last.total_seconds()) // 60 if told.since_last is not None else 0
    return f"{minutes // 60}:{minutes % 60:02d}"


def _swabs(told: Letter, station: Station) -> str:
    if not told.swabs:
        return tr("letter.no_swab")
    said = _joined(_swab(done, station) for done in told.swabs[:_MOST_REASONS])
    return tr("letter.swabs", swabs=said) + (tr("letter.infected") if told.infected else "")


def _swab(done: Done, station: Station) -> str:
    body = done.body
    if not isinstance(body, Swabbed):
        return ""
    target = "" if body.target == "sars_cov_2" else f" {typed(body.target)}"
    ct = f" Ct {body.ct_tenths / 10:.1f}" if body.ct_tenths is not None else ""
    return f"{reasons.when(station, done.at)} {tr(f'swab.{body.method}')}{target} {tr(f'swab.{body.result}')}{ct}"


def _medicines(told: Letter, station: Station) -> str:
    if not told.medicines:
        return tr("letter.no_medicine")
    return tr("letter.medicines", medicines=_joined(_medicine(d, station) for d in told.medicines[:_MOST_REASONS]))


def _care(told: Letter, station: Station) -> list[str]:
    """What else was done, then how much was drunk in a day, where millilitres were written down."""
    if not told.care:
        return [tr("letter.no_care")]
    rows = [f"{reasons.when(station, row.at)} {typed(care.details(row))}" for row in told.care[:_MOST_CARE]]
    older = len(told.care) - _MOST_CARE
    said = _joined([*rows, tr("letter.more_care", n=older)] if older > 0 else rows)
    drunk = sum(row.amount_ml or 0 for row in told.care if told.at - row.at <= _DAY)
    return [tr("letter.care", done=said), *([tr("letter.fluids", ml=drunk)] if drunk else [])]


def _medicine(done: Done, station: Station) -> str:
    said = typed(medicines.given(done.body)) if isinstance(done.body, Given) else ""
    return f"{reasons.when(station, done.at)} {said}"


def rows(told: Letter, station: Station) -> list[Row]:
    """The readings of the last 72 hours, oldest first: the newest rows where there are more than fit."""
    return [_row(one, station) for one in told.observations[-MOST_ROWS:]]


def left_out(told: Letter) -> str:
    """How many older rows do not stand on the page, '' where all do."""
    older = len(told.observations) - MOST_ROWS
    return tr("letter.older", n=older) if older > 0 else ""


def _row(one: Observation, station: Station) -> Row:
    temperature = one.last(Quantity.TEMPERATURE)
    site = f" {tr(f'site.{temperature.site}')}" if temperature and temperature.value and temperature.site else ""
    upper, lower = _cell(one, Quantity.SYSTOLIC), _cell(one, Quantity.DIASTOLIC)
    return Row(
        time=reasons.when(station, one.happened_at),
        temperature=_cell(one, Quantity.TEMPERATURE) + site,
        spo2=_cell(one, Quantity.SPO2),
        oxygen=_oxygen(one),
        respiratory_rate=_cell(one, Quantity.RESPIRATORY_RATE),
        pulse=_cell(one, Quantity.PULSE),
        pressure=f"{upper}/{lower}" if upper or lower else "",
        consciousness=_cell(one, Quantity.CONSCIOUSNESS),
        symptoms=_symptoms(one, station),
    )


def _cell(one: Observation, quantity: Quantity) -> str:
    """A value as it stands, the reason in place of one, '' where it was not taken."""
    read = one.last(quantity)
    if read is None:
        return ""
    if read.not_measured is not None:
        return tr(f"reason.{read.not_measured}")
    if read.value is None:
        return ""
    if quantity is Quantity.CONSCIOUSNESS:
        return Consciousness(read.value).name
    return f"{read.value // 10}.{read.value % 10}" if quantity is Quantity.TEMPERATURE else str(read.value)


def _oxygen(one: Observation) -> str:
    read = one.last(Quantity.OXYGEN)
    if read is None:
        return ""
    if read.not_measured is not None:
        return tr(f"reason.{read.not_measured}")
    if read.value is None:
        return tr("report.flow_not_read")
    return f"{read.value // 10}.{read.value % 10}" if read.value else tr("report.on_air")


def _symptoms(one: Observation, station: Station) -> str:
    if one.symptoms is None:
        return tr(f"reason.{one.not_asked}") if one.not_asked else tr("report.not_asked")
    return reasons.symptoms(one.symptoms, station) or tr("report.none")


# recommendation


def _recommendation(told: Letter) -> list[str]:
    tasks = told.why.tasks
    asked = _joined(tr(f"task.{task}") for task in tasks)
    lines = [tr("letter.asked", tasks=asked) if tasks else tr("letter.asked_nothing")]
    if told.person.ceiling is not Ceiling.FULL:
        lines.insert(0, tr("letter.limited", ceiling=tr(f"ceiling.{told.person.ceiling}")))
    if told.case is None:
        lines.append(under_way.first(told))
    if _order_lacks(told):
        lines.append(tr("letter.no_order"))
    return [*lines, tr("letter.suggests")]


def _order_lacks(told: Letter) -> bool:
    """Whether oxygen is asked for, or given, and no order for it holds."""
    breathed = told.breathed
    if breathed is not None and breathed.flow != 0:
        return breathed.held.order in {Order.NONE, Order.RAN_OUT, Order.RANGE_ONLY}
    return Task.OXYGEN in told.why.tasks and not _order(told.person)


BLANKS = ("told_to", "advice", "oxygen", "transfer", "signed")
"""What is filled in by hand, a line each."""


def blanks() -> list[str]:
    """The lines to be filled in by hand, with their names."""
    return [tr(f"letter.blank_{name}") for name in BLANKS]
