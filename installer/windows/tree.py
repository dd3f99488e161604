"""The program tree: everything an installed Tianbao consists of, the same bytes at every build."""

import hashlib
import os
import shutil
from pathlib import Path

from app import __version__
from app.documents.font_files import shipped_faces
from installer.windows import dll_imports, wine
from installer.windows.bytecode import compile_modules
from installer.windows.commands import BuildError
from installer.windows.embedded_python import take_python
from installer.windows.launchers import build_launchers
from installer.windows.libraries import copy_sources, take_libraries
from installer.windows.lock import ROOT, read_kept, read_lock

EPOCH = 1704067200
"""The one time of all files: 2024-01-01, as of no particular build."""


def build_tree(tree: Path, work: Path) -> None:
    """Build the tree anew. Raises BuildError."""
    lock, kept = read_lock(), read_kept()
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    take_python(lock.python, tree / "runtime")
    take_libraries(lock, kept, tree / "lib")
    copy_sources(ROOT, tree)
    build_launchers(tree, work, __version__, lock.python.digits)
    _judge_faces(tree / "resources/faces")
    missing = dll_imports.find_missing(tree, kept.of_windows)
    if missing:
        raise BuildError(f"DLLs that neither the tree nor Windows has: {missing}")
    prefix = wine.place_prefix(work)
    wine.make_prefix(prefix)
    compile_modules(tree, prefix)
    wine.stop(prefix)
    settle(tree)


def _judge_faces(folder: Path) -> None:
    for face in shipped_faces().faces:
        if not face.is_whole_at(folder / face.file):
            raise BuildError(f"{face.file} is not the pinned face; run `make setup`")


def settle(tree: Path) -> None:
    """Give all files of a tree one time and one mode."""
    for path in sorted(tree.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (EPOCH, EPOCH))


def list_digests(tree: Path) -> str:
    """SHA-256 of all files, a line a file, as sha256sum writes and checks them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tree).as_posix()}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file()
    )
