"""Section of fixed rows as a sheet: table view, keyboard, pasting, and the report of a paste."""

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

from app.characters.cleaning import Cleaned
from app.models.answers import Place
from app.models.forms import TEXT_TYPES, BlankSection, FieldSpec, FieldType
from app.notations.blocks import write_block
from app.notations.html_blocks import read_clipboard
from app.ui.forms.composition import is_late_copy
from app.ui.forms.finding_text import describe_cleaning
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.forms.sheets.sheet_delegate import SheetDelegate
from app.ui.forms.sheets.sheet_model import PLACE_ROLE, Index, PastedCell, PasteOutcome, SheetModel
from app.ui.messages import word
from app.ui.translation import join_words, tr
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone

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
    """Table view as high as its rows; Tab moves through the editable cells, then out of it."""

    place_focused = Signal(object)
    pasted = Signal(object)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden_rows = 0
        """Of the block pasted last, left out because nobody saw them."""
        self._first_is_composed = False
        """The cell's editor was opened by composing; the table has the focus until that is done."""
        self.sheet = model
        self.setModel(model)
        self._delegate = delegate = SheetDelegate(model.fields, lambda: model.host.blank.form, self)
        delegate.typing_begun.connect(model.begin_typing)
        delegate.typing_dropped.connect(model.drop_typing)
        delegate.typing_ended.connect(model.end_typing)
        self.setItemDelegate(delegate)
        self.setAccessibleName(model.section.spec.title)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give every row the height of its text and the table the height of its rows."""
        self.resizeRowsToContents()
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
            if self.sheet.is_editable(self.currentIndex().column()):
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

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep what is composed in the cell left; announce the place whose help is to be shown."""
        self._stop_composing()
        super().currentChanged(current, previous)
        if current.isValid():
            self.place_focused.emit(current.data(PLACE_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width anew."""
        super().resizeEvent(event)
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
        columns = [at for at in range(self.sheet.columnCount()) if self.sheet.is_editable(at)]
        cells = [(row, at) for row in range(self.sheet.rowCount()) for at in columns]
        here = (index.row(), index.column()) if index.isValid() else (-1, -1)
        ahead = [each for each in cells if (each > here if step > 0 else each < here)]
        if not ahead:
            return None
        row, column = ahead[0] if step > 0 else ahead[-1]
        return self.sheet.index(row, column)


class SheetSectionView(SectionView):
    """A section of fixed rows."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        self.notices = NoticeBar()
        self.sheet = SheetModel(host, section, self)
        self.table = SheetTable(self.sheet)
        self.table.place_focused.connect(self.place_focused)
        self.table.pasted.connect(self._report_paste)
        self.sheet.paste_undone.connect(self.notices.clear)
        self.sheet.text_cleaned.connect(self._say_cleaned)
        self.body.addWidget(self.notices)
        self.body.addWidget(self.table)
        if self.sheet.rowCount() == 0:
            self.table.hide()
            self.body.addWidget(
                build_help(tr("本計畫本年度沒有{title}，免填。", title=section.spec.title))
            )
        elif not host.read_only:
            hint = build_label(
                tr("可自 Excel 複製一塊儲存格後按 Ctrl+V 貼上；F2 編輯，Delete 清除。"),
                Tone.MUTED,
                style="small",
            )
            self.body.addWidget(hint)

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values."""
        self.sheet.refresh(places)

    def refresh_findings(self) -> None:
        """Show the present findings."""
        self.sheet.refresh()

    def commit(self) -> None:
        """Commit what is being typed."""
        self.table.finish_typing()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a cell."""
        index = self.sheet.index_of(place)
        if not index.isValid():
            return None
        self.table.setCurrentIndex(index)
        self.table.setFocus()
        return self.table

    def _report_paste(self, results: tuple[PastedCell, ...]) -> None:
        self.notices.clear()
        counts = dict.fromkeys(PasteOutcome, 0)
        for cell in results:
            counts[cell.outcome] += bool(cell.text.strip()) or cell.outcome is PasteOutcome.WRITTEN
        summary = join_words(
            tr("{outcome} {n} 格", outcome=word(each), n=n) for each, n in counts.items() if n
        )
        problems = [each for each in results if each.outcome is PasteOutcome.UNREADABLE]
        folded = sum(each.cleaned.folded for each in results)
        self._say_cleaned(Cleaned("", folded, sum(each.cleaned.removed for each in results)))
        unplaced = dict.fromkeys(
            each.message for each in results if each.outcome is PasteOutcome.UNPLACED
        )
        if any(each.is_by_name for each in results):
            summary = tr("{summary}（依貼上內容的標題與名稱放到所屬的列欄）", summary=summary)
        if self.table.hidden_rows:
            summary = tr("{summary}、隱藏而略過 {n} 列", summary=summary, n=self.table.hidden_rows)
        if not problems and not unplaced:
            self.notices.show_done(tr("已貼上：{summary}。按 Ctrl+Z 可一次復原。", summary=summary))
            return
        if not problems:
            self.notices.show_warning(
                tr("已貼上：{summary}。\n{lines}", summary=summary, lines="\n".join(unplaced))
            )
            return
        lines = [*unplaced, *self._name_problems(problems)]
        first = problems[0]
        self.notices.show_warning(
            tr(
                "已貼上：{summary}。無法讀取的內容留在原格，請更正：\n{lines}",
                summary=summary,
                lines="\n".join(lines),
            ),
            (tr("前往第一處"), lambda: self._go_to(first)),
        )

    def _name_problems(self, problems: list[PastedCell]) -> list[str]:
        return [
            tr("第 {number} 列：{message}", number=each.row + 1, message=each.message)
            for each in problems
        ]

    def _say_cleaned(self, cleaned: Cleaned) -> None:
        if sentence := describe_cleaning(cleaned):
            self.notices.show_info(sentence)

    def _go_to(self, cell: PastedCell) -> None:
        self.table.setCurrentIndex(self.sheet.index(cell.row, cell.column))
        self.table.setFocus()
