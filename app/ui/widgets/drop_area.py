"""Files that are dropped: the area to choose them in, pages and widgets that take them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.recognition.folders import GatheredFiles, gather_files
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

_MAIL_FORMATS = ("FileGroupDescriptor", "x-moz-message", "x-moz-file-promise")
"""A mail dragged out of Outlook or Thunderbird is no file yet: only those programs can make one."""


def read_drop(data: QMimeData) -> GatheredFiles:
    """The local files of a drop; a folder stands for the files in it and in its folders.

    Raises AppError DROP_IS_MAIL, DROP_IS_LINK where what was dropped is no file at all.
    """
    paths = [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]
    if not paths and _is_mail(data):
        raise AppError("DROP_IS_MAIL")
    if not paths and data.hasUrls():
        raise AppError("DROP_IS_LINK")
    return gather_files(paths)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """List the local files of a drop; () where it holds none."""
    try:
        return read_drop(data).files
    except AppError:
        return ()


def is_droppable(data: QMimeData) -> bool:
    """Return whether a drop has files, or is what can be told how to become some."""
    return data.hasUrls() or _is_mail(data)


def show_passed_over(notices: NoticeBar, found: GatheredFiles) -> None:
    """Say which files of a dropped folder were not taken, and why none was."""
    texts = [describe_error(each) for each in found.notes()]
    if texts:
        notices.show_passed_over("".join(texts))


def _is_mail(data: QMimeData) -> bool:
    return any(mark in each for each in data.formats() for mark in _MAIL_FORMATS)


class DropArea(QFrame):
    """Area that names the files to drop, with the button 選擇檔案 beside."""

    choose_requested = Signal()

    def __init__(
        self,
        text: str = tr("將各機關簽章後的填報表（.xlsx、.pdf）與附件包（.zip）拖放到此頁，或"),
        hint_text: str = tr("先驗章，後收件；未通過者不會寫入。"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.set_panel(self, "card")
        picture = TintedMark("file-input", Tone.ACCENT, 20)
        words = build_label(text)
        self.button = QPushButton(tr("選擇檔案…"))
        theme.set_primary(self.button)
        self.button.clicked.connect(self.choose_requested)
        hint = build_label(hint_text, Tone.MUTED)
        line = QHBoxLayout()
        line.addStretch(1)
        for each in (picture, words, self.button):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        layout = QVBoxLayout(self)  # two lines, so that large type fits beside the rail
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.setSpacing(theme.GAP_SMALL)
        layout.addLayout(line)
        layout.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)

    def mark_hover(self, is_over: bool) -> None:
        """Highlight the area while releasing the mouse drops the files here."""
        theme.set_panel(self, "info" if is_over else "card")


class DropTarget:
    """Mixin of a page, listed before its base class: accepts files dropped anywhere on the page."""

    notices: NoticeBar
    drop_area: DropArea | None = None
    """Highlighted while files are dragged over the page."""

    def accepts_files(self) -> bool:
        """Return whether files are accepted at present."""
        return True

    def take_files(self, paths: Sequence[Path]) -> None:
        """Handle the dropped files."""
        raise NotImplementedError

    def expect_files(self) -> None:
        """Prepare for files that are dragged over the page and may be dropped."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a drag of files or mails; what they are is checked after the drop."""
        if self.accepts_files() and is_droppable(event.mimeData()):
            event.acceptProposedAction()
            self._mark_hover(True)
            self.expect_files()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Remove the highlight."""
        self._mark_hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Handle a drop of files."""
        self._mark_hover(False)
        event.acceptProposedAction()
        with self.notices.showing_errors():
            found = read_drop(event.mimeData())
            if found.files or not found.notes():
                self.take_files(found.files)
            show_passed_over(self.notices, found)

    def _mark_hover(self, is_over: bool) -> None:
        if self.drop_area is not None:
            self.drop_area.mark_hover(is_over)


class FileDrops(QObject):
    """Files dropped anywhere on a widget, on its fields, too, which would take their paths as text.

    Watches a widget and what takes drops in it already.
    """

    dropped = Signal(object)
    """The files (tuple of paths); a folder stands for all in it."""
    refused = Signal(AppError)
    """What was dropped is no file at all."""
    hovered = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        for each in (widget, *widget.findChildren(QWidget)):
            if each.acceptDrops():
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags of files; all others are left to the field below the pointer."""
        if isinstance(event, QDragLeaveEvent):
            self.hovered.emit(False)
            return False
        if not isinstance(event, QDropEvent) or not is_droppable(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.hovered.emit(False)
            self._take(event)
        elif event.type() == QEvent.Type.DragEnter:
            self.hovered.emit(True)
        return True

    def _take(self, event: QDropEvent) -> None:
        try:
            found = read_drop(event.mimeData())
        except AppError as problem:
            self.refused.emit(problem)
            return
        self.dropped.emit((*found.files, *found.passed_over))


def describe_files(paths: Sequence[Path]) -> str:
    """Format a number of files, for a title."""
    return tr("驗章與收件（{count} 個檔案）", count=len(paths))
