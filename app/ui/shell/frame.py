"""The window's frame: painted empty, in its colour and size, before anything else is loaded.

Nothing reads PySide6's namespace `Qt` before that: making its enums takes as long as painting.
"""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.ui.shell.preferences import Preferences
from app.ui.translation import tr

PRODUCT = tr("Tianbao 填報")

_WAITED_FOR_MS = 1500


class Frame(QMainWindow):
    """An empty window; `MainWindow` becomes what stands in it."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)

    def come_to_front(self) -> None:
        """Show it in front of other windows, also where it was minimised; a question before it."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        for window in (self, QApplication.activeModalWidget()):
            if window is not None:
                window.raise_()
                window.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what stands in it be closed first."""
        self.closing.emit()
        event.accept()


def show_frame(remembered: Preferences) -> Frame:
    """The window, empty and painted, where and how large it was last."""
    frame = Frame()
    room = frame.screen().availableGeometry()
    frame.resize(min(1280, room.width() - 40), min(800, room.height() - 60))
    frame.setMinimumSize(720, 420)
    painted = QEventLoop()
    FirstPaint(frame, painted.quit)
    if remembered.window_geometry:
        frame.restoreGeometry(QByteArray.fromBase64(remembered.window_geometry.encode()))
        frame.show()
    elif room.width() < 1280 or room.height() < 760:
        frame.showMaximized()  # a small screen, or a large scale
    else:
        frame.show()
    painted.exec()
    return frame


class FirstPaint(QObject):
    """Calls back once, in the event loop's iteration after a widget was painted."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._act: Callable[[], object] | None = act
        widget.installEventFilter(self)
        # A minimised window is never painted; work goes on all the same.
        QTimer.singleShot(_WAITED_FOR_MS, self._finish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            self._widget.removeEventFilter(self)
            act()
