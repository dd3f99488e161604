"""`python -m installer.release_key FILE`: makes a release key, and prints what the program is told.

FILE gets the private half, which never enters the repository. The passphrase is asked for, or is
the first line of the file that TIANBAO_RELEASE_PASSPHRASE names.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
)

from app.files import write_atomically
from installer.commands import BuildError
from installer.lock import ROOT
from installer.release_list import KEY, KEYS, PASSPHRASE


def make_release_key(path: Path, passphrase: bytes) -> str:
    """Write a new private key and return its public half as PEM. Raises BuildError."""
    if path.resolve().is_relative_to(ROOT):
        raise BuildError(f"{path}: a release key does not lie in the sources")
    if not passphrase:
        raise BuildError("a release key has a passphrase")
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)
    )
    if path.exists():
        raise BuildError(f"{path} is there already")
    write_atomically(path, content, is_private=True)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return public.decode("ascii")


def entry(name: str, public_key: str) -> str:
    """What stands of a key in the list of those the program knows."""
    return f'[[keys]]\nname = "{name}"\npublic_key = """\n{public_key}"""\n'


def main() -> int:
    """Make a key, and say where its halves go."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", required=True, help="the year it comes into use, for example")
    options = parser.parse_args()
    try:
        public = make_release_key(options.file, _ask_passphrase())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"# {KEYS.relative_to(ROOT)}: put this first, instead of `keys = []` if that stands there"
    )
    print(entry(options.name, public))
    print(f"# Then build with {KEY}={options.file}. Keep two copies of it, none on a computer.")
    return 0


def _ask_passphrase() -> bytes:
    given = os.environ.get(PASSPHRASE)
    if given:
        return Path(given).read_bytes().rstrip(b"\r\n")
    first = getpass.getpass("Passphrase: ")
    if getpass.getpass("Again: ") != first:
        raise BuildError("these are two passphrases")
    return first.encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
