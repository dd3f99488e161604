"""Opening of files and letters with the desktop's default programs."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Open a file or folder with the desktop's default program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_letter(addresses: Sequence[str], subject: str, body: str) -> bool:
    """Begin a letter in the desktop's mail program; False where there is none."""
    to = ",".join(quote(each, safe="@") for each in addresses)
    letter = f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"
    return QDesktopServices.openUrl(QUrl(letter))
