"""Files of POSIX a test needs: where the system makes none, the test is skipped with a reason."""

import os
import sys
from pathlib import Path

import pytest

posix_modes = pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")


def make_link(at: Path, to: Path) -> None:
    """A symbolic link, which Windows lets only some people make."""
    if sys.platform == "win32":
        pytest.skip("symbolic links are a right of their own on Windows")
    at.symlink_to(to, target_is_directory=to.is_dir())


def make_pipe(at: Path) -> None:
    """A named pipe."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps its pipes elsewhere")
    os.mkfifo(at)
