"""Beginning a home."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from carelog.clock import Clock
from carelog.log import Log
from carelog.model.home import Facility, ProtocolUsed
from carelog.model.person import Kind, Person
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import load


class Plan(NamedTuple):
    """What a new home needs to be told; `by_code` and `by_name` make its first staff member."""

    facility: str
    language: str
    timezone: str
    protocol: str
    by_code: str
    by_name: str
    demo: bool = False


DEFAULT_PROTOCOL = "cn-2023-respiratory"
_BY_LANGUAGE = {"en": "en-news2-restore2"}


def protocol_for(language: str) -> str:
    """The protocol a home begins with where nobody names one: by the language it is begun in."""
    return _BY_LANGUAGE.get(language, DEFAULT_PROTOCOL)


def checked(plan: Plan) -> Plan:
    """Clean a plan's texts; refuses an empty name or code and a time zone that does not exist."""
    plan = plan._replace(facility=clean(plan.facility), by_code=clean(plan.by_code), by_name=clean(plan.by_name))
    if not (plan.facility and plan.by_code):
        raise Refusal("station.plan_empty")
    try:
        ZoneInfo(plan.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("station.no_zone", zone=plan.timezone) from error
    return plan


def used(protocol: str) -> ProtocolUsed:
    """A packaged protocol as the entry that takes it into use; refuses an unknown id and a file that does not hold."""
    text = load.packaged(protocol)
    known = load.care_protocol(text, protocol)
    return ProtocolUsed(known.id, known.version, hashlib.sha256(text.encode()).hexdigest(), text)


def found(home: Path, clock: Clock, plan: Plan) -> None:
    """Make the files and write the first act: the home, its protocol, its first staff member."""
    plan = checked(plan)
    protocol = used(plan.protocol)
    first = Person(id=clock.new_id(), code=plan.by_code, kind=Kind.STAFF, name=plan.by_name or plan.by_code)
    log = Log.create(home, book=clock.new_id())
    try:
        with log.act(first.id, clock.now(), clock.new_id) as act:
            act.append(Facility(plan.facility, plan.language, plan.timezone, plan.demo))
            act.append(protocol)
            act.append(first, person=first.id)
    finally:
        log.close()


def zone_of_the_machine(environment: Mapping[str, str] = os.environ, localtime: Path = Path("/etc/localtime")) -> str:
    """The machine's own time zone by name, UTC where it does not say."""
    named = environment.get("TZ", "").lstrip(":")
    if not named and localtime.is_symlink():
        _, _, named = str(localtime.readlink()).partition("zoneinfo/")
    try:
        return ZoneInfo(named or "UTC").key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
