"""Looking at a file before it is opened as a store: is it one, whose, how new, is it whole.

Nothing here loads SQLAlchemy: the window asks whose store it is before its first paint.
"""

import os
import sqlite3
import stat
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from app.config import local_data_folder
from app.errors import AppError
from app.store.errors import explained, explained_file

STORE_SUFFIX = ".tianbao"
LOCK_SUFFIX = ".lock"
LOG_SUFFIXES = ("-wal", "-shm")  # SQLite's write-ahead log and its index, beside an open store
_RESERVED = (STORE_SUFFIX, *(STORE_SUFFIX + each for each in (LOCK_SUFFIX, *LOG_SUFFIXES)))

SCHEMA = 1
"""The schema the tables declare. Raise it together with a step in `migration.STEPS`."""


class StoreKind(StrEnum):
    """Whose store it is; stands in the head of the file, so that nobody opens the wrong one."""

    AGENCY = "agency"
    OFFICE = "office"


APPLICATION_IDS = {StoreKind.AGENCY: 0x54424147, StoreKind.OFFICE: 0x54424F46}  # TBAG, TBOF
_KINDS = {number: kind for kind, number in APPLICATION_IDS.items()}


def default_store_path(kind: str) -> Path:
    """Where the store of a kind stands unless the user chooses a place."""
    return local_data_folder() / f"{kind}{STORE_SUFFIX}"


def is_store(path: Path) -> bool:
    """Tell whether a file is a store, or is called like one or like what stands beside one."""
    if os.path.realpath(path).lower().endswith(_RESERVED):
        return True
    try:
        read_store_kind(path)
    except AppError:
        return False
    return True


def read_store_kind(path: Path) -> StoreKind:
    """Whose store a file is, also while it is open somewhere.

    Raises AppError STORE_MISSING, STORE_FORBIDDEN, STORE_NOT_OURS, STORE_DISK_FAILED.
    """
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)  # a pipe would let us wait
    except (FileNotFoundError, NotADirectoryError, ValueError) as problem:
        raise AppError("STORE_MISSING", file=path) from problem
    except OSError as problem:
        code = "STORE_FORBIDDEN" if isinstance(problem, PermissionError) else "STORE_MISSING"
        raise AppError(code, file=path) from problem
    found = _read_application_id(path) if is_file else 0
    if found not in _KINDS:
        raise AppError("STORE_NOT_OURS", file=path)
    return _KINDS[found]


def _read_application_id(path: Path) -> int:
    """Read the head of the file; 0 where it is no database.

    Through SQLite, because on POSIX closing a file lets go of all locks its process has on it;
    as immutable, because the log's index would otherwise be written beside it.
    """
    name = Path(os.path.realpath(path)).as_posix()
    uri = f"file://{quote(name if name.startswith('/') else '/' + name)}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            # Otherwise the length of the file must agree with its head, while somebody writes.
            connection.execute("PRAGMA writable_schema=ON")
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.Error as problem:
        number = problem.sqlite_errorcode & 0xFF
        if number in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return 0
        code = "STORE_FORBIDDEN" if number == sqlite3.SQLITE_CANTOPEN else "STORE_DISK_FAILED"
        raise AppError(code, file=path, detail=problem) from problem


def ensure_writable(path: Path) -> None:
    """Refuse a store SQLite would open for reading only, leaving a log beside it that stays so.

    Only for whoever holds the store's lock, and before it is open: closing a file lets go of its
    locks. Raises AppError STORE_OTHER_NAME, STORE_READ_ONLY.
    """
    with explained_file(path):
        if path.stat().st_nlink > 1:  # each name would have a log of its own
            raise AppError("STORE_OTHER_NAME", file=path)
    for each in (path, *(path.with_name(path.name + suffix) for suffix in LOG_SUFFIXES)):
        if each.exists():
            with explained_file(each):
                each.open("r+b").close()


def ensure_known_schema(path: Path) -> int:
    """The schema number of a store. Raises AppError STORE_NEWER, STORE_DAMAGED."""
    with explained(path), closing(sqlite3.connect(path)) as connection:
        schema = read_schema(connection)
        if schema > SCHEMA:
            query = "SELECT value FROM store_meta WHERE key = 'app_version'"
            (version,) = connection.execute(query).fetchone() or ("?",)
            raise AppError(
                "STORE_NEWER", file=path, version=version, schema=schema, own_schema=SCHEMA
            )
        return schema


def read_schema(connection: sqlite3.Connection) -> int:
    """The schema number of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def ensure_whole(path: Path) -> None:
    """Read every page once. Raises AppError STORE_DAMAGED."""
    with explained(path), closing(sqlite3.connect(path)) as connection:
        answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        raise AppError("STORE_DAMAGED", file=path, detail=answer)
