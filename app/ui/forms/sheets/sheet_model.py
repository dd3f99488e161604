"""Item model of a sheet: reads and writes through the form's host."""

from itertools import count

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor

from app.forms.field_types import ParseProblem
from app.forms.sheets.layouts import SheetLayout
from app.models.answers import Place, StoredValue
from app.models.money import MoneyUnit
from app.ui.forms.form_host import FormHost
from app.ui.forms.sheets.sheet_cells import SheetCells, align
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_tip
from app.visible_text import visible_text

Index = QModelIndex | QPersistentModelIndex
PLACE_ROLE = Qt.ItemDataRole.UserRole
_MARKS = [
    Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole,
]  # fmt: skip
_sessions = count(1)


class SheetModel(QAbstractTableModel):
    """The cells of a layout; a text that cannot be read stands in its cell."""

    text_cleaned = Signal(object)

    def __init__(
        self, host: FormHost, layout: SheetLayout, title: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.layout = layout
        self.title = title
        self.cells = SheetCells(host, layout)
        self._typing: str | None = None
        self._before_typing: tuple[Place, StoredValue, str | None] | None = None
        host.unit_changed.connect(self._show_unit)

    # -- Qt overrides ----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(self.layout.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(self.layout.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt override: what nobody types can be read and copied, not edited."""
        flags = super().flags(index)
        if self.is_editable(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt override: labels with their unit; rows are numbered."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells.header(section)
        spec = self.layout.columns[section].field
        if role == Qt.ItemDataRole.ToolTipRole and spec is not None:
            return build_tip(spec.help) or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt override."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_text(self.cells.text(row, column))
        if role == Qt.ItemDataRole.EditRole:
            return self.cells.text(row, column, for_editing=True)
        if role == PLACE_ROLE:
            return self.place(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(align(self.layout.columns[column]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return build_tip(self.cells.tip(row, column)) or None
        if role == Qt.ItemDataRole.DecorationRole:
            return self.cells.icon(row, column)
        return self._colour(row, column, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt override: read typed text; what cannot be read stays in the cell with its reason."""
        place = self.place(index)
        if place is None or role != Qt.ItemDataRole.EditRole or not self.is_editable(index):
            return False
        text = "" if value is None else str(value)
        handler = self.cells.reader(index.row(), index.column())
        label = self.step_label(index)
        try:
            parsed = handler.parse(text)
        except ParseProblem:
            return self.host.commit({}, label, self._typing, texts={place: text})
        is_saved = self.host.commit({place: parsed}, label, self._typing)
        self.text_cleaned.emit(handler.clean(text))
        return is_saved

    # -- typing -----------------------------------------------------------------------------

    def begin_typing(self, index: Index) -> None:
        """What is typed into a cell from now on, until typing ends, is one step."""
        place = self.place(index)
        assert place is not None
        self._typing = f"{place.path} {next(_sessions)}"
        self._before_typing = (place, self.host.value(place), self.host.text_at(place))

    def drop_typing(self) -> None:
        """Let what stood in the cell before the typing come back."""
        if self._before_typing is None:
            return
        place, value, text = self._before_typing
        changes = {place: value} if text is None else {}
        label = self.step_label(self.index_of(place))
        self.host.commit(changes, label, self._typing, texts={place: text})

    def end_typing(self) -> None:
        """The cell's editor is closed."""
        self._typing = self._before_typing = None

    def step_label(self, index: Index) -> str:
        """What the undo list calls a change of one cell."""
        title = self.layout.rows[index.row()].section.spec.title
        return tr("{title}：{label}", title=title, label=self.cells.heading(index.column()))

    # -- queries ----------------------------------------------------------------------------

    def place(self, index: Index) -> Place | None:
        """The place of a cell; None where it has none."""
        return self.layout.place(index.row(), index.column()) if index.isValid() else None

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place; invalid when it is not here."""
        found = self.layout.find(place)
        return QModelIndex() if found is None else self.index(*found)

    def is_editable(self, index: Index) -> bool:
        """Return whether a cell can be typed in."""
        return index.isValid() and self.cells.is_editable(index.row(), index.column())

    def refresh(self, places: frozenset[Place] = frozenset()) -> None:
        """Announce that values may have changed, computed ones of the same projects too."""
        projects = {each.project for each in places}
        for row, each in enumerate(self.layout.rows):
            if not places or None in projects or each.section.project_id in projects:
                last = self.index(row, self.columnCount() - 1)
                self.dataChanged.emit(self.index(row, 0), last)

    def refresh_marks(self) -> None:
        """Announce that findings may have changed."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, _MARKS)

    # -- private ----------------------------------------------------------------------------

    def _colour(self, row: int, column: int, role: int) -> object:
        colours = theme.current_colours()
        if role == Qt.ItemDataRole.BackgroundRole and self.cells.is_given(row, column):
            return QBrush(QColor(colours.surface))
        if role == Qt.ItemDataRole.ForegroundRole and self.cells.is_unread(row, column):
            return QBrush(QColor(colours.error))
        return None

    def _show_unit(self, _unit: MoneyUnit) -> None:
        self.refresh()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
