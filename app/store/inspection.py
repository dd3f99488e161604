"""Inspection of a store file before it is opened: kind, schema version, integrity.

Nothing here imports SQLAlchemy: the window reads the kind of the store before its first paint.
"""

import os
import re
import sqlite3
import stat
from contextlib import closing
from enum import StrEnum
from functools import partial
from pathlib import Path
from urllib.parse import quote

from app import __version__
from app.config import local_data_folder
from app.errors import AppError
from app.patience import insist
from app.store.errors import damaged, explained, explained_file

STORE_SUFFIX = ".tianbao"
LOCK_SUFFIX = ".lock"
LOG_SUFFIXES = ("-wal", "-shm")  # the WAL and its index, beside an open store
_RESERVED = (STORE_SUFFIX, *(STORE_SUFFIX + each for each in (LOCK_SUFFIX, *LOG_SUFFIXES)))

SCHEMA = 1
"""The version of the declared schema; increase it together with a step in `migration.STEPS`."""


class StoreKind(StrEnum):
    """The kind of a store by role, recorded in the file header (application_id)."""

    AGENCY = "agency"
    OFFICE = "office"


APPLICATION_IDS = {StoreKind.AGENCY: 0x54424147, StoreKind.OFFICE: 0x54424F46}  # TBAG, TBOF
_KINDS = {number: kind for kind, number in APPLICATION_IDS.items()}


def default_store_path(kind: str) -> Path:
    """The default path of a store of that kind."""
    return local_data_folder() / f"{kind}{STORE_SUFFIX}"


def is_store(path: Path) -> bool:
    """Return whether a path is that of a store, by content or suffix, or of its WAL or lock."""
    if os.path.realpath(path).lower().endswith(_RESERVED):
        return True
    if any(_is_file_of_store(path.with_name(name)) for name in _stores_beside(path.name)):
        return True
    return _is_file_of_store(path)


def _stores_beside(name: str) -> list[str]:
    """Which store a file may belong to: `copy.bak-wal` stands beside a store named `copy.bak`."""
    suffixes = (LOCK_SUFFIX, *LOG_SUFFIXES)
    return [name[: -len(each)] for each in suffixes if name.lower()[1:].endswith(each)]


def _is_file_of_store(path: Path) -> bool:
    try:
        read_store_kind(path)
    except AppError:
        return False
    return True


def read_store_kind(path: Path) -> StoreKind:
    """Read the kind of a store, also while it is open elsewhere.

    Raises AppError STORE_MISSING, STORE_FORBIDDEN, STORE_NOT_OURS, STORE_DISK_FAILED.
    """
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)  # a pipe would block
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
    """Read the application_id from the file header; 0 where it is no database.

    Through SQLite, because on POSIX closing a file releases all locks its process has on it.
    """
    try:
        with closing(sqlite3.connect(build_uri(path), uri=True)) as connection:
            # Otherwise the file size must agree with the header, even during a write.
            connection.execute("PRAGMA writable_schema=ON")
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.Error as problem:
        number = problem.sqlite_errorcode & 0xFF
        if number in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return 0
        code = "STORE_FORBIDDEN" if number == sqlite3.SQLITE_CANTOPEN else "STORE_DISK_FAILED"
        raise AppError(code, file=path, detail=problem) from problem


def build_uri(path: Path) -> str:
    """Build the URI under which SQLite reads a store and writes nothing beside it.

    Immutable, because the index of the WAL would otherwise be written; the WAL is not read.
    """
    name = Path(os.path.realpath(path)).as_posix()
    return f"file://{quote(name if name.startswith('/') else '/' + name)}?mode=ro&immutable=1"


def has_log(path: Path) -> bool:
    """Return whether a WAL lies beside a store: it is open, or was not closed properly."""
    return Path(os.path.realpath(path) + LOG_SUFFIXES[0]).exists()


def ensure_writable(path: Path) -> None:
    """Ensure write access: SQLite would open the store read-only and leave a read-only WAL.

    Only for the holder of the store's lock, and before the store is open: closing a file releases
    its locks. Raises AppError STORE_OTHER_NAME, STORE_READ_ONLY.
    """
    with explained_file(path):
        if path.stat().st_nlink > 1:  # each name would have a WAL of its own
            raise AppError("STORE_OTHER_NAME", file=path)
    for each in (path, *(path.with_name(path.name + suffix) for suffix in LOG_SUFFIXES)):
        if each.exists():
            with explained_file(each):
                insist(partial(each.open, "r+b")).close()


def ensure_known_schema(path: Path) -> int:
    """Read the schema version of a store. Raises AppError STORE_NEWER, STORE_DAMAGED."""
    with explained(path), closing(sqlite3.connect(path)) as connection:
        schema = read_schema(connection)
        if schema > SCHEMA:
            query = "SELECT value FROM store_meta WHERE key = 'app_version'"
            (version,) = connection.execute(query).fetchone() or ("?",)
            raise _newer(path, str(version), schema)
        return schema


def _newer(path: Path, version: str, schema: int) -> AppError:
    """Name the version that wrote it only where that is a newer one than this."""
    if release_of(version) > release_of(__version__):
        return AppError("STORE_NEWER", file=path, version=version, schema=schema, own_schema=SCHEMA)
    return AppError("STORE_NEWER_UNNAMED", file=path, schema=schema, own_schema=SCHEMA)


def release_of(version: str) -> tuple[int, ...]:
    """A version as numbers to compare; nothing for what is none."""
    return tuple(int(each) for each in re.findall(r"\d+", version))


def read_schema(connection: sqlite3.Connection) -> int:
    """Read the schema version (user_version) of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def ensure_whole(path: Path) -> None:
    """Ensure integrity with PRAGMA quick_check. Raises AppError STORE_DAMAGED."""
    with explained(path), closing(sqlite3.connect(path)) as connection:
        answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        raise damaged(path, answer)
