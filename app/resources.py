"""Paths of the shipped resource files, in a checkout and in an installed package."""

import sys
from functools import cache
from pathlib import Path


@cache
def resource_root() -> Path:
    """The folder of programme/, forms/, faces/, icons/ and i18n/."""
    bundled = getattr(sys, "_MEIPASS", None)  # set by the Windows bundle
    here = Path(__file__).resolve().parent
    candidates = [Path(bundled) / "resources"] if bundled else []
    candidates += [here.parent / "resources", Path(sys.prefix) / "share" / "tianbao" / "resources"]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("resources")


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder."""
    return resource_root().joinpath(*parts)
