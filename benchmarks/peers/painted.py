"""Print the time since the start of the process once a window has been painted."""

import json

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.shell.startup_clock import milliseconds_since_process_start


class Painted(QObject):
    """Watches a widget for its first paint, reports, and ends the program."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Report in the turn of the event loop after the first paint."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.report)
        return False

    def report(self) -> None:
        """Print and quit."""
        print(json.dumps({"ms": milliseconds_since_process_start()}))
        QApplication.quit()
