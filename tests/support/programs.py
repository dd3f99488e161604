"""A program's folder with a list of its files, as a build leaves it, and release keys."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.release.file_list import FILE_LIST, FILE_LIST_SIGNATURE, list_files, write_file_list
from app.release.keys import ReleaseKey
from app.release.self_check import RELEASE_KEYS

FILES = {
    "app/__init__.py": b"app",
    "lib/Qt/Qt.dll": b"Qt",
    "Tianbao.exe": b"",
    "resources/字": b"a",
}


def public_half(key: Ed25519PrivateKey, name: str) -> ReleaseKey:
    """What a program is told of a key."""
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return ReleaseKey(name=name, public_key=pem.decode("ascii"))


def write_keys(path: Path, *keys: ReleaseKey) -> None:
    """Write the list of the keys that count."""
    entries = [
        f'[[keys]]\nname = "{each.name}"\npublic_key = """\n{each.public_key}"""\n' for each in keys
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(entries) or "keys = []\n", encoding="utf-8")


def build_program(
    folder: Path, known: tuple[ReleaseKey, ...] = (), signer: Ed25519PrivateKey | None = None
) -> Path:
    """A program of a few files that knows some keys, listed and perhaps signed."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    write_keys(folder / RELEASE_KEYS, *known)
    content = write_file_list("files of a program", list_files(folder))
    (folder / FILE_LIST).parent.mkdir()
    (folder / FILE_LIST).write_bytes(content)
    if signer is not None:
        (folder / FILE_LIST_SIGNATURE).write_bytes(signer.sign(content))
    return folder
