"""After approval: where the two files are, the control number, and whom to send them to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.agency.handing_in.pair import ExportedPair
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.desktop import open_path


class ApprovedCard(QFrame):
    """Hidden until something was approved here."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "ok")
        self._folder = Path()
        self._number = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton(tr("開啟資料夾"))
        self.open_folder.setIcon(icons.icon("folder-open"))
        self.open_folder.clicked.connect(lambda: open_path(self._folder))
        self.copy = QPushButton(tr("複製控制碼"))
        self.copy.setIcon(icons.icon("copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._number))
        row = QHBoxLayout()
        row.addWidget(self.open_folder)
        row.addWidget(self.copy)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.addWidget(self.words)
        layout.addLayout(row)
        self.hide()

    def show_pair(self, pair: ExportedPair, preparer: str, is_received: bool) -> None:
        """Say what was written and what to do next; a received one goes back to its preparer."""
        self._folder, self._number = pair.pdf.parent, pair.payload.control_number()
        step = tr("下一步：將兩個檔案交付彙整機關。")
        if is_received:
            step = tr(
                "下一步：將兩個檔案交付彙整機關，並將這兩個檔案寄回{preparer}存檔。",
                preparer=preparer,
            )
        self.words.setText(
            tr(
                "已核定第 {revision} 版\n控制碼 {number}\n"
                "{workbook}\n{pdf}\n位置：{folder}\n{step}",
                revision=pair.payload.revision,
                number=self._number,
                workbook=pair.workbook.name,
                pdf=pair.pdf.name,
                folder=self._folder,
                step=step,
            )
        )
        self.show()
