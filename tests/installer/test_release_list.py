"""Trees and packages are listed, and signed by a key the program knows or by none."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app import __version__
from app.release.commit import COMMIT, find_commit
from app.release.file_list import FILE_LIST, FILE_LIST_SIGNATURE, read_file_list
from app.release.keys import find_signing_key
from installer import release_list
from installer.commands import BuildError
from installer.lock import ROOT
from installer.release_list import (
    KEY,
    PACKAGE_LIST,
    PASSPHRASE,
    gather_packages,
    list_tree,
    read_private_key,
    write_commit,
)
from tests.support.programs import public_half, write_keys

SIGNER = Ed25519PrivateKey.generate()
PUBLIC = public_half(SIGNER, "2027")


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (KEY, PASSPHRASE):
        monkeypatch.delenv(each, raising=False)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The release key, named by the variables."""
    path, passphrase = tmp_path / "release.pem", tmp_path / "passphrase"
    encryption = BestAvailableEncryption(b"open sesame")
    path.write_bytes(SIGNER.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    passphrase.write_bytes(b"open sesame\r\n")
    monkeypatch.setenv(KEY, str(path))
    monkeypatch.setenv(PASSPHRASE, str(passphrase))
    return path


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of two files, of sources that know the release key."""
    monkeypatch.setattr(release_list, "KEYS", tmp_path / "keys.toml")
    write_keys(tmp_path / "keys.toml", PUBLIC)
    tree = tmp_path / "tree"
    tree.joinpath("app").mkdir(parents=True)
    tree.joinpath("app", "__init__.py").touch()
    write_commit(tree)
    return tree


def test_a_tree_says_its_commit(tree: Path) -> None:
    assert find_commit(tree) == find_commit(ROOT) != ""


def test_sources_without_a_commit_are_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_list, "ROOT", tmp_path)
    with pytest.raises(BuildError, match="no checkout"):
        write_commit(tmp_path)


def test_a_tree_is_listed_and_signed(tree: Path, key: Path) -> None:
    list_tree(tree)
    content = (tree / FILE_LIST).read_bytes()
    title, files = read_file_list(content)
    assert title == f"files of Tianbao {__version__}, commit {find_commit(ROOT)}"
    assert [each.name for each in files] == ["app/__init__.py", COMMIT]
    assert find_signing_key(content, (tree / FILE_LIST_SIGNATURE).read_bytes(), (PUBLIC,)) == PUBLIC


def test_without_a_key_no_signature_is_left_and_that_is_said(
    tree: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    list_tree(tree)
    assert "未簽章" not in capsys.readouterr().out
    monkeypatch.delenv(KEY)
    list_tree(tree)
    assert not (tree / FILE_LIST_SIGNATURE).exists()
    assert "未簽章" in capsys.readouterr().out


def test_a_key_the_program_does_not_know_signs_nothing(
    tree: Path, key: Path, tmp_path: Path
) -> None:
    write_keys(tmp_path / "keys.toml")
    with pytest.raises(BuildError, match="public half"):
        list_tree(tree)
    assert not (tree / FILE_LIST_SIGNATURE).exists()


def test_a_name_no_list_can_have_ends_the_build(tree: Path) -> None:
    tree.joinpath("a\nb").touch()
    with pytest.raises(BuildError, match="cannot be written"):
        list_tree(tree)


def test_a_key_in_the_sources_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, str(ROOT / "release.pem"))
    with pytest.raises(BuildError, match="does not lie in the sources"):
        read_private_key()


@pytest.mark.parametrize("fault", ["missing", "passphrase", "no key", "other kind"])
def test_a_key_that_cannot_be_read_ends_the_build(
    key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    match fault:
        case "missing":
            key.unlink()
        case "passphrase":
            monkeypatch.delenv(PASSPHRASE)
        case "no key":
            key.write_text("no key", encoding="ascii")
        case "other kind":
            other = generate_private_key(SECP256R1())
            monkeypatch.delenv(PASSPHRASE)
            key.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(BuildError, match=key.name):
        read_private_key()


def test_this_versions_packages_are_gathered_listed_and_signed(
    tree: Path, key: Path, tmp_path: Path
) -> None:
    builds = [tmp_path / "windows", tmp_path / "none"]
    builds[0].mkdir()
    wanted = [f"Tianbao-{__version__}-Setup.exe", f"tianbao_{__version__}_amd64.deb"]
    others = [f"Tianbao-{__version__}-Setup-quick.exe", "Tianbao-0.0.1-Setup.exe", "work"]
    for each in (*wanted, *others):
        builds[0].joinpath(each).write_text(each, encoding="ascii")
    out = tmp_path / "release"
    gather_packages(builds, out)
    content = (out / PACKAGE_LIST).read_bytes()
    assert sorted(each.name for each in read_file_list(content)[1]) == sorted(
        [*wanted, "keys.toml"]
    )
    signature = (out / f"{PACKAGE_LIST}.sig").read_bytes()
    assert find_signing_key(content, signature, (PUBLIC,)) == PUBLIC


def test_nothing_to_gather_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no package"):
        gather_packages([tmp_path], tmp_path / "release")
