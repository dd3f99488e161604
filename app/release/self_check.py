"""Whether the installed files are those of the list that came with them, and who signed it.

It finds damage, an interrupted update and other people's changes. A program that was replaced to
deceive can say of itself what it likes: against that the list is checked from outside
(docs/manual/安裝與更新.md).
"""

from enum import StrEnum
from pathlib import Path

from app.errors import AppError, Progress
from app.models.record import Record
from app.release.file_list import (
    FILE_LIST,
    FILE_LIST_SIGNATURE,
    ListedFile,
    digest_file,
    find_names,
    read_file_list,
)
from app.release.keys import ReleaseKey, find_signing_key, read_release_keys

RELEASE_KEYS = "resources/trust/release.toml"


class ListSignature(StrEnum):
    """What a list's signature is worth."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    """There is none, and no key is known that could have made one."""
    MISSING = "missing"
    """There is none, though releases are signed."""
    REFUSED = "refused"


class FileFault(StrEnum):
    """What is wrong with a file."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    UNREADABLE = "unreadable"


class FaultyFile(Record, frozen=True, kw_only=True):
    """A file that is not as listed."""

    name: str
    fault: FileFault


class ListStanding(Record, frozen=True, kw_only=True):
    """The list that came with a program, and what its signature is worth."""

    title: str
    files: list[ListedFile]
    signature: ListSignature
    key: str
    """The name of the key that signed it; empty where none did."""


class SelfCheck(Record, frozen=True, kw_only=True):
    """What the comparison has found."""

    standing: ListStanding
    faults: tuple[FaultyFile, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against this program."""
        return not self.faults and self.standing.signature in (
            ListSignature.SIGNED,
            ListSignature.UNSIGNED,
        )


def read_standing(folder: Path) -> ListStanding:
    """Read the list of a program's folder and judge its signature; no other file is read.

    Raises AppError RELEASE_LIST_NONE where none came with it (a checkout), RELEASE_LIST_DAMAGED.
    """
    try:
        content = (folder / FILE_LIST).read_bytes()
    except FileNotFoundError as problem:
        raise AppError("RELEASE_LIST_NONE") from problem
    title, files = read_file_list(content)
    signature, key = _judge_signature(folder, content)
    return ListStanding(title=title, files=files, signature=signature, key=key)


def _judge_signature(folder: Path, content: bytes) -> tuple[ListSignature, str]:
    keys: tuple[ReleaseKey, ...] = ()
    try:
        keys = read_release_keys(folder / RELEASE_KEYS)
        signature = (folder / FILE_LIST_SIGNATURE).read_bytes()
        key = find_signing_key(content, signature, keys)
    except FileNotFoundError:
        return (ListSignature.MISSING if keys else ListSignature.UNSIGNED), ""
    except (OSError, ValueError):  # the comparison names the file
        key = None
    return (ListSignature.REFUSED, "") if key is None else (ListSignature.SIGNED, key.name)


def check_installation(folder: Path, progress: Progress | None = None) -> SelfCheck:
    """Compare all files of a program's folder with the list that came with it.

    Raises AppError RELEASE_LIST_NONE, RELEASE_LIST_DAMAGED.
    """
    standing = read_standing(folder)
    faults = {}
    present = set(find_names(folder))
    for position, each in enumerate(standing.files):
        if progress is not None:
            progress(position, len(standing.files), each.name)
        fault = _compare(folder, each, present)
        if fault is not None:
            faults[each.name] = fault
    added = present - {each.name for each in standing.files}
    faults |= dict.fromkeys(added, FileFault.ADDED)
    return SelfCheck(
        standing=standing,
        faults=tuple(FaultyFile(name=name, fault=faults[name]) for name in sorted(faults)),
    )


def _compare(folder: Path, listed: ListedFile, present: set[str]) -> FileFault | None:
    if listed.name not in present:
        return FileFault.MISSING
    path = folder / listed.name
    try:
        # A link would have bytes of another place compared, which may be others tomorrow.
        if path.is_symlink() or digest_file(path) != listed.sha256:
            return FileFault.CHANGED
    except OSError:
        return FileFault.UNREADABLE
    return None
