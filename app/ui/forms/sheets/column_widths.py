"""How wide the columns of a sheet are: as the officer has drawn them, else as their fields need."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontMetrics

from app.forms.sheets.layouts import SheetColumn
from app.models.forms import TEXT_TYPES, FieldType

if TYPE_CHECKING:
    from app.ui.forms.sheets.sheet_table import SheetTable

_CELL_PADDING = 14
_READABLE_SHARE, _FIGURE_SHARE, _MARK_SHARE = 0.54, 0.7, 1.0
"""Minimum column widths as shares of the field's declared width: texts, figures, rates and states;
the last are short and useless when cut."""
_MARKS = (FieldType.PERCENT, FieldType.CHOICE)
_PROJECT_WIDTH = 34
_KEPT_AFTER_MS = 400
_TENTHS = 10
"""Widths are kept in tenths of a figure's width, so that they hold for every size of text."""


class ColumnWidths(QObject):
    """Distributes the width of a sheet; keeps what the officer changes of it."""

    def __init__(self, table: "SheetTable") -> None:
        super().__init__(table)
        self._table = table
        self._layout = table.sheet.layout
        self._host = table.sheet.host
        self._is_fitting = False
        self._kept = dict(self._host.column_widths(self._layout.id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_KEPT_AFTER_MS)
        self._pause.timeout.connect(self._keep)
        table.horizontalHeader().sectionResized.connect(self._note)

    def fit(self) -> None:
        """Figures get what they need, texts the rest in proportion.

        Where that leaves a text too narrow to read, the sheet scrolls sideways.
        """
        widths = [self._width(column) for column in range(len(self._layout.columns))]
        texts = {
            at: _declared(each)
            for at, each in enumerate(self._layout.columns)
            if _is_text(each) and each.key not in self._kept
        }
        spare = max(0, self._table.viewport().width() - sum(widths))
        total = sum(texts.values())
        self._is_fitting = True
        for column, width in enumerate(widths):
            more = spare * texts[column] // total if column in texts else 0
            self._table.setColumnWidth(column, width + more)
        self._is_fitting = False

    def forget(self) -> None:
        """Let every column be as wide as its field needs again."""
        self._kept = {}
        self._keep()
        self.fit()

    def _width(self, column: int) -> int:
        each = self._layout.columns[column]
        character = self._character()
        if each.key in self._kept:
            return max(1, round(self._kept[each.key] * character / _TENTHS))
        metrics = QFontMetrics(self._table.font())
        lines = str(self._table.sheet.cells.header(column)).split("\n")
        heading = max(metrics.horizontalAdvance(line) for line in lines) + _CELL_PADDING
        return max(heading, round(_declared(each) * _share(each) * character))

    def _character(self) -> int:
        return QFontMetrics(self._table.font()).horizontalAdvance("0")

    def _note(self, column: int, _old: int, width: int) -> None:
        if self._is_fitting or not width:
            return
        self._kept[self._layout.columns[column].key] = round(width * _TENTHS / self._character())
        self._pause.start()

    def _keep(self) -> None:
        self._host.keep_column_widths(self._layout.id, self._kept)


def _declared(column: SheetColumn) -> int:
    return _PROJECT_WIDTH if column.field is None else column.field.width


def _is_text(column: SheetColumn) -> bool:
    return column.field is None or column.field.shown_type in TEXT_TYPES


def _share(column: SheetColumn) -> float:
    if column.field is None or column.field.shown_type in TEXT_TYPES:
        return _READABLE_SHARE
    return _MARK_SHARE if column.field.shown_type in _MARKS else _FIGURE_SHARE
