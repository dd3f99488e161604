"""What the trees of all systems have in common: whole faces, one time, one mode."""

import os
from pathlib import Path

from app.documents.font_files import shipped_faces
from installer.commands import BuildError

EPOCH = 1704067200
"""The one time of all files: 2024-01-01, as of no particular build."""


def judge_faces(folder: Path) -> None:
    """Raises BuildError unless a folder has the pinned faces."""
    for face in shipped_faces().faces:
        if not face.is_whole_at(folder / face.file):
            raise BuildError(f"{face.file} is not the pinned face; run `make setup`")


def settle(tree: Path) -> None:
    """Give a tree and all files in it one time and one mode."""
    for path in sorted([tree, *tree.rglob("*")], reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (EPOCH, EPOCH))
