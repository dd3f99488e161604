"""What every page of the window is, and how the navigation rail knows about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page of the window, created when first shown.

    A page never opens another one itself: it asks with `page_requested`, so that back and forward
    work. Its icon stands in its `PageEntry`.
    """

    title: ClassVar[str] = ""

    page_requested = Signal(str, object)
    """(page id, target): go there; the target may be None."""
    location_changed = Signal(object)
    """The page now shows this target by itself (another project …); remembered for back."""

    def activate(self) -> None:
        """Called each time the page comes into view: show the present state."""

    def deactivate(self) -> None:
        """Called before the page goes out of view: commit what is being typed."""

    def show_target(self, target: object) -> None:
        """Go to a place within the page; the type of the target is the page's own."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window that belong to this page."""

    def step_finding(self, step: int) -> None:
        """F8 / Shift+F8: go to the next (1) or previous (-1) finding."""

    def show_help(self) -> None:
        """F1: explain the focused field."""

    def start_find(self) -> bool:
        """Ctrl+F: put the cursor into the page's own search line; False where it has none."""
        return False

    def findable(self) -> tuple["Destination", ...]:
        """What Ctrl+F offers on a page without a search line of its own."""
        return ()

    def step_group(self) -> None:
        """Ctrl+Enter: go to the next group of fields."""


@dataclass(frozen=True)
class PageEntry:
    """One entry of the navigation rail."""

    id: str
    title: str
    icon_name: str
    factory: Callable[[], Page]


@dataclass(frozen=True)
class Destination:
    """Something Ctrl+K can go to."""

    title: str
    detail: str
    icon_name: str
    page_id: str
    target: object = None
    text: str = ""
    """Looked through as well, not shown: what stands there."""
