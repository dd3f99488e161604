"""`python -m app` and the console script `tianbao`."""

import gc
import os
import sys
from glob import glob

from app.cli.outcome import Exit
from app.cli.streams import Streams


def main() -> int:
    """Run the command line; without arguments, the window."""
    if getattr(sys, "frozen", False):  # built for Windows, the second process is this program
        from multiprocessing import freeze_support

        freeze_support()
    streams = Streams()
    try:
        status = _run(expand_patterns(sys.argv[1:]) if os.name == "nt" else sys.argv[1:])
    except SystemExit as ended:  # help, version, wrong usage
        status = ended.code if isinstance(ended.code, int) else Exit.SUCCESS
    if streams.is_output_lost:
        print("工作已完成，但結果無法輸出；請確認輸出的位置可寫入。", file=sys.stderr)
        return Exit.OUTPUT_LOST
    return status


def expand_patterns(arguments: list[str]) -> list[str]:
    """Arguments as a shell of POSIX gives them: those of Windows leave `*.pdf` to the program."""
    expanded: list[str] = []
    for each in arguments:
        found = sorted(glob(each.replace("[", "[[]"))) if {"*", "?"} & set(each) else []  # noqa: PTH207
        expanded += found or [each]
    return expanded


def split_command(arguments: list[str]) -> tuple[str, list[str]]:
    """The command and what it is given: the window without any, `open` for files alone.

    Files come alone, and with their folders, where they are dropped on the program's icon.
    """
    if not arguments:
        return "gui", []
    first = arguments[0]
    if not first.startswith("-") and ("/" in first or os.sep in first):
        return "open", arguments
    return first, arguments[1:]


def _run(arguments: list[str]) -> int:
    command, given = split_command(arguments)
    if command in ("gui", "open"):
        # Looking for garbage in what loading makes costs a fifth of the start; the window turns
        # the collector on again once it stands.
        gc.disable()
        from app.cli.window_command import run_window_command

        return run_window_command(command, given)
    from app.cli.commands import run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
