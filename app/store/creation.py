"""Making a new store: tables and first rows at once, under a temporary name until complete."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, create_engine

from app.errors import AppError
from app.store.engine import APPLICATION_ID, SCHEMA
from app.store.errors import explained
from app.store.tables.common import metadata

Furnish = Callable[[Connection], object]
"""Writes the rows a store cannot be used without."""


def create_file(path: Path, meta: dict[str, str], furnish: Furnish | None = None) -> None:
    """Write a store with its meta rows and what `furnish` adds.

    Nothing stands at `path` unless all of it is there, wherever the making is interrupted.
    Raises AppError STORE_EXISTS, STORE_READ_ONLY, STORE_DISK_FULL.
    """
    if path.exists():
        raise AppError("STORE_EXISTS", file=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".tianbao-", suffix=".part", dir=path.parent)
    except OSError as problem:
        raise AppError("STORE_READ_ONLY", file=path, detail=problem.strerror or "") from problem
    os.close(handle)
    temporary = Path(name)
    try:
        with explained(path):
            _fill(temporary, meta, furnish)
        _move_into_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(path: Path, meta: dict[str, str], furnish: Furnish | None) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=MEMORY")  # the file counts only once renamed
        engine = create_engine("sqlite://", creator=lambda: connection)
        with engine.begin() as transaction:
            metadata.create_all(transaction)
            if furnish is not None:
                furnish(transaction)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.executemany("INSERT INTO store_meta VALUES (?, ?)", sorted(meta.items()))
    finally:
        connection.close()


def _move_into_place(temporary: Path, path: Path) -> None:
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())
    if path.exists():  # appeared meanwhile: never overwrite a store
        raise AppError("STORE_EXISTS", file=path)
    temporary.rename(path)
    if sys.platform != "win32":  # there a folder cannot be opened, and the rename is journalled
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
