"""A swab's result or a medicine on a person's page, struck through where it was taken back."""

from datetime import datetime
from typing import Protocol

from carelog.model.care import Intervention
from carelog.model.deeds import Given, Swabbed
from carelog.report import care, medicines, swabs
from carelog.station.rows import Done, PersonView
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr


class Local(Protocol):
    """The home's clock."""

    def local(self, at: datetime) -> datetime:
        """A time on the home's clock."""


class Frame(Protocol):
    """What a page is painted with."""

    @property
    def told(self) -> Local:
        """The station."""

    @property
    def cells(self) -> int:
        """How wide."""


def what(body: Swabbed | Given | Intervention) -> str:
    """What was done, in words: the method, the result, what was looked for; or the medicine, or other care."""
    if isinstance(body, Intervention):
        return care.kind(body.what, body.amount_ml)
    if isinstance(body, Swabbed):
        target = "" if body.target == "sars_cov_2" else shown(swabs.target(body.target))
        ct = f"Ct {body.ct_tenths / 10:.1f}" if body.ct_tenths is not None else ""
        numbers = (shown(number) for number in (body.lot, body.pool, body.tube))
        words = (tr(f"swab.{body.method}"), tr(f"swab.{body.result}"), target, ct, "/".join(n for n in numbers if n))
        return "  ".join(word for word in words if word)
    return shown(medicines.given(body))


def done(told: Done, view: PersonView, frame: Frame) -> list[Line]:
    """One line of the records: when, what, a note, by whom; and who took it back."""
    at = f" {frame.told.local(told.at):%m-%d %H:%M}  "
    place = view.names.get(told.body.institution, "") if isinstance(told.body, Intervention) else ""
    note = "  ".join(shown(part) for part in (place, told.body.note) if part)
    if told.undone_at is None:
        by = tr("person.by", name=shown(view.names.get(told.by, "")))
        text = "  ".join(part for part in (what(told.body), note, by) if part)
        return wrapped(text, frame.cells - 1, "text", at, " " * 14)
    back = f"{tr('person.undone')}  {shown(told.undone_by)}  {frame.told.local(told.undone_at):%m-%d %H:%M}"
    gone = "  ".join(part for part in (what(told.body), note) if part)
    return [((at, "dim"), (gone, "strike")), *wrapped(back, frame.cells - 1, "dim", " " * 14, " " * 14)]
