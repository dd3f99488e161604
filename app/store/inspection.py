"""Looking at a file before it is opened as a store: is it one, whose, how new, is it whole."""

import sqlite3
import struct
from pathlib import Path

from app.errors import AppError
from app.store.engine import APPLICATION_ID, SCHEMA, read_schema
from app.store.errors import explained

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_APPLICATION_ID_AT = 68


def ensure_ours(path: Path) -> None:
    """Raise AppError STORE_MISSING, STORE_READ_ONLY or STORE_NOT_OURS unless it is a store."""
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except (FileNotFoundError, IsADirectoryError) as problem:
        raise AppError("STORE_MISSING", file=path) from problem
    except OSError as problem:
        raise AppError("STORE_READ_ONLY", file=path, detail=problem.strerror or "") from problem
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise AppError("STORE_NOT_OURS", file=path)
    (found,) = struct.unpack_from(">I", header, _APPLICATION_ID_AT)
    if found != APPLICATION_ID:
        raise AppError("STORE_NOT_OURS", file=path)


def inspect_store(path: Path, role: str) -> int:
    """The schema number of a store of that role.

    Raises AppError STORE_NEWER, STORE_WRONG_ROLE, STORE_DAMAGED.
    """
    with explained(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            meta = _read_meta(connection, path)
            schema = read_schema(connection)
            if schema > SCHEMA:
                needed = meta.get("app_version", "?")
                raise AppError("STORE_NEWER", file=path, needed=needed)
            if meta.get("role") != role:
                raise AppError("STORE_WRONG_ROLE", file=path, role=meta.get("role", "?"))
            return schema
        finally:
            connection.close()


def _read_meta(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    try:
        return dict(connection.execute("SELECT key, value FROM store_meta"))
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            raise AppError("STORE_DAMAGED", file=path, detail=problem) from problem
        raise


def ensure_whole(path: Path) -> None:
    """Read every page once. Raises AppError STORE_DAMAGED."""
    with explained(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        finally:
            connection.close()
    if answer != "ok":
        raise AppError("STORE_DAMAGED", file=path, detail=answer)
