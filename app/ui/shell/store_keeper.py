"""Keeps the store's own file up to date while the window is idle, or another program in front.

Somebody may copy the file while the window is open; what stands only in the log beside it would be
missing from the copy.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.errors import AppError

_LOOK_EVERY_MS = 1_000
_IDLE_SECONDS = 1.5


class Settling(Protocol):
    """A store that can bring all it was given into its file."""

    def idle_seconds(self) -> float | None:
        """How long ago something was written that the file lacks; None where it has it all."""
        ...

    def settle(self) -> bool:
        """Bring it into the file; False while somebody reads or writes."""
        ...


class StoreKeeper(QObject):
    """Settles an open store once nothing was written for a moment, and when the focus is lost."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Settling | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._follow_focus)

    def start(self, store: Settling) -> None:
        """Keep a store that is open from now on."""
        self._store = store
        self._timer.start()

    def stop(self) -> None:
        """The store is about to be closed, which settles it."""
        self._timer.stop()
        self._store = None

    def look(self) -> None:
        """Settle the store where nothing was written for a moment."""
        idle = None if self._store is None else self._store.idle_seconds()
        if idle is not None and idle >= _IDLE_SECONDS:
            self._settle()

    def _follow_focus(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._settle()

    def _settle(self) -> None:
        if self._store is None:
            return
        try:
            self._store.settle()
        except AppError:
            return  # the store has it all, in its log; whoever writes next is told
