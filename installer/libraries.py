"""The locked Python packages as they are for one system, cut to what the program loads."""

import shutil
import zipfile
from fnmatch import fnmatch
from pathlib import Path

from installer.commands import cache_folder, fetch, run
from installer.lock import ROOT, Kept, Lock


def take_libraries(lock: Lock, kept: Kept, system: str, python: str, folder: Path) -> None:
    """Fill a folder with the packages of `requirements.lock`, cut to what is kept."""
    install_packages(lock, ROOT / "requirements.lock", system, python, folder)
    cut(folder, kept)


def install_packages(
    lock: Lock, requirements: Path, system: str, python: str, folder: Path
) -> None:
    """Fill a folder with the packages of a lock, whole, for a system as uv names it.

    uv reads the conditions of the lock as they are on that system. pip reads them as they are
    here, and would leave out tzdata, without which nothing can be signed on Windows.
    """
    where: list[str | Path] = ["--target", folder, "--link-mode", "copy"]
    where += ["--cache-dir", cache_folder() / "uv"]
    target = ["--python-platform", system, "--python-version", python, "--only-binary", ":all:"]
    what: list[str | Path] = ["--require-hashes", "--no-deps", "-r", requirements]
    run([_take_uv(lock), "pip", "install", "--quiet", *where, *target, *what])


def _take_uv(lock: Lock) -> Path:
    wheel = fetch(lock.uv)
    program = cache_folder() / f"uv-{lock.uv.sha256[:16]}"
    if not program.exists():
        inside = f"uv-{lock.uv.package_version}.data/scripts/uv"
        with zipfile.ZipFile(wheel) as archive:
            program.write_bytes(archive.read(inside))
        program.chmod(0o755)
    return program


def cut(folder: Path, kept: Kept) -> None:
    """Delete what is not kept, and the folders that are empty then."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif not is_kept(path.relative_to(folder).as_posix(), kept):
            path.unlink()


def is_kept(name: str, kept: Kept) -> bool:
    """Return whether a file, by its path below `lib`, is kept."""
    first, _, rest = name.partition("/")
    if first in kept.only:
        return any(fnmatch(rest, pattern) for pattern in kept.only[first])
    return not any(fnmatch(name, pattern) for pattern in kept.dropped)


def copy_sources(root: Path, tree: Path) -> None:
    """Copy the program and its resources out of a checkout, without what tools leave there."""
    left = shutil.ignore_patterns("__pycache__", "*.py[cod]", "*.ts")
    for name in ("app", "resources"):
        shutil.copytree(root / name, tree / name, ignore=left)
    shutil.copy(root / "LICENSE", tree / "LICENSE.txt")
