"""The list of a program's files by SHA-256, as sha256sum writes and checks it, and its signature.

It lies in the program's folder, beside what it lists. The signature is Ed25519's own 64 bytes over
the bytes of the list, so that openssl verifies it too.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from app.errors import AppError
from app.models.record import Record

RELEASE_FOLDER = "release"
FILE_LIST = f"{RELEASE_FOLDER}/files.sha256"
FILE_LIST_SIGNATURE = f"{FILE_LIST}.sig"

NOT_LISTED = frozenset({FILE_LIST, FILE_LIST_SIGNATURE, "uninstall.exe"})
"""The list itself, and what Setup.exe writes when it installs."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^\\\x00-\x1f]+)")


class ListedFile(Record, frozen=True, kw_only=True):
    """A line of a list."""

    name: str
    """The path below the folder, with slashes."""
    sha256: str

    @property
    def line(self) -> str:
        """The line as sha256sum writes it."""
        return f"{self.sha256}  {self.name}\n"


def write_file_list(title: str, files: list[ListedFile]) -> bytes:
    """The bytes of a list: a comment that says what is listed, and a line a file."""
    return "".join([f"# {title}\n", *(each.line for each in files)]).encode("utf-8")


def read_file_list(content: bytes) -> tuple[str, list[ListedFile]]:
    """The title and the files of a list. Raises AppError RELEASE_LIST_DAMAGED."""
    try:
        head, *lines = content.decode("utf-8").removesuffix("\n").split("\n")
    except ValueError as problem:
        raise AppError("RELEASE_LIST_DAMAGED", file=FILE_LIST) from problem
    found = [_LINE.fullmatch(each) for each in lines]
    files = [ListedFile(name=each[2], sha256=each[1]) for each in found if each is not None]
    if not head.startswith("# ") or len(files) < max(1, len(lines)):
        raise AppError("RELEASE_LIST_DAMAGED", file=FILE_LIST)
    return head.removeprefix("# "), files


def list_files(folder: Path) -> list[ListedFile]:
    """All files below a folder with their digests, in the order of their names."""
    return [
        ListedFile(name=name, sha256=digest_file(folder / name))
        for name in sorted(find_names(folder))
    ]


def find_names(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder that belong into its list; no link is followed."""
    for place, folders, files in os.walk(folder):
        links = [each for each in folders if Path(place, each).is_symlink()]
        for each in (*files, *links):
            name = Path(place, each).relative_to(folder).as_posix()
            if name not in NOT_LISTED:
                yield name


def digest_file(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
