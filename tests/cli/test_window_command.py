"""A start that fails where there is no console is said in a box."""

import sys

import pytest

from app.cli import window_command
from app.cli.outcome import Exit
from app.errors import AppError
from app.ui.shell import plain_imports


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (ImportError("DLL load failed"), Exit.BUG, "程式無法啟動。"),
        (AppError("FILE_DISK_FULL", file="a.xlsx"), Exit.REFUSED, "「a.xlsx」"),
    ],
)
@pytest.mark.parametrize("has_console", [True, False])
def test_a_start_that_fails_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception,
    status: Exit,
    words: str,
    has_console: bool,
) -> None:
    shown: list[str] = []

    def fail() -> None:
        raise problem

    monkeypatch.setattr(plain_imports, "use_plain_imports", fail)
    monkeypatch.setattr(window_command, "show_box", shown.append)
    if not has_console:
        monkeypatch.setattr(sys, "__stderr__", None)
    assert window_command.run_window_command("gui", []) is status
    assert len(shown) == (not has_console)
    assert all(words in each for each in shown)
