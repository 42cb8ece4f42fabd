"""A home stands on a disk of this machine, and nobody but its owner reads it."""

import stat
from pathlib import Path

import pytest

from carelog.log import Drafts, Log, place
from carelog.model.refusal import Refusal

from .ward import Ward

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:26 / /srv/ward rw,nosuid - {kind} server:/export rw
31 22 0:27 / /srv/with\\040space rw - {kind} server:/b rw
"""


def mounted(tmp_path: Path, kind: str) -> Path:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS.format(kind=kind), encoding="utf-8")
    return table


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.s3fs"])
def test_a_network_disk_is_refused_by_its_type(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        place.refuse_network(Path("/srv/ward/home"), mounted(tmp_path, kind))
    assert (refused.value.code, refused.value.facts["kind"]) == ("log.network_disk", kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk"])
def test_a_disk_of_this_machine_is_taken(tmp_path: Path, kind: str) -> None:
    place.refuse_network(Path("/srv/ward/home"), mounted(tmp_path, kind))


def test_the_innermost_mount_counts_also_one_with_a_space(tmp_path: Path) -> None:
    table = mounted(tmp_path, "nfs4")
    assert place.file_system(Path("/srv/other"), table) == "ext4"
    assert place.file_system(Path("/srv/with space/home"), table) == "nfs4"


def test_a_machine_that_does_not_say_is_not_refused(tmp_path: Path) -> None:
    assert place.file_system(tmp_path, tmp_path / "nowhere") == ""


@pytest.mark.usefixtures("careless_umask")
def test_folder_and_files_are_for_the_owner_only_from_the_first_byte(tmp_path: Path) -> None:
    ward = Ward(tmp_path / "deep" / "home")
    drafts = Drafts.open(ward.folder)
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in ward.folder.iterdir()}
    drafts.close()
    ward.log.close()
    assert stat.S_IMODE(ward.folder.stat().st_mode) == 0o700
    assert set(found) >= {"carelog.db", "drafts.db"}
    assert set(found.values()) == {0o600}


@pytest.fixture
def careless_umask() -> object:
    import os

    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("name", ["", "carelog.db", "drafts.db"])
@pytest.mark.parametrize("mode", [0o040, 0o004, 0o010])
def test_a_home_that_others_can_open_is_refused(ward: Ward, name: str, mode: int) -> None:
    Drafts.open(ward.folder).close()
    path = ward.folder / name
    path.chmod(stat.S_IMODE(path.stat().st_mode) | mode)
    with pytest.raises(Refusal) as refused:
        Log.open(ward.folder)
    assert refused.value.code == "log.permissions"
    assert refused.value.facts["path"] == str(path)


def test_an_empty_folder_that_stood_open_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    Log.create(folder, book="b").close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_with_other_things_in_it_is_not_changed_behind_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        Log.create(folder, book="b")
    assert refused.value.code == "log.permissions"
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        Log.create(tmp_path / "home", book="b")
    assert refused.value.code == "log.no_folder"
