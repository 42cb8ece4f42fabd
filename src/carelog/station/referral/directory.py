"""The door to the directory: clinics, hospitals, ambulance, doctors asked from afar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.refusal import Refusal
from carelog.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        """The directory in the order of preference, the green channel first; of one kind or all."""
        here = (one for one in self.ever().values() if one.active and kind in (None, one.kind))
        return tuple(sorted(here, key=lambda one: (not one.green, one.preference, int(one.id[1:]))))

    def green(self) -> InstitutionSet | None:
        """The green channel to a hospital; None where none is written down."""
        return next((one for one in self.every() if one.green), None)

    def named(self, told: str) -> InstitutionSet:
        """The institution of an id, in capitals or not; refuses one that is not in the directory."""
        asked = clean(told).upper()
        found = next((one for one in self.every() if one.id == asked), None)
        if found is None:
            raise Refusal("referral.no_institution", id=asked[:_LONGEST])
        return found

    def add(self, told: InstitutionSet) -> InstitutionSet:
        """Write an institution down under the next free id; refuses no name, and a preference that is none."""
        checked = _checked(told)
        with self._station.deed() as act:
            number = 1 + max((int(one[1:]) for one in self.ever()), default=0)
            body = replace(checked, id=f"I{number}")
            act.append(body)
        return body

    def change(self, told: str, changed: Mapping[str, Any]) -> InstitutionSet:
        """Write some facts of an institution down anew, by the names of its fields; what is not told stays."""
        body = _checked(replace(self.named(told), **changed))
        with self._station.deed() as act:
            act.append(body)
        return body

    def remove(self, told: str) -> InstitutionSet:
        """Take an institution out of the directory; what was written of it stays."""
        body = replace(self.named(told), active=False)
        with self._station.deed() as act:
            act.append(body)
        return body


def _checked(told: InstitutionSet) -> InstitutionSet:
    if told.preference not in _PREFERENCE:
        raise Refusal("referral.preference")
    texts: dict[str, Any] = {
        name: clean(getattr(told, name))[:_LONGEST] for name in ("name", "phone", "hours", "note", "agreed")
    }
    if not texts["name"]:
        raise Refusal("referral.no_name")
    return replace(told, **texts)
