"""Keeps an open store's file whole: up to date for whoever copies it, and looked through once.

What stands only in the log beside the file would be missing from a copy, so it is brought in while
the window is idle or another program in front. Damage in what opening does not look at (large
values) is found on a worker thread, soon after.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.errors import AppError, Progress
from app.ui.widgets.tasks import run_task

_LOOK_EVERY_MS = 1_000
_IDLE_SECONDS = 1.5
_EXAMINE_AFTER_MS = 3_000


class Settling(Protocol):
    """A store that can bring all it was given into its file."""

    def idle_seconds(self) -> float | None:
        """How long ago something was written that the file lacks; None where it has it all."""
        ...

    def settle(self) -> bool:
        """Bring it into the file; False while somebody reads or writes."""
        ...

    def examine(self, progress: Progress | None = None) -> None:
        """Look at every value, on any thread. Raises AppError STORE_DAMAGED."""
        ...

    def explain(self, problem: BaseException) -> AppError | None:
        """The failure STORE_DAMAGED behind an exception; None where nothing is damaged."""
        ...


class StoreKeeper(QObject):
    """Settles an open store once nothing was written for a moment, and when the focus is lost."""

    damage_found = Signal(object)
    """The AppError STORE_DAMAGED: nobody should go on with this store."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Settling | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._examination = QTimer(self)
        self._examination.setSingleShot(True)
        self._examination.setInterval(_EXAMINE_AFTER_MS)
        self._examination.timeout.connect(self.examine)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._follow_focus)

    def start(self, store: Settling) -> None:
        """Keep a store that is open from now on."""
        self._store = store
        self._timer.start()
        self._examination.start()

    def stop(self) -> None:
        """The store is about to be closed, which settles it."""
        self._timer.stop()
        self._examination.stop()
        self._store = None

    def examine(self) -> None:
        """Look through the store on a worker thread."""
        store = self._store
        if store is not None:
            run_task(self, store.examine, lambda _: None, self.damage_found.emit)

    def explain(self, problem: BaseException) -> AppError | None:
        """The damage of the store behind an exception; None for a bug, or without a store."""
        return None if self._store is None else self._store.explain(problem)

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
