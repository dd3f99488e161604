"""What SQLite says, turned into the codes people are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import AppError

_CODES = {
    sqlite3.SQLITE_FULL: "STORE_DISK_FULL",
    sqlite3.SQLITE_READONLY: "STORE_READ_ONLY",
    sqlite3.SQLITE_CANTOPEN: "STORE_READ_ONLY",
    sqlite3.SQLITE_PERM: "STORE_READ_ONLY",
    sqlite3.SQLITE_CORRUPT: "STORE_DAMAGED",
    sqlite3.SQLITE_NOTADB: "STORE_DAMAGED",
    sqlite3.SQLITE_IOERR: "STORE_DISK_FAILED",
    sqlite3.SQLITE_BUSY: "STORE_IN_USE",
    sqlite3.SQLITE_LOCKED: "STORE_IN_USE",
}


def explain(problem: BaseException, path: Path) -> AppError | None:
    """The expected failure behind a database error; None where it is our own bug."""
    original = getattr(problem, "orig", problem)  # SQLAlchemy wraps the driver's error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        return None
    named = _CODES.get(code & 0xFF)  # the low byte is the primary code
    return AppError(named, file=path, detail=original) if named else None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite reports as AppError STORE_*; leave our own bugs as they are."""
    try:
        yield
    except AppError:
        raise
    except Exception as problem:
        expected = explain(problem, path)
        if expected is None:
            raise
        raise expected from problem
