"""The table of a sheet: keyboard, frozen columns, scrolling, input methods."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget

from app.ui.forms.composition import is_late_copy
from app.ui.forms.sheets.column_widths import ColumnWidths
from app.ui.forms.sheets.frozen_columns import FrozenColumns
from app.ui.forms.sheets.sheet_delegate import SheetDelegate
from app.ui.forms.sheets.sheet_model import PLACE_ROLE, Index, SheetModel

_LOWEST = 300
"""In pixels: a sheet of many rows scrolls by itself rather than be lower or fill all the form."""
_HIGHEST_ROW = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetTable(QTableView):
    """Shows a sheet's cells. Enter goes down, Tab to the next cell that can be typed in."""

    place_focused = Signal(object)
    key_pressed = Signal(object)
    """A key that is no moving and no typing: for the commands of the sheet."""
    menu_asked = Signal(object)
    """The point on the screen where the commands are to be listed."""
    frozen_width = 0
    """How many pixels the frozen columns take; Qt asks before there are any, and after."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_is_composed = False
        """The cell's editor was opened by composing; the table has the focus until that is done."""
        self.sheet = model
        self.setModel(model)
        self._delegate = delegate = SheetDelegate(model, self)
        delegate.typing_begun.connect(model.begin_typing)
        delegate.typing_dropped.connect(model.drop_typing)
        delegate.typing_ended.connect(model.end_typing)
        delegate.cell_left.connect(self._leave_cell)
        self.setItemDelegate(delegate)
        self.setAccessibleName(model.title)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMaximumSectionSize(_HIGHEST_ROW)
        self.frozen = FrozenColumns(self, len(model.layout.name_columns))
        self.widths = ColumnWidths(self)
        header.sectionResized.connect(self._fit_all_rows)
        model.dataChanged.connect(self._fit_changed)

    def fit(self) -> None:
        """Distribute the width anew."""
        self.widths.fit()
        self.updateGeometries()
        self._fit_all_rows()

    def finish_typing(self) -> None:
        """Keep what is typed or composed in the cell whose editor is open, and close that."""
        self._delegate.finish_typing()
        self._stop_composing()

    def selected(self) -> list[QModelIndex]:
        """The cells selected, row by row; the current one where none are."""
        found = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        current = self.currentIndex()
        return found or ([current] if current.isValid() else [])

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell the current one and the only one selected, whatever key is held down."""
        command = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, command)

    def take_mouse(self, event: QMouseEvent) -> bool:
        """Do what the mouse does over the frozen columns."""
        handlers = {
            QEvent.Type.MouseButtonPress: self.mousePressEvent,
            QEvent.Type.MouseMove: self.mouseMoveEvent,
            QEvent.Type.MouseButtonRelease: self.mouseReleaseEvent,
            QEvent.Type.MouseButtonDblClick: self.mouseDoubleClickEvent,
        }
        if event.type() == QEvent.Type.MouseButtonPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        handlers[event.type()](event)
        return True

    # -- Qt overrides ----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(super().sizeHint().width(), self._whole_height())

    def minimumSizeHint(self) -> QSize:
        """As high as its rows, up to what is enough to work in."""
        return QSize(super().minimumSizeHint().width(), min(self._whole_height(), _LOWEST))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The frozen columns go before what lies under them."""
        if 0 <= point.x() < self.frozen_width:
            return self.frozen.indexAt(point)
        return super().indexAt(point)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view beside the frozen columns, which always are."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self.frozen_width and index.column() < self.frozen.count:
            bar.setValue(before)
        else:
            hidden = self.frozen_width - self.visualRect(index).left()
            if hidden > 0:
                bar.setValue(bar.value() - hidden)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hand what is composed to the cell in which it was begun, wherever the cursor is now."""
        if is_late_copy(event):
            return
        composition = self._delegate.composition
        if composition is not None and (composition.is_settling or not self._first_is_composed):
            # The focus that moves into the editor at the end of a first composition has the input
            # method commit: what still stands there on Windows, what it has just sent with IBus.
            if composition.text:
                QCoreApplication.sendEvent(composition.control, event)
            return
        self._first_is_composed = bool(event.preeditString()) and not event.commitString()
        super().inputMethodEvent(event)
        opened = self._delegate.composition
        if composition is None and opened is not None and event.commitString():
            QCoreApplication.sendEvent(opened.control, event)  # Qt opens the editor and drops it

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the first cell that can be typed in."""
        if not self.currentIndex().isValid() and self.sheet.rowCount():
            self.go_to(self._neighbour(QModelIndex(), 1) or self.sheet.index(0, 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is being composed."""
        self._stop_composing()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is being composed."""
        self._stop_composing()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Shift+Enter up; commands go to the sheet, all else as in any table."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor passes on what it has handled
            return
        if event.key() in _ENTER:
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._leave_cell(-1 if is_back else 1, 0)
            return
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            event.accept()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next editable cell on Tab, else out of the table."""
        following = self._neighbour(self.currentIndex(), 1 if forward else -1)
        if following is None:
            return super().focusNextPrevChild(forward)
        self.go_to(following)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep what is composed in the cell left; announce the place whose help is to be shown."""
        self._stop_composing()
        super().currentChanged(current, previous)
        if current.isValid():
            self._come_into_view(current)
            place = current.data(PLACE_ROLE)
            if place is not None:
                self.place_focused.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """List the commands: beside the current cell where a key asked for them."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            cell = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(cell.bottomLeft())
        self.menu_asked.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Shift turns the wheel sideways; at its end the sheet leaves the wheel to the form."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.angleDelta().y():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        self.frozen.fit()

    # -- private ----------------------------------------------------------------------------

    def _leave_cell(self, rows: int, cells: int) -> None:
        """Go on from a cell: up or down, or as Tab goes."""
        if cells:
            self.focusNextPrevChild(cells > 0)
            return
        following = self.currentIndex().siblingAtRow(self.currentIndex().row() + rows)
        if following.isValid():
            self.go_to(following)

    def _fit_all_rows(self) -> None:
        self.resizeRowsToContents()
        self._fit_height()

    def _fit_changed(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if roles and Qt.ItemDataRole.DisplayRole not in roles:
            return  # marks need no other height
        for row in range(first.row(), last.row() + 1):
            self.resizeRowToContents(row)
        self._fit_height()

    def _fit_height(self) -> None:
        self.setMaximumHeight(self._whole_height())
        self.updateGeometry()
        self.frozen.fit()

    def _whole_height(self) -> int:
        header = self.horizontalHeader()
        height = max(header.height(), header.sizeHint().height()) + 2 * self.frameWidth()
        height += self.verticalHeader().length()
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        return height

    def _come_into_view(self, index: Index) -> None:
        """Scroll what the sheet stands in, too: the form may show another part of it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        body = around.widget() if around is not None else None
        if around is None or body is None or not self.hasFocus():
            return
        cell = self.visualRect(index)
        centre = self.viewport().mapTo(body, cell.center())
        around.ensureVisible(centre.x(), centre.y(), 0, cell.height())

    def _stop_composing(self) -> None:
        if not self._first_is_composed:
            return
        self._delegate.finish_typing()
        self._first_is_composed = False
        # Qt notes by itself that the table composes for an editor, and would leave the next one
        # without the focus; a composition that finds no cell to be edited makes it forget.
        triggers = self.editTriggers()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        super().inputMethodEvent(QInputMethodEvent(" ", []))
        self.setEditTriggers(triggers)

    def _neighbour(self, index: QModelIndex, step: int) -> QModelIndex | None:
        """The next cell that can be typed in; None after the last."""
        columns, rows = self.sheet.columnCount(), self.sheet.rowCount()
        at = index.row() * columns + index.column() if index.isValid() else -1
        if not index.isValid() and step < 0:
            at = columns * rows
        at += step
        while 0 <= at < columns * rows:
            cell = self.sheet.index(at // columns, at % columns)
            if self.sheet.is_editable(cell):
                return cell
            at += step
        return None
