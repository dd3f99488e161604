"""Workspace: what the window shows of one opened store, with title, badges and status."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.models.money import MoneyUnit
from app.models.periods import taiwan_day
from app.ui.shell.clock_monitor import ClockMonitor
from app.ui.shell.page import Destination
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.store_keeper import StoreKeeper
from app.ui.translation import tr

if TYPE_CHECKING:  # first paint happens before any service is imported
    from app.checks.files import FileChecker


def utc_now() -> datetime:
    """Return the present moment in UTC; tests replace this function."""
    return datetime.now(UTC)


class Workspace(QObject):
    """One role's workspace on one store; nothing else in the window depends on the role.

    Construction must be cheap: first paint happens before `open`, which may import and load.
    """

    title_changed = Signal(str)
    saved = Signal(str)
    """The text at the right end of the status line, such as 已儲存 14:03:22."""
    badge_changed = Signal(str, int)
    """(page id, count) shown behind the entry of the navigation rail."""
    unit_changed = Signal(object)
    """The MoneyUnit used from now on."""
    appearance_changed = Signal()
    """Theme or text size in the preferences has changed."""
    timestamp_settings_changed = Signal()
    """The settings file of the timestamp authority has changed."""
    other_store_requested = Signal()
    """The user wants to choose another store or role."""
    page_requested = Signal(str, object)
    """(page id, target): go there, as `Page.page_requested`."""
    error_raised = Signal(object)
    """An AppError that no page is there to show."""

    preferences: PreferenceFile
    clock: Callable[[], datetime]

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.store = store
        self._is_view = False
        self.clock_monitor = ClockMonitor(self)
        self.store_keeper = StoreKeeper(self)

    def title(self) -> str:
        """The window title, without the product name."""
        raise NotImplementedError

    def recall(self) -> bool:
        """Take what the first page shows from the store's snapshot; False where there is none.

        Quick: no database library is loaded. `open` puts the store itself in its place.
        """
        raise NotImplementedError

    def load(self) -> None:
        """Import what `open` needs, on any thread."""
        raise NotImplementedError

    def open(self) -> None:
        """Open the store. Raises AppError."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Return whether the store is open; a late timer may ask before or after."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the store; called once, after the pages are deleted."""
        raise NotImplementedError

    def look_only(self) -> None:
        """From `open` on show a copy of the store, which takes no changes."""
        self._is_view = True

    @property
    def is_view(self) -> bool:
        """Return whether a store that somebody else has open is only looked at."""
        return self._is_view

    def take_news(self) -> tuple[AppError, ...]:
        """What to know about the opened store and about interrupted writing; told once."""
        raise NotImplementedError

    def write_backup(self, target: Path) -> None:
        """Write a backup of the open store, on any thread. Raises AppError STORE_*."""
        raise NotImplementedError

    def destinations(self) -> tuple[Destination, ...]:
        """List the destinations of Ctrl+K besides the pages."""
        return ()

    def build_checker(self) -> "FileChecker":
        """Build the checker of files against this store; the checker runs on another thread.

        Raises AppError.
        """
        raise NotImplementedError

    def agency_name(self, code: str | None) -> str:
        """Return the name of an agency, or the code itself where the agency is unknown."""
        raise NotImplementedError

    def today(self) -> date:
        """The present day in Taiwan."""
        return taiwan_day(self.clock())

    @property
    def unit(self) -> MoneyUnit:
        """The unit in which money is typed and shown."""
        return self.preferences.present.money_unit

    def set_unit(self, unit: MoneyUnit) -> None:
        """Type and show money in another unit from now on; no figure changes."""
        if unit is not self.unit:
            self.preferences.change(money_unit=unit)
            self.unit_changed.emit(unit)

    def answer_destinations(self) -> tuple[Destination, ...]:
        """List the destinations of Ctrl+Shift+F: all answers filled in."""
        return ()

    def page_for_files(self, paths: Sequence[Path]) -> str | None:
        """Return the page that accepts files dropped on the window; None: they are only checked."""
        return None

    def page_for_opened(self, paths: Sequence[Path]) -> str | None:
        """Return the page where files opened from outside belong; None: they are only checked."""
        return None

    preview_page: str | None = None
    """The id of the page Ctrl+P shows."""
    search_page: str | None = None
    """The id of the page Ctrl+Shift+F shows, where there is more to search than answers."""

    def undo(self) -> None:
        """Undo the last change (Ctrl+Z outside a text box)."""

    def redo(self) -> None:
        """Redo the last undone change (Ctrl+Y outside a text box)."""

    def saved_text(self) -> str:
        """Describe when and where was last saved, for Ctrl+S."""
        return tr("已儲存於 {store}", store=self.store)
