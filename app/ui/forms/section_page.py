"""Page of one section: it scrolls, and follows caret, current cell and focus."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.ui.forms.field_box import FieldBox
from app.ui.forms.reading_order import tab_stops
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box

_SETTLED_AFTER_MS = 600
_MARGIN = 24
"""Kept clear above and below what is followed (in device-independent pixels)."""


class SectionPage(QScrollArea):
    """Holds views below one another; the last one takes what height is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # From the outside in: a widget that changes its parent is styled anew with all it holds.
        self._outer = QWidget()
        self.setWidget(self._outer)
        body = QWidget(self._outer)
        body.setMaximumWidth(theme.READING_WIDTH)
        fill_box(QHBoxLayout(self._outer), 1, (body, 1000), 1, margins=0)
        self._column = fill_box(
            QVBoxLayout(body),
            1,
            margins=(theme.GAP, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE),
            spacing=theme.GAP,
        )
        self._anchor: QWidget | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_AFTER_MS)
        self.verticalScrollBar().rangeChanged.connect(self._follow_anchor)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.follow_hand)
        _application().focusChanged.connect(self._follow_focus)

    def add(self, view: QWidget) -> None:
        """Append a view."""
        self._column.insertWidget(self._column.count() - 1, view)

    def focus_first(self) -> None:
        """Show the head of the page and put the focus on its first field."""
        self._anchor = None
        self.verticalScrollBar().setValue(0)
        stops = tab_stops(self._outer)
        first = next((each for each in stops if _field_of(each) is not None), None)
        if first is None and stops:
            first = stops[0]
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll to a widget, and again while a page built just now settles its sizes."""
        self._anchor = widget
        self._settled.start()
        QTimer.singleShot(0, self, self._follow_anchor)

    def follow_hand(self) -> None:
        """Scroll to the caret or current cell of what has the focus, where it is on this page."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isVisible() and self._outer.isAncestorOf(focused):
            self._reveal(focused)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        # What is clicked is in view; scrolling it away below the pointer would select text.
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.follow_hand()

    def _follow_anchor(self) -> None:
        if self._anchor is not None and self._settled.isActive() and isValid(self._anchor):
            self._reveal(self._anchor)
            self.follow_hand()

    def _reveal(self, widget: QWidget) -> None:
        """The field as a whole where it fits, and in any case the caret or cell in it."""
        field = _field_of(widget) or widget
        for each, rect in ((field, field.rect()), (widget, _hand_of(widget))):
            if rect.height() <= self.viewport().height():
                top_left = each.mapTo(self._outer, rect.topLeft())
                self._show(QRect(top_left, rect.size()))

    def _show(self, rect: QRect) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = max(0, min(_MARGIN, (height - rect.height()) // 2))
        top, bottom = rect.top() - margin, rect.bottom() + margin
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    # -- Qt overrides ----------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Stop holding a widget in view: the user scrolls."""
        self._anchor = None
        super().wheelEvent(event)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def _field_of(widget: QWidget) -> QWidget | None:
    each: QWidget | None = widget
    while each is not None and not isinstance(each, FieldBox):
        each = each.parentWidget()
    return each


def _hand_of(widget: QWidget) -> QRect:
    """Where the caret stands or the current cell is, in the widget's own coordinates."""
    if isinstance(widget, QAbstractItemView):
        cell = widget.visualRect(widget.currentIndex())
        return cell.translated(widget.viewport().mapTo(widget, QPoint(0, 0)))
    if widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(caret, QRectF):
            caret = caret.toAlignedRect()
        return caret.intersected(widget.rect()) if isinstance(caret, QRect) else widget.rect()
    return widget.rect()
