"""Program files are signed where a certificate is named, and left alone where none is."""

from pathlib import Path
from typing import Any

import pytest

from installer.commands import BuildError
from installer.windows import signing


def test_without_a_certificate_nothing_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(signing.VARIABLE, raising=False)
    signing.sign(tmp_path / "not-there.exe")
    assert not signing.is_signing()
    assert signing.uninstaller_options() == []


def test_the_options_name_the_certificate_and_the_signed_file_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "a b.exe"
    program.write_bytes(b"plain")
    monkeypatch.setenv(signing.VARIABLE, '-pkcs12 "my key.p12" -readpass pass')

    def run(command: list[Any]) -> None:
        assert command[:6] == ["osslsigncode", "sign", "-pkcs12", "my key.p12", "-readpass", "pass"]
        given = dict(zip(command[6::2], command[7::2], strict=True))
        assert given["-in"].read_bytes() == b"plain"
        given["-out"].write_bytes(b"signed")

    monkeypatch.setattr(signing, "run", run)
    signing.sign(program)
    assert program.read_bytes() == b"signed"
    assert [each.name for each in tmp_path.iterdir()] == ["a b.exe"]
    (option,) = signing.uninstaller_options()
    assert option.startswith("-DSIGN=") and option.endswith(" -m installer.windows.signing")


def test_a_file_that_could_not_be_signed_stays_and_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "a.exe"
    program.write_bytes(b"plain")
    monkeypatch.setenv(signing.VARIABLE, "-pkcs12 none")

    def refuse(_: list[Any]) -> None:
        raise BuildError("no certificate")

    monkeypatch.setattr(signing, "run", refuse)
    with pytest.raises(BuildError, match="no certificate"):
        signing.sign(program)
    assert program.read_bytes() == b"plain"
