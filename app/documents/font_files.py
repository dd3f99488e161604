"""The files of the faces documents are drawn in: shipped with the program, never the computer's.

`resources/faces/faces.toml` lists them by digest. The whole digest is compared at set-up
(`python -m app.documents.font_files`), size and opening of a file whenever it is opened.
"""

import hashlib
import sys
from functools import cache
from pathlib import Path

import msgspec

from app.errors import AppError
from app.files import write_atomically
from app.models.record import Record
from app.resources import resource_path

_OPENING = 4096


class FaceFile(Record, frozen=True, kw_only=True):
    """One file of the list: which it is, and where it is taken from."""

    role: str
    title: str
    file: str
    version: str
    size: int
    sha256: str
    opening: str
    """SHA-256 of the first 4,096 bytes, where the checksums of all tables stand."""
    package: str
    package_version: str
    installed_as: str
    licence: str

    def is_at(self, path: Path) -> bool:
        """Return whether the file at a path is this one, by its size and opening."""
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as stream:
                return hashlib.sha256(stream.read(_OPENING)).hexdigest() == self.opening
        except OSError:
            return False

    def is_whole_at(self, path: Path) -> bool:
        """Return whether the file at a path is this one to the last byte."""
        try:
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


class FaceList(Record, frozen=True, kw_only=True):
    """The faces in the order of their roles."""

    name: str
    faces: tuple[FaceFile, ...]

    @property
    def statement(self) -> str:
        """The faces as a payload states them: another file or order is another statement."""
        digests = "\n".join(f"{each.role} {each.sha256}" for each in self.faces)
        return f"{self.name}-{hashlib.sha256(digests.encode()).hexdigest()[:12]}"


@cache
def shipped_faces() -> FaceList:
    """The list of the faces documents are drawn in."""
    return msgspec.toml.decode(faces_folder().joinpath("faces.toml").read_bytes(), type=FaceList)


def faces_folder() -> Path:
    """The folder of the shipped faces."""
    return resource_path("faces")


def find_face(face: FaceFile, folder: Path) -> Path:
    """The path of a face in a folder. Raises AppError FONT_MISSING where it is another file."""
    path = folder / face.file
    if not face.is_at(path):
        raise AppError("FONT_MISSING", file=face.file, folder=str(folder))
    return path


def take_faces(folder: Path, source: Path) -> list[str]:
    """Fill a folder with the faces that packages installed below `source`; `/` on Debian.

    Returns what is in the way, a line a face, as set-up prints it; empty where all are there.
    """
    return [
        f"{face.file}: not the expected file. It is in the Debian package {face.package} "
        f"{face.package_version} as {face.installed_as} (SHA-256 {face.sha256})."
        for face in shipped_faces().faces
        if not _take(face, folder / face.file, source / face.installed_as.lstrip("/"))
    ]


def _take(face: FaceFile, path: Path, source: Path) -> bool:
    """Copy a face unless it is there, once it was compared to the last byte."""
    if face.is_at(path):
        return True
    if not (face.is_at(source) and face.is_whole_at(source)):
        return False
    write_atomically(path, source.read_bytes())
    return True


if __name__ == "__main__":
    problems = take_faces(faces_folder(), Path(*sys.argv[1:2] or "/"))
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    sys.exit(bool(problems))
