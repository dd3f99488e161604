"""From the window painted to the desk at work: what a desk needs is imported on another thread.

Until then the first page stands there as the store's snapshot has it, and answers to the mouse in
its tables. Any other input needs the desk: it waits that moment, and then finds it open.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.ui.widgets.tasks import run_task

_HANDED_OVER_EVERY_SECONDS = 0.0002
"""How long the importing thread keeps the window waiting for the interpreter; Python's own 5 ms,
once for each cell drawn, would stop it altogether."""

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
    """`load` runs on another thread; `finish`, on this one, comes after it or when input asks."""

    def __init__(
        self, application: QApplication, load: Callable[[], None], finish: Callable[[], None]
    ) -> None:
        super().__init__()
        self._application = application
        self._finish: Callable[[], None] | None = finish
        self._kept_interval = sys.getswitchinterval()
        sys.setswitchinterval(_HANDED_OVER_EVERY_SECONDS)
        application.installEventFilter(self)
        run_task(self, lambda _progress: load(), lambda _: self.finish())

    def finish(self) -> None:
        """Open the desk now. Where loading is under way still, importing waits for it."""
        finish = self._finish
        self.stop()
        if finish is not None:
            finish()

    def stop(self) -> None:
        """Leave it at that; harmless when repeated."""
        if self._finish is not None:
            self._finish = None
            self._application.removeEventFilter(self)
            sys.setswitchinterval(self._kept_interval)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let input wait for the desk, unless it is a click into a table."""
        if event.type() in _INPUT:
            is_click = event.type() == QEvent.Type.MouseButtonPress
            if not (is_click and isinstance(watched.parent(), QAbstractItemView)):
                self.finish()
        return False
