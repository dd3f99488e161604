"""Attached files as both roles see them: size and kind in words, a copy to open, one to keep."""

import hashlib
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.files import write_atomically
from app.scratch import ScratchFolder
from app.ui.translation import tr
from app.ui.widgets import dialogs
from app.ui.widgets.desktop import open_path

ANY_FILE = tr("所有檔案 (*)")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": tr("JPEG 圖片"),
    "image/png": tr("PNG 圖片"),
    "image/gif": tr("GIF 圖片"),
    "image/tiff": tr("TIFF 圖片"),
    f"{_OFFICE}.wordprocessingml.document": tr("Word 文件"),
    f"{_OFFICE}.spreadsheetml.sheet": tr("Excel 活頁簿"),
    f"{_OFFICE}.presentationml.presentation": tr("PowerPoint 簡報"),
    "application/msword": tr("Word 文件"),
    "application/vnd.ms-excel": tr("Excel 活頁簿"),
    "application/vnd.ms-powerpoint": tr("PowerPoint 簡報"),
    f"{_OPEN}.text": tr("ODF 文件"),
    f"{_OPEN}.spreadsheet": tr("ODF 試算表"),
    f"{_OPEN}.presentation": tr("ODF 簡報"),
    "application/zip": tr("ZIP 壓縮檔"),
    "text/plain": tr("文字檔"),
    "text/csv": "CSV",
}


def format_size(size_bytes: int) -> str:
    """2,500 KB, 2.5 MB."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000)):,} KB"
    return f"{size_bytes / 1_000_000:,.1f} MB"


def describe_kind(media_type: str) -> str:
    """What a file is by its content, where that bears out its name."""
    return _KINDS.get(media_type, tr("其他種類，或內容與檔名不符"))


class OpenedCopies:
    """Copies handed to the desktop's programs, gone with `forget` or when the program ends."""

    def __init__(self) -> None:
        self._folder: ScratchFolder | None = None

    def open(self, name: str, content: bytes) -> None:
        """Write a copy and open it. Raises AppError FILE_*, SCRATCH_FOLDER_MISSING."""
        if self._folder is None:
            self._folder = ScratchFolder()
        # Files of one name lie apart.
        path = self._folder.path / hashlib.sha256(content).hexdigest()[:8] / name
        write_atomically(path, content)
        open_path(path)

    def forget(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


def save_copy(parent: QWidget, name: str, content: bytes) -> Path | None:
    """Ask where to, and save a file; None where nobody says. Raises AppError FILE_*."""
    path = dialogs.ask_save_file(parent, tr("另存附件"), ANY_FILE, Path(name))
    if path is not None:
        write_atomically(path, content)
    return path
