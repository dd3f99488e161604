"""Table view of records: row selection, column widths, copying with Ctrl+C."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QTableView, QWidget

from app.ui.widgets.record_table import RECORD_ROLE, RecordColumn, RecordModel, RecordProxy

_SPLITTER_PX = 4
"""Pixels a splitter may take off the width."""


class RecordView(QTableView):
    """Sortable, filterable table view of records, without a widget per cell."""

    record_selected = Signal(object)
    """The record of the current row, None without one."""
    record_activated = Signal(object)
    """The record double-clicked or entered with Enter."""

    def __init__(
        self,
        columns: Sequence[RecordColumn],
        name: str,
        stretch: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self.records = RecordModel(columns, parent=self)
        self.proxy = RecordProxy(self.records, self)
        self.setModel(self.proxy)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._size_columns()
        self.selectionModel().selectionChanged.connect(self._note_selection)
        self.activated.connect(self._note_activation)

    def set_records(self, records: Sequence[Any]) -> None:
        """Replace the records; the selection stays on the same row where there still is one."""
        row = self.currentIndex().row()
        self.records.set_records(records)
        if 0 <= row < self.proxy.rowCount():
            self.select_row(row)
        else:
            self.record_selected.emit(None)

    def selected_record(self) -> Any:
        """The record of the current row, None without one."""
        rows = self.selectionModel().selectedRows()
        if not rows:
            return None
        current = self.currentIndex()
        row = current if current.isValid() else rows[0]
        return row.siblingAtColumn(0).data(RECORD_ROLE)

    def selected_records(self) -> tuple[Any, ...]:
        """The records of all selected rows, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(each.data(RECORD_ROLE) for each in rows)

    def select_row(self, row: int) -> None:
        """Make a row the current one."""
        choose_row(self, row)
        self.scrollTo(self.proxy.index(row, 0))

    def select_record(self, record: Any) -> bool:
        """Make this record's row the current one, where it is shown."""
        for row in range(self.proxy.rowCount()):
            if self.proxy.index(row, 0).data(RECORD_ROLE) == record:
                self.select_row(row)
                return True
        return False

    def whole_width(self) -> int:
        """Compute the width in pixels that shows every column beside a scroll bar."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        return self.horizontalHeader().length() + bar + 2 * self.frameWidth() + _SPLITTER_PX

    def copy_selection(self) -> str:
        """Put the selected rows on the clipboard, tab-separated under their headers."""
        columns = self.records.columns
        lines = ["\t".join(each.header for each in columns)]
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        for row in rows:
            record = row.data(RECORD_ROLE)
            lines.append("\t".join(each.text(record).replace("\n", " ") for each in columns))
        text = "\n".join(lines)
        QGuiApplication.clipboard().setText(text)
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the rows on Ctrl+C; open the current one on Enter, on every platform."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._note_activation(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column the width left, never less than it declares."""
        super().resizeEvent(event)
        self._stretch_column()

    def _stretch_column(self) -> None:
        header = self.horizontalHeader()
        for position, column in enumerate(self.records.columns):
            if column.key == self._stretch:
                others = header.length() - header.sectionSize(position)
                left = self.viewport().width() - others
                header.resizeSection(position, max(self._width(column), left))

    def _width(self, column: RecordColumn) -> int:
        metrics = self.fontMetrics()
        wanted = column.width * metrics.horizontalAdvance("0")
        return max(wanted, metrics.horizontalAdvance(column.header)) + 16

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        for position, column in enumerate(self.records.columns):
            header.resizeSection(position, self._width(column))

    def _note_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.record_selected.emit(self.selected_record())

    def _note_activation(self, index: QModelIndex) -> None:
        if index.isValid():
            self.record_activated.emit(index.siblingAtColumn(0).data(RECORD_ROLE))


def choose_row(view: QTableView, row: int) -> None:
    """Select one row and make it current, whatever key is held down.

    The view's own selectRow toggles the row while Ctrl is.
    """
    flags = QItemSelectionModel.SelectionFlag
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
