"""Opening of the store after the first paint: what the desk needs is imported on a worker thread.

Until then the first page shows the store's snapshot, and its tables accept clicks. Any other input
needs the desk: it waits for it.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.ui.widgets.tasks import run_task

_HANDED_OVER_EVERY_SECONDS = 0.0002
"""How long the importing thread keeps the interpreter from the window; with Python's own 5 ms,
once for each cell drawn, painting would wait for the import to end."""

_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.Drop,
    }
)


class Opening(QObject):
    """Runs `load` on a worker thread, then `finish` on this one; earlier when input needs it.

    Holds input back from the moment it is made; `begin` starts the thread. A failure of `load` is
    reported as a bug, and `finish` imports by itself.
    """

    def __init__(
        self, application: QApplication, load: Callable[[], None], finish: Callable[[], None]
    ) -> None:
        super().__init__()
        self._application = application
        self._load = load
        self._finish: Callable[[], None] | None = finish
        self._kept_interval = sys.getswitchinterval()
        application.installEventFilter(self)

    def begin(self) -> None:
        """Start the worker thread, unless input was faster."""
        if self._finish is not None:
            sys.setswitchinterval(_HANDED_OVER_EVERY_SECONDS)
            task = run_task(self, lambda _progress: self._load(), lambda _: None)
            task.finished.connect(self.finish)

    def finish(self) -> None:
        """Open the desk now; a module still being imported is waited for."""
        finish = self._finish
        self.stop()
        if finish is not None:
            finish()

    def stop(self) -> None:
        """Do not open the desk any more; idempotent."""
        if self._finish is not None:
            self._finish = None
            self._application.removeEventFilter(self)
            sys.setswitchinterval(self._kept_interval)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the desk before any input but a click into a table."""
        if event.type() in _INPUT:
            is_click = event.type() == QEvent.Type.MouseButtonPress
            if not (is_click and isinstance(watched.parent(), QAbstractItemView)):
                self.finish()
        return False
