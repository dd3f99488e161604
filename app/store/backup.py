"""Backup of an open store: a whole, closed store under a name of its own.

SQLite's online backup copies one state of the file together with its log, while the store is used.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.errors import AppError
from app.files import fit_name, name_part
from app.models.periods import taiwan_time
from app.patience import discard
from app.store.creation import move_into_place
from app.store.errors import damaged, explained_file
from app.store.store import Store

_CLOSED = "UPDATE store_session SET closed_at = ? WHERE id = ?"


def propose_backup(path: Path, now: datetime) -> Path:
    """Where a backup goes unless somebody says otherwise: beside the store, with the time."""
    stamp = f".backup-{taiwan_time(now):%Y%m%dT%H%M%S}{path.suffix}"
    return path.with_name(fit_name(path.stem, stamp))


def write_backup(store: Store, target: Path) -> None:
    """Write a backup; nothing is ever replaced, and there is no file unless it is whole.

    Raises AppError STORE_EXISTS, STORE_DAMAGED, STORE_DISK_FULL, STORE_READ_ONLY,
    STORE_NAME_REFUSED, STORE_DISK_FAILED, STORE_MISSING.
    """
    with explained_file(target):
        if os.path.lexists(target):
            raise AppError("STORE_EXISTS", file=target)
        temporary = name_part(target)
        try:
            _copy(store, temporary)
            move_into_place(temporary, target)
        finally:
            discard(temporary)


def _copy(store: Store, temporary: Path) -> None:
    with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=FULL")
        with closing(sqlite3.connect(store.path)) as source:
            _copy_pages(source, copy, store.path)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
        copy.execute("UPDATE log_mark SET reached = announced")
        moment = store.clock().astimezone(UTC).replace(tzinfo=None)
        copy.execute(_CLOSED, (moment.isoformat(" ", "microseconds"), store.session_id))
        answer = str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        raise damaged(store.path, answer)


def _copy_pages(source: sqlite3.Connection, copy: sqlite3.Connection, path: Path) -> None:
    try:
        source.backup(copy)
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise damaged(path, problem) from problem
        raise  # about the copy
