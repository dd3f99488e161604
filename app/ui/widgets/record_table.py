"""Item model of immutable records: columns declared once, sorting and filtering in a proxy.

RecordColumn("agency", "機關", lambda row: names[row.agency], sort=lambda row: orders[row.agency])
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QBrush, QColor

from app.ui.widgets import icons, theme
from app.ui.widgets.labels import build_tip
from app.ui.widgets.theme import Tone
from app.visible_text import visible_text

Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class RecordColumn:
    """Declaration of a column: `text` is displayed, `sort` compared (by default the text)."""

    key: str
    header: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    width: int = 12
    """In characters of half an em; the widest column of a table may stretch instead."""
    is_figure: bool = False
    is_centred: bool = False
    tone: Callable[[Any], Tone] | None = None
    icon_name: Callable[[Any], str | None] | None = None
    tip: Callable[[Any], str] | None = None
    header_tip: str = ""

    def sort_key(self, record: Any) -> tuple[bool, Any]:
        """Build the sort key of a record; records without a value come last."""
        value = self.text(record) if self.sort is None else self.sort(record)
        return (value is None, "" if value is None else value)


class RecordModel(QAbstractTableModel):
    """Read-only table model of records under declared columns."""

    def __init__(
        self,
        columns: Sequence[RecordColumn],
        records: Sequence[Any] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records = tuple(records)

    def set_records(self, records: Sequence[Any]) -> None:
        """Replace the records."""
        self.beginResetModel()
        self.records = tuple(records)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row per record."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, icon, colour and alignment of a cell; the record itself under RECORD_ROLE."""
        if not index.isValid():
            return None
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_text(column.text(record))
        if role == RECORD_ROLE:
            return record
        return _decorate(record, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headers of the columns; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.header
        if role == Qt.ItemDataRole.ToolTipRole:
            return build_tip(column.header_tip) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


def _decorate(record: Any, column: RecordColumn, role: int) -> Any:
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _alignment(column)
    if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
        return QBrush(QColor(theme.current_colours().tone(column.tone(record))))
    if role == Qt.ItemDataRole.DecorationRole and column.icon_name is not None:
        name = column.icon_name(record)
        tone = column.tone(record) if column.tone is not None else Tone.MUTED
        return None if name is None else icons.icon(name, tone)
    if role == Qt.ItemDataRole.ToolTipRole:
        return build_tip(column.text(record) if column.tip is None else column.tip(record))
    return None


def _alignment(column: RecordColumn) -> Qt.AlignmentFlag:
    if column.is_figure:
        return _RIGHT
    return _CENTRE if column.is_centred else _LEFT


class RecordProxy(QSortFilterProxyModel):
    """Sort and filter proxy: sorts by the columns' keys, keeps the rows with every typed word."""

    def __init__(self, model: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[Any], bool] | None = None
        self.setSourceModel(model)

    @property
    def model(self) -> RecordModel:
        """The source model."""
        source = self.sourceModel()
        assert isinstance(source, RecordModel)
        return source

    def set_words(self, text: str) -> None:
        """Keep the rows that contain all these words, in any column."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def set_condition(self, keep: Callable[[Any], bool] | None) -> None:
        """Keep the records that fulfil this condition (besides the words)."""
        self.beginFilterChange()
        self._keep = keep
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Apply words and condition together."""
        record = self.model.records[source_row]
        if self._keep is not None and not self._keep(record):
            return False
        if not self._words:
            return True
        whole = "\n".join(each.text(record) for each in self.model.columns).casefold()
        return all(word in whole for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare by the column's sort key; rows without a value stay last either way."""
        column = self.model.columns[left.column()]
        one, other = (column.sort_key(self.model.records[each.row()]) for each in (left, right))
        if one[0] != other[0]:
            ascending = self.sortOrder() is Qt.SortOrder.AscendingOrder
            return other[0] if ascending else one[0]
        return bool(one[1] < other[1])
