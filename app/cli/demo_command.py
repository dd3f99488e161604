"""The command `demo`: the approved plan carried through the full reporting cycle."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from app.cli.grammar import Commands, add_command
from app.cli.outcome import Exit, TerminalProgress, print_line
from app.demo.cycle import run_cycle
from app.demo.folders import DemoFolders


def add_demo_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `demo` to the command line."""
    demo = add_command(
        commands, "demo", run_demo_command, "以示範資料走完整個流程：填報、簽章、收件、審查、報告"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    demo.add_argument("--no-window", action="store_true", help="完成後不開啟視窗")


def run_demo_command(options: argparse.Namespace) -> Exit:
    """Carry the approved plan through the full reporting cycle, then open the office's window."""
    progress = TerminalProgress()
    summary = run_cycle(options.out, datetime.now(UTC), progress)
    progress.finish()
    print_line(f"示範完成，歷時 {summary.seconds} 秒：{options.out}")
    print_line(f"機關 {summary.agencies}、計畫 {summary.projects}、收件 {summary.returns_accepted}")
    has_display = os.name == "nt" or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if options.no_window or not has_display:
        return Exit.SUCCESS
    from app.ui.shell.application import run_window

    return Exit.SUCCESS if run_window(DemoFolders(options.out).office_store) == 0 else Exit.REFUSED
