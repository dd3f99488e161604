"""Base class of the pages, their entries in the navigation rail, and go-to destinations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page of the window, created when first shown.

    A page never opens another one itself: it emits `page_requested`, so that back and forward
    work. Its icon stands in its `PageEntry`.
    """

    title: ClassVar[str] = ""

    page_requested = Signal(str, object)
    """(page id, target): go there; the target may be None."""
    location_changed = Signal(object)
    """The page has moved to this target by itself (another project …); kept for going back."""

    def activate(self) -> None:
        """Show the present state; called each time the page comes into view."""

    def deactivate(self) -> None:
        """Commit what is being typed; called before the page goes out of view."""

    def show_target(self, target: object) -> None:
        """Go to a target within the page; the type of the target is the page's own."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Handle files dropped on the window that belong to this page."""

    def step_finding(self, step: int) -> None:
        """Go to the next (1) or previous (-1) finding (F8, Shift+F8)."""

    def show_help(self) -> None:
        """Explain the focused field (F1)."""

    def start_find(self) -> bool:
        """Put the cursor into the page's own search line (Ctrl+F); False where it has none."""
        return False

    def findable(self) -> tuple["Destination", ...]:
        """List what Ctrl+F offers on a page without a search line of its own."""
        return ()

    def step_group(self) -> None:
        """Go to the next group of fields (Ctrl+Enter)."""


@dataclass(frozen=True)
class PageEntry:
    """One entry of the navigation rail."""

    id: str
    title: str
    icon_name: str
    factory: Callable[[], Page]
    needs_width: bool = False
    """The rail folds to its icons beside this page."""


@dataclass(frozen=True)
class Destination:
    """A destination of the go-to dialog (Ctrl+K)."""

    title: str
    detail: str
    icon_name: str
    page_id: str
    target: object = None
    text: str = ""
    """The text at the destination: searched as well, not shown."""
