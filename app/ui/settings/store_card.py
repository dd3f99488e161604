"""Data card of the settings page: where the store lies, its backup, another store."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton

from app.config import local_data_folder
from app.errors import AppError
from app.ui.messages import describe_error
from app.ui.shell.workspace import Workspace, utc_now
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone


class StoreRows(QFormLayout):
    """Rows of the data card; a backup is written on a worker thread, while the store is used."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        store = build_label(str(workspace.store))
        folder = build_label(str(local_data_folder()))
        self.answer = build_label()
        for label in (store, folder, self.answer):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton(tr("開啟資料夾"))
        self.open_folder.clicked.connect(lambda: open_path(workspace.store.parent))
        self.backup = QPushButton(tr("備份資料檔…"))
        self.backup.clicked.connect(self._back_up)
        self.other_store = QPushButton(tr("改用其他資料檔或身分…"))
        self.other_store.clicked.connect(workspace.other_store_requested)
        self.tasks = TaskPanel()
        self.addRow(tr("目前資料檔"), store)
        self.addRow(tr("本機資料夾"), folder)
        buttons = (self.open_folder, self.backup, self.other_store)
        self.addRow("", fill_box(QHBoxLayout(), *buttons, 1, spacing=theme.GAP))
        self.addRow("", self.tasks)
        self.addRow("", self.answer)
        advice = tr(
            "資料檔請放在本機磁碟，不要放在網路磁碟或雲端同步資料夾。備份請存到其他磁碟；"
            "要還原時，以「改用其他資料檔或身分…」開啟備份。"
        )
        self.addRow("", build_label(advice, Tone.MUTED, wraps=True))
        self.answer.hide()

    def _back_up(self) -> None:
        if self.tasks.is_busy:
            return
        path = dialogs.ask_save_file(
            self.backup,
            tr("備份資料檔"),
            tr("填報資料檔 (*.tianbao)"),
            _propose(self._workspace.store, utc_now()),
        )
        if path is None:
            return
        self.answer.hide()
        self.backup.setEnabled(False)
        task = self.tasks.start(
            tr("備份資料檔"),
            lambda _progress: self._workspace.write_backup(path),
            lambda _: self._show(tr("已備份至 {path}。", path=path), Tone.OK),
            self._show_failure,
        )
        task.finished.connect(partial(self.backup.setEnabled, True))

    def _show_failure(self, error: AppError) -> None:
        self._show(describe_error(error), Tone.ERROR)

    def _show(self, words: str, tone: Tone) -> None:
        self.answer.setText(words)
        theme.set_tone(self.answer, tone)
        self.answer.show()


def _propose(store: Path, now: datetime) -> Path:
    from app.store.backup import propose_backup  # brings the database's library along

    return propose_backup(store, now)
