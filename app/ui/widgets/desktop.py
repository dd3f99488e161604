"""The desktop around the window."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Show a file or folder in the program the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
