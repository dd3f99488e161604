"""Files in folders that were dropped or named: folders of folders, within bounds.

An office keeps a folder an agency, and drops the one above. What can hold a return is taken,
whatever it is called what it is afterwards; the rest is counted and named, never silently left.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.errors import AppError
from app.recognition.foreign_files import is_leftover_name
from app.visible_text import visible_line

MOST_FILES = 2_000
"""Of one drop: seventeen agencies send two files each, and now and then again."""
MOST_LEVELS = 8
_MOST_ENTRIES = 20_000
_MOST_NAMES = 3
_LONGEST_NAME = 60
_RETURNS = frozenset({".xlsx", ".pdf", ".zip"})
_OUR_PAPERS = frozenset({".tbround", ".tbreceipt", ".tbenrol", ".tbpending", ".tbsendback"})
_KEYS = frozenset({".p12", ".pfx"})
_SEND_AGAIN = frozenset({
    ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".msg", ".eml", ".dat", ".7z", ".rar", ".gz", ".tar",
})  # fmt: skip
_TAKEN = _RETURNS | _OUR_PAPERS | _KEYS | _SEND_AGAIN
"""What the page says a sentence about, each in its line."""


@dataclass(frozen=True, slots=True)
class GatheredFiles:
    """The files of a drop or of a command, those of folders among them."""

    files: tuple[Path, ...] = ()
    passed_over: tuple[Path, ...] = ()
    """In folders, and nothing a return is ever sent in."""
    left_out: int = 0
    """Hidden files and folders, and what systems and programs leave behind."""
    is_cut: bool = False
    """There is more than is looked at."""
    has_folder: bool = False

    def notes(self) -> tuple[AppError, ...]:
        """What a person is to know about what was not taken; a sentence each."""
        found = []
        if self.has_folder and not self.files:
            counts = {"count": f"{len(self.passed_over):,}", "left_out": f"{self.left_out:,}"}
            found.append(AppError("FOLDER_WITHOUT_RETURNS", **counts))
        elif self.passed_over:
            count, names = f"{len(self.passed_over):,}", _name_some(self.passed_over)
            found.append(AppError("FOLDER_FILES_PASSED_OVER", count=count, names=names))
        if self.is_cut:
            bounds = {"most": f"{MOST_FILES:,}", "levels": str(MOST_LEVELS)}
            found.append(AppError("FOLDER_TOO_LARGE", **bounds))
        return tuple(found)


def can_hold_return(path: PurePath) -> bool:
    """Return whether a file is called like a return, or like what is sent by mistake for one."""
    return path.suffix.lower() in _TAKEN


def gather_files(paths: Iterable[Path]) -> GatheredFiles:
    """The files named, in their order; a folder stands for those in it and in its folders."""
    files: list[Path] = []
    passed_over: list[Path] = []
    walk = _Walk()
    for path in paths:
        if not _is_folder(path):
            files.append(path)
            continue
        walk.has_folder = True
        for each in walk.list_files(path, 1):
            if not can_hold_return(each):
                passed_over.append(each)
            elif len(files) < MOST_FILES:
                files.append(each)
            else:
                walk.is_cut = True
    return GatheredFiles(
        tuple(files), tuple(passed_over), walk.left_out, walk.is_cut, walk.has_folder
    )


class _Walk:
    """What was met on the way through all folders of a drop."""

    def __init__(self) -> None:
        self.left_out = 0
        self.is_cut = False
        self.has_folder = False
        self._seen = 0

    def list_files(self, folder: Path, level: int) -> Iterator[Path]:
        """The visible files below a folder, its own ones first; links are not followed."""
        folders: list[Path] = []
        for entry in self._list_entries(folder):
            if _is_hidden(entry):
                self.left_out += 1
            elif entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.is_file():  # a link to a file is a file; a pipe or device is none
                yield Path(entry.path)
            else:
                self.left_out += 1
        for each in folders:
            if level == MOST_LEVELS:
                self.is_cut = True
            else:
                yield from self.list_files(each, level + 1)

    def _list_entries(self, folder: Path) -> list[os.DirEntry[str]]:
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as entries:
                for each in entries:
                    self._seen += 1
                    if self._seen > _MOST_ENTRIES:
                        self.is_cut = True
                        break
                    found.append(each)
        except OSError:  # a folder nobody may look into is one whose files were not taken
            self.is_cut = True
        return sorted(found, key=lambda each: each.name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # what cannot be asked is told of as a file
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name == "__MACOSX" or is_leftover_name(entry.name):
        return True
    try:
        marks = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return True
    return bool(marks & (stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM))


def _name_some(paths: tuple[Path, ...]) -> str:
    shown = [visible_line(each.name)[:_LONGEST_NAME] for each in paths[:_MOST_NAMES]]
    return "、".join(shown) + ("…" if len(paths) > _MOST_NAMES else "")
