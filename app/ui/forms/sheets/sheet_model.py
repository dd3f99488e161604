"""Item model of a sheet: the rows of a section, or of one section in all projects."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QIcon

from app.characters.cleaning import Cleaned
from app.forms.field_types import FieldTypeHandler, ParseProblem, field_type
from app.forms.rules.generic import MISSING_CODES
from app.forms.sheets.layouts import ColumnSource, SheetColumn, SheetLayout
from app.forms.sheets.pasted_blocks import (
    PlacedCell,
    Placement,
    SheetNames,
    place_block,
    reads_alike,
)
from app.forms.targets import is_unit_column, state_unit, with_row_unit
from app.forms.unread_texts import find_problem
from app.models.answers import Place, StoredValue
from app.models.findings import Finding, Severity
from app.models.forms import FIGURE_TYPES, BlankSection, FieldSpec, FieldType
from app.models.money import MoneyUnit
from app.ui.forms.editors.computed_display import STATE_LOOKS
from app.ui.forms.field_box import SEVERITY_LOOKS
from app.ui.forms.finding_text import describe_finding
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import is_money
from app.ui.messages import format_message, word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.labels import build_tip
from app.visible_text import visible_line, visible_text

Index = QModelIndex | QPersistentModelIndex
PLACE_ROLE = Qt.ItemDataRole.UserRole
_sessions = count(1)
_UNCHANGED = Cleaned("")
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class PasteOutcome(StrEnum):
    """Outcome of one pasted cell."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    READ_ONLY = "read_only"
    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    UNPLACED = "unplaced"


@dataclass(frozen=True)
class PastedCell:
    """One cell of a pasted block, with its outcome."""

    row: int
    column: int
    text: str
    outcome: PasteOutcome
    message: str = ""
    cleaned: Cleaned = _UNCHANGED
    is_by_name: bool = False
    """Whether the block's own headings or row names said where it belongs."""


class SheetModel(QAbstractTableModel):
    """Reads and writes through the form's host; keeps unreadable text in its cell."""

    paste_undone = Signal()
    text_cleaned = Signal(object)

    def __init__(self, host: FormHost, layout: SheetLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.host = host
        self.layout = layout
        self.fields = tuple(each.spec for each in layout.columns)
        self._typing: str | None = None
        self._before_typing: tuple[Place, StoredValue, str | None] | None = None
        self._before_paste: Mapping[Place, StoredValue] = {}
        host.unit_changed.connect(self._show_unit)

    # -- Qt overrides ----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(self.layout.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt override: computed cells can be read and copied, not edited."""
        flags = super().flags(index)
        if self.can_edit(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt override: labels with their unit; rows are numbered."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        spec = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._header(self.layout.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return build_tip(spec.help) or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt override."""
        if not index.isValid():
            return None
        spec, place = self.fields[index.column()], self.place(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(spec))
        if self.layout.columns[index.column()].source is not ColumnSource.FIELD:
            return self._show_beside(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_text(self._text(spec, place, for_editing=False))
        if role == Qt.ItemDataRole.EditRole:
            return self._text(spec, place, for_editing=True)
        if role == PLACE_ROLE:
            return place
        if role == Qt.ItemDataRole.ToolTipRole:
            return build_tip(self._tool_tip(place) or "") or None
        return self._look(spec, place, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt override: read typed text; what cannot be read stays in the cell with its reason."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        if not self.can_edit(index):
            return False
        place = self.place(index)
        text = "" if value is None else str(value)
        handler = self._reader(place)
        label = self._cell_label(place)
        try:
            parsed = handler.parse(text)
        except ParseProblem:
            return self.host.commit({}, label, self._typing, texts={place: text})
        self.text_cleaned.emit(handler.clean(text))
        return self.host.commit({place: parsed}, label, self._typing)

    def begin_typing(self, index: Index) -> None:
        """What is typed into a cell from now on, until typing ends, is one step."""
        place = self.place(index)
        self._typing = f"{place.path} {next(_sessions)}"
        self._before_typing = (place, self.host.value(place), self.host.text_at(place))

    def drop_typing(self) -> None:
        """Let what stood in the cell before the typing come back."""
        if self._before_typing is None:
            return
        place, value, text = self._before_typing
        changes = {place: value} if text is None else {}
        self.host.commit(changes, self._cell_label(place), self._typing, texts={place: text})

    def end_typing(self) -> None:
        """The cell's editor is closed."""
        self._typing = self._before_typing = None

    def _cell_label(self, place: Place) -> str:
        at = self.layout.find(place)
        label = "" if at is None else self.fields[at[1]].label
        return tr("{title}：{label}", title=self.layout.title, label=label)

    # -- queries and edits ------------------------------------------------------------------

    def place(self, index: Index) -> Place:
        """Return the place of a cell."""
        return self.layout.place(index.row(), index.column())

    def index_of(self, place: Place) -> QModelIndex:
        """Return the cell of a place; invalid when it is not here."""
        cell = self.layout.find(place)
        return QModelIndex() if cell is None else self.index(*cell)

    def is_editable(self, column: int) -> bool:
        """Return whether a column can be edited."""
        return self.layout.columns[column].is_typed and not self.host.read_only

    def can_edit(self, index: Index) -> bool:
        """Return whether a cell can be edited: not one that a nil statement stands in for."""
        if not index.isValid() or not self.is_editable(index.column()):
            return False
        return not self.host.is_covered(self.layout.rows[index.row()].section)

    def refresh(self, places: frozenset[Place] = frozenset()) -> None:
        """Announce that values, computed ones or findings may have changed."""
        if self._is_paste_undone(places):
            self._before_paste = {}
            self.paste_undone.emit()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def paste(
        self, row: int, column: int, block: list[list[str]], shown: list[list[str]] | None = None
    ) -> tuple[PastedCell, ...]:
        """Write a block of texts into the cells from there on, as one step.

        Its own headings, row names and units go before its place; a blank writes nothing. Returns
        the outcome of each cell; unreadable text stays in its cell. `shown` is what was seen of the
        block, which is read where its digits beyond that cannot be kept.
        """
        changes: dict[Place, StoredValue] = {}
        texts: dict[Place, str | None] = {}
        placement = place_block(block, row, column, self._name_cells(), shown)
        units = self._pasted_units(placement)
        results = [
            replace(
                self._paste_cell(each, units.get(each.row, ""), changes, texts),
                is_by_name=placement.is_by_name,
            )
            for each in placement.cells
        ]
        before = {place: self.host.value(place) for place in (*changes, *texts)}
        label = tr("貼上 {title}", title=self.layout.title)
        if before and not self.host.commit(changes, label, texts=texts):
            return ()
        self._before_paste = before
        self.refresh()
        return tuple(results)

    def clear_cells(self, indexes: list[QModelIndex]) -> None:
        """Empty cells as one step."""
        places = [self.place(each) for each in indexes if self.can_edit(each)]
        emptied: dict[Place, StoredValue] = dict.fromkeys(places)
        self.host.commit(emptied, tr("清除 {title}", title=self.layout.title))
        self.refresh()

    # -- private ----------------------------------------------------------------------------

    def _name_cells(self) -> SheetNames:
        """The headings, and the column that names the rows: the first that is only shown."""
        columns = self.layout.name_columns
        names = [str(self.index(row, columns[-1]).data() or "") for row in
                 range(self.rowCount())] if columns else []  # fmt: skip
        return SheetNames(
            [each.heading for each in self.layout.columns], names, columns[-1] if columns else None
        )

    def _pasted_units(self, placement: Placement) -> dict[int | None, str]:
        """The unit that each row of a block states, by the row it belongs to."""
        return {
            each.row: each.text.strip()
            for each in placement.cells
            if each.column is not None
            and each.column < self.columnCount()
            and is_unit_column(self.fields[each.column])
        }

    def _paste_cell(
        self,
        cell: PlacedCell,
        row_unit: str,
        changes: dict[Place, StoredValue],
        texts: dict[Place, str | None],
    ) -> PastedCell:
        row, column, text = cell.row, cell.column, cell.text
        if row is None:
            message = tr("「{name}」不是本表的列，整列未寫入。", name=cell.name)
            return PastedCell(-1, -1, text, PasteOutcome.UNPLACED, message)
        if column is None or row >= self.rowCount() or column >= self.columnCount():
            return PastedCell(row, -1 if column is None else column, text, PasteOutcome.OUTSIDE)
        if not self.can_edit(self.index(row, column)):
            stands = str(self.index(row, column).data() or "")
            is_same = bool(text.strip()) and reads_alike(text, stands)
            outcome = PasteOutcome.UNCHANGED if is_same else PasteOutcome.READ_ONLY
            return PastedCell(row, column, text, outcome)
        if not text.strip():
            return PastedCell(row, column, text, PasteOutcome.UNCHANGED)
        place = self.place(self.index(row, column))
        handler = self._reader(place)
        seen = state_unit(cell.shown or text, handler.spec, row_unit, cell.unit)
        text = state_unit(text, handler.spec, row_unit, cell.unit)
        try:
            value = _read_either(handler, text, seen)
        except ParseProblem as problem:
            texts[place] = text
            message = format_message(problem.code, problem.params)
            return PastedCell(row, column, text, PasteOutcome.UNREADABLE, message)
        if value == self.host.value(place) and self.host.text_at(place) is None:
            return PastedCell(row, column, text, PasteOutcome.UNCHANGED)
        changes[place] = value
        cleaned = handler.clean(text)
        return PastedCell(row, column, text, PasteOutcome.WRITTEN, cleaned=cleaned)

    def _is_paste_undone(self, changed: frozenset[Place]) -> bool:
        """Return whether this change restored everything the last paste had replaced."""
        return bool(self._before_paste) and all(
            place in changed and self.host.value(place) == before
            for place, before in self._before_paste.items()
        )

    def _text(self, spec: FieldSpec, place: Place, *, for_editing: bool) -> str:
        unfinished = self.host.text_at(place)
        if unfinished is not None:
            return unfinished
        handler = field_type(spec, self.host.blank.form, self.host.unit)
        return (handler.edit_text if for_editing else handler.format)(self.host.value(place))

    def _look(self, spec: FieldSpec, place: Place, role: int) -> object:
        colours = theme.current_colours()
        if role == Qt.ItemDataRole.BackgroundRole and spec.type is FieldType.COMPUTED:
            return QBrush(QColor(colours.surface))
        if role == Qt.ItemDataRole.ForegroundRole and self.host.text_at(place) is not None:
            return QBrush(QColor(colours.error))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(spec, place)
        return None

    def _icon(self, spec: FieldSpec, place: Place) -> QIcon | None:
        if self.host.text_at(place) is not None:
            return icons.icon("circle-alert", theme.Tone.ERROR)
        finding = self._worst(place)
        if finding is not None:
            icon_name, tone = SEVERITY_LOOKS[finding.severity]
            return icons.icon(icon_name, tone)
        value = self.host.value(place)
        if spec.shows is FieldType.CHOICE and isinstance(value, str) and value in STATE_LOOKS:
            icon_name, tone = STATE_LOOKS[value]
            return icons.icon(icon_name, tone)
        return None

    def _worst(self, place: Place) -> Finding | None:
        findings = [each for each in self.host.findings_at(place) if each.code not in MISSING_CODES]
        return min(findings, key=lambda each: _ORDER.index(each.severity), default=None)

    def _tool_tip(self, place: Place) -> str | None:
        unfinished = self.host.text_at(place)
        if unfinished is not None:
            return self._problem(place, unfinished)
        lines = []
        for finding in self.host.findings_at(place):
            sentence = describe_finding(finding, self.host.unit)
            lines.append(f"{word(finding.severity)} {finding.code}　{sentence}")
        return "\n".join(lines) or None

    def _problem(self, place: Place, text: str) -> str:
        problem = find_problem(self._reader(place), text)
        return format_message(problem.code, problem.params)

    def _reader(self, place: Place) -> FieldTypeHandler:
        """What reads a text for a place, in the unit of its row."""
        section = self._section(place)
        spec = with_row_unit(section.spec, place, self.host.value)
        return field_type(spec, self.host.blank.form, self.host.unit)

    def _header(self, column: SheetColumn) -> str:
        spec = column.spec
        unit = word(self.host.unit) if is_money(spec) else spec.unit
        is_owed = spec.required and column.is_typed
        text = visible_line(column.heading)
        text = tr("{label}（{unit}）", label=text, unit=unit) if unit else text
        required = tr("＊必填") if is_owed else ""
        return f"{text}\n{required}" if required else text

    def _show_beside(self, index: QModelIndex | QPersistentModelIndex, role: int) -> object:
        """A cell that is no field of this year: the project's name, or what stood there earlier."""
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(QColor(theme.current_colours().surface))
        if role == PLACE_ROLE:
            return self.place(index)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.layout.rows[index.row()]
        if self.layout.columns[index.column()].source is ColumnSource.PROJECT:
            is_nil = self.host.is_covered(row.section)
            name = tr("{name}（本期無執行）", name=row.project) if is_nil else row.project
            return visible_line(name)
        value = self.host.earlier_value(self.place(index))
        handler = field_type(self.fields[index.column()], self.host.blank.form, self.host.unit)
        return visible_text(handler.format(value))

    def _section(self, place: Place) -> BlankSection:
        cell = self.layout.find(place)
        assert cell is not None
        return self.layout.rows[cell[0]].section

    def _show_unit(self, unit: MoneyUnit) -> None:
        self.refresh()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)


def _read_either(handler: FieldTypeHandler, text: str, seen: str) -> StoredValue:
    """The value of a text, else of what was seen of it. Raises ParseProblem."""
    try:
        return handler.parse(text)
    except ParseProblem:
        if seen == text:
            raise
        return handler.parse(seen)


def _alignment(spec: FieldSpec) -> Qt.AlignmentFlag:
    side = (
        Qt.AlignmentFlag.AlignRight
        if spec.shown_type in FIGURE_TYPES
        else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter
