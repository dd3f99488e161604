"""Crashes of the interpreter or of a library: they end the process before it can report them.

Where each thread was is written as it happens, by a handler that needs nothing of the program. The
next start makes a report of it like that of any bug, and empties the file.
"""

import faulthandler
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LONGEST_READ = 64_000


@contextmanager
def watching_for_crashes(folder: Path) -> Iterator[Path | None]:
    """Have crashes written into a folder meanwhile; gives the report of an earlier one, if any.

    A folder that takes nothing is no reason not to start.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "crash.log").open("ab", buffering=0)
    except OSError:
        yield None
        return
    was_enabled = faulthandler.is_enabled()
    with file:
        faulthandler.enable(file)
        try:
            yield _report_earlier(file, folder)
        finally:
            faulthandler.disable()
            if was_enabled and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)


def _report_earlier(file: IO[bytes], folder: Path) -> Path | None:
    if not file.tell():
        return None
    from app.bug_reports import describe_crash, write_bug_report

    try:
        with (folder / "crash.log").open("rb") as written:
            text = written.read(_LONGEST_READ).decode("utf-8", "replace")
        file.truncate(0)
    except OSError:
        return None
    return write_bug_report(folder, describe_crash(text))
