"""What Windows takes as a path to write to, asked before any work is done.

It drops blanks and full stops at the end of a name in silence, keeps names of devices for itself,
writes what stands behind a colon where nobody sees it, and stops at 259 characters unless the
computer's administrator has lifted that.
"""

import re
import sys
from functools import cache
from pathlib import Path, PurePath

from app.errors import AppError

LONGEST_PATH = 259
RESERVED_NAME = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
"""Names of devices, whatever the suffix."""
_UNFIT = re.compile(r'[\x00-\x1f<>:"|?*]|[ .]$')


def ensure_place(path: Path, *, longest_beside: int = 0) -> None:
    """Ensure that this computer takes a file of that name and, beside it, names of that length.

    Raises AppError FILE_NAME_UNFIT, FILE_PATH_TOO_LONG.
    """
    if not on_windows():
        return
    absolute = path.absolute()
    unfit = find_unfit_name(absolute)
    if unfit is not None:
        raise AppError("FILE_NAME_UNFIT", file=path, name=unfit)
    bound = longest_path()
    name = max(_units(absolute.name), longest_beside)
    length = _units(str(absolute.parent)) + 1 + name
    if bound is not None and length > bound and not str(absolute).startswith("\\\\?\\"):
        raise AppError(
            "FILE_PATH_TOO_LONG", file=path, folder=absolute.parent, length=length, limit=bound
        )


def find_unfit_name(path: PurePath) -> str | None:
    """The first part of a path that Windows would not keep as it is."""
    for each in path.parts[bool(path.anchor) :]:
        if each not in (".", "..") and (_UNFIT.search(each) or RESERVED_NAME.match(each)):
            return each
    return None


def on_windows() -> bool:
    """Return whether its rules apply here."""
    return sys.platform == "win32"


@cache
def longest_path() -> int | None:
    """How many characters a path may have; None where long ones are allowed."""
    if sys.platform == "win32":
        import ctypes

        system = ctypes.WinDLL("ntdll")
        if hasattr(system, "RtlAreLongPathsEnabled") and system.RtlAreLongPathsEnabled() & 0xFF:
            return None
    return LONGEST_PATH


def _units(text: str) -> int:
    """Characters as Windows counts them: two for one beyond the first 65,536."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
