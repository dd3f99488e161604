"""A store somebody else has open: who has it, waiting for it, and looking at it meanwhile."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.models.periods import taiwan_time
from app.store.lock import is_free
from app.ui.messages import describe_error
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

_LOOK_EVERY_MS = 500


class BusyStorePage(QWidget):
    """Waits from the beginning: whoever goes for a coffee finds the store open."""

    freed = Signal()
    """Nobody has the store any more."""
    view_requested = Signal()
    other_store_requested = Signal()

    def __init__(self, store: Path, error: AppError) -> None:
        super().__init__()
        self._store = store
        self.view_button = QPushButton(tr("以唯讀檢視"))
        self.view_button.clicked.connect(lambda: self._leave(self.view_requested))
        self.other_button = QPushButton(tr("開啟其他資料檔…"))
        self.other_button.clicked.connect(lambda: self._leave(self.other_store_requested))
        heading = QHBoxLayout()
        fill_box(
            heading,
            TintedMark("hourglass", Tone.ACCENT, 20),
            (build_label(tr("資料檔使用中"), style="title"), 1),
            spacing=theme.GAP,
        )
        waiting = QProgressBar()
        waiting.setRange(0, 0)
        waiting.setTextVisible(False)
        waiting.setMaximumHeight(6)
        waiting.setAccessibleName(tr("等待資料檔空出"))
        buttons = fill_box(QHBoxLayout(), self.view_button, self.other_button, 1, spacing=theme.GAP)
        column = fill_box(
            QVBoxLayout(),
            1,
            heading,
            build_label(describe_error(error), wraps=True, selectable=True),
            waiting,
            build_label(
                tr("正在等待；一空出就會自動開啟。唯讀檢視可查看目前的內容，不能更改。"),
                Tone.MUTED,
                wraps=True,
            ),
            buttons,
            2,
            spacing=theme.GAP_LARGE,
        )
        body = QWidget()
        body.setLayout(column)
        body.setMaximumWidth(theme.READING_WIDTH)
        fill_box(QHBoxLayout(self), 1, (body, 8), 1)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell once when the store is free."""
        if is_free(self._store):
            self._leave(self.freed)

    def _leave(self, way: SignalInstance) -> None:
        self._timer.stop()
        way.emit()


class ViewStrip(QFrame):
    """Above every page of a store that is only looked at: since when, and the ways on."""

    edit_requested = Signal()
    reload_requested = Signal()

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        theme.set_panel(self, "warning")
        self.text = build_label(
            tr(
                "唯讀檢視：{moment:%H:%M} 的內容。資料檔由他人使用中，此處不能更改。",
                moment=taiwan_time(moment),
            ),
            wraps=True,
        )
        self.reload_button = QPushButton(tr("重新讀取"))
        self.reload_button.clicked.connect(self.reload_requested)
        self.edit_button = QPushButton(tr("改為可編輯"))
        self.edit_button.clicked.connect(self.edit_requested)
        fill_box(
            QHBoxLayout(self),
            TintedMark("eye", Tone.WARNING),
            (self.text, 1),
            self.reload_button,
            self.edit_button,
            margins=(theme.GAP, theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL),
            spacing=theme.GAP,
        )
