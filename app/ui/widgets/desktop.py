"""Opening of files with the desktop's default programs."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Open a file or folder with the desktop's default program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
