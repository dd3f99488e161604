"""The program tree: everything an installed Tianbao consists of, the same bytes at every build."""

import shutil
from pathlib import Path

from app import __version__
from installer.bytecode import compiling
from installer.commands import BuildError
from installer.libraries import copy_sources, take_libraries
from installer.lock import ROOT, read_kept, read_lock
from installer.parts import ask_parts, judge_parts, write_licences, write_metadata
from installer.release_list import list_tree, write_commit
from installer.tree_files import judge_faces, settle
from installer.windows import HERE, SYSTEM, dll_imports, wine
from installer.windows.embedded_python import take_python
from installer.windows.launchers import build_launchers


def build_tree(tree: Path, work: Path) -> None:
    """Build the tree anew. Raises BuildError."""
    lock, kept = read_lock(), read_kept(HERE / "kept.toml")
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    take_python(lock.python, tree / "runtime")
    take_libraries(lock, kept, SYSTEM, lock.python.version, tree / "lib")
    copy_sources(ROOT, tree)
    write_metadata(ROOT, tree / "lib")
    build_launchers(tree, work, __version__, lock.python.digits)
    judge_faces(tree / "resources/faces")
    write_commit(tree)
    missing = dll_imports.find_missing(tree, kept.of_windows)
    if missing:
        raise BuildError(f"DLLs that neither the tree nor Windows has: {missing}")
    prefix = wine.place_prefix(work)
    wine.make_prefix(prefix)
    python = tree / "runtime" / "python.exe"
    modules = [wine.windows_path(tree / each) for each in ("lib", "app")]
    wine.run(prefix, [python, *compiling(wine.windows_path(tree), modules)])
    parts = ask_parts(
        work / "parts.json",
        lambda source, answer: wine.run(prefix, [python, "-c", source, wine.windows_path(answer)]),
    )
    judge_parts(parts, tree / "lib")
    write_licences(parts, tree)
    wine.stop(prefix)
    list_tree(tree)
    settle(tree)
