"""What the cells of a sheet say: text, heading, mark and tool tip, by row and column."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from app.forms.field_types import FieldTypeHandler, field_type
from app.forms.rules.generic import MISSING_CODES
from app.forms.sheets.layouts import SheetColumn, SheetLayout
from app.forms.sheets.pasted_blocks import SheetNames
from app.forms.targets import with_row_unit
from app.forms.unread_texts import find_problem
from app.models.answers import Place, StoredValue
from app.models.findings import Finding, Severity
from app.models.forms import FIGURE_TYPES, FieldSpec, FieldType
from app.ui.forms.editors.computed_display import STATE_LOOKS
from app.ui.forms.field_box import SEVERITY_LOOKS
from app.ui.forms.finding_text import describe_finding
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import is_money
from app.ui.messages import format_message, word
from app.ui.translation import tr
from app.ui.widgets import icons, theme

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class SheetCells:
    """The cells of one layout, as the host holds them now."""

    def __init__(self, host: FormHost, layout: SheetLayout) -> None:
        self.host = host
        self.layout = layout

    def text(self, row: int, column: int, *, for_editing: bool = False) -> str:
        """What stands in a cell, or what its editor begins with."""
        place, at = self.layout.place(row, column), self.layout.columns[column]
        if place is None or at.field is None:
            return self._project(row)
        handler = field_type(at.field, self.host.blank.form, self.host.unit)
        if at.is_earlier:
            return handler.format(self.host.earlier_value(place))
        unread = self.host.text_at(place)
        if unread is not None:
            return unread
        return (handler.edit_text if for_editing else handler.format)(self.host.value(place))

    def value(self, row: int, column: int) -> StoredValue:
        """The value of a cell; None where it holds a name."""
        place, at = self.layout.place(row, column), self.layout.columns[column]
        if place is None:
            return None
        return self.host.earlier_value(place) if at.is_earlier else self.host.value(place)

    def spec(self, row: int, column: int) -> FieldSpec | None:
        """The field of a cell, in the unit of its row."""
        place = self.layout.place(row, column)
        if place is None:
            return None
        return with_row_unit(self.layout.rows[row].section.spec, place, self.host.value)

    def reader(self, row: int, column: int) -> FieldTypeHandler:
        """What reads a text for a cell."""
        spec = self.spec(row, column)
        assert spec is not None
        return field_type(spec, self.host.blank.form, self.host.unit)

    def is_given(self, row: int, column: int) -> bool:
        """Return whether nobody types a cell: it is computed, or a nil statement stands for it."""
        if not self.layout.columns[column].is_entered:
            return True
        return self.host.is_covered(self.layout.rows[row].section)

    def is_editable(self, row: int, column: int) -> bool:
        """Return whether a cell can be typed in."""
        return not self.host.read_only and not self.is_given(row, column)

    def heading(self, column: int) -> str:
        """The heading of a column without its unit."""
        at = self.layout.columns[column]
        if at.field is None:
            return tr("計畫", "one")
        return tr("去年{label}", label=at.field.label) if at.is_earlier else at.field.label

    def unit(self, column: int) -> str:
        """The unit all of a column counts in; '' where it has none or each row its own."""
        spec = self.layout.columns[column].field
        if spec is None:
            return ""
        return word(self.host.unit) if is_money(spec) else spec.unit

    def header(self, column: int) -> str:
        """The heading with its unit, and whether it has to be filled in."""
        at, unit, text = self.layout.columns[column], self.unit(column), self.heading(column)
        if unit:
            text = tr("{label}（{unit}）", label=text, unit=unit)
        is_required = at.field is not None and at.field.required and at.is_entered
        return f"{text}\n{tr('＊必填')}" if is_required else text

    def row_name(self, row: int) -> str:
        """What a row is called, or its number where nothing names it."""
        names = [self.text(row, each) for each in self.layout.name_columns]
        return "・".join(filter(None, names)) or tr("第 {number} 列", number=row + 1)

    def names(self) -> SheetNames:
        """What the sheet says of itself to a pasted block."""
        columns = self.layout.name_columns
        names = [
            [each.project if self.layout.columns[at].field is None else self.text(row, at)
             for at in columns]
            for row, each in enumerate(self.layout.rows)
        ]  # fmt: skip
        headings = [self.heading(each) for each in range(len(self.layout.columns))]
        return SheetNames(headings, names, columns)

    def icon(self, row: int, column: int) -> QIcon | None:
        """The mark of what is wrong with a cell, or of the state it holds."""
        place, at = self.layout.place(row, column), self.layout.columns[column]
        if place is None or at.field is None or at.is_earlier:
            return None
        if self.host.text_at(place) is not None:
            return icons.icon("circle-alert", theme.Tone.ERROR)
        finding = self._worst(place)
        if finding is not None:
            icon_name, tone = SEVERITY_LOOKS[finding.severity]
            return icons.icon(icon_name, tone)
        value = self.host.value(place)
        if at.field.shows is FieldType.CHOICE and isinstance(value, str) and value in STATE_LOOKS:
            icon_name, tone = STATE_LOOKS[value]
            return icons.icon(icon_name, tone)
        return None

    def problems(self, row: int, column: int) -> tuple[str, ...]:
        """What is wrong with a cell, a sentence each."""
        place, at = self.layout.place(row, column), self.layout.columns[column]
        if place is None or at.is_earlier:
            return ()
        unread = self.host.text_at(place)
        if unread is not None:
            problem = find_problem(self.reader(row, column), unread)
            return (format_message(problem.code, problem.params),)
        return tuple(
            f"{word(each.severity)} {each.code}　{describe_finding(each, self.host.unit)}"
            for each in self.host.findings_at(place)
        )

    def tip(self, row: int, column: int) -> str:
        """What is wrong with a cell, under the names of its row and column; '' for nothing."""
        problems = self.problems(row, column)
        if not problems:
            return ""
        return "\n".join((f"{self.row_name(row)}・{self.heading(column)}", *problems))

    def is_unread(self, row: int, column: int) -> bool:
        """Return whether a text stands in a cell that cannot be read."""
        place = self.layout.place(row, column)
        is_here = place is not None and not self.layout.columns[column].is_earlier
        return is_here and place is not None and self.host.text_at(place) is not None

    def _project(self, row: int) -> str:
        at = self.layout.rows[row]
        is_nil = self.host.is_covered(at.section)
        return tr("{name}（本期無執行）", name=at.project) if is_nil else at.project

    def _worst(self, place: Place) -> Finding | None:
        findings = [each for each in self.host.findings_at(place) if each.code not in MISSING_CODES]
        return min(findings, key=lambda each: _ORDER.index(each.severity), default=None)


def align(column: SheetColumn) -> Qt.AlignmentFlag:
    """Figures stand at the right, all else at the left."""
    is_figure = column.field is not None and column.field.shown_type in FIGURE_TYPES
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
