"""Step 4 where everybody signs here: the folder, the button, and what was written."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.agency.handing_in.pair import ExportedPair
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.tinted import TintedButton


class DeliverPanel(QWidget):
    """It asks for the export; the page carries it out."""

    run_asked = Signal()
    copied = Signal()

    def __init__(self, workspace: AgencyWorkspace, tasks: TaskPanel) -> None:
        super().__init__()
        self._workspace = workspace
        self._number = ""
        self.folder_label = build_label(str(self._workspace.out_folder()), wraps=True)
        self.choose_folder = TintedButton("folder-open", tr("選取資料夾…"), self._choose_folder)
        self.run = QPushButton(tr("簽章並匯出"))
        theme.set_primary(self.run)
        self.run.clicked.connect(self.run_asked)
        self.result = build_label(wraps=True, selectable=True)
        self.open_folder = QPushButton(tr("開啟資料夾"))
        self.open_folder.clicked.connect(lambda: open_path(self._workspace.out_folder()))
        self.copy_number = TintedButton("copy", tr("複製控制碼"), self._copy_number)
        self.asking = QWidget()
        fill_box(
            QVBoxLayout(self.asking),
            self.folder_label,
            _build_row(self.choose_folder, self.run),
            margins=0,
        )
        fill_box(
            QVBoxLayout(self),
            self.asking,
            tasks,
            self.result,
            _build_row(self.open_folder, self.copy_number),
            margins=0,
            spacing=theme.GAP_SMALL,
        )
        self.show_pair(None)

    def show_pair(self, pair: ExportedPair | None) -> None:
        """Say what was written; None where nothing was, or it is out of date."""
        for widget in (self.result, self.open_folder, self.copy_number):
            widget.setVisible(pair is not None)
        if pair is not None:
            self._number = pair.payload.control_number()
            self.result.setText(
                tr(
                    "控制碼 {number}\n{files}\n位置：{folder}",
                    number=self._number,
                    files="\n".join(each.name for each in pair.files),
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
    return fill_box(QHBoxLayout(), *widgets, 1)
