"""The shape of what a protocol file says of the house itself: supplies, devices, daily duties."""

from typing import Annotated, Literal

from pydantic import Field

from carelog.protocol.wording import Wording

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
_Whole = Annotated[int, Field(ge=1)]


class SuppliesFigure(Wording):
    """A number, at least 1, with its source."""

    value: _Whole
    source: Text
    evidence: Literal["V", "S", "M", "P"]


class SuppliesTable(Wording):
    """Days, people, tenths of a degree and percent, as the names say.

    `expiry_days`: from so many days before on it is said; `use_days`: over so many the use is taken; `request_days`:
    for so many a request for help asks; `check_…`: a device off by so much from so many people asks to be checked.
    """

    expiry_days: SuppliesFigure
    use_days: SuppliesFigure
    request_days: SuppliesFigure
    check_temperature: SuppliesFigure
    check_spo2: SuppliesFigure
    check_people: SuppliesFigure


class DutyWords(Wording):
    """The same duty in both languages."""

    zh_CN: Text  # noqa: N815 - the language's own name
    en: Text


class DutyRow(Wording):
    """A daily duty: so many times a day, in every unit (`zone`) or once for the house."""

    code: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    words: DutyWords
    times: Annotated[int, Field(ge=1, le=12)]
    per: Literal["zone", "house"]
    source: Text
    evidence: Literal["V", "S", "M", "P"]
