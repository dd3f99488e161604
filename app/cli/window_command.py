"""The command `gui`. It starts without the rest of the grammar, which imports half the services."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.cli.chinese_parser import ChineseParser
from app.cli.guard import run_guarded
from app.cli.outcome import Exit

OPEN_DESCRIPTION = "在視窗中開啟檔案；已有視窗時交給該視窗"
_DESCRIPTIONS = {"gui": "開啟視窗", "open": OPEN_DESCRIPTION}


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gui`."""
    parser.add_argument("--store", type=Path, metavar="STORE", help="要開啟的資料檔（.tianbao）")
    parser.add_argument("--measure-startup", action="store_true", help="量測啟動時間後結束")
    parser.set_defaults(files=())


def add_opened_files(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `open`."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="要開啟的檔案或資料夾")
    parser.set_defaults(store=None, measure_startup=False)


def run_window_command(command: str, arguments: Sequence[str]) -> int:
    """Run `gui` or `open` with these arguments and return the exit code."""
    parser = ChineseParser(prog=f"tianbao {command}", description=_DESCRIPTIONS[command])
    parser.set_defaults(command=open_window, files=())
    (add_opened_files if command == "open" else add_window_options)(parser)
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

    status = run_window(options.store, options.files, options.measure_startup)
    return Exit.SUCCESS if status == 0 else Exit.REFUSED
