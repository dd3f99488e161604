"""What the window shows of one opened store: its title, badges and status."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.money import MoneyUnit
from app.models.periods import taiwan_day
from app.ui.shell.clock_keeper import ClockKeeper
from app.ui.shell.page import Destination
from app.ui.shell.preferences import PreferenceFile
from app.ui.translation import tr

if TYPE_CHECKING:  # first paint happens before any service is imported
    from app.checks.files import FileChecker


def utc_now() -> datetime:
    """The clock of the window; tests put a fixed one in its place."""
    return datetime.now(UTC)


class Workspace(QObject):
    """One role at work on one store. The window knows nothing else about roles.

    Building one must be light: first paint happens before `open`, which may import and load.
    """

    title_changed = Signal(str)
    saved = Signal(str)
    """The right end of the status line, such as 已儲存 14:03:22."""
    badge_changed = Signal(str, int)
    """(page id, count) shown behind the entry of the navigation rail."""
    unit_changed = Signal(object)
    """The MoneyUnit used from now on."""
    appearance_changed = Signal()
    """Theme or text size are to be drawn anew from the preferences."""
    timestamp_settings_changed = Signal()
    """Another file names the timestamp authority from now on."""
    other_store_requested = Signal()
    """The user wants to choose another store or role."""
    error_raised = Signal(object)
    """An AppError no page is there to show."""

    preferences: PreferenceFile
    clock: Callable[[], datetime]

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.store = store
        self.clock_keeper = ClockKeeper(self)

    def title(self) -> str:
        """What stands in the window's title behind the product name."""
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

    def build_checker(self) -> "FileChecker":
        """What checks files against this store; built here, used on another thread.

        Raises AppError.
        """
        raise NotImplementedError

    def agency_name(self, code: str | None) -> str:
        """The name an agency bears; the code itself for a stranger's."""
        raise NotImplementedError

    def today(self) -> date:
        """The day it is in Taiwan by the clock."""
        return taiwan_day(self.clock())

    @property
    def unit(self) -> MoneyUnit:
        """The unit money is typed and shown in."""
        return self.preferences.present.money_unit

    def set_unit(self, unit: MoneyUnit) -> None:
        """Type and show money in another unit from now on; no figure changes."""
        if unit is not self.unit:
            self.preferences.change(money_unit=unit)
            self.unit_changed.emit(unit)

    def answers_to_find(self) -> tuple[Destination, ...]:
        """What Ctrl+Shift+F looks through: everything that was filled in."""
        return ()

    def page_for_files(self, paths: Sequence[Path]) -> str | None:
        """The page files dropped anywhere on the window belong to; None: they are checked only."""
        return None

    preview_page: str | None = None
    """The page Ctrl+P leads to."""

    def undo(self) -> None:
        """Ctrl+Z outside a text box."""

    def redo(self) -> None:
        """Ctrl+Y outside a text box."""

    def saved_text(self) -> str:
        """What Ctrl+S answers: that everything is saved, when and where."""
        return tr("已儲存於 {store}", store=self.store)
