"""The check of a program's own files names each one that is not as released."""

import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.errors import AppError
from app.release.file_list import FILE_LIST, FILE_LIST_SIGNATURE
from app.release.keys import ReleaseKey
from app.release.self_check import (
    RELEASE_KEYS,
    FileFault,
    ListSignature,
    check_installation,
)
from app.resources import resource_path
from tests.support.programs import build_program, public_half, write_keys
from tests.support.unprivileged import unprivileged_folder

OLD, NEW, STRANGE = (Ed25519PrivateKey.generate() for _ in range(3))
KNOWN = (public_half(NEW, "new"), public_half(OLD, "old"))


def faults(folder: Path) -> dict[str, FileFault]:
    return {each.name: each.fault for each in check_installation(folder).faults}


def test_a_program_as_it_was_built_is_good(tmp_path: Path) -> None:
    check = check_installation(build_program(tmp_path, KNOWN, NEW))
    assert (check.is_good, check.faults) == (True, ())
    assert (check.standing.signature, check.standing.key) == (ListSignature.SIGNED, "new")
    assert check.standing.title == "files of a program"


def test_each_changed_missing_and_added_file_is_named(tmp_path: Path) -> None:
    folder = build_program(tmp_path, KNOWN, NEW)
    (folder / "lib/Qt/Qt.dll").write_bytes(b"qT")
    (folder / "app/__init__.py").unlink()
    (folder / "lib/new").mkdir()
    (folder / "lib/new/version.dll").touch()
    assert faults(folder) == {
        "app/__init__.py": FileFault.MISSING,
        "lib/Qt/Qt.dll": FileFault.CHANGED,
        "lib/new/version.dll": FileFault.ADDED,
    }
    assert not check_installation(folder).is_good


def test_what_setup_writes_is_not_an_addition(tmp_path: Path) -> None:
    folder = build_program(tmp_path)
    (folder / "uninstall.exe").touch()
    (folder / "lib/uninstall.exe").touch()
    assert faults(folder) == {"lib/uninstall.exe": FileFault.ADDED}


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_to_the_same_bytes_is_a_change_and_one_to_a_folder_an_addition(
    tmp_path: Path,
) -> None:
    folder = build_program(tmp_path / "program")
    path = folder / "Tianbao.exe"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    (folder / "lib/more").symlink_to(tmp_path, target_is_directory=True)
    assert faults(folder) == {"Tianbao.exe": FileFault.CHANGED, "lib/more": FileFault.ADDED}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_a_file_nobody_may_read_is_named() -> None:
    with unprivileged_folder() as place:
        folder = build_program(place / "program")
        (folder / "Tianbao.exe").chmod(0)
        assert faults(folder) == {"Tianbao.exe": FileFault.UNREADABLE}


@pytest.mark.parametrize(
    ("known", "signer", "signature", "is_good"),
    [
        (KNOWN, NEW, ListSignature.SIGNED, True),
        (KNOWN, OLD, ListSignature.SIGNED, True),  # while the next key comes in
        (KNOWN, STRANGE, ListSignature.REFUSED, False),
        (KNOWN, None, ListSignature.MISSING, False),
        ((), None, ListSignature.UNSIGNED, True),
        ((), NEW, ListSignature.REFUSED, False),
    ],
)
def test_a_list_is_signed_by_a_key_that_counts_or_said_not_to_be(
    tmp_path: Path,
    known: tuple[ReleaseKey, ...],
    signer: Ed25519PrivateKey | None,
    signature: ListSignature,
    is_good: bool,
) -> None:
    check = check_installation(build_program(tmp_path, known, signer))
    assert (check.standing.signature, check.is_good, check.faults) == (signature, is_good, ())


def test_a_changed_list_is_not_the_signed_one(tmp_path: Path) -> None:
    folder = build_program(tmp_path, KNOWN, NEW)
    (folder / "Tianbao.exe").unlink()
    content = (folder / FILE_LIST).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [each for each in content if "Tianbao.exe" not in each]
    (folder / FILE_LIST).write_text("".join(kept), encoding="utf-8", newline="\n")
    check = check_installation(folder)
    assert (check.standing.signature, check.faults) == (ListSignature.REFUSED, ())


@pytest.mark.parametrize("content", ["", "keys = 1", '[[keys]]\nname="a"\npublic_key="?"\n'])
def test_a_damaged_list_of_keys_is_a_refusal_and_named(tmp_path: Path, content: str) -> None:
    folder = build_program(tmp_path, KNOWN, NEW)
    (folder / RELEASE_KEYS).write_text(content, encoding="utf-8")
    check = check_installation(folder)
    assert check.standing.signature is ListSignature.REFUSED
    assert [each.name for each in check.faults] == [RELEASE_KEYS]


def test_a_key_of_another_kind_counts_for_nothing(tmp_path: Path) -> None:
    other = generate_private_key(SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
    folder = build_program(tmp_path, (ReleaseKey(name="ec", public_key=pem),), NEW)
    assert check_installation(folder).standing.signature is ListSignature.REFUSED


def test_a_missing_list_of_keys_lets_nothing_pass(tmp_path: Path) -> None:
    folder = build_program(tmp_path, KNOWN, NEW)
    (folder / RELEASE_KEYS).unlink()
    (folder / FILE_LIST_SIGNATURE).unlink()
    assert faults(folder) == {RELEASE_KEYS: FileFault.MISSING}


def test_where_no_list_came_with_it_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="RELEASE_LIST_NONE"):
        check_installation(tmp_path)


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    check_installation(build_program(tmp_path), lambda done, total, _: told.append((done, total)))
    assert told == [(each, 5) for each in range(5)]


def test_the_shipped_keys_are_read(tmp_path: Path) -> None:
    """Also the entries its comment shows how to write."""
    from app.release.keys import read_release_keys

    shipped = resource_path("trust", "release.toml")
    assert isinstance(read_release_keys(shipped), tuple)
    write_keys(tmp_path / "keys.toml", *KNOWN)
    read = read_release_keys(tmp_path / "keys.toml")
    assert [each.name for each in read] == ["new", "old"]
