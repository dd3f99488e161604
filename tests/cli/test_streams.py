"""Output fails on no character and on no device: the work is done and the exit code is right."""

import errno
import io
import itertools
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest

from app.__main__ import main
from app.cli.key_options import read_secret
from app.cli.outcome import Exit, TerminalProgress
from app.cli.streams import Streams, choose_encoding
from app.errors import AppError

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="devices and shells of POSIX")

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


@_POSIX
@pytest.mark.slow
@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_no_character_ends_a_command_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "é堃𠮷👍.pdf").write_bytes(b"%PDF-")
    done = run(f"tianbao round show '{tmp_path}'/*.pdf", tmp_path, encoding)
    assert done.returncode == Exit.REFUSED
    assert b"pdf" in done.stderr
    assert b"Traceback" not in done.stderr
    assert run("tianbao --help", tmp_path, encoding).returncode == Exit.SUCCESS


@_POSIX
@pytest.mark.slow
@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_json_is_json_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    done = run("tianbao catalogue --json", tmp_path, encoding)
    assert done.returncode == Exit.SUCCESS
    document = json.loads(done.stdout.decode("utf-8"))
    assert document["agencies"][0]["name"].isprintable()
    assert "教育部" in {each["name"] for each in document["agencies"]}


@_POSIX
@pytest.mark.slow
@pytest.mark.parametrize("command", ["catalogue", "catalogue --json", "--help", "--version"])
def test_a_full_device_has_an_exit_code_of_its_own(tmp_path: Path, command: str) -> None:
    done = run(f"tianbao {command} > /dev/full", tmp_path)
    assert done.returncode == Exit.OUTPUT_LOST
    assert "無法輸出" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@_POSIX
@pytest.mark.slow
@pytest.mark.parametrize("command", ["catalogue", "catalogue --json", "--help"])
def test_a_reader_that_has_seen_enough_changes_nothing(tmp_path: Path, command: str) -> None:
    done = run(f"tianbao {command} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (done.returncode, done.stderr) == (Exit.SUCCESS, b"")


@_POSIX
@pytest.mark.slow
@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&-", "2> /dev/full"])
def test_closed_streams_change_no_exit_code(tmp_path: Path, redirected: str) -> None:
    assert run(f"tianbao catalogue {redirected}", tmp_path).returncode == Exit.SUCCESS
    missing = f"tianbao check --store {tmp_path}/none.tianbao {redirected}"
    refused = run(missing, tmp_path)
    assert refused.returncode == Exit.REFUSED
    assert refused.stdout == b""


class Device(io.RawIOBase):
    """What a stream leads to; it fails with `failure` where there is one."""

    def __init__(self, failure: int = 0, *, is_terminal: bool = False) -> None:
        self.failure = failure
        self.is_terminal = is_terminal
        self.content = b""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        if self.failure:
            raise OSError(self.failure, "no")
        self.content += content
        return len(content)

    def text(self, encoding: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BufferedWriter(cast("Any", self)), encoding=encoding)


def lead_to(monkeypatch: pytest.MonkeyPatch, device: Device, encoding: str) -> None:
    """Standard output and error of a program on Windows."""
    for name in ("stdout", "stderr"):
        stream = device.text(encoding)
        monkeypatch.setattr(sys, name, stream)
        monkeypatch.setattr(sys, f"__{name}__", stream)  # keeps it, and so its device, open


@pytest.mark.parametrize("encoding", ["cp950", "cp1252", "cp437"])
@pytest.mark.parametrize("arguments", [["--help"], ["catalogue"], ["nothing"]])
def test_a_console_without_a_character_gets_an_escape(
    monkeypatch: pytest.MonkeyPatch, encoding: str, arguments: list[str]
) -> None:
    device = Device()
    lead_to(monkeypatch, device, encoding)
    monkeypatch.setattr(sys, "argv", ["tianbao", *arguments])
    status = main()
    print("✓ 堃 𠮷 👍", flush=True)
    assert status == (Exit.USAGE if arguments == ["nothing"] else Exit.SUCCESS)
    assert b"\\u2713" in device.content


@pytest.mark.parametrize(
    ("failure", "is_lost"),
    [(errno.EINVAL, False), (errno.EPIPE, False), (errno.ENOSPC, True), (errno.EBADF, True)],
)
def test_windows_says_einval_of_a_reader_that_has_gone(
    monkeypatch: pytest.MonkeyPatch, failure: int, is_lost: bool
) -> None:
    lead_to(monkeypatch, Device(failure), "cp950")
    streams = Streams()
    print("填報", flush=True)
    assert streams.is_output_lost == is_lost


def test_a_program_without_streams_works_and_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pythonw and a windowed program have."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    monkeypatch.setattr(sys, "argv", ["tianbao", "catalogue"])
    assert main() == Exit.SUCCESS
    with pytest.raises(AppError) as caught:
        read_secret(None, "?")
    assert caught.value.code == "KEY_NO_TERMINAL"
    sys.stdout.close()
    sys.stderr.close()


@pytest.mark.parametrize(
    ("is_pipe", "console", "encoding"),
    [
        (True, 950, "cp950"),
        (True, 65001, "utf-8"),
        (True, 0, "utf-8"),
        (True, 99999, "utf-8"),
        (False, 950, "utf-8"),
    ],
)
def test_whoever_reads_a_pipe_goes_by_the_console(
    monkeypatch: pytest.MonkeyPatch, is_pipe: bool, console: int, encoding: str
) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    assert choose_encoding("utf-8", is_pipe=is_pipe, console=console) == encoding
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert choose_encoding("utf-8", is_pipe=is_pipe, console=console) == "utf-8"


def show(line: bytes) -> str:
    """What stands on a console that knows nothing but characters and a return to the left."""
    shown = ""
    for part in line.decode().split("\r"):
        shown = part + shown[len(part) :]
    return shown


def test_progress_overwrites_itself_without_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device(is_terminal=True)
    lead_to(monkeypatch, device, "utf-8")
    monkeypatch.setattr(time, "monotonic", itertools.count(step=2).__next__)
    progress = TerminalProgress()
    progress(1, 12, "a long name.xlsx")
    progress(2, 12, "b.pdf")
    assert show(device.content).rstrip() == "2/12 b.pdf"
    progress(3, 12, "填報.pdf")
    progress.finish()
    assert show(device.content).strip() == ""
    assert b"\x1b" not in device.content
