"""Creation of a store file: written under a temporary name and renamed once complete."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, create_engine

from app.errors import AppError
from app.files import name_part, sync_file, sync_folder
from app.patience import discard, insist
from app.store.errors import explained_file
from app.store.inspection import APPLICATION_IDS, SCHEMA, StoreKind
from app.store.tables import TABLES
from app.store.tables.common import metadata

Furnish = Callable[[Connection], object]
"""Writes the initial rows of a store."""


def create_file(
    path: Path, kind: StoreKind, meta: dict[str, str], furnish: Furnish | None = None
) -> None:
    """Create a store file with its tables, its meta rows and the rows `furnish` adds.

    Atomic: there is no file at `path` unless it is complete, wherever this is interrupted.
    Raises AppError STORE_EXISTS, STORE_READ_ONLY, STORE_NAME_REFUSED, STORE_DISK_FULL.
    """
    with explained_file(path):
        _ensure_free(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = name_part(path)  # not `mkstemp`, which Windows keeps trying where it may not
        try:
            temporary.touch(mode=0o600, exist_ok=False)
            _fill(temporary, kind, meta, furnish)
            move_into_place(temporary, path)
        finally:
            discard(temporary)


def _ensure_free(path: Path) -> None:
    if path.exists():
        raise AppError("STORE_EXISTS", file=path)


def _fill(path: Path, kind: StoreKind, meta: dict[str, str], furnish: Furnish | None) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=MEMORY")  # it is no store until renamed
        engine = create_engine("sqlite://", creator=lambda: connection, hide_parameters=True)
        with engine.begin() as transaction:
            metadata.create_all(transaction, TABLES[kind])
            if furnish is not None:
                furnish(transaction)
        connection.execute(f"PRAGMA application_id={APPLICATION_IDS[kind]}")
        connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.execute("INSERT INTO log_mark VALUES (1, 0, 0)")
        connection.executemany("INSERT INTO store_meta VALUES (?, ?)", sorted(meta.items()))
    finally:
        connection.close()


def move_into_place(temporary: Path, path: Path) -> None:
    """Sync a file and rename it; never over another one. Raises AppError STORE_EXISTS, OSError."""
    sync_file(temporary)
    _ensure_free(path)  # it may exist by now
    insist(lambda: temporary.rename(path))
    sync_folder(path.parent)
