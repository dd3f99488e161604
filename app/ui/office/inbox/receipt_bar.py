"""Where receipts go, and 產生回條 for the chosen lines of the inbox."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.office.receipts.states import ReceiptState
from app.ui.messages import format_message
from app.ui.office.inbox.lines import InboxLine
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import as_written, tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.file_places import output_folder
from app.ui.widgets.labels import PlainLabel, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

FOLDER_NAME = as_written("收件回條")


class FolderLabel(PlainLabel):
    """A path on one line, shortened in its middle where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._path = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.set_tone(self, Tone.MUTED)

    def set_path(self, path: str) -> None:
        """Show a path; all of it in the tool tip."""
        self._path = path
        self.setToolTip(build_tip(path))
        self.setAccessibleName(tr("回條資料夾：{path}", path=path))
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        metrics, words = self.fontMetrics(), tr("回條資料夾：{path}", path=self._path)
        self.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, self.width()))


class ReceiptBar(QWidget):
    """The folder of receipts, remembered; the page writes them."""

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.label = FolderLabel()
        self.change_button = QPushButton(tr("變更…"))
        self.change_button.setToolTip(tr("變更存放回條的資料夾"))
        self.change_button.clicked.connect(self.change_folder)
        self.write_button = TintedButton("stamp", tr("產生回條"))
        parts = ((self.label, 1), self.change_button, self.write_button)
        fill_box(QHBoxLayout(self), *parts, margins=(theme.GAP, 0, 0, 0))
        self.label.set_path(str(self.folder()))
        self.show_lines(())

    def folder(self) -> Path:
        """Where receipts go: in the folder of output, until another folder is chosen."""
        chosen = self._workspace.preferences.present.receipt_folder
        return Path(chosen) if chosen else output_folder() / FOLDER_NAME

    def change_folder(self) -> None:
        """Ask for another folder; receipts written before stay where they are."""
        folder = dialogs.ask_folder(self, tr("選擇存放回條的資料夾"), self.folder())
        if folder is not None:
            self._workspace.preferences.change(receipt_folder=str(folder))
            self.label.set_path(str(folder))

    def show_lines(self, lines: Sequence[InboxLine]) -> None:
        """Offer a receipt for these lines, or say why there is none to give."""
        possible = (ReceiptState.DUE, ReceiptState.GIVEN)
        self.write_button.setEnabled(any(each.receipt in possible for each in lines))
        self.write_button.setToolTip(build_tip(_explain(lines)))


def _explain(lines: Sequence[InboxLine]) -> str:
    states = {each.receipt for each in lines}
    if states & {ReceiptState.DUE, ReceiptState.GIVEN}:
        return tr("為選取的檔案產生簽章的收件回條；已產生過的重新產生")
    if ReceiptState.IMPOSSIBLE in states:
        return format_message("RECEIPT_NOT_ADDRESSED", {"file": lines[0].path.name})
    return tr("選取已有結果的檔案後，可產生收件回條")
