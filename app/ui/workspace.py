"""What the window shows of one opened store: its pages, title, badges and status."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.ui.page import Destination, PageEntry


class Workspace(QObject):
    """One role at work on one store. The window knows nothing else about roles.

    Building one must be light: first paint happens before `open`, which may import and load.
    """

    title_changed = Signal(str)
    saved = Signal(str)
    """The right end of the status line, such as 已儲存 14:03:22."""
    badge_changed = Signal(str, int)
    """(page id, count) shown behind the entry of the navigation rail."""
    error_raised = Signal(object)
    """An AppError no page is there to show."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.store = store

    def title(self) -> str:
        """What stands in the window's title behind the product name."""
        raise NotImplementedError

    def page_entries(self) -> tuple[PageEntry, ...]:
        """The entries of the navigation rail, the first one being home."""
        raise NotImplementedError

    def open(self) -> None:
        """Open the store. Raises AppError."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the store; called once, pages are gone by then."""
        raise NotImplementedError

    def destinations(self) -> tuple[Destination, ...]:
        """Where Ctrl+K can go, pages aside."""
        return ()

    def undo(self) -> None:
        """Ctrl+Z outside a text box."""

    def redo(self) -> None:
        """Ctrl+Y outside a text box."""

    def saved_text(self) -> str:
        """What Ctrl+S answers: that everything is saved, when and where."""
        return f"已儲存於 {self.store}"
