"""File input and output: bounded reads and atomic writes."""

import errno
import os
from pathlib import Path

from app.errors import AppError
from app.store.inspection import is_store

# -- size limits by kind of file, in bytes
RETURN_LIMIT = 20_000_000
"""A signed workbook or PDF, and the payload unpacked from it."""
ROUND_FILE_LIMIT = 20_000_000
HANDOVER_LIMIT = 2 * RETURN_LIMIT + ROUND_FILE_LIMIT
"""The pair signed by the preparer, with its round file."""
ATTACHMENT_LIMIT = 20_000_000
ANCHOR_LIMIT = 64_000_000
"""The CRL of a national authority holds hundreds of thousands of serial numbers."""
SMALL_LIMIT = 1_000_000
"""Everything else: a key, a certificate, a receipt, a request, a send-back, settings."""


def write_atomically(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write a file atomically: to a temporary file beside `path`, synced, renamed over it.

    A private file (a key) is readable by its owner only, from its first byte on.
    Raises AppError FILE_IS_A_STORE, FILE_DISK_FULL, FILE_LOCKED (open in another program),
    FILE_NOT_WRITABLE; an existing file at `path` is unchanged then.
    """
    if is_store(path):
        raise AppError("FILE_IS_A_STORE", file=path)
    temporary = path.parent / f".tianbao-{os.urandom(8).hex()}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch(mode=0o600 if is_private else 0o666, exist_ok=False)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as problem:
        raise _explain(problem, path) from problem
    finally:
        if temporary.exists():  # unlinking fails where the folder does not exist
            temporary.unlink()


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes.

    A store is refused: on POSIX, closing the file would release SQLite's locks on it while it is
    in use. Raises AppError FILE_IS_A_FOLDER, FILE_IS_A_STORE, FILE_MISSING,
    FILE_UNREADABLE, FILE_TOO_LARGE.
    """
    if path.is_dir():
        raise AppError("FILE_IS_A_FOLDER", file=path)
    if is_store(path):
        raise AppError("FILE_IS_A_STORE", file=path)
    try:
        if path.stat().st_size > limit:
            raise AppError("FILE_TOO_LARGE", file=path, limit_mb=limit // 1_000_000)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except FileNotFoundError as problem:
        raise AppError("FILE_MISSING", file=path) from problem
    except OSError as problem:
        raise AppError("FILE_UNREADABLE", file=path, detail=problem.strerror or "") from problem
    ensure_within(content, limit, path)
    return content


def ensure_within(content: bytes, limit: int, path: Path) -> None:
    """Ensure that content has at most `limit` bytes. Raises AppError FILE_TOO_LARGE."""
    if len(content) > limit:
        raise AppError("FILE_TOO_LARGE", file=path, limit_mb=limit // 1_000_000)


def _explain(problem: OSError, path: Path) -> AppError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return AppError("FILE_DISK_FULL", file=path)
    if isinstance(problem, PermissionError) and path.exists():
        return AppError("FILE_LOCKED", file=path)
    return AppError("FILE_NOT_WRITABLE", file=path, detail=problem.strerror or "")
