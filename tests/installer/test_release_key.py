"""A release key is made once, with a passphrase, outside of the sources."""

from pathlib import Path

import pytest

from app.release.keys import ReleaseKey, find_signing_key, read_release_keys
from installer import release_key
from installer.commands import BuildError
from installer.lock import ROOT
from installer.release_key import entry, make_release_key
from installer.release_list import KEY, PASSPHRASE, read_private_key


def test_the_private_half_signs_what_the_entry_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, passphrase = tmp_path / "key.pem", tmp_path / "passphrase"
    passphrase.write_text("open sesame\n", encoding="ascii")
    monkeypatch.setenv(KEY, str(path))
    monkeypatch.setenv(PASSPHRASE, str(passphrase))
    monkeypatch.setattr("sys.argv", ["release_key", str(path), "--name", "2027"])
    assert release_key.main() == 0
    (tmp_path / "keys.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    (known,) = read_release_keys(tmp_path / "keys.toml")
    private = read_private_key()
    assert private is not None
    assert find_signing_key(b"list", private.sign(b"list"), (known,)) == known
    assert known.name == "2027"
    assert path.stat().st_mode & 0o077 == 0


def test_no_key_is_replaced(tmp_path: Path) -> None:
    make_release_key(tmp_path / "key.pem", b"open sesame")
    before = (tmp_path / "key.pem").read_bytes()
    with pytest.raises(BuildError, match="there already"):
        make_release_key(tmp_path / "key.pem", b"open sesame")
    assert (tmp_path / "key.pem").read_bytes() == before


def test_a_key_without_a_passphrase_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="passphrase"):
        make_release_key(tmp_path / "key.pem", b"")


def test_no_key_is_made_in_the_sources() -> None:
    with pytest.raises(BuildError, match="does not lie in the sources"):
        make_release_key(ROOT / "key.pem", b"open sesame")
    assert not (ROOT / "key.pem").exists()


def test_the_passphrase_is_asked_for_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["one", "two"])
    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    monkeypatch.setattr("sys.argv", ["release_key", str(tmp_path / "key.pem"), "--name", "a"])
    assert release_key.main() == 1
    assert "two passphrases" in capsys.readouterr().err
    assert not (tmp_path / "key.pem").exists()


def test_an_entry_is_read_as_it_was_meant(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text(entry("a", "PEM\n"), encoding="utf-8")
    assert read_release_keys(tmp_path / "keys.toml") == (ReleaseKey(name="a", public_key="PEM\n"),)
