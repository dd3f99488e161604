"""Network paths, where SQLite's write-ahead log does not work, are told from local ones."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.store import network_paths
from app.store.inspection import StoreKind
from app.store.network_paths import find_mount_type, is_network_type, is_unc
from app.store.store import create_store, open_store

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/share /mnt/共用\\040資料 cifs rw 0 0
bad line
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/var/lib/a.tianbao", "ext4"),
        ("/home/officer/a.tianbao", "nfs4"),
        ("/home/local/a.tianbao", "ext4"),
        ("/homework/a.tianbao", "ext4"),
        ("/mnt/共用 資料/a.tianbao", "cifs"),
    ],
)
def test_the_longest_mount_point_decides(path: str, expected: str) -> None:
    assert find_mount_type(path, MOUNTS) == expected


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "CIFS"])
def test_network_file_systems_are_known(kind: str) -> None:
    assert is_network_type(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", ""])
def test_local_file_systems_are_accepted(kind: str) -> None:
    assert not is_network_type(kind)


@pytest.mark.parametrize(
    "path", [r"\\server\share\a.tianbao", "//server/share/a", r"\\?\UNC\server\share\a"]
)
def test_unc_paths_are_network_paths(path: str) -> None:
    assert is_unc(path)


@pytest.mark.parametrize("path", [r"C:\data\a.tianbao", r"\\?\C:\a", r"\\.\C:", "/home/a"])
def test_drive_paths_are_not_unc(path: str) -> None:
    assert not is_unc(path)


def test_a_store_on_a_network_mount_is_neither_made_nor_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = tmp_path / "a.tianbao"
    create_store(local, StoreKind.OFFICE).close()
    monkeypatch.setattr(network_paths, "find_mount_type", lambda path, mounts: "cifs")
    monkeypatch.setattr(network_paths, "_is_remote_drive", lambda path: True)  # on Windows
    for attempt in (create_store, open_store):
        with pytest.raises(AppError) as caught:
            attempt(local, StoreKind.OFFICE)
        assert caught.value.code == "STORE_ON_NETWORK"
        assert caught.value.params["folder"] == str(tmp_path)
