"""After approval: where the two files are, the control number, and whom to send them to."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.agency.handing_in.pair import ExportedPair
from app.ui.messages import format_message
from app.ui.translation import join_sentences, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.labels import build_label
from app.ui.widgets.tinted import TintedButton


class ApprovedCard(QFrame):
    """Hidden until something was approved here."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "ok")
        self._folder = Path()
        self._number = ""
        self.words = build_label(wraps=True, selectable=True)
        self.open_folder = TintedButton(
            "folder-open", tr("開啟資料夾"), lambda: open_path(self._folder)
        )
        self.copy = TintedButton(
            "copy", tr("複製控制碼"), lambda: QGuiApplication.clipboard().setText(self._number)
        )
        row = fill_box(QHBoxLayout(), self.open_folder, self.copy, 1)
        fill_box(QVBoxLayout(self), self.words, row, margins=theme.GAP_LARGE)
        self.hide()

    def show_pair(self, pair: ExportedPair, preparer: str, is_received: bool) -> None:
        """Say what was written and what to do next; a received one goes back to its preparer."""
        self._folder, self._number = pair.pdf.parent, pair.payload.control_number()
        step = tr("下一步：將以上檔案交付彙整機關。")
        if is_received:
            step = tr(
                "下一步：將以上檔案交付彙整機關，並將 Excel 與 PDF 寄回{preparer}存檔。",
                preparer=preparer,
            )
        if pair.lacks_attachments:
            step = join_sentences(step, format_message("ATTACHMENTS_NOT_HERE", {}))
        self.words.setText(
            tr(
                "已核定第 {revision} 版\n控制碼 {number}\n{files}\n位置：{folder}\n{step}",
                revision=pair.payload.revision,
                number=self._number,
                files="\n".join(each.name for each in pair.files),
                folder=self._folder,
                step=step,
            )
        )
        self.show()
