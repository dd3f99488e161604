"""The view of the return under review: wrapped texts, rows as high as they need."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.office.review.reworded_delegate import RewordedDelegate
from app.ui.office.review.table import NOW, ReviewLine, ReviewTableModel
from app.ui.translation import tr

_SHARES = (20, 34, 26, 20)


class ReviewView(QTableView):
    """Shows a ReviewTableModel; the current line is what a comment is about."""

    line_selected = Signal(object)
    comment_requested = Signal()
    """F2, Enter or a double click: write a comment on the current line."""

    def __init__(self, model: ReviewTableModel) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(tr("填報內容"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self.setItemDelegateForColumn(NOW, RewordedDelegate(self))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._fit_rows)
        header.sectionResized.connect(lambda: self._timer.start())
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(lambda: self._timer.start())
        self.selectionModel().currentRowChanged.connect(
            lambda current, _old: self.line_selected.emit(self.line_at(current.row()))
        )
        self.doubleClicked.connect(lambda: self.comment_requested.emit())

    def line_at(self, row: int) -> ReviewLine | None:
        """The line of a row."""
        return self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None

    def current_line(self) -> ReviewLine | None:
        """The line a comment would be about."""
        return self.line_at(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the four columns."""
        super().resizeEvent(event)
        width = self.viewport().width()
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, share in enumerate(_SHARES):
            hidden = self.isColumnHidden(column)
            header.resizeSection(column, 0 if hidden else width * share // self._shared())
        header.blockSignals(False)
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter write a comment; Ctrl+C copies the line."""
        line = self.current_line()
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.comment_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            row = self.currentIndex().row()
            texts = [str(self._lines.index(row, column).data() or "") for column in range(4)]
            QGuiApplication.clipboard().setText("\t".join(texts))
        else:
            super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        """Make rows as high as they need; a current line that was in view stays there."""
        current = self.currentIndex()
        was_seen = self.viewport().rect().intersects(self.visualRect(current))
        self.resizeRowsToContents()
        if was_seen:
            self.scrollTo(current)

    def _shared(self) -> int:
        return sum(share for column, share in enumerate(_SHARES) if not self.isColumnHidden(column))

    def _fit(self) -> None:
        self.clearSpans()
        for row, line in enumerate(self._lines.lines):
            if line.is_head:
                self.setSpan(row, 0, 1, 3)
        self.resizeRowsToContents()
