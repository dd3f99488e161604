"""Patience with other programs: on Windows a scanner or sync client holds a new file for a moment.

Renaming or removing it fails then, and succeeds a moment later.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_HELD = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.7)
"""Two seconds in all."""

_Result = TypeVar("_Result")


def insist(act: Callable[[], _Result]) -> _Result:
    """Do it, again and again for two seconds where another program holds the file."""
    for pause in _PAUSES:
        try:
            return act()
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _HELD:
                raise
        time.sleep(pause)
    return act()


def discard(temporary: Path) -> None:
    """Remove a file that nobody needs any more; where it cannot be, time will. Never raises."""
    with suppress(OSError, ValueError):  # where not even its folder can be, unlinking fails
        insist(lambda: temporary.unlink(missing_ok=True))
