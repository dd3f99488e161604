"""Output fails on no character and on no device: the work is done and the exit code is right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.outcome import Exit

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="devices and shells of POSIX"),
]

_TIANBAO = f"{sys.executable} -m app"
_ENCODINGS = ("cp950", "ascii", "latin-1", "utf-8")


def run(command: str, folder: Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """A shell's command line; `tianbao` is this program."""
    return subprocess.run(
        ["bash", "-c", command.replace("tianbao", _TIANBAO, 1)],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": encoding, "TIANBAO_DATA": str(folder)},
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_no_character_ends_a_command_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "é堃𠮷👍.pdf").write_bytes(b"%PDF-")
    done = run(f"tianbao round show '{tmp_path}'/*.pdf", tmp_path, encoding)
    assert done.returncode == Exit.REFUSED
    assert b"pdf" in done.stderr
    assert b"Traceback" not in done.stderr
    assert run("tianbao --help", tmp_path, encoding).returncode == Exit.SUCCESS


@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_json_is_json_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    done = run("tianbao catalogue --json", tmp_path, encoding)
    assert done.returncode == Exit.SUCCESS
    document = json.loads(done.stdout.decode("utf-8"))
    assert document["agencies"][0]["name"].isprintable()
    assert "教育部" in {each["name"] for each in document["agencies"]}


@pytest.mark.parametrize("command", ["catalogue", "catalogue --json", "--help", "--version"])
def test_a_full_device_has_an_exit_code_of_its_own(tmp_path: Path, command: str) -> None:
    done = run(f"tianbao {command} > /dev/full", tmp_path)
    assert done.returncode == Exit.OUTPUT_LOST
    assert "無法輸出" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["catalogue", "catalogue --json", "--help"])
def test_a_reader_that_has_seen_enough_changes_nothing(tmp_path: Path, command: str) -> None:
    done = run(f"tianbao {command} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (done.returncode, done.stderr) == (Exit.SUCCESS, b"")


@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&-", "2> /dev/full"])
def test_closed_streams_change_no_exit_code(tmp_path: Path, redirected: str) -> None:
    assert run(f"tianbao catalogue {redirected}", tmp_path).returncode == Exit.SUCCESS
    missing = f"tianbao check --store {tmp_path}/none.tianbao {redirected}"
    refused = run(missing, tmp_path)
    assert refused.returncode == Exit.REFUSED
    assert refused.stdout == b""
