"""The lock beside a store: one program at a time has it open."""

import os
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from app.errors import AppError
from app.store.holder import held
from app.store.inspection import LOCK_SUFFIX

StoreLock = BaseFileLock

_WAIT_SECONDS = 0.5 if os.name == "nt" else 0
"""There a scanner may look into a new lock file, and a removed one may not be gone yet."""


def lock_store(path: Path) -> StoreLock:
    """Acquire the lock file beside a store; the system releases it when the process ends.

    The store file itself is not locked, so that other programs can read it. Raises AppError
    STORE_HELD, STORE_IN_USE.
    """
    lock = FileLock(f"{path}{LOCK_SUFFIX}", thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire(timeout=_WAIT_SECONDS, poll_interval=0.05)
    except Timeout as problem:
        raise held(path) from problem
    return lock


def is_free(path: Path) -> bool:
    """Return whether nobody has a store locked at this moment."""
    try:
        unlock_store(lock_store(path))
    except (AppError, OSError):
        return False
    return True


def unlock_store(lock: StoreLock) -> None:
    """Release a lock."""
    if os.name == "posix":  # on Windows releasing it removes it
        with suppress(OSError):
            Path(lock.lock_file).unlink()  # while held: a waiting process notices
    lock.release()
