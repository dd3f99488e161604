"""Going on with a store whose log is missing or damaged, once a person has said so."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.files import write_atomically
from app.models.periods import taiwan_time
from app.store.errors import explained, explained_file
from app.store.inspection import LOG_SUFFIXES, ensure_whole, ensure_writable, read_store_kind
from app.store.lock import lock_store, unlock_store
from app.store.network_paths import ensure_local


def accept_lost_log(path: Path, now: datetime) -> Path | None:
    """Let a store be what can be read of it; returns where its damaged log is kept, if any.

    Raises AppError STORE_IN_USE, STORE_DAMAGED, STORE_READ_ONLY, STORE_DISK_FULL, and as
    `read_store_kind` and `write_atomically`.
    """
    ensure_local(path)
    path = Path(os.path.realpath(path))
    read_store_kind(path)
    with explained_file(path):
        lock = lock_store(path)
        try:
            ensure_writable(path)
            kept = _keep_log(path, now)
            _take_what_is_there(path)
        finally:
            unlock_store(lock)
    ensure_whole(path)
    return kept


def _keep_log(path: Path, now: datetime) -> Path | None:
    log = Path(f"{path}{LOG_SUFFIXES[0]}")
    if not log.exists():
        return None
    kept = path.with_name(f"{path.stem}.log-{taiwan_time(now):%Y%m%dT%H%M%S}.damaged")
    write_atomically(kept, log.read_bytes())
    return kept


def _take_what_is_there(path: Path) -> None:
    with explained(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("UPDATE log_mark SET reached = announced")
