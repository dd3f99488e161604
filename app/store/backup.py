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

_CLOSED = """
UPDATE store_session SET closed_at = ? WHERE id = (SELECT max(id) FROM store_session)
"""
"""The session of whoever has the store open; the copy is of a closed store."""


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
            copy_store(store.path, temporary, store.clock())
            move_into_place(temporary, target)
        finally:
            discard(temporary)


def copy_store(path: Path, target: Path, now: datetime) -> None:
    """Copy a store that is open, here or elsewhere, as one that was closed just now.

    Raises AppError STORE_DAMAGED, and sqlite3.Error.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=FULL")
        # Read only: who leaves last would otherwise bring the log in, behind the log mark's back.
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as source:
            _copy_pages(source, copy, path)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
        copy.execute("UPDATE log_mark SET reached = announced")
        moment = now.astimezone(UTC).replace(tzinfo=None)
        copy.execute(_CLOSED, (moment.isoformat(" ", "microseconds"),))
        answer = str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        raise damaged(path, answer)


def _copy_pages(source: sqlite3.Connection, copy: sqlite3.Connection, path: Path) -> None:
    try:
        source.backup(copy)
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise damaged(path, problem) from problem
        raise  # about the copy
