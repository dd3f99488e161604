"""Flow layout: widgets in lines that wrap like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from app.ui.widgets import theme


class FlowLayout(QLayout):
    """Left to right, top to bottom, with height for width.

    With `stretches_last`, the last widget takes what is left of its line.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = theme.GAP_LARGE,
        *,
        stretches_last: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self._gap_x, self._gap_y = gap, theme.GAP_SMALL
        self._stretches_last = stretches_last

    def addItem(self, item: QLayoutItem) -> None:
        """Qt override."""
        self._items.append(item)

    def count(self) -> int:
        """Qt override."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt override."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt override."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt override."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt override."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt override."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt override."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Qt override."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Qt override."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size.grownBy(margins)

    def _arrange(self, whole: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        rect = whole.marginsRemoved(margins)
        x, y, line_height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line_height = rect.x(), y + line_height + self._gap_y, 0
            if self._stretches_last and item is self._items[-1]:
                hint.setWidth(max(hint.width(), rect.right() + 1 - x))
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap_x
            line_height = max(line_height, hint.height())
        return y + line_height - rect.y() + margins.top() + margins.bottom()
