"""What makes a tree and its packages a release: the commit, lists of files, their signature.

The private half of the release key is named by the variable TIANBAO_RELEASE_KEY (a PEM file, with
its passphrase in the file TIANBAO_RELEASE_PASSPHRASE names, if it has one). Without it nothing is
signed, and the build says so.

`python -m installer.release_list` gathers the packages of all systems in build/release, and lists
them there.
"""

import os
import shutil
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from app import __version__
from app.errors import AppError
from app.files import write_atomically
from app.release.commit import COMMIT, find_commit
from app.release.file_list import (
    FILE_LIST,
    ListedFile,
    list_files,
    read_file_list,
    write_file_list,
)
from app.release.keys import ReleaseKey, find_signing_key, read_release_keys
from installer.commands import BuildError
from installer.lock import ROOT

KEY = "TIANBAO_RELEASE_KEY"
PASSPHRASE = "TIANBAO_RELEASE_PASSPHRASE"
KEYS = ROOT / "resources/trust/release.toml"
PACKAGE_LIST = "SHA256SUMS"


def write_commit(tree: Path) -> None:
    """Write the commit of the sources into a tree. Raises BuildError where they have none."""
    commit = find_commit(ROOT)
    if not commit:
        raise BuildError("the sources are no checkout of git, so nobody could say what was built")
    path = tree / COMMIT
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{commit}\n", encoding="ascii")


def list_tree(tree: Path) -> None:
    """Write the list of a finished tree into it, and sign it. Raises BuildError."""
    _write_list(tree / FILE_LIST, f"files of {_title(tree)}", list_files(tree))


def gather_packages(builds: list[Path], folder: Path) -> None:
    """Copy this version's packages into a folder made anew, and list them. Raises BuildError."""
    packages = [
        each
        for build in builds
        if build.is_dir()
        for each in sorted(build.iterdir())
        if each.name.startswith((f"Tianbao-{__version__}", f"tianbao_{__version__}"))
        and "-quick" not in each.name
    ]
    if not packages:
        raise BuildError(f"no package of {__version__} was built")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for each in packages:
        shutil.copy(each, folder / each.name)
    shutil.copy(KEYS, folder / KEYS.name)
    _write_list(folder / PACKAGE_LIST, f"packages of {_title(ROOT)}", list_files(folder))


def _title(sources: Path) -> str:
    return f"Tianbao {__version__}, commit {find_commit(sources)}"


def _write_list(path: Path, title: str, files: list[ListedFile]) -> None:
    content = write_file_list(title, files)
    try:
        read_file_list(content)
    except AppError as problem:
        raise BuildError(f"{path}: a name in it cannot be written into a list") from problem
    write_atomically(path, content)
    signature = sign(content, read_release_keys(KEYS))
    signed = path.with_name(f"{path.name}.sig")
    if signature is None:
        signed.unlink(missing_ok=True)
        print(f"{path}: 未簽章 (no {KEY})")
    else:
        write_atomically(signed, signature)


def sign(content: bytes, known: tuple[ReleaseKey, ...]) -> bytes | None:
    """Sign a list; None where no key is named. Raises BuildError for a key nobody would know."""
    key = read_private_key()
    if key is None:
        return None
    signature = key.sign(content)
    if find_signing_key(content, signature, known) is None:
        raise BuildError(f"the public half of {KEY} is not in {KEYS}")
    return signature


def read_private_key() -> Ed25519PrivateKey | None:
    """The release key the variables name; None without one. Raises BuildError."""
    place = os.environ.get(KEY)
    if not place:
        return None
    path = Path(place).resolve()
    if path.is_relative_to(ROOT):
        raise BuildError(f"{path}: a release key does not lie in the sources")
    passphrase = os.environ.get(PASSPHRASE)
    try:
        secret = Path(passphrase).read_bytes().rstrip(b"\r\n") if passphrase else None
        key = load_pem_private_key(path.read_bytes(), secret)
    except (OSError, TypeError, ValueError) as problem:
        raise BuildError(f"{path}: {problem}") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise BuildError(f"{path}: not an Ed25519 key")
    return key


def main() -> int:
    """Gather the packages."""
    build = ROOT / "build"
    try:
        gather_packages([build / "windows", build / "linux"], build / "release")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
