"""Settings of the timestamp authority (時戳服務): its file, its state, a trial request."""

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton

from app.config import local_data_folder
from app.errors import AppError
from app.models.periods import format_taiwan_time
from app.ui.messages import describe_error
from app.ui.shell.preferences import read_timestamp_settings
from app.ui.shell.workspace import Workspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone

if TYPE_CHECKING:  # imports cryptography, so only where there are settings to read
    from app.trust.timestamps.settings import TimestampSettings

_NONE = tr("未設定。時戳並非必要，未設定時不會連線到任何服務。")


class TimestampRows(QFormLayout):
    """The rows of the card; the trial request runs off the UI thread."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.state = build_label()
        self.answer = build_label()
        for label in (self.state, self.answer):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choose = QPushButton(tr("選取設定檔…"))
        self.choose.clicked.connect(self._choose)
        self.forget = QPushButton(tr("改用預設位置"))
        self.forget.clicked.connect(lambda: self._take(None))
        self.test = QPushButton(tr("測試連線"))
        self.test.clicked.connect(self._test)
        self.tasks = TaskPanel()
        buttons = fill_box(QHBoxLayout(), self.choose, self.forget, self.test, 1, spacing=theme.GAP)
        self.addRow(tr("目前設定"), self.state)
        self.addRow("", buttons)
        self.addRow("", self.tasks)
        self.addRow("", self.answer)
        self.show_state()

    def show_state(self) -> None:
        """Show which settings are in force, or why they cannot be used."""
        present = self._workspace.preferences.present
        self.answer.hide()
        self.forget.setVisible(present.timestamp_config is not None)
        settings, words = None, _NONE
        try:
            settings = read_timestamp_settings(present)
        except AppError as problem:
            words = describe_error(problem)
        if settings is not None:
            count = len(settings.certificates)
            words = tr(
                "{url}（憑證 {count} 張，等候上限 {timeout_seconds:g} 秒）",
                url=settings.url,
                count=count,
                timeout_seconds=settings.timeout_seconds,
            )
        self.state.setText(words)
        self.test.setEnabled(settings is not None)

    def _choose(self) -> None:
        path = dialogs.ask_open_file(
            self.choose,
            tr("選取時戳服務設定檔"),
            tr("時戳服務設定檔 (*.toml)"),
            local_data_folder(),
        )
        if path is not None:
            self._take(str(path))

    def _take(self, path: str | None) -> None:
        self._workspace.preferences.change(timestamp_config=path)
        self._workspace.timestamp_settings_changed.emit()
        self.show_state()

    def _test(self) -> None:
        if self.tasks.is_busy:
            return
        try:
            settings = read_timestamp_settings(self._workspace.preferences.present)
        except AppError as problem:
            self._show_failure(problem)
            return
        if settings is None:
            self.show_state()
            return
        known = settings
        self.answer.hide()
        self.test.setEnabled(False)
        task = self.tasks.start(
            tr("測試連線"),
            lambda _progress: _try_authority(known),
            self._show_success,
            self._show_failure,
        )
        task.finished.connect(lambda: self.test.setEnabled(True))

    def _show_success(self, words: str) -> None:
        self._show(words, Tone.OK)

    def _show_failure(self, error: AppError) -> None:
        self._show(describe_error(error), Tone.ERROR)

    def _show(self, words: str, tone: Tone) -> None:
        self.answer.setText(words)
        theme.set_tone(self.answer, tone)
        self.answer.show()


def _try_authority(settings: "TimestampSettings") -> str:
    """Request a timestamp over an empty text; the outcome in words. Raises AppError TIMESTAMP_*."""
    # the client is imported with the first trial
    from app.trust.timestamps.client import TimestampClient
    from app.trust.timestamps.token import read_token

    digest = hashlib.sha256(b"").digest()
    token = read_token(TimestampClient(settings).stamp(digest), digest)
    return tr(
        "連線正常：{authority_name}，{at}。",
        authority_name=token.authority_name,
        at=format_taiwan_time(token.at),
    )
