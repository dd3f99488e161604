"""Table view of a sheet: its size, the keyboard, copying and pasting."""

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.models.forms import TEXT_TYPES, FieldSpec, FieldType
from app.notations.blocks import write_block
from app.notations.html_blocks import read_clipboard
from app.ui.forms.composition import is_late_copy
from app.ui.forms.sheets.frozen_columns import FrozenColumns
from app.ui.forms.sheets.sheet_delegate import SheetDelegate
from app.ui.forms.sheets.sheet_model import PLACE_ROLE, Index, SheetModel
from app.visible_text import visible_line

_CELL_PADDING = 14
_READABLE_SHARE, _FIGURE_SHARE, _MARK_SHARE = 0.54, 0.7, 1.0
"""Minimum column widths as shares of the field's declared width: texts, figures, rates and states;
the last are short and useless when cut."""
_MARKS = (FieldType.PERCENT, FieldType.CHOICE)


def _is_text(spec: FieldSpec) -> bool:
    return spec.shown_type in TEXT_TYPES


def _share(spec: FieldSpec) -> float:
    if _is_text(spec):
        return _READABLE_SHARE
    return _MARK_SHARE if spec.shown_type in _MARKS else _FIGURE_SHARE


class SheetTable(QTableView):
    """Tab moves through the editable cells, then out of the table; the names stay in view.

    As high as its rows where the page around it scrolls, else it scrolls by itself.
    """

    place_focused = Signal(object)
    pasted = Signal(object)

    def __init__(
        self, model: SheetModel, parent: QWidget | None = None, *, scrolls: bool = False
    ) -> None:
        super().__init__(parent)
        self._scrolls = scrolls
        self.hidden_rows = 0
        """Of the block pasted last, left out because nobody saw them."""
        self._first_is_composed = False
        """The cell's editor was opened by composing; the table has the focus until that is done."""
        self.sheet = model
        self._frozen = FrozenColumns(self, _count_leading(model.layout.name_columns))
        self.setModel(model)
        self._delegate = delegate = SheetDelegate(model.fields, lambda: model.host.blank.form, self)
        delegate.typing_begun.connect(model.begin_typing)
        delegate.typing_dropped.connect(model.drop_typing)
        delegate.typing_ended.connect(model.end_typing)
        self.setItemDelegate(delegate)
        self.setAccessibleName(visible_line(model.layout.title))
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        header.sectionResized.connect(lambda: self.fit_rows())
        self.verticalHeader().hide()
        self._frozen.begin()
        model.dataChanged.connect(lambda: self.fit_rows())

    def fit_columns(self) -> None:
        """Distribute the width: figures get what they need, texts the rest in proportion.

        Where that leaves a text too narrow to read, the table scrolls sideways.
        """
        metrics = QFontMetrics(self.font())
        character = metrics.horizontalAdvance("0")
        texts = {at for at, each in enumerate(self.sheet.fields) if _is_text(each)}
        widths = []
        for column, spec in enumerate(self.sheet.fields):
            lines = str(self.sheet.headerData(column, Qt.Orientation.Horizontal)).split("\n")
            heading = max(metrics.horizontalAdvance(each) for each in lines) + _CELL_PADDING
            widths.append(max(heading, round(spec.width * _share(spec) * character)))
        spare = max(0, self.viewport().width() - sum(widths))
        total = sum(self.sheet.fields[at].width for at in texts)
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        for column, spec in enumerate(self.sheet.fields):
            more = spare * spec.width // total if column in texts else 0
            header.resizeSection(column, widths[column] + more)
        header.blockSignals(blocked)
        self.updateGeometries()
        self._frozen.follow()
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give every row the height of its text and the table the height of its rows."""
        self.resizeRowsToContents()
        if self._scrolls:
            return
        height = self.horizontalHeader().height() + 2 * self.frameWidth()
        height += sum(self.rowHeight(row) for row in range(self.sheet.rowCount()))
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def copy_selection(self) -> None:
        """Copy the selected cells to the clipboard as a block."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        rows = sorted({each.row() for each in indexes})
        columns = sorted({each.column() for each in indexes})
        texts = {(each.row(), each.column()): str(each.data() or "") for each in indexes}
        block = [[texts.get((row, column), "") for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(write_block(block))

    def paste_block(self) -> None:
        """Paste the clipboard's block into the cells from the current one on."""
        start = self.currentIndex()
        mime = QGuiApplication.clipboard().mimeData()
        copied = read_clipboard(mime.html() if mime.hasHtml() else "", mime.text())
        block, shown = copied.rows, copied.shown
        if not start.isValid() or not block or self.sheet.host.read_only:
            return
        selected = self.selectedIndexes()
        if len(block) == 1 and len(block[0]) == 1 and len(selected) > 1:
            times = max(each.row() for each in selected) - start.row() + 1
            block, shown = block * times, shown * times
        self.hidden_rows = copied.hidden_rows
        self.pasted.emit(self.sheet.paste(start.row(), start.column(), block, shown))

    def finish_typing(self) -> None:
        """Keep what is typed or composed in the cell whose editor is open, and close that."""
        self._delegate.finish_typing()
        self._stop_composing()

    # -- Qt overrides ----------------------------------------------------------------------

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is being composed."""
        self._stop_composing()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is being composed."""
        self._stop_composing()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, clear; Enter edits, and moves down from a cell that cannot be edited."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor passes on what it has handled
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.sheet.clear_cells(self.selectedIndexes())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.sheet.can_edit(self.currentIndex()):
                self.edit(self.currentIndex())
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next editable cell on Tab, else out of the table."""
        following = self._neighbour(self.currentIndex(), 1 if forward else -1)
        if following is None:
            return super().focusNextPrevChild(forward)
        self.setCurrentIndex(following)
        return True

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Move to the next editable cell on Tab within an editor."""
        steps = {
            QAbstractItemView.CursorAction.MoveNext: 1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
        }
        if action in steps:
            return self._neighbour(self.currentIndex(), steps[action]) or self.currentIndex()
        return super().moveCursor(action, modifiers)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view from under the names."""
        super().scrollTo(index, hint)
        covered = self._frozen.reach(index.column()) - self.visualRect(index).left()
        if covered > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep what is composed in the cell left; announce the place whose help is to be shown."""
        self._stop_composing()
        super().currentChanged(current, previous)
        if current.isValid():
            self.place_focused.emit(current.data(PLACE_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width anew."""
        super().resizeEvent(event)
        self._frozen.follow()
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

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
        width = self.sheet.columnCount()
        here = index.row() * width + index.column() if index.isValid() else -1
        end = self.sheet.rowCount() * width if step > 0 else -1
        for at in range(here + step, end, step):
            found = self.sheet.index(at // width, at % width)
            if self.sheet.can_edit(found):
                return found
        return None


def _count_leading(columns: tuple[int, ...]) -> int:
    """How many of these columns stand side by side at the very left."""
    return len(columns) if columns == tuple(range(len(columns))) else 0
