"""Files that belong together: all laid out under temporary names, then all moved into place.

What is to become of a set is written down first (`app.bench.outgoing`), so that one whose writing
was interrupted can be completed or withdrawn: never one file of it beside another's predecessor.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from app.errors import AppError
from app.files import (
    ensure_replaceable,
    explain_failure,
    move_part,
    name_part,
    sync_folder,
    write_part,
)
from app.models.record import Record
from app.patience import discard, insist


class SetPart(Record, frozen=True, kw_only=True):
    """One file of a set: where it goes, what it is, and what stood there before."""

    place: str
    """The path, written so that any name of a file can be kept as text."""
    temporary: str
    sha256: str
    kept: str
    """The name beside it under which a copy of what it replaces is kept until all are moved."""
    replaced_sha256: str | None
    """None where nothing stood there."""

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return Path(os.fsdecode(unquote_to_bytes(self.place)))

    @property
    def temporary_path(self) -> Path:
        """Where it waits."""
        return self.path.with_name(self.temporary)

    @property
    def kept_path(self) -> Path:
        """Where what it replaces is kept."""
        return self.path.with_name(self.kept)


def plan_set(files: Mapping[Path, bytes]) -> tuple[SetPart, ...]:
    """Say where each file goes and what it takes the place of; nothing is written yet.

    Raises AppError FILE_* where one of them must not stand there: see `ensure_replaceable`.
    """
    parts = []
    for path, content in files.items():
        ensure_replaceable(path, content)
        absolute = path.absolute()
        parts.append(
            SetPart(
                place=quote_from_bytes(os.fsencode(absolute)),
                temporary=name_part(absolute, is_of_set=True).name,
                sha256=hashlib.sha256(content).hexdigest(),
                kept=name_part(absolute, is_of_set=True).name,
                replaced_sha256=_digest(absolute),
            )
        )
    return tuple(parts)


def write_set(parts: Sequence[SetPart], files: Mapping[Path, bytes]) -> None:
    """Lay all files out, then move them into place. Raises AppError FILE_*."""
    for part, content in zip(parts, files.values(), strict=True):
        if part.replaced_sha256 is not None:
            write_part(part.path, _read(part.path), temporary=part.kept_path)
        write_part(part.path, content, temporary=part.temporary_path)
    _move(parts)


def complete_set(parts: Sequence[SetPart]) -> bool:
    """Finish an interrupted set; False where it cannot be: it is to be withdrawn then.

    Raises AppError FILE_* where one cannot be moved now.
    """
    if not all(_is_in_place(each) or _can_be_moved(each) for each in parts):
        return False
    _move(parts)
    return True


def withdraw_set(parts: Sequence[SetPart]) -> None:
    """Put everything back as it was before the set. Raises AppError FILE_*."""
    for part in parts:
        if _is_in_place(part) and part.replaced_sha256 != part.sha256:
            if part.replaced_sha256 is None:
                _remove(part.path)
            elif part.kept_path.exists():
                move_part(part.kept_path, part.path)
    tidy_set(parts)


def tidy_set(parts: Sequence[SetPart]) -> None:
    """Remove what is left under temporary names."""
    for part in parts:
        discard(part.temporary_path)
        discard(part.kept_path)


def _move(parts: Sequence[SetPart]) -> None:
    for part in parts:
        if part.temporary_path.exists():
            move_part(part.temporary_path, part.path)
    for folder in {each.path.parent for each in parts}:
        sync_folder(folder)


def _can_be_moved(part: SetPart) -> bool:
    """The file waits whole, and nobody has put another in its place meanwhile."""
    is_whole = _digest(part.temporary_path) == part.sha256
    return is_whole and _digest(part.path) == part.replaced_sha256


def _is_in_place(part: SetPart) -> bool:
    return _digest(part.path) == part.sha256


def _digest(path: Path) -> str | None:
    if not path.is_file():  # a pipe would keep its reader waiting
        return None
    try:
        return hashlib.sha256(insist(path.read_bytes)).hexdigest()
    except OSError:
        return None


def _read(path: Path) -> bytes:
    try:
        return insist(path.read_bytes)
    except OSError as problem:
        raise AppError("FILE_UNREADABLE", file=path, detail=problem.strerror or "") from problem


def _remove(path: Path) -> None:
    try:
        insist(path.unlink)
    except OSError as problem:
        raise explain_failure(problem, path) from problem
