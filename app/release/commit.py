"""The commit the program was built from: written into packages, asked of git in a checkout."""

import shutil
import subprocess
from pathlib import Path

from app.release.file_list import RELEASE_FOLDER
from app.resources import resource_root

COMMIT = f"{RELEASE_FOLDER}/commit"
_PATIENCE = 60  # seconds, on a busy computer with a cold disk
_SHOWN = 12


def program_folder() -> Path:
    """The folder that has the program's resources, beside its code in a package or a checkout."""
    return resource_root().parent


def find_commit(folder: Path) -> str:
    """The commit of a program's folder, in full; `-dirty` where files were changed since.

    Empty where nobody knows: neither a package nor a checkout, or no git.
    """
    try:
        return (folder / COMMIT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return _ask_git(folder)


def shorten(commit: str) -> str:
    """A commit as people read it."""
    digits, dash, rest = commit.partition("-")
    return f"{digits[:_SHOWN]}{dash}{rest}"


def _ask_git(folder: Path) -> str:
    git = shutil.which("git")
    if git is None or not folder.joinpath(".git").exists():
        return ""
    describe = ("describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
    try:
        done = subprocess.run(
            [git, "-C", str(folder), *describe],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
