"""What is kept of a fault of ours: where it happened, and nobody's values."""

import os
import tempfile
import traceback
from pathlib import Path


def written(home: Path, error: BaseException) -> Path:
    """Write the places of a fault, without messages or values, to a file only its owner can read; say which file."""
    folder = home if home.is_dir() else Path(tempfile.gettempdir())
    handle, name = tempfile.mkstemp(prefix="carelog-fault-", suffix=".txt", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for one in _chain(error):
            file.write(f"{type(one).__name__}\n")
            file.writelines(
                f"  {Path(f.filename).name}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(one.__traceback__)
            )
    return Path(name)


def _chain(error: BaseException) -> list[BaseException]:
    out: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in out:
        out.append(now)
        now = now.__cause__ or now.__context__
    return out
