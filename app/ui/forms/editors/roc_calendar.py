"""A calendar in ROC years below a line: one month at a time, by keyboard, mouse or wheel."""

import calendar
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.forms.field_types.dates import FIRST_DAY, LAST_DAY
from app.models.periods import format_roc_date, roc_year
from app.ui.forms.editors.token_box import announce
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_button_text, build_label, build_tip
from app.ui.widgets.tinted import IconButton

_WEEK, _WEEKS = 7, 6
_WEEKDAYS = tr("日 一 二 三 四 五 六", "days of the week, Sunday first").split()
_YEAR = 12
_NOTCH = 120
_KEYS = Qt.Key
_DAY_STEPS = {_KEYS.Key_Left: -1, _KEYS.Key_Right: 1, _KEYS.Key_Up: -_WEEK, _KEYS.Key_Down: _WEEK}
_MONTH_STEPS = {_KEYS.Key_PageUp: -1, _KEYS.Key_PageDown: 1}
_TAKING = (_KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_Space)


def shift_month(day: date, months: int) -> date:
    """The same day of another month, or that month's last; the nearest day there is."""
    at = day.year * _YEAR + day.month - 1 + months
    year, month = divmod(at, _YEAR)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return FIRST_DAY if months < 0 else LAST_DAY
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class MonthSheet(QWidget):
    """The days of a month, Sunday first; one of them is marked."""

    day_marked = Signal(object)
    day_taken = Signal(object)

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.today = today
        self.marked = min(max(day, FIRST_DAY), LAST_DAY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("月曆"))
        self.setAccessibleDescription(self._say(self.marked))

    def mark(self, day: date) -> None:
        """Mark a day and show its month."""
        self.marked = min(max(day, FIRST_DAY), LAST_DAY)
        self.setAccessibleDescription(self._say(self.marked))
        announce(self, self._say(self.marked))
        self.day_marked.emit(self.marked)
        self.update()

    def days(self) -> list[date | None]:
        """Six weeks around the month shown; None beyond what a field can hold."""
        first = self.marked.replace(day=1)
        begins = first.toordinal() - first.isoweekday() % _WEEK
        ordinals = range(begins, begins + _WEEKS * _WEEK)
        held = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
        return [date.fromordinal(each) if each in held else None for each in ordinals]

    def day_at(self, point: QPoint) -> date | None:
        """The day at a point."""
        for at, day in enumerate(self.days()):
            if self._cell(at // _WEEK + 1, at % _WEEK).contains(point):
                return day
        return None

    def sizeHint(self) -> QSize:
        """Room for figures and heads at the present size of text."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("00") + 2 * theme.GAP
        height = metrics.height() + theme.GAP
        return QSize(width * _WEEK, height * (_WEEKS + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the days; Enter takes the marked one."""
        key, has_control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in _DAY_STEPS:
            self._step(_DAY_STEPS[_KEYS(key)])
        elif key in _MONTH_STEPS:
            months = _MONTH_STEPS[_KEYS(key)] * (_YEAR if has_control else 1)
            self.mark(shift_month(self.marked, months))
        elif key == _KEYS.Key_Home:
            self.mark(self.today if has_control else self.marked.replace(day=1))
        elif key == _KEYS.Key_End:
            last = calendar.monthrange(self.marked.year, self.marked.month)[1]
            self.mark(self.marked.replace(day=last))
        elif key in _TAKING:
            self.day_taken.emit(self.marked)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the day below the pointer."""
        day = self.day_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.day_taken.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A month for each notch."""
        if notches := event.angleDelta().y() // _NOTCH:
            self.mark(shift_month(self.marked, -notches))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads and the days."""
        colours, painter = theme.current_colours(), QPainter(self)
        painter.setPen(QColor(colours.muted))
        for column, head in enumerate(_WEEKDAYS):
            painter.drawText(self._cell(0, column), Qt.AlignmentFlag.AlignCenter, head)
        for at, day in enumerate(self.days()):
            if day is not None:
                self._paint_day(painter, self._cell(at // _WEEK + 1, at % _WEEK), day)

    def _paint_day(self, painter: QPainter, cell: QRect, day: date) -> None:
        colours = theme.current_colours()
        is_shown = day.month == self.marked.month
        ink = colours.text if is_shown else colours.muted
        box = cell.adjusted(2, 1, -2, -1)
        if day == self.marked:
            painter.fillRect(box, QColor(colours.accent))
            ink = colours.on_accent
        if day == self.today:
            painter.setPen(QColor(ink if day == self.marked else colours.accent))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.setPen(QColor(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _cell(self, row: int, column: int) -> QRect:
        lefts = [self.width() * each // _WEEK for each in (column, column + 1)]
        tops = [self.height() * each // (_WEEKS + 1) for each in (row, row + 1)]
        return QRect(lefts[0], tops[0], lefts[1] - lefts[0], tops[1] - tops[0])

    def _step(self, days: int) -> None:
        self.mark(date.fromordinal(self.marked.toordinal() + days))

    def _say(self, day: date) -> str:
        weekday = _WEEKDAYS[day.isoweekday() % _WEEK]
        said = tr("{day}（{weekday}）", day=format_roc_date(day), weekday=weekday)
        return tr("{day}，今天", day=said) if day == self.today else said


class RocCalendar(QFrame):
    """A month sheet with its month above and today below; lives until a day is taken or it is left.

    Its parent is the line it stands below.
    """

    day_taken = Signal(object)
    left = Signal()

    def __init__(self, line: QWidget, day: date, today: date) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.set_panel(self, "input")
        self._line = line
        self.sheet = MonthSheet(day, today)
        self.sheet.day_marked.connect(self._show_month)
        self.sheet.day_taken.connect(self._take)
        self.title = build_label(style="heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = fill_box(
            QHBoxLayout(),
            self._build_step("chevrons-left", tr("前一年（Ctrl+PageUp）"), -_YEAR),
            self._build_step("chevron-left", tr("前一月（PageUp）"), -1),
            (self.title, 1),
            self._build_step("chevron-right", tr("後一月（PageDown）"), 1),
            self._build_step("chevrons-right", tr("後一年（Ctrl+PageDown）"), _YEAR),
            spacing=0,
        )
        self.today = QPushButton(build_button_text(tr("今天 {day}", day=format_roc_date(today))))
        self.today.setToolTip(build_tip(tr("填入今天（Ctrl+Home 移到今天，Enter 填入）")))
        self.today.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.today.clicked.connect(lambda: self._take(today))
        fill_box(QVBoxLayout(self), head, (self.sheet, 1), self.today, margins=theme.GAP)
        self._show_month(self.sheet.marked)

    def open(self) -> None:
        """Show it below the line, or above where the screen ends."""
        self.adjustSize()
        below = self._line.mapToGlobal(QPoint(0, self._line.height()))
        room = self._line.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below.setY(self._line.mapToGlobal(QPoint(0, 0)).y() - self.height())
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        self.move(below)
        self.sheet.setFocus(Qt.FocusReason.PopupFocusReason)
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the line or its button closes, and does not open anew."""
        at = self._line.mapFromGlobal(event.globalPosition().toPoint())
        if self._line.rect().contains(at):
            self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Alt+↑ leave everything as it was."""
        is_up = event.key() == _KEYS.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == _KEYS.Key_Escape or is_up:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever closed it."""
        super().hideEvent(event)
        self.left.emit()

    def _build_step(self, icon_name: str, tip: str, months: int) -> IconButton:
        button = IconButton(icon_name, tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._turn, months))
        return button

    def _turn(self, months: int) -> None:
        self.sheet.mark(shift_month(self.sheet.marked, months))

    def _show_month(self, day: date) -> None:
        self.title.setText(tr("民國{year}年{month}月", year=roc_year(day), month=day.month))

    def _take(self, day: date) -> None:
        self.close()  # the focus goes back to the line first
        self.day_taken.emit(day)
