"""Archives opened for whoever takes files in: a mail often holds one ZIP instead of two files.

What comes out is offered like any other file, by its content; nothing in an archive is believed.
An archive that is locked, damaged or past a bound stays what it is, and its sentence says so.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from app.errors import AppError
from app.files import PACKAGE_LIMIT, RETURN_LIMIT, fit_name, read_bounded, write_atomically
from app.recognition.containers import decode_name, is_left_behind, recognise_package
from app.recognition.folders import can_hold_return
from app.scratch import ScratchFolder

_MOST_MEMBERS = 400
_MOST_BYTES = 200_000_000
"""Of all archives of one batch, unpacked: the pairs of all agencies have a fifth of it."""
_END = b"PK\x05\x06"
_TAIL = 66_000
_DIRECTORY_LIMIT = 400_000
_MANIFEST = "manifest.json"
_Member = tuple[PurePosixPath, bytes]


class ArchiveRoom:
    """Where the files of opened archives stand until they are taken in; `close` removes them."""

    def __init__(self) -> None:
        self._folder: ScratchFolder | None = None
        self._count = 0
        self._names: dict[str, str] = {}

    def name(self, path: str) -> str:
        """A file as a person knows it: one that was unpacked by its archive and its name."""
        return self._names.get(path, path)

    def close(self) -> None:
        """Remove what was unpacked."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None

    def open_archives(self, paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[AppError, ...]]:
        """The files with archives replaced by what is in them, and a sentence about each."""
        files: list[Path] = []
        notes: list[AppError] = []
        left = _MOST_BYTES
        for path in paths:
            members = _read_members(path, left)
            unpacked = self._lay_out(members) if members else []
            self._names.update((str(each), f"{path}/{each.name}") for each in unpacked)
            if unpacked:
                left -= sum(len(content) for _, content in members)
                notes.append(AppError("ARCHIVE_OPENED", file=path, count=len(unpacked)))
            files += unpacked or [path]
        return tuple(files), tuple(notes)

    def _lay_out(self, members: Sequence[_Member]) -> list[Path]:
        """Write what was in an archive, the files of each of its folders together."""
        folders: dict[PurePosixPath, Path] = {}
        taken: set[tuple[Path, str]] = set()
        found: list[Path] = []
        try:
            if self._folder is None:
                self._folder = ScratchFolder()
            for inside, content in members:
                name = fit_name(inside.stem, inside.suffix)
                folder = folders.get(inside.parent)
                if folder is None or (folder, name.casefold()) in taken:  # twins are kept apart
                    self._count += 1
                    folder = folders[inside.parent] = self._folder.path / str(self._count)
                    folder.mkdir()
                taken.add((folder, name.casefold()))
                target = folder / name
                write_atomically(target, content)
                found.append(target)
        except (AppError, OSError):  # a full disk: the archive is offered as it is
            return []
        return found


def _read_members(path: Path, most: int) -> list[_Member]:
    """The files in an archive that can hold a return; [] where it is none, or not to be opened."""
    if path.suffix.lower() != ".zip":
        return []
    try:
        content = read_bounded(path, PACKAGE_LIMIT)
    except AppError:  # said where it is read as what it is
        return []
    found = recognise_package(content) if _has_small_directory(content) else None
    if found is None or found[0] != "FILE_IS_ARCHIVE":
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_archive(archive, most)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        return []


def _has_small_directory(content: bytes) -> bool:
    """Whether the list of its entries is one a mail's attachments make: it is read whole."""
    at = content.rfind(_END, max(0, len(content) - _TAIL))
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    return content.startswith(b"PK\x03\x04") and at >= 0 and size <= _DIRECTORY_LIMIT


def _read_archive(archive: zipfile.ZipFile, most: int) -> list[_Member]:
    chosen: list[tuple[PurePosixPath, zipfile.ZipInfo]] = []
    if any(each.filename.endswith(_MANIFEST) for each in archive.infolist()):
        return []  # an attachments package is taken in whole
    for entry in archive.infolist():
        name = decode_name(entry).replace("\\", "/")
        inside = PurePosixPath(name)
        if not entry.is_dir() and not is_left_behind(name) and can_hold_return(inside):
            chosen.append((inside, entry))
    if len(chosen) > _MOST_MEMBERS or sum(each.file_size for _, each in chosen) > most:
        return []
    return [(inside, _read_entry(archive, entry)) for inside, entry in chosen]


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Raises ValueError past the size stated: it was counted before."""
    limit = PACKAGE_LIMIT if entry.filename.lower().endswith(".zip") else RETURN_LIMIT
    with archive.open(entry) as stream:
        content = stream.read(min(limit, entry.file_size) + 1)
    if len(content) > min(limit, entry.file_size):
        raise ValueError("larger than stated")
    return content
