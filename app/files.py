"""File input and output: bounded reads and atomic writes."""

import errno
import os
import re
import stat
import time
import unicodedata
from contextlib import suppress
from pathlib import Path

from app.errors import AppError
from app.file_identity import identify, show_identity
from app.own_files import OwnFile, recognise_own
from app.patience import discard, insist
from app.private_files import restrict_to_owner
from app.store.inspection import is_store
from app.windows_paths import RESERVED_NAME, ensure_place

# -- size limits by kind of file, in bytes
RETURN_LIMIT = 20_000_000
"""A signed workbook or PDF, and the payload unpacked from it."""
ROUND_FILE_LIMIT = 20_000_000
HANDOVER_LIMIT = 2 * RETURN_LIMIT + ROUND_FILE_LIMIT
"""The pair signed by the preparer, with its round file."""
ATTACHMENTS_LIMIT = 20_000_000
"""All attachments of one return together, as mail systems still carry them."""
MOST_ATTACHMENTS = 200
PACKAGE_LIMIT = 101_000_000
"""A .zip: the package attachments travel in, or whatever agencies packed together."""
ANCHOR_LIMIT = 64_000_000
"""The CRL of a national authority holds hundreds of thousands of serial numbers."""
SMALL_LIMIT = 1_000_000
"""Everything else: a key, a certificate, a receipt, a request, a send-back, settings."""

_NOT_OUR_FAULT = frozenset({
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO,
    errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EFBIG,
    errno.EMFILE,
})  # fmt: skip
_FULL_ON_WINDOWS = frozenset({39, 112, 1295})
"""ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED."""
_LONGEST_NAME_BYTES = 240
"""File systems take 255; a number for what is there already, or a temporary suffix, still fits."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_PART_PREFIX, _PART_SUFFIX = ".tianbao-", ".part"
_PART_NAME_LENGTH = 34
_DAY_SECONDS = 24 * 60 * 60
_PART_OF_SET = "set-"
_TRIED_NAME = "00_AGENCY_000-annual-results_r00_附件.zip"
"""About as long as the names of returns and hand-overs."""
_PARTS_KEPT_SECONDS = {False: _DAY_SECONDS, True: 30 * _DAY_SECONDS}
"""A part of a set is wanted until its store is opened again: see `app.file_sets`."""


def fit_name(stem: str, suffix: str) -> str:
    """A file name of ours that every file system takes: cut between characters where too long."""
    left = _LONGEST_NAME_BYTES - len(suffix.encode())
    if RESERVED_NAME.match(f"{stem}{suffix}"):
        stem = f"_{stem}"
    composed = unicodedata.normalize("NFC", stem)  # a Mac takes letters and their marks apart
    fitting = _UNFIT.sub("_", composed).encode("utf-8", "ignore")[:left].decode("utf-8", "ignore")
    return f"{fitting}{suffix}".rstrip(" .") or "_"


def write_atomically(
    path: Path, content: bytes, *, is_private: bool = False, replaces_key: bool = False
) -> None:
    """Write to a temporary name beside `path`, sync, rename over it.

    A private file (a key) is readable by its owner only, from its first byte on. What stands at
    `path` is replaced only where it is no file of ours of another kind, and a key only by whoever
    has opened it (`replaces_key`).
    Raises AppError FILE_IS_A_STORE, FILE_OF_OTHER_KIND, FILE_OF_OTHER_IDENTITY, KEY_FILE_EXISTS,
    FILE_IS_A_FOLDER, FILE_NOT_REGULAR, FILE_DISK_FULL, FILE_LOCKED (open in another program),
    FILE_READ_ONLY, FOLDER_READ_ONLY, FILE_NAME_UNFIT, FILE_PATH_TOO_LONG, FILE_NOT_WRITABLE;
    whatever stood at `path` before is untouched then.
    """
    ensure_replaceable(path, content, replaces_key=replaces_key)
    temporary = write_part(path, content, is_private=is_private)
    try:
        move_part(temporary, path)
    finally:
        discard(temporary)


def ensure_replaceable(path: Path, content: bytes, *, replaces_key: bool = False) -> None:
    """Refuse a place where something stands that `content` must not take the place of.

    Raises AppError FILE_IS_A_STORE, FILE_OF_OTHER_KIND, KEY_FILE_EXISTS, FILE_IS_A_FOLDER,
    FILE_NOT_REGULAR, FILE_UNREADABLE, FILE_OF_OTHER_IDENTITY (another agency's, round's,
    revision's or person's file of the same kind), FILE_NAME_UNFIT, FILE_PATH_TOO_LONG.
    """
    ensure_place(path, longest_beside=_PART_NAME_LENGTH)
    _ensure_file_of_its_own(path)
    known = _read_known(path)
    found = recognise_own(known)
    if found is OwnFile.KEY and not replaces_key:
        raise AppError("KEY_FILE_EXISTS", file=path)
    if found is not None and found is not recognise_own(content):
        raise AppError("FILE_OF_OTHER_KIND", file=path, kind=found)
    there, wanted = (identify(each) for each in (known, content)) if known else (None, None)
    if there is not None and wanted is not None and there != wanted:
        shown = {"found": show_identity(there), "wanted": show_identity(wanted)}
        raise AppError("FILE_OF_OTHER_IDENTITY", file=path, **shown)


def name_part(path: Path, *, is_of_set: bool = False) -> Path:
    """A temporary name beside `path`, of nothing that is there."""
    middle = f"{_PART_OF_SET if is_of_set else ''}{os.urandom(8).hex()}"
    return path.parent / f"{_PART_PREFIX}{middle}{_PART_SUFFIX}"


def write_part(
    path: Path, content: bytes, *, temporary: Path | None = None, is_private: bool = False
) -> Path:
    """Write and sync what is to become `path` under a temporary name beside it.

    Raises AppError FILE_DISK_FULL, FOLDER_READ_ONLY, FILE_NOT_WRITABLE: nothing is left then.
    """
    temporary = temporary or name_part(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_old_parts(path.parent)
        temporary.touch(mode=0o600 if is_private else 0o666, exist_ok=False)
        if is_private:
            restrict_to_owner(temporary)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException as problem:
        discard(temporary)
        if isinstance(problem, PermissionError):  # of the folder: the part is new
            raise _refused_folder(problem, path) from problem
        if isinstance(problem, OSError | ValueError):
            raise explain_failure(problem, path) from problem
        raise
    return temporary


def ensure_takes_files(folder: Path) -> None:
    """Ensure, before work begins, that files named as ours are can be written to a folder.

    Where it is not there yet, the one it will be made in is tried. Raises AppError FILE_*,
    FOLDER_READ_ONLY.
    """
    there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    try:
        ensure_place(folder / _TRIED_NAME)
        discard(write_part(there / _TRIED_NAME, b"x"))
    except AppError as error:
        params = {key: value for key, value in error.params.items() if key != "file"}
        raise AppError(error.code, file=folder, **params) from error


def remove_old_parts(folder: Path) -> None:
    """Remove what interrupted writing left in a folder: ours by name, and older than a day."""
    now = time.time()
    with suppress(OSError):  # tidying up must not keep anybody from writing
        for each in folder.glob(f"{_PART_PREFIX}*{_PART_SUFFIX}"):
            is_of_set = each.name.startswith(f"{_PART_PREFIX}{_PART_OF_SET}")
            if each.lstat().st_mtime < now - _PARTS_KEPT_SECONDS[is_of_set]:
                each.unlink(missing_ok=True)


def move_part(temporary: Path, path: Path) -> None:
    """Put a part in its place, over what stands there. Raises AppError FILE_*."""
    try:
        insist(lambda: temporary.replace(path))
    except (OSError, ValueError) as problem:
        raise explain_failure(problem, path) from problem


def sync_file(path: Path) -> None:
    """Make sure that what was written to a file is there when the power fails. Raises OSError."""
    with insist(lambda: path.open("rb+")) as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays so when the power fails."""
    if os.name != "posix":  # Windows cannot sync a folder, and journals the rename
        return
    with suppress(OSError):  # some network folders cannot either
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_known(path: Path) -> bytes:
    """What stands at a path that holds no store; a link stands for what it leads to."""
    try:
        if path.stat().st_size > HANDOVER_LIMIT:
            return b""
        return insist(path.read_bytes)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return b""
    except OSError as problem:
        raise explain_failure(problem, path) from problem


def read_bounded(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes.

    A store is never read this way: on Linux, closing it would let go of SQLite's locks on it
    while it is in use. Raises AppError FILE_IS_A_FOLDER, FILE_IS_A_STORE, FILE_NOT_REGULAR,
    FILE_MISSING, FILE_UNREADABLE, FILE_TOO_LARGE.
    """
    _ensure_file_of_its_own(path)
    try:
        if path.stat().st_size > limit:
            raise AppError("FILE_TOO_LARGE", file=path, limit_mb=limit // 1_000_000)
        with insist(lambda: path.open("rb")) as stream:
            content = stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as problem:
        raise AppError("FILE_MISSING", file=path) from problem
    except OSError as problem:
        raise AppError("FILE_UNREADABLE", file=path, detail=problem.strerror or "") from problem
    ensure_within(content, limit, path)
    return content


def _ensure_file_of_its_own(path: Path) -> None:
    """Refuse folders, stores, and what has no end: a pipe would keep its reader waiting."""
    try:
        mode = path.stat().st_mode
    except ValueError:
        return  # a name no file can have: reading or writing tells
    except OSError:
        mode = stat.S_IFREG  # not there, or not to be seen: so do they
    if stat.S_ISDIR(mode):
        raise AppError("FILE_IS_A_FOLDER", file=path)
    if not stat.S_ISREG(mode):
        raise AppError("FILE_NOT_REGULAR", file=path)
    if is_store(path):
        raise AppError("FILE_IS_A_STORE", file=path)


def ensure_within(content: bytes, limit: int, path: Path) -> None:
    """Ensure that content has at most `limit` bytes. Raises AppError FILE_TOO_LARGE."""
    if len(content) > limit:
        raise AppError("FILE_TOO_LARGE", file=path, limit_mb=limit // 1_000_000)


def explain_failure(problem: OSError | ValueError, path: Path) -> AppError:
    """The expected failure behind an error of the system while a file was written."""
    if isinstance(problem, ValueError):  # a name no file can have
        return AppError("FILE_NOT_WRITABLE", file=path, detail=problem)
    if problem.errno in (errno.ENOSPC, errno.EDQUOT) or (
        getattr(problem, "winerror", None) in _FULL_ON_WINDOWS
    ):
        return AppError("FILE_DISK_FULL", file=path)
    if problem.errno == errno.EROFS:
        return _refused_folder(problem, path)
    if isinstance(problem, PermissionError) and os.path.lexists(path):
        if _is_read_only(path):
            return AppError("FILE_READ_ONLY", file=path)
        return AppError("FILE_LOCKED", file=path)
    return AppError("FILE_NOT_WRITABLE", file=path, detail=problem.strerror or "")


def _refused_folder(problem: OSError, path: Path) -> AppError:
    detail = problem.strerror or ""
    return AppError("FOLDER_READ_ONLY", file=path, folder=path.absolute().parent, detail=detail)


def _is_read_only(path: Path) -> bool:
    try:
        return not path.stat().st_mode & stat.S_IWRITE
    except OSError:
        return False


def explain_system(problem: BaseException) -> AppError | None:
    """The expected failure behind an error of disk or file system nobody has named; None: a bug."""
    if not isinstance(problem, OSError):
        return None
    # Windows says EINVAL of what C has no number for: a drive that went, a provider that sleeps.
    is_strange = problem.errno == errno.EINVAL and problem.filename is not None
    if is_strange or problem.errno in _NOT_OUR_FAULT:
        name = problem.filename if isinstance(problem.filename, str) else problem.filename2
        return explain_failure(problem, Path(os.fsdecode(name or "…")))
    return None
