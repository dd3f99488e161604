"""Who is the one window of a user: claimed before anything is painted, and without a network.

A claim holds from the first moment of a start. So a second click made in impatience finds that
somebody is there, long before that window can be spoken to (`single_instance`).
"""

import hashlib
import os
import stat
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile

from app.config import local_data_folder

_LONGEST_ADDRESS = 100
"""Systems allow sockets 104 bytes or more."""


def socket_address(store: Path | None) -> str | None:
    """Where the user's window listens, or that of a store named at the start; None: nowhere."""
    place = f"{local_data_folder().absolute()}|{'' if store is None else store.resolve()}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
    name = f"tianbao-{digest[:24]}"
    if sys.platform == "win32":
        return name  # a pipe, which only the user may open
    folder = _own_folder()
    if folder is None or len(os.fsencode(folder / name)) > _LONGEST_ADDRESS:
        return None
    return str(folder / name)


def _own_folder() -> Path | None:
    """A folder nobody else can put a socket into: names in the common one are for the taking."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(given) if given else Path(QDir.tempPath()) / f"tianbao-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return folder if is_ours and not found.st_mode & 0o077 else None


class StartClaim:
    """The claim to be the window that listens at an address; the system ends it with the process.

    It is kept in a file beside the socket, or on Windows among the user's temporary files.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._lock = QLockFile(str(QDir.temp().filePath(f"{address}.lock")))
        self._lock.setStaleLockTime(0)  # a window may well stay open for days

    def take(self) -> bool:
        """Take it; False where another start has it. Where none can be kept, each is alone."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Leave it to the next start."""
        self._lock.unlock()
