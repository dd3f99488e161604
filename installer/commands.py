"""Programs the build runs, and the files it takes from the index."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from installer.lock import Part


class BuildError(Exception):
    """The build cannot go on; the text says why."""


def run(
    command: Sequence[str | Path],
    accepted: tuple[int, ...] = (0,),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Run a program and return what it printed. Raises BuildError with that where it fails."""
    return run_for_bytes(command, accepted, variables).decode("utf-8", "replace")


def run_for_bytes(
    command: Sequence[str | Path],
    accepted: tuple[int, ...] = (0,),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """As `run`, of a program that prints no text."""
    done = subprocess.run(
        [str(each) for each in command],
        env=os.environ | dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode not in accepted:
        told = done.stdout[-4000:].decode("utf-8", "replace")
        raise BuildError(f"{command[0]} ended with {done.returncode}:\n{told}")
    return done.stdout


def cache_folder() -> Path:
    """Where fetched parts stay between builds, outside of the sources."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "tianbao-build"


def fetch(part: Part, *options: str) -> Path:
    """The file of a part, from the cache or the index. Raises BuildError for another file."""
    folder = cache_folder() / part.sha256[:16]
    if not (folder.is_dir() and any(folder.iterdir())):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = folder.with_suffix(".txt")
        wanted.write_text(part.requirement, encoding="ascii")
        run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--require-hashes",
                *options,
                "--no-build-isolation",
                "--dest",
                folder,
                "-r",
                wanted,
            ]
        )
    (path,) = folder.iterdir()
    if hashlib.sha256(path.read_bytes()).hexdigest() != part.sha256:
        raise BuildError(f"{path} is not the pinned file; delete it")
    return path
