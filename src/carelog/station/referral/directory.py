"""The door to the directory: clinics, hospitals, ambulance, doctors asked from afar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.refusal import Refusal
from carelog.model.text import clean

if TYPE_CHECKING:
    from carelog.station.desk import Station

_LONGEST = 100
_PREFERENCE = range(1, 10)


class Directory:
    """All that a screen or a command may do about whom one calls."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def ever(self) -> dict[str, InstitutionSet]:
        """Id -> every institution as last written down, those taken out as well."""
        return {deed.body.id: deed.body for deed in self._station.log.deeds("institution")}

    def every(self, kind: InstitutionKind | None = None) -> tuple[InstitutionSet, ...]:
        """The directory in the order of preference; of one kind or all."""
        here = (one for one in self.ever().values() if one.active and kind in (None, one.kind))
        return tuple(sorted(here, key=lambda one: (one.preference, one.id)))

    def named(self, told: str) -> InstitutionSet:
        """The institution of an id, in capitals or not; refuses one that is not in the directory."""
        asked = clean(told).upper()
        found = next((one for one in self.every() if one.id == asked), None)
        if found is None:
            raise Refusal("referral.no_institution", id=asked[:_LONGEST])
        return found

    def add(self, told: InstitutionSet) -> InstitutionSet:
        """Write an institution down under the next free id; refuses no name, and a preference that is none."""
        if told.preference not in _PREFERENCE:
            raise Refusal("referral.preference")
        name, phone, hours, note = (clean(text)[:_LONGEST] for text in (told.name, told.phone, told.hours, told.note))
        if not name:
            raise Refusal("referral.no_name")
        with self._station.deed() as act:
            number = 1 + max((int(one[1:]) for one in self.ever()), default=0)
            facts = (phone, hours, told.preference, note)
            body = InstitutionSet(f"I{number}", name, told.kind, *facts, contracted=told.contracted)
            act.append(body)
        return body

    def remove(self, told: str) -> InstitutionSet:
        """Take an institution out of the directory; what was written of it stays."""
        body = replace(self.named(told), active=False)
        with self._station.deed() as act:
            act.append(body)
        return body
