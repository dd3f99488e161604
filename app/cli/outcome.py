"""Outcome of commands: exit codes, JSON on standard output, progress on a terminal, bug reports."""

import json
import sys
import time
import traceback
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from app import __version__
from app.models.periods import taiwan_time


class Exit(IntEnum):
    """Exit codes of the command line."""

    SUCCESS = 0
    REFUSED = 1
    USAGE = 2
    BUG = 3


def print_json(document: object) -> None:
    """Print a JSON document for other programs."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


class TerminalProgress:
    """Progress callback that prints on a terminal once work has taken more than a second."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int, what: str) -> None:
        """Print the progress; nothing where standard error is not a terminal."""
        if not sys.stderr.isatty() or time.monotonic() - self._started < 1:
            return
        self._shown = True
        print(f"\r\033[K{done}/{total} {what}", end="", file=sys.stderr, flush=True)

    def finish(self) -> None:
        """Clear the line."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def report_bug() -> Path:
    """Write the current exception to a report file and return its path."""
    from app.config import local_data_folder

    folder = local_data_folder() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{taiwan_time(datetime.now(UTC)):%Y%m%dT%H%M%S%f}"
    path = folder / f"bug-{stamp}.txt"
    text = f"tianbao {__version__}\nPython {sys.version}\n\n{traceback.format_exc()}"
    path.write_text(text, encoding="utf-8")
    return path
