"""The first columns of a table once more, above it: they stay while the rest scrolls sideways."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

_MOST_OF_THE_TABLE = 0.5
"""Names wider than this share would leave too little to scroll in."""


class FrozenColumns(QTableView):
    """Shows while its table is scrolled sideways; the table keeps focus, selection and current."""

    def __init__(self, table: QTableView, count: int) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.hide()

    def begin(self) -> None:
        """Show the model of the table and follow it from now on."""
        table = self._table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(table.horizontalHeader().defaultAlignment())
        header.setHighlightSections(False)
        for column in range(self._count, self.model().columnCount()):
            self.setColumnHidden(column, True)
        header.sectionResized.connect(self._pass_width)
        table.horizontalHeader().sectionResized.connect(lambda: self.follow())
        table.verticalHeader().sectionResized.connect(
            lambda row, _, height: self.setRowHeight(row, height)
        )
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.follow())
        bars = (table.verticalScrollBar(), self.verticalScrollBar())
        for bar, other in (bars, bars[::-1]):
            bar.valueChanged.connect(other.setValue)

    def follow(self) -> None:
        """Stand over the columns shown again, as wide and high as they are."""
        table, header = self._table, self._table.horizontalHeader()
        width = self._width()
        is_wanted = 0 < width <= table.viewport().width() * _MOST_OF_THE_TABLE
        self.setVisible(is_wanted and table.horizontalScrollBar().value() > 0)
        if self.isHidden():
            return
        own = self.horizontalHeader()
        blocked = own.blockSignals(True)
        own.setFixedHeight(header.height())
        for column in range(self._count):
            self.setColumnWidth(column, table.columnWidth(column))
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, table.rowHeight(row))
        own.blockSignals(blocked)
        frame = table.frameWidth()
        height = header.height() + table.viewport().height()
        self.setGeometry(frame, frame, width, height)
        self.updateGeometries()
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    def reach(self, column: int) -> int:
        """How far the columns shown again reach into the view of a column that is none of them."""
        return 0 if column < self._count or self.isHidden() else self._width()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Qt override: the table decides what is in view."""

    def _width(self) -> int:
        return sum(self._table.columnWidth(column) for column in range(self._count))

    def _pass_width(self, column: int, _: int, width: int) -> None:
        self._table.setColumnWidth(column, width)
