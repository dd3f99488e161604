"""`--version` says which program this is, `--self-check` whether its files are as released."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import __version__
from app.cli import release_options
from app.cli.commands import run_command
from app.cli.outcome import Exit
from app.documents.font_files import shipped_faces
from app.release.commit import COMMIT
from app.release.file_list import FILE_LIST_SIGNATURE
from tests.support.programs import build_program, public_half

KEY = Ed25519PrivateKey.generate()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run_command(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed program that takes itself for the one that runs."""
    monkeypatch.setattr(release_options, "program_folder", lambda: tmp_path)
    return build_program(tmp_path, (public_half(KEY, "2027"),), KEY)


def test_the_version_comes_with_commit_and_faces(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (program / COMMIT).write_text("0123456789abcdef\n", encoding="ascii")
    assert run("--version") == Exit.SUCCESS
    version, commit, faces = capsys.readouterr().out.splitlines()
    assert version == f"tianbao {__version__}"
    assert commit == "原始碼：0123456789ab"
    assert shipped_faces().statement in faces
    assert all(each.version in faces for each in shipped_faces().faces)


def test_a_commit_nobody_knows_is_said_to_be_unknown(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--version") == Exit.SUCCESS
    assert "原始碼：不明" in capsys.readouterr().out


def test_a_program_that_is_as_released_says_so(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--self-check") == Exit.SUCCESS
    told = capsys.readouterr().out
    assert "發行金鑰「2027」" in told
    assert "全部 5 個檔案與清單相符" in told


def test_each_file_that_is_not_as_released_is_named(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (program / "lib/Qt/Qt.dll").write_bytes(b"other")
    (program / "Tianbao.exe").unlink()
    (program / "more.dll").touch()
    assert run("--self-check") == Exit.REFUSED
    lines = capsys.readouterr().out.splitlines()
    assert {"已更動：lib/Qt/Qt.dll", "缺少：Tianbao.exe", "多出：more.dll"} <= set(lines)
    assert "重新安裝" in lines[-1]


@pytest.mark.parametrize(
    ("known", "signature", "code", "sentence"),
    [
        (False, None, Exit.SUCCESS, "未簽章：清單只能查出檔案損壞"),
        (True, None, Exit.REFUSED, "未簽章：正式發行的程式都有簽章"),
        (True, b"0" * 64, Exit.REFUSED, "簽章不符"),
    ],
)
def test_an_unsigned_program_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    known: bool,
    signature: bytes | None,
    code: Exit,
    sentence: str,
) -> None:
    monkeypatch.setattr(release_options, "program_folder", lambda: tmp_path)
    build_program(tmp_path, (public_half(KEY, "2027"),) if known else ())
    if signature is not None:
        (tmp_path / FILE_LIST_SIGNATURE).write_bytes(signature)
    assert run("--self-check") == code
    assert sentence in capsys.readouterr().out


def test_other_programs_are_told_in_json(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program / "Tianbao.exe").unlink()
    assert run("--self-check", "--json") == Exit.REFUSED
    assert json.loads(capsys.readouterr().out) == {
        "version": __version__,
        "commit": "",
        "good": False,
        "list": "files of a program",
        "files": 5,
        "signature": "signed",
        "key": "2027",
        "faults": [{"file": "Tianbao.exe", "fault": "missing"}],
    }


def test_a_checkout_has_no_list_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--self-check") == Exit.REFUSED
    assert "沒有檔案清單" in capsys.readouterr().err


def test_an_unknown_word_is_wrong_usage() -> None:
    assert run("--self-check", "--other") == Exit.USAGE
