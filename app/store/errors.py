"""Translation of errors of SQLite and the file system to error codes."""

import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from app.errors import AppError

_SQLITE_CODES = {
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
_SYSTEM_CODES = {
    errno.ENOENT: "STORE_MISSING",
    errno.ENOSPC: "STORE_DISK_FULL",
    errno.EDQUOT: "STORE_DISK_FULL",
    errno.EACCES: "STORE_READ_ONLY",
    errno.EPERM: "STORE_READ_ONLY",
    errno.EROFS: "STORE_READ_ONLY",
    errno.ENAMETOOLONG: "STORE_NAME_REFUSED",
    errno.EINVAL: "STORE_NAME_REFUSED",
    errno.EILSEQ: "STORE_NAME_REFUSED",
    errno.ENOTDIR: "STORE_NAME_REFUSED",
    errno.EISDIR: "STORE_NAME_REFUSED",
    errno.EEXIST: "STORE_NAME_REFUSED",
    errno.ELOOP: "STORE_NAME_REFUSED",
}
_ROOM_BYTES = 64_000  # SQLite needs half of it for the index of its WAL; it reports no errno


_COPY = re.compile(r"\.(?:backup|schema\d+)-(\d{8}T\d{6})")


class WayBack(StrEnum):
    """What is left to whoever has a damaged store."""

    NEWEST_BACKUP = "newest_backup"
    NO_BACKUP = "no_backup"


def damaged(path: Path, detail: object) -> AppError:
    """Build the failure STORE_DAMAGED, which names the newest backup beside the store."""
    backup = find_backup(path)
    way = WayBack.NO_BACKUP if backup is None else WayBack.NEWEST_BACKUP
    where = backup or path.parent
    return AppError("STORE_DAMAGED", file=path, detail=detail, way=way, backup=where)


def find_backup(path: Path) -> Path | None:
    """The newest backup of a store that lies beside it, by the time in its name."""
    stem, known = path.stem, {}
    with suppress(OSError):
        for each in path.parent.iterdir():
            found = _COPY.fullmatch(each.stem.removeprefix(stem))
            if found and each.stem.startswith(stem) and each.suffix == path.suffix:
                known[found[1]] = each
    return known[max(known)] if known else None


def explain(problem: BaseException, path: Path) -> AppError | None:
    """Translate a database error to an expected failure; None for a bug of the program."""
    original = getattr(problem, "orig", problem)  # SQLAlchemy wraps the driver's error
    number = getattr(original, "sqlite_errorcode", None)
    code = None if number is None else _SQLITE_CODES.get(number & 0xFF)  # the primary code
    if code is None:
        return None
    if code in ("STORE_DISK_FAILED", "STORE_READ_ONLY") and _is_full(path):
        code = "STORE_DISK_FULL"
    if code == "STORE_DAMAGED":
        return damaged(path, original)
    return AppError(code, file=path, detail=original)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise errors of SQLite as AppError STORE_*; bugs of the program pass unchanged."""
    try:
        yield
    except AppError:
        raise
    except Exception as problem:
        expected = explain(problem, path)
        if expected is None:
            raise
        raise expected from problem


@contextmanager
def explained_file(path: Path) -> Iterator[None]:
    """Raise errors of SQLite and of the file system as AppError STORE_*."""
    try:
        with explained(path):
            yield
    except OSError as problem:
        code = _SYSTEM_CODES.get(problem.errno or 0, "STORE_DISK_FAILED")
        raise AppError(code, file=path, detail=problem.strerror or problem) from problem


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM_BYTES
    except OSError:
        return False
