"""Monitor the computer's clock while a store is open, and show evidence against it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError
from app.ui.translation import tr
from app.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:  # loaded with the store, after the first paint
    from app.trust.timestamps.clock import ClockFinding, ClockWatch

_CHECK_EVERY_MS = 30_000
_RIGHT = tr("時間正確，繼續")


class DeskClock(Protocol):
    """The clock of either desk."""

    def finding(self) -> ClockFinding | None:
        """The evidence against the clock."""
        ...

    def note(self, now: datetime | None = None) -> None:
        """Record `now` as a time the clock has shown."""
        ...

    def confirm(self) -> ClockFinding | None:
        """Record a person's confirmation that the clock is right; returns the evidence left."""
        ...


class ClockMonitor(QObject):
    """Compares the clock with elapsed time every 30 s; loads nothing until a store is open."""

    changed = Signal()
    """The clock was set back just now, or a person has confirmed it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock: DeskClock | None = None
        self._watch: ClockWatch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, clock: DeskClock, watch: ClockWatch | None = None) -> None:
        """Start monitoring, now that a store is open."""
        from app.trust.timestamps.clock import ClockWatch

        self._clock, self._watch = clock, watch or ClockWatch()
        self._timer.start()

    def stop(self) -> None:
        """Stop monitoring; the store is about to be closed."""
        self._timer.stop()
        self._clock = None

    def look(self) -> None:
        """Record in the store the time reached, where the clock was set back behind it."""
        if self._clock is None or self._watch is None:
            return
        known = self._watch.look()
        if known is not None:
            self._watch.begin_anew()  # reported once; the store keeps the time
            try:
                self._clock.note(known)
            except AppError:
                return  # a store that cannot be written to is reported where it matters
            self.changed.emit()

    def finding(self) -> ClockFinding | None:
        """The present evidence against the clock."""
        return None if self._clock is None else self._clock.finding()

    def confirm(self) -> ClockFinding | None:
        """Record the user's confirmation; returns the evidence left against the clock."""
        assert self._clock is not None and self._watch is not None
        self._watch.begin_anew()
        left = self._clock.confirm()
        self.changed.emit()
        return left


class ClockNotice(NoticeBar):
    """Clock warning on top of a page that depends on the time: both times, and confirmation."""

    def __init__(self, monitor: ClockMonitor) -> None:
        super().__init__()
        self._monitor = monitor
        monitor.changed.connect(self.show_state)

    def show_state(self) -> None:
        """Show the evidence against the clock, or nothing where there is none."""
        finding = self._monitor.finding()
        if finding is None:
            for notice in self.notices():
                if notice.kind == "error":
                    notice.dismiss()
        elif not self._is_shown(finding.error()):
            self.show_error(finding.error(), (_RIGHT, self.confirm))

    def _is_shown(self, error: AppError) -> bool:
        """Return whether the error is shown; showing it once more would make it flicker."""
        from app.ui.messages import describe_error

        return describe_error(error) in {each.text for each in self.notices()}

    def confirm(self) -> None:
        """Record that the user confirms the time."""
        try:
            left = self._monitor.confirm()
        except AppError as error:
            self.show_error(error)
            return
        if left is None:
            self.show_done(tr("已記錄：目前的電腦時間正確。"))
        else:
            self.show_info(tr("已記錄：目前的電腦時間正確。請彙整機關校正時間後重新產生填報包。"))
