"""Location of the font files of 楷體: shipped with the program, or of the system."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from app.resources import resource_path

TYPEFACE_SET = "cns11643-kai-98.1"
"""The typefaces pages are drawn in, as a payload states them; another set is another name."""
_WANTED = (  # in order of preference; the first one determines the metrics
    ("TW-Kai-98_1.ttf", "TW-Kai.ttf"),
    ("TW-Kai-Ext-B-98_1.ttf", "TW-Kai-Ext-B.ttf"),
    ("TW-Kai-Plus-98_1.ttf", "TW-Kai-Plus.ttf"),
    ("kaiu.ttf", "BiauKai.ttf", "BiauKai.ttc"),
    ("mingliub.ttc",),  # Ext-B of Windows, for what 標楷體 lacks
)


def font_folders() -> tuple[Path, ...]:
    """The folders searched for fonts: the shipped one first, then those of the system."""
    folders = [resource_path("fonts")]
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
        folders.append(Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft/Windows/Fonts")
    elif sys.platform == "darwin":
        folders += [Path.home() / "Library/Fonts", Path("/Library/Fonts")]
        folders.append(Path("/System/Library/Fonts/Supplemental"))
    else:
        folders.append(Path("/usr/share/fonts/truetype/cns11643"))
        folders += [Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return tuple(folders)


def find_font_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Find the font files of the chain in order of preference; empty where there are none."""
    places = tuple(folders)
    found = []
    for names in _WANTED:
        candidates = (folder / name for name in names for folder in places)
        found += [path for path in candidates if path.is_file()][:1]
    return tuple(found)
