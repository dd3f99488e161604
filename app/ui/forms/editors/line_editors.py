"""Single-line editors: text, figures, money, dates. The text is read on commit."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.forms.field_types import ParseProblem, field_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType, FormSpec
from app.models.money import MoneyUnit
from app.models.periods import taiwan_day
from app.notations.readings import say_by_group, say_in_capitals
from app.ui.forms.editors.date_line import DateLine
from app.ui.forms.editors.editor import Editor
from app.ui.messages import format_message, word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone


class LineEditor(Editor):
    """Editor of one line of text that a field type can read."""

    placeholder = ""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.line = self.build_line()
        self.line.setPlaceholderText(self.placeholder)
        self.line.setAccessibleName(spec.label)
        self.line.returnPressed.connect(self.commit)
        self.line.textEdited.connect(self.pause.note_key)
        self.watch(self.line)
        row = fill_box(QHBoxLayout(), (self.line, 1), spacing=theme.GAP_SMALL)
        self._unit_label = build_label(spec.unit, Tone.MUTED)
        row.addWidget(self._unit_label)
        self._layout.addLayout(row)
        self._unit_label.setVisible(bool(spec.unit))
        self._shown: str | None = ""

    def build_line(self) -> QLineEdit:
        """Build the line."""
        return QLineEdit()

    def show_value(self) -> None:
        """Display the value on the line."""
        text = field_type(self.spec, self.form, self.unit).edit_text(self._value)
        self._put(text)

    def set_value(self, value: StoredValue) -> None:
        """Leave the typing alone where the value is the one this line has just committed."""
        is_typing = self.line.hasFocus() and self.line.text() != self._shown
        if is_typing and value == self._value and not self.problem and not self._has_kept_text:
            return
        super().set_value(value)

    def typed_text(self) -> str:
        """What stands on the line."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Display a text as it was typed; leaving the line reads it again."""
        self._put(text)
        self._shown = None

    def set_unit(self, unit: MoneyUnit) -> None:
        """Keep unreadable text as it is; otherwise show the value in the new unit."""
        if unit is not self.unit:
            self.commit()
            self.unit = unit
            if not self.problem:
                self.show_value()

    def set_read_only(self, read_only: bool) -> None:
        """Allow reading and copying only, or editing again."""
        self.line.setReadOnly(read_only)

    def commit(self) -> None:
        """Read the text; commit the value, or announce why it cannot be read."""
        self.pause.stop()
        text = self.line.text()
        if text == self._shown or self.line.isReadOnly():
            return
        try:
            value = self.read(text)
        except ParseProblem as problem:
            self.set_problem(format_message(problem.code, problem.params))
            self.keep_text(text)
            return
        self._shown = text
        self.emit_value(value)
        if self._shown is not None:
            self.show_value()

    def keep_typing(self) -> None:
        """Why a text cannot be read is said when the line is left."""
        text = self.line.text()
        if text == self._shown or self.line.isReadOnly():
            return
        try:
            value = field_type(self.spec, self.form, self.unit).parse(text)
        except ParseProblem:
            self.keep_text(text)
            return
        self.emit_value(value)

    def restore_saved(self, kept: StoredValue) -> None:
        """Restore the saved value; leaving the line once more tries again."""
        super().restore_saved(kept)
        self._shown = None

    def mark_problem(self, has_problem: bool) -> None:
        """Frame the line."""
        theme.set_problem(self.line, has_problem)

    def can_undo(self) -> bool:
        """Return whether the line has typing to undo."""
        return self.line.isUndoAvailable()

    def can_redo(self) -> bool:
        """Return whether the line has typing to redo."""
        return self.line.isRedoAvailable()

    def _put(self, text: str) -> None:
        self._shown = text
        if self.line.text() != text:
            blocked = self.line.blockSignals(True)
            self.line.setText(text)
            self.line.blockSignals(blocked)
            if self.line.hasFocus():
                self.line.end(False)
            else:
                self.line.setCursorPosition(0)


class TextEditor(LineEditor):
    """Short text."""


class FigureEditor(LineEditor):
    """Whole or decimal number or percentage, right-aligned."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if spec.type is FieldType.PERCENT and not spec.unit:
            self._unit_label.setText("%")
            self._unit_label.show()


class MoneyEditor(FigureEditor):
    """Amount in the chosen unit, thousands grouped; 1億2,000萬元 is read as well.

    A line below says what stands there by 億 and 萬, so that a slip of the unit is seen at once;
    its room is kept where nothing does.
    """

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self._unit_label.setText(word(self.unit))
        self._unit_label.show()
        self.reading = build_label(tone=Tone.MUTED, style="small")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.addWidget(self.reading)
        self.line.textEdited.connect(self._read_out)

    def set_unit(self, unit: MoneyUnit) -> None:
        """Show the unit beside the figure."""
        super().set_unit(unit)
        self._unit_label.setText(word(unit))
        self._read_out(self.line.text())

    def _put(self, text: str) -> None:
        super()._put(text)
        self._read_out(text)

    def _read_out(self, text: str) -> None:
        try:
            amount = field_type(self.spec, self.form, self.unit).parse(text)
        except ParseProblem:
            amount = None
        said, capitals = "", ""
        if isinstance(amount, int):
            said, capitals = say_by_group(amount), say_in_capitals(amount)
        self.reading.setText(said)
        self.reading.setToolTip(build_tip(capitals))


class DateEditor(LineEditor):
    """Date in any notation officers type, or taken from a calendar, which is a step of its own."""

    placeholder = tr("例：114.11.23")

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        self.today: Callable[[], date] = lambda: taiwan_day(datetime.now(UTC))
        """The present day; the host of a form has its own clock."""
        super().__init__(spec, form, parent)

    def build_line(self) -> DateLine:
        """Build a line with a calendar."""
        line = DateLine(lambda: self.today())
        line.day_taken.connect(self._take_day)
        return line

    def _take_day(self) -> None:
        self.step_ended.emit()
        self.commit()
        self.step_ended.emit()
