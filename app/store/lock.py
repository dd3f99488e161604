"""One program at a time on one store: a lock file held through the operating system.

The system drops the lock when the program ends, however it ends, so a crash leaves no stale lock.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from app.errors import AppError

_LOCKED_BYTE = 1 << 30  # far behind the content, so that others can still read it on Windows


class StoreLock:
    """Held from construction to `release`. Raises AppError STORE_IN_USE, STORE_READ_ONLY."""

    def __init__(self, store: Path) -> None:
        self._path = store.with_name(store.name + ".lock")
        self._stream: BinaryIO | None = self._acquire(store)

    def release(self) -> None:
        """Let the next program in."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if sys.platform == "win32":
            stream.close()
            _remove(self._path)  # fails harmlessly where somebody has just opened it
        else:
            _remove(self._path)  # while still locked: whoever waits will see it is gone
            stream.close()

    def _acquire(self, store: Path) -> BinaryIO:
        while True:
            try:
                stream = self._path.open("a+b")
            except OSError as problem:
                raise AppError("STORE_READ_ONLY", file=store) from problem
            if not _try_lock(stream):
                stream.close()
                raise AppError("STORE_IN_USE", file=store)
            if _is_same_file(stream, self._path):
                stream.truncate(0)
                stream.write(f"{os.getpid()}\n".encode())
                stream.flush()
                return stream
            stream.close()  # the former owner removed this file between our open and our lock


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # an unlocked file left behind hinders nobody


def _is_same_file(stream: BinaryIO, path: Path) -> bool:
    if sys.platform == "win32":
        return True  # an open file cannot be removed there
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _try_lock(stream: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(_LOCKED_BYTE)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
