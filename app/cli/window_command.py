"""The command `gui`. It starts without the rest of the grammar, which imports half the services."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.grammar import ChineseParser
from app.cli.guard import run_guarded
from app.cli.outcome import Exit
from app.errors import AppError

OPEN_DESCRIPTION = "在視窗中開啟檔案；已有視窗時交給該視窗"
_DESCRIPTIONS = {"gui": "開啟視窗", "open": OPEN_DESCRIPTION}


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gui`."""
    parser.add_argument("--store", type=Path, metavar="STORE", help="要開啟的資料檔（.tianbao）")
    parser.add_argument("--measure-startup", action="store_true", help="量測啟動時間後結束")
    parser.set_defaults(files=())


def add_opened_files(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `open`."""
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="要開啟的檔案或資料夾")
    parser.set_defaults(store=None, measure_startup=False)


def run_window_command(command: str, arguments: Sequence[str]) -> int:
    """Run `gui` or `open` with these arguments and return the exit code."""
    parser = ChineseParser(prog=f"tianbao {command}", description=_DESCRIPTIONS[command])
    parser.set_defaults(command=open_window, files=())
    (add_opened_files if command == "open" else add_window_options)(parser)
    return run_guarded(parser.parse_args(arguments))


def open_window(options: argparse.Namespace) -> Exit:
    """Open the window, or measure how fast it opens; a start that fails is said in a box."""
    try:
        return _open_window(options)
    except Exception as problem:
        if sys.__stderr__ is None:  # a program without a console, where nobody would read it
            show_box(_say_what_to_do(problem))
        raise


def show_box(text: str) -> None:
    """Show a message of the system's own, for which nothing of the window is needed."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Tianbao 填報", 0x10)


def _say_what_to_do(problem: Exception) -> str:
    from app.config import local_data_folder

    if isinstance(problem, AppError):
        from app.messages import describe_error

        return describe_error(problem)
    folder = local_data_folder() / "reports"
    return (
        "程式無法啟動。請重新啟動電腦後再試一次；仍無法啟動時，請重新安裝（資料不受影響），"
        f"並將「{folder}」裡的錯誤報告交給系統維護人員。"
    )


def _open_window(options: argparse.Namespace) -> Exit:
    from app.config import local_data_folder
    from app.crash_log import watching_for_crashes

    with watching_for_crashes(local_data_folder() / "logs"):
        return _run_window(options)


def _run_window(options: argparse.Namespace) -> Exit:
    from app.config import local_data_folder
    from app.ui.shell.plain_imports import use_plain_imports

    use_plain_imports()
    from app.ui.shell.preferences import PreferenceFile
    from app.ui.translation import choose_language

    # Before the window's texts are imported.
    choose_language(PreferenceFile(local_data_folder()).present.language)
    from app.ui.shell.application import run_window

    status = run_window(options.store, options.files, options.measure_startup)
    return Exit.SUCCESS if status == 0 else Exit.REFUSED
