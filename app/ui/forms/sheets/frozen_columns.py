"""The first columns of a sheet, which stay where they are while the others scroll."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui.widgets import theme

if TYPE_CHECKING:
    from app.ui.forms.sheets.sheet_table import SheetTable

_MOST_SHARE = 0.5
"""Of the sheet's width: what is filled in needs the rest."""


class FrozenColumns(QTableView):
    """Lies over the left of a sheet's table and shows its first columns.

    It has neither focus nor selection of its own: what is done to it is done to the table.
    """

    def __init__(self, table: "SheetTable", columns: int) -> None:
        super().__init__(table)
        self._table = table
        self._wanted = columns
        self.count = 0
        """How many columns are frozen now; none where the sheet is too narrow."""
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setAccessibleName(table.accessibleName())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(table.horizontalHeader().defaultAlignment())
        header.setHighlightSections(False)
        header.sectionResized.connect(self._widen_table)
        table.horizontalHeader().sectionResized.connect(self._follow_width)
        table.verticalHeader().sectionResized.connect(self._follow_height)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        for column in range(columns, self.model().columnCount()):
            self.setColumnHidden(column, True)

    def fit(self) -> None:
        """Take the place of the columns, as many as leave room for others."""
        widths = [self._table.columnWidth(each) for each in range(self._wanted)]
        room = self._table.viewport().width() * _MOST_SHARE
        self.count = max(
            (each for each in range(self._wanted + 1) if sum(widths[:each]) <= room), default=0
        )
        for column, width in enumerate(widths):
            self.setColumnHidden(column, column >= self.count)
            self.setColumnWidth(column, width)
        header, frame = self._table.horizontalHeader(), self._table.frameWidth()
        self.horizontalHeader().setFixedHeight(header.height())
        height = header.height() + self._table.viewport().height()
        taken = self._table.frozen_width = sum(widths[: self.count])
        self.setGeometry(frame, frame, taken, height)
        self.setVisible(self.count > 0)
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line where the frozen columns end."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(theme.current_colours().outline))
        right = self.viewport().width() - 1
        painter.drawLine(right, 0, right, self.viewport().height())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Hand the mouse to the table, so that a selection goes on beyond the frozen columns."""
        if isinstance(event, QMouseEvent):
            return self._table.take_mouse(self._as_of_table(event))
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the table."""
        self._table.wheelEvent(event)

    def _follow_width(self, column: int, _old: int, width: int) -> None:
        if column < self._wanted and self.columnWidth(column) != width:
            self.fit()

    def _follow_height(self, row: int, _old: int, height: int) -> None:
        self.setRowHeight(row, height)

    def _widen_table(self, column: int, _old: int, width: int) -> None:
        if width and column < self.count and self._table.columnWidth(column) != width:
            self._table.setColumnWidth(column, width)

    def _as_of_table(self, event: QMouseEvent) -> QMouseEvent:
        """The event as the table's viewport would have had it."""
        at = self.viewport().mapTo(self._table, event.position())
        return QMouseEvent(
            event.type(),
            at - self._table.viewport().pos().toPointF(),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
