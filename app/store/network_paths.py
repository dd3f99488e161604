"""Detection of network paths, on which SQLite's write-ahead log does not work."""

import os
import sys
from pathlib import Path

from app.errors import AppError

# fmt: off
_NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs",
    "fuse.davfs", "fuse.sshfs", "sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "glusterfs",
    "fuse.glusterfs", "ceph", "fuse.ceph", "lustre", "webdav",
})
# fmt: on
_DRIVE_REMOTE = 4  # GetDriveTypeW


def ensure_local(path: Path) -> None:
    """Ensure that a path is on a local drive. Raises AppError STORE_ON_NETWORK."""
    if is_network_path(path):
        raise AppError("STORE_ON_NETWORK", file=path, folder=path.parent)


def is_network_path(path: Path) -> bool:
    """Return whether a path is on a network file system."""
    if is_unc(str(path)):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(path)
    return _is_network_mount(path)


def is_unc(text: str) -> bool:
    r"""Return whether a path is a UNC path: \\server\share with either slash, or \\?\UNC\."""
    plain = text.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def find_mount_type(path: str, mounts: str) -> str:
    """Find the file system type of an absolute path in the text of /proc/mounts; '' if unknown."""
    best, best_type = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescape(fields[1]).rstrip("/")
        if (path == point or path.startswith(point + "/")) and len(point) >= len(best):
            best, best_type = point, fields[2]
    return best_type


def is_network_type(file_system: str) -> bool:
    """Return whether a file system type of Linux is a network file system."""
    return file_system.lower() in _NETWORK_TYPES


def _unescape(mount_point: str) -> str:
    for escape, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount_point = mount_point.replace(escape, plain)
    return mount_point


def _is_network_mount(path: Path) -> bool:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return is_network_type(find_mount_type(os.path.realpath(path), mounts))


def _is_remote_drive(path: Path) -> bool:
    import ctypes

    resolved = Path(os.path.realpath(path))  # a mapped drive may resolve to its share
    if is_unc(str(resolved)):
        return True
    windll = getattr(ctypes, "windll")  # noqa: B009 - absent from the stubs of other systems
    return bool(windll.kernel32.GetDriveTypeW(resolved.anchor) == _DRIVE_REMOTE)
