"""A line for a date, with a calendar below it on Alt+↓ or by its button."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.periods import format_roc_date_short
from app.notations.dates import read_date
from app.notations.unreadable import Unreadable
from app.ui.forms.editors.roc_calendar import RocCalendar
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.labels import build_tip
from app.ui.widgets.theme import Tone


class DateLine(QLineEdit):
    """What is taken from the calendar stands on the line as 114.11.23."""

    day_taken = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.calendar: RocCalendar | None = None
        """What stands open below the line."""
        self.button = QAction(self)
        self.button.setIcon(icons.icon("calendar-days", Tone.MUTED))
        self.button.setText(tr("開啟月曆"))
        self.button.setToolTip(build_tip(tr("開啟月曆（Alt+↓）")))
        self.button.triggered.connect(self.open_calendar)
        self.addAction(self.button, QLineEdit.ActionPosition.TrailingPosition)

    def setReadOnly(self, read_only: bool) -> None:
        """Without the button where nothing can be entered."""
        super().setReadOnly(read_only)
        self.button.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Show the month of the date on the line, or the present one."""
        if self.isReadOnly() or self.calendar is not None:
            return
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        today = self._today()
        try:
            day = read_date(self.text())
        except Unreadable:
            day = today
        self.calendar = RocCalendar(self, day, today)
        self.calendar.day_taken.connect(self._take)
        self.calendar.left.connect(self._forget)
        self.calendar.open()

    def event(self, event: QEvent) -> bool:
        """Alt+↓ is the line's own, though a card may move by it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._opens(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.PaletteChange:
            self.button.setIcon(icons.icon("calendar-days", Tone.MUTED))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar."""
        if self._opens(event):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _opens(self, event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            and not self.isReadOnly()
        )

    def _take(self, day: date) -> None:
        self.setText(format_roc_date_short(day))
        self.day_taken.emit()

    def _forget(self) -> None:
        self.calendar = None
