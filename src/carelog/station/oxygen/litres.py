"""Litres as people type them."""

import re
import unicodedata

from carelog.model.refusal import Refusal

_LITRES = re.compile(r"(\d{1,3})(?:\.(\d))?")
_SHOWN = 20


def tenths(text: str) -> int:
    """Litres, or litres a minute, as tenths: `2`, `0.5`, `１。５`; refuses anything else."""
    found = _LITRES.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("。", "."))
    if found is None:
        raise Refusal("oxygen.not_litres", text=text[:_SHOWN])
    return int(found[1]) * 10 + int(found[2] or 0)
