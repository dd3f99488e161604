"""When what is being typed goes to the disk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SAVED_AFTER_MS = 800
"""No key is older than a second before it is on the disk, writing included."""


class TypingPause(QTimer):
    """Has typing kept soon after its first key, also while it goes on."""

    def __init__(self, keep: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(SAVED_AFTER_MS)
        self.timeout.connect(keep)

    def note_key(self) -> None:
        """Something was typed."""
        if not self.isActive():
            self.start()
