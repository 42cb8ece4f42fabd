"""Handing a file out: whole or not at all, readable by its owner only, never over another one by accident."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from carelog.model.refusal import Refusal


def hand_out(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file by a temporary name and put it in place; refuses one that is there, unless forced."""
    refuse_taken(path, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=".carelog-", dir=path.parent)
    except OSError as error:
        raise Refusal("report.no_folder", file=str(path), why=error.strerror or "") from error
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _place(waiting, path, force=force)
    except OSError as error:
        raise Refusal("report.not_written", file=str(path), why=error.strerror or "") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            waiting.unlink()


def refuse_taken(path: Path | None, *, force: bool) -> None:
    """Refuse, before any work is done for it, a name that a file has already."""
    if path is not None and path.exists() and not force:
        raise Refusal("report.file_there", file=str(path))


def _place(waiting: Path, path: Path, *, force: bool) -> None:
    """Give a finished file its name; a link fails where somebody took the name meanwhile."""
    if force:
        waiting.replace(path)
        return
    try:
        os.link(waiting, path)
    except FileExistsError as error:
        raise Refusal("report.file_there", file=str(path)) from error
    except OSError:  # a stick or a share that knows no links
        waiting.replace(path)
