"""Where a home may stand: on a disk of this machine, in a folder that only its owner can read."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from carelog.model.refusal import Refusal

BOOK = "carelog.db"
DRAFTS = "drafts.db"
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "ncpfs", "lustre", "gfs2", "ocfs2"}
)
_ESCAPED = re.compile(r"\\([0-7]{3})")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def file_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The type of the file system a folder stands on, '' where the machine does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    where = folder.resolve()
    best, kind = Path(), ""
    for line in lines:
        left, _, right = line.partition(" - ")
        mount = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), left.split()[4]))
        if where.is_relative_to(mount) and len(mount.parts) >= len(best.parts):
            best, kind = mount, right.split()[0]
    return kind


def refuse_network(folder: Path, mounts: Path = _MOUNTS) -> None:
    """Refuse a folder on a network file system: two machines would damage the book between them."""
    kind = file_system(folder, mounts)
    if kind in _NETWORK or kind.startswith("fuse."):
        raise Refusal("log.network_disk", folder=str(folder), kind=kind)


def refuse_open_doors(folder: Path) -> None:
    """Refuse a home whose folder or files others than the owner can read, write or enter."""
    if os.name != "posix":
        return
    for path in (folder, *(folder / f"{name}{ending}" for name in (BOOK, DRAFTS) for ending in ("", "-wal", "-shm"))):
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            continue
        if mode & _OTHERS:
            raise Refusal("log.permissions", path=str(path), mode=f"{mode:03o}")


def make_folder(folder: Path) -> None:
    """Make the home's folder for its owner only; an empty folder already there is closed to others."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and not any(folder.iterdir()):
            folder.chmod(0o700)
            _settle(folder.parent)
    except OSError as error:
        raise Refusal("log.no_folder", folder=str(folder), why=error.strerror or str(error)) from error


def _settle(folder: Path) -> None:
    """Let the disk keep what stands in a folder before anybody relies on it; a file system without that is let be."""
    with suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def make_file(path: Path) -> None:
    """Make an empty file for its owner only, from its first byte; one that is there stays as it is."""
    new = not path.exists()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
        if new and os.name == "posix":
            _settle(path.parent)
    except OSError as error:
        raise Refusal("log.no_folder", folder=str(path.parent), why=error.strerror or str(error)) from error
