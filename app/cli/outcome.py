"""Outcome of commands: exit codes, JSON on standard output, progress on a terminal."""

import json
import sys
import time
from enum import IntEnum


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
