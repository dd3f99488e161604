"""The command `gui`. It starts without the rest of the grammar, which imports half the services."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.cli.chinese_parser import ChineseParser
from app.cli.guard import run_guarded
from app.cli.outcome import Exit


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gui`."""
    parser.add_argument("--store", type=Path, metavar="STORE", help="要開啟的資料檔（.tianbao）")
    parser.add_argument("--measure-startup", action="store_true", help="量測啟動時間後結束")


def run_window_command(arguments: Sequence[str]) -> int:
    """Run `gui` with these arguments and return the exit code."""
    parser = ChineseParser(prog="tianbao gui", description="開啟視窗")
    parser.set_defaults(command=open_window)
    add_window_options(parser)
    return run_guarded(parser.parse_args(arguments))


def open_window(options: argparse.Namespace) -> Exit:
    """Open the window, or measure how fast it opens."""
    from app.ui.shell.plain_imports import use_plain_imports

    use_plain_imports()
    from app.config import local_data_folder
    from app.ui.shell.preferences import PreferenceFile
    from app.ui.translation import choose_language

    # Before the window's texts are imported.
    choose_language(PreferenceFile(local_data_folder()).present.language)
    from app.ui.shell.application import run_window

    status = run_window(options.store, measure_startup=options.measure_startup)
    return Exit.SUCCESS if status == 0 else Exit.REFUSED
