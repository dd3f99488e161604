"""The program tree: what stands in /usr/lib/tianbao, the same bytes at every build."""

import shutil
from pathlib import Path

from installer.bytecode import compiling
from installer.commands import run
from installer.libraries import copy_sources, take_libraries
from installer.linux import HERE, PLACE, PYTHON, SYSTEM
from installer.lock import ROOT, read_kept, read_lock
from installer.parts import Parts, ask_parts, judge_parts, write_licences, write_metadata
from installer.release_list import list_tree, write_commit
from installer.tree_files import judge_faces, settle

LAUNCHER = "tianbao"
INTERPRETER = f"/usr/bin/python{PYTHON}"

# Nothing of the user's is looked at: no variable, no folder, no other package.
_START = f"""\
#!{INTERPRETER} -ISXutf8
import os
import sys

here = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [here, os.path.join(here, "lib")]

if __name__ == "__main__":  # the second process only wants the paths
    from app.__main__ import main

    sys.exit(main())
"""
_PATHS = "import sys; sys.path[:0] = sys.argv[1:3]; del sys.argv[1:3]\n"


def build_tree(tree: Path, work: Path) -> None:
    """Build the tree anew. Raises BuildError."""
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    work.mkdir(parents=True, exist_ok=True)
    take_libraries(read_lock(), read_kept(HERE / "kept.toml"), SYSTEM, PYTHON, tree / "lib")
    copy_sources(ROOT, tree)
    write_metadata(ROOT, tree / "lib")
    write_launcher(tree)
    judge_faces(tree / "resources/faces")
    write_commit(tree)
    modules = [str(tree / each) for each in ("lib", "app")]
    run([INTERPRETER, "-IS", *compiling(str(tree), modules, PLACE)])
    parts = ask_parts(work / "parts.json", lambda source, answer: _run(tree, source, answer))
    # Debian's own interpreter is a part of Debian.
    parts = Parts(
        parts=tuple(each for each in parts.parts if each.name != "Python"), inside_python={}
    )
    judge_parts(parts, tree / "lib")
    write_licences(parts, tree)
    list_tree(tree)
    settle(tree)
    tree.joinpath(LAUNCHER).chmod(0o755)


def write_launcher(tree: Path) -> None:
    """Write what starts the program of a tree."""
    path = tree / LAUNCHER
    path.write_text(_START, encoding="utf-8")
    path.chmod(0o755)


def _run(tree: Path, source: str, answer: Path) -> None:
    paths = (tree, tree / "lib")
    run([INTERPRETER, "-ISXutf8", "-c", _PATHS + source, *paths, answer])
