"""The next code in the manner of a house: R121 after R120."""

import re
from collections import Counter
from collections.abc import Sequence

_CODE = re.compile(r"(\D*)(\d{1,9})")


def after(codes: Sequence[str]) -> str:
    """One above the highest of the codes that most begin alike, as many digits wide; '' where none ends in a number."""
    found = [match for code in codes if (match := _CODE.fullmatch(code))]
    if not found:
        return ""
    (head, _), *_others = Counter(match[1] for match in found).most_common()
    numbers = [match[2] for match in found if match[1] == head]
    return f"{head}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}d}"
