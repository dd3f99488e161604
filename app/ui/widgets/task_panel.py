"""Progress panel of a task, with a button to cancel it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from app.errors import AppError, Progress
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.tasks import Task, run_task

T = TypeVar("T")
_SHOWN_AFTER_MS = 300


class TaskPanel(QWidget):
    """Label, progress bar and 取消; hidden until the task has run for 300 ms."""

    ended = Signal()
    """The last task is over, however it went: done, failed, cancelled or broken off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._title = ""
        self._what = build_label()
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(160)
        self._stop = QPushButton(tr("取消"))
        self._stop.clicked.connect(self.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP_SMALL, 0, theme.GAP_SMALL)
        fill_box(layout, (self._what, 1), self._bar, self._stop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Return whether a task is running here."""
        return self._task is not None and self._task.is_running

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Task:
        """Run `work(progress)` off the UI thread; see `run_task`. One task at a time."""
        if self.is_busy:
            raise RuntimeError("work is under way")
        task = run_task(self, work, done, failed)
        self.follow(title, task, cancelled)
        return task

    def follow(self, title: str, task: Task, cancelled: Callable[[], None] | None = None) -> None:
        """Show the progress of a task that runs already; 取消 calls `Task.cancel`."""
        self._title = title
        self._what.setText(title)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._task = task
        task.progressed.connect(self._show_progress)
        task.finished.connect(lambda: self._finish(task, cancelled))
        self._timer.start(_SHOWN_AFTER_MS)

    def cancel(self) -> None:
        """Ask the task to stop."""
        if self._task is not None:
            self._stop.setEnabled(False)
            self._what.setText(tr("{title}：正在停止", title=self._title))
            self._task.cancel()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(
            tr("{title}：{what}", title=self._title, what=what) if what else self._title
        )

    def _finish(self, task: Task, cancelled: Callable[[], None] | None) -> None:
        if not isValid(self):  # closed while the task was running
            return
        if task is self._task:
            self._task = None
            self._timer.stop()
            if not self.isHidden():  # long enough to turn to something else meanwhile
                QApplication.alert(self.window())
            self.hide()
        if task.was_cancelled and cancelled is not None:
            cancelled()
        if not self.is_busy:
            self.ended.emit()
