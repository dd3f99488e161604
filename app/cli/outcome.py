"""Outcome of commands: exit codes, JSON on standard output, progress on a terminal."""

import json
import sys
import time
from enum import IntEnum
from unicodedata import east_asian_width

from app.visible_text import escape_unseen, visible_line, visible_text


class Exit(IntEnum):
    """Exit codes of the command line."""

    SUCCESS = 0
    REFUSED = 1
    USAGE = 2
    BUG = 3
    OUTPUT_LOST = 4
    """The work is done; what was to be printed could not be."""


def print_json(document: object) -> None:
    """Print a JSON document for other programs."""
    print_json_text(json.dumps(document, ensure_ascii=False, indent=2))


def print_json_text(text: str) -> None:
    """Print JSON as UTF-8, elsewhere as ASCII: JSON knows no escapes but its own."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        text = "".join(each if each.isascii() else json.dumps(each)[1:-1] for each in text)
    print(escape_unseen(text))


def print_line(text: object, *, is_error: bool = False) -> None:
    """Print one line: what a file says neither adds lines of its own nor moves the cursor."""
    print(visible_line(str(text)), file=sys.stderr if is_error else sys.stdout)


def print_text(text: str) -> None:
    """Print a text of several lines."""
    print(visible_text(text))


class TerminalProgress:
    """Progress callback that prints on a terminal once work has taken more than a second."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._columns = 0
        """What is on the line now."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Print the progress; nothing where standard error is not a terminal."""
        if not sys.stderr.isatty() or time.monotonic() - self._started < 1:
            return
        self._show(f"{done}/{total} {visible_line(what)}")

    def finish(self) -> None:
        """Clear the line."""
        if self._columns:
            self._show("")
            print("\r", end="", file=sys.stderr, flush=True)

    def _show(self, text: str) -> None:
        """Write over what was there: not every console of Windows knows a sequence that clears."""
        columns = sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
        blanks = " " * (self._columns - columns)
        print(f"\r{text}{blanks}", end="", file=sys.stderr, flush=True)
        self._columns = columns
