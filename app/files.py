"""Writing files so that a crash, a full disk or an open Excel never leaves half a file."""

import errno
import os
from pathlib import Path

from app.errors import AppError
from app.store.inspection import is_store


def write_atomically(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write to a temporary name beside `path`, sync, rename over it.

    A private file (a key) is readable by its owner only, from its first byte on.
    Raises AppError FILE_IS_A_STORE, FILE_DISK_FULL, FILE_LOCKED (open in another program),
    FILE_NOT_WRITABLE; whatever stood at `path` before is untouched then.
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
        if temporary.exists():  # where not even its folder can be, unlinking would fail
            temporary.unlink()


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes.

    A store is never read this way: on Linux, closing it would let go of SQLite's locks on it
    while it is in use. Raises AppError FILE_IS_A_STORE, FILE_MISSING, FILE_UNREADABLE,
    FILE_TOO_LARGE.
    """
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
    if len(content) > limit:
        raise AppError("FILE_TOO_LARGE", file=path, limit_mb=limit // 1_000_000)
    return content


def _explain(problem: OSError, path: Path) -> AppError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return AppError("FILE_DISK_FULL", file=path)
    if isinstance(problem, PermissionError) and path.exists():
        return AppError("FILE_LOCKED", file=path)
    return AppError("FILE_NOT_WRITABLE", file=path, detail=problem.strerror or "")
