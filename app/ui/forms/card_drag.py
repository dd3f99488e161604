"""Dragging a card: a line shows between which cards it would land, and the page scrolls along."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.forms.card import Card
from app.ui.widgets import theme

_LINE_HEIGHT = 3
_EDGE, _SCROLL_STEP, _SCROLL_EVERY_MS = 40, 14, 20


class CardDrag(QObject):
    """`cards` lists them as they stand; `move` puts a card at a position, 0 being the first."""

    def __init__(
        self,
        view: QWidget,
        cards: Callable[[], Sequence[Card]],
        move: Callable[[Card, int], object],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._cards = cards
        self._move = move
        self.line = QFrame(view)
        theme.set_panel(self.line, "drop")
        self.line.hide()
        self._dragged: Card | None = None
        self._pointer = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll)

    def watch(self, card: Card) -> None:
        """Let a card be dragged."""
        card.grip.dragged.connect(lambda point: self._drag(card, point))
        card.grip.dropped.connect(lambda point: self._drop(card, point))
        card.grip.cancelled.connect(self._end)

    def _drag(self, card: Card, pointer: QPoint) -> None:
        if self._dragged is None:
            self._dragged = card
            card.mark_dragged(True)
            self._scrolling.start()
        self._pointer = pointer
        self._show_line()

    def _drop(self, card: Card, pointer: QPoint) -> None:
        self._pointer = pointer
        gap, here = self._gap(), list(self._cards()).index(card)
        self._end()
        position = gap - 1 if gap > here else gap
        if position != here:
            self._move(card, position)

    def _end(self) -> None:
        self._scrolling.stop()
        self.line.hide()
        if self._dragged is not None:
            self._dragged.mark_dragged(False)
            self._dragged = None

    def _gap(self) -> int:
        """Before which card the pointer is; the number of cards where it is below them all."""
        here = self._view.mapFromGlobal(self._pointer).y()
        return sum(here > each.geometry().center().y() for each in self._cards())

    def _show_line(self) -> None:
        cards, gap = self._cards(), self._gap()
        below = cards[gap].y() if gap < len(cards) else cards[-1].geometry().bottom() + theme.GAP
        top = below - (theme.GAP + _LINE_HEIGHT) // 2
        self.line.setGeometry(cards[0].x(), top, cards[0].width(), _LINE_HEIGHT)
        self.line.raise_()
        self.line.show()

    def _scroll(self) -> None:
        around = self._view.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is None:
            return
        here = around.viewport().mapFromGlobal(self._pointer).y()
        past = here - around.viewport().height() + _EDGE
        step = -_SCROLL_STEP if here < _EDGE else _SCROLL_STEP if past > 0 else 0
        if step:
            bar = around.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self._show_line()
