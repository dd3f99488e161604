"""Drop area for files with a button to choose them, and the mixin of pages that accept drops."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.returns.attachments.manifest import PACKAGE_ENDING
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """List the local files of a drop; a folder stands for the files in it."""
    found: list[Path] = []
    for url in data.urls():
        if not url.isLocalFile():
            continue
        path = Path(url.toLocalFile())
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if is_return_file(each))
        else:
            found.append(path)
    return tuple(found)


def is_return_file(path: Path) -> bool:
    """Return whether a file in a folder is a return or its attachments, no lock file of Excel."""
    is_one = path.suffix.lower() in (".xlsx", ".pdf") or path.name.endswith(PACKAGE_ENDING)
    return is_one and not path.name.startswith(("~$", "."))


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
        """Accept a drag of local files; what they are is checked after the drop."""
        if self.accepts_files() and event.mimeData().hasUrls():
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
        self.take_files(dropped_files(event.mimeData()))

    def _mark_hover(self, is_over: bool) -> None:
        if self.drop_area is not None:
            self.drop_area.mark_hover(is_over)


def describe_files(paths: Sequence[Path]) -> str:
    """Format a number of files, for a title."""
    return tr("驗章與收件（{count} 個檔案）", count=len(paths))
