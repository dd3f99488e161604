"""A crash of the process is written down as it happens, and reported at the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.crash_log import watching_for_crashes

_CRASH = """
import faulthandler, sys
from pathlib import Path
from app.crash_log import watching_for_crashes

def fall():
    faulthandler._sigsegv()

with watching_for_crashes(Path(sys.argv[1])):
    fall()
"""


def report_of_last(folder: Path) -> str | None:
    with watching_for_crashes(folder) as report:
        return None if report is None else report.read_text(encoding="utf-8")


def crash(folder: Path, program: Path) -> None:
    program.parent.mkdir(exist_ok=True)
    program.write_text(_CRASH, encoding="utf-8")
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    command = [sys.executable, str(program), str(folder)]
    ended = subprocess.run(command, timeout=60, env=environment, check=False)
    assert ended.returncode


def test_a_crash_is_reported_at_the_next_start(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    crash(logs, tmp_path / "program.py")
    assert b"fall" in (logs / "crash.log").read_bytes()
    text = report_of_last(logs)
    assert text is not None
    assert "Tianbao" in text
    assert "Segmentation fault" in text
    assert "in fall" in text
    assert (logs / "crash.log").read_bytes() == b""
    assert report_of_last(logs) is None


def test_a_report_of_a_crash_does_not_say_whose_computer_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "wangxm")
    crash(tmp_path, tmp_path / "wangxm" / "program.py")
    assert b"wangxm" in (tmp_path / "crash.log").read_bytes()
    text = report_of_last(tmp_path)
    assert text is not None
    assert "wangxm" not in text


def test_a_long_crash_log_is_cut(tmp_path: Path) -> None:
    (tmp_path / "crash.log").write_bytes(b"x" * 1_000_000)
    text = report_of_last(tmp_path)
    assert text is not None
    assert len(text) < 70_000
    assert (tmp_path / "crash.log").stat().st_size == 0


def test_a_folder_that_takes_nothing_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert report_of_last(tmp_path / "file" / "logs") is None
