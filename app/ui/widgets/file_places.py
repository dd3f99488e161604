"""Where file dialogs begin, and where files that are made go unless a person says otherwise.

Dialogs begin in the documents' folder, or in the one used last; what the program makes goes into a
folder of its own there, which whoever writes first makes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths

FOLDER_NAME = "Tianbao"


class LastFolders(NamedTuple):
    """The folders used last; they may be gone since."""

    opened: Path | None = None
    saved: Path | None = None


class _Memory:
    """One per process, as the dialogs are."""

    last = LastFolders()
    keep: Callable[[LastFolders], object] | None = None


def recall(last: LastFolders, keep: Callable[[LastFolders], object] | None = None) -> None:
    """Begin with these folders; `keep` is told of others used from now on."""
    _Memory.last, _Memory.keep = last, keep


def documents_folder() -> Path:
    """文件, where the system says it is."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind) or Path.home())


def output_folder() -> Path:
    """Where what the program makes goes."""
    return documents_folder() / FOLDER_NAME


def folder_to_open_from() -> Path:
    """Where a dialog for files to be read begins."""
    return _standing(_Memory.last.opened) or documents_folder()


def folder_to_save_into() -> Path:
    """Where a dialog for files to be written begins."""
    return _standing(_Memory.last.saved) or output_folder()


def note_opened(folder: Path) -> None:
    """Begin there the next time something is opened."""
    _note(_Memory.last._replace(opened=folder))


def note_saved(folder: Path) -> None:
    """Begin there the next time something is saved."""
    _note(_Memory.last._replace(saved=folder))


@contextmanager
def standing_meanwhile(folder: Path) -> Iterator[None]:
    """Have a folder stand while a dialog shows it; an empty one of ours goes again afterwards.

    Writers make it anew: nothing is left in a person's documents by asking alone.
    """
    is_ours = folder == output_folder() and not folder.exists()
    if is_ours:
        with suppress(OSError):
            folder.mkdir(parents=True)
    try:
        yield
    finally:
        if is_ours:
            with suppress(OSError):
                folder.rmdir()


def _standing(folder: Path | None) -> Path | None:
    with suppress(OSError):
        if folder is not None and folder.is_dir():
            return folder
    return None


def _note(last: LastFolders) -> None:
    if last != _Memory.last:
        _Memory.last = last
        if _Memory.keep is not None:
            _Memory.keep(last)
