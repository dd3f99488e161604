"""Step 4 where everybody signs here: the folder, the button, and what was written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.agency.handing_in.pair import ExportedPair
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, icons, theme
from app.ui.widgets.desktop import open_path
from app.ui.widgets.task_panel import TaskPanel


class DeliverPanel(QWidget):
    """It asks for the export; the page carries it out."""

    run_asked = Signal()
    copied = Signal()

    def __init__(self, workspace: AgencyWorkspace, tasks: TaskPanel) -> None:
        super().__init__()
        self._workspace = workspace
        self._number = ""
        self.folder_label = QLabel(str(self._workspace.out_folder()))
        self.folder_label.setWordWrap(True)
        self.choose_folder = QPushButton(tr("選取資料夾…"))
        self.choose_folder.setIcon(icons.icon("folder-open"))
        self.choose_folder.clicked.connect(self._choose_folder)
        self.run = QPushButton(tr("簽章並匯出"))
        theme.set_primary(self.run)
        self.run.clicked.connect(self.run_asked)
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton(tr("開啟資料夾"))
        self.open_folder.clicked.connect(lambda: open_path(self._workspace.out_folder()))
        self.copy_number = QPushButton(tr("複製控制碼"))
        self.copy_number.setIcon(icons.icon("copy"))
        self.copy_number.clicked.connect(self._copy_number)
        self.asking = QWidget()
        asking = QVBoxLayout(self.asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.folder_label)
        asking.addLayout(_build_row(self.choose_folder, self.run))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_SMALL)
        layout.addWidget(self.asking)
        layout.addWidget(tasks)
        layout.addWidget(self.result)
        layout.addLayout(_build_row(self.open_folder, self.copy_number))
        self.show_pair(None)

    def show_pair(self, pair: ExportedPair | None) -> None:
        """Say what was written; None where nothing was, or it is out of date."""
        for widget in (self.result, self.open_folder, self.copy_number):
            widget.setVisible(pair is not None)
        if pair is not None:
            self._number = pair.payload.control_number()
            self.result.setText(
                tr(
                    "控制碼 {number}\n{workbook}\n{pdf}\n位置：{folder}",
                    number=self._number,
                    workbook=pair.workbook.name,
                    pdf=pair.pdf.name,
                    folder=pair.pdf.parent,
                )
            )

    def _choose_folder(self) -> None:
        folder = dialogs.ask_folder(self, tr("選取匯出資料夾"), self._workspace.out_folder())
        if folder is not None:
            self._workspace.preferences.change(out_folder=str(folder))
            self.folder_label.setText(str(folder))

    def _copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self._number)
        self.copied.emit()


def _build_row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
