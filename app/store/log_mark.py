"""The log mark: a store's own file says whether newer commits stand only in the log beside it.

A commit goes into the log (WAL) and reaches the file with a checkpoint. Before the first commit
after a checkpoint the file itself says `announced` > `reached`; that commit brings `reached` along.
So a file without its log is whole exactly where both are equal, wherever a program was killed.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection

from app.errors import AppError
from app.store.inspection import LOG_SUFFIXES

LOG_LIMIT_BYTES = 4_000_000
"""A longer log is brought into the file by the next commit."""

_WAIT_SECONDS = 10
_ANNOUNCE = "UPDATE log_mark SET announced = reached + 1"
_REACH = "UPDATE log_mark SET reached = announced"


class LogMark:
    """The mark of one open store; commits and checkpoints pass through it, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = Path(f"{path}{LOG_SUFFIXES[0]}")
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._is_announced = False  # by the file itself
        self._is_unreached = False  # in the store: announced, and nothing committed since
        self._last_commit: float | None = None

    def idle_seconds(self) -> float | None:

        return None if self._last_commit is None else time.monotonic() - self._last_commit

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Keep checkpoints away from a transaction; the file announces it first."""
        with self._holding():
            if not self._is_announced or self._log_bytes() > LOG_LIMIT_BYTES:
                self._announce()
            self._last_commit = time.monotonic()
            yield
            self._last_commit = time.monotonic()

    def reach(self, connection: Connection) -> None:
        """Say in a transaction that the log has come as far as the file announced."""
        if self._is_unreached:
            connection.exec_driver_sql(_REACH)

    def note_reached(self) -> None:
        """That transaction is committed."""
        self._is_unreached = False

    def settle(self) -> bool:
        """Bring what the log holds into the file; False while somebody reads or writes."""
        if self._last_commit is None:
            return True
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if self._is_unreached:
                self._own_connection().execute(_REACH)
                self._is_unreached = False
            self._is_announced = False
            if self._checkpoint():
                self._last_commit = None
            return self._last_commit is None
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def keep_log(self) -> None:
        """After the file is closed: an empty log says that none is missing."""
        if self._is_unreached:
            with suppress(OSError):  # the lock is let go next, whatever the disk says
                self._log.touch()

    @contextmanager
    def _holding(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=_WAIT_SECONDS):
            raise AppError("STORE_IN_USE", file=self._path)
        try:
            yield
        finally:
            self._lock.release()

    def _announce(self) -> None:
        """Let the file say that newer commits are in the log.

        While somebody reads an older state it cannot be written: the next commit tries again.
        """
        if not self._is_unreached:
            self._own_connection().execute(_ANNOUNCE)
            self._is_unreached = True
        self._is_announced = self._checkpoint()

    def _checkpoint(self) -> bool:
        """Bring the log into the file; False where a reader keeps part of it out."""
        row = self._own_connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        _is_busy, frames, written = row
        return bool(frames == written)

    def _own_connection(self) -> sqlite3.Connection:
        """A connection that waits for nobody."""
        if self._connection is None:
            self._connection = sqlite3.connect(
                self._path, isolation_level=None, timeout=0, check_same_thread=False
            )
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("PRAGMA wal_autocheckpoint=0")
        return self._connection

    def _log_bytes(self) -> int:
        try:
            return self._log.stat().st_size
        except OSError:
            return 0
