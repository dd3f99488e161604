"""A list names every file once, and tools everybody has read it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import AppError
from app.release.file_list import FILE_LIST, list_files, read_file_list, write_file_list
from tests.support.programs import FILES, build_program

DIGEST = "0" * 64


def test_what_is_written_is_read(tmp_path: Path) -> None:
    files = list_files(build_program(tmp_path))
    assert {each.name for each in files} == {*FILES, "resources/trust/release.toml"}
    assert [each.name for each in files] == sorted(each.name for each in files)
    assert read_file_list(write_file_list("a title", files)) == ("a title", files)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_checks_it(tmp_path: Path) -> None:
    build_program(tmp_path)
    command = ["sha256sum", "--check", "--strict", FILE_LIST]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "Tianbao.exe").write_bytes(b"other")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_openssl_verifies_its_signature(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from tests.support.programs import public_half

    key = Ed25519PrivateKey.generate()
    build_program(tmp_path, signer=key)
    tmp_path.joinpath("release.pem").write_text(public_half(key, "a").public_key, encoding="ascii")
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "release.pem", "-rawin"]
    files = ["-in", FILE_LIST, "-sigfile", f"{FILE_LIST}.sig"]
    assert subprocess.run([*command, *files], cwd=tmp_path, check=False).returncode == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"# a title\n",
        f"{DIGEST}  a\n".encode(),
        f"# a title\n{DIGEST}  a\n{DIGEST[1:]}  b\n".encode(),
        f"# a title\n{DIGEST}  a\n\n".encode(),
        f"# a title\n{DIGEST} *a\n".encode(),
        f"# a title\n{DIGEST}  a\\b\n".encode(),
    ],
)
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(AppError, match="RELEASE_LIST_DAMAGED"):
        read_file_list(content)
