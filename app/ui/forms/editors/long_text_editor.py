"""Editor of long texts: grows with its text, counts characters, commits while typing."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.characters.cleaning import clean_text
from app.forms.field_types import ParseProblem, field_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.ui.forms.editors.editor import Editor
from app.ui.messages import format_message
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_MIN_LINES, _MAX_LINES = 3, 16


class CleaningBox(QPlainTextEdit):
    """Box that cleans what is pasted or dropped into it before it stands there."""

    text_cleaned = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt override."""
        cleaned = clean_text(source.text())
        self.insertPlainText(cleaned.text)
        self.ensureCursorVisible()
        self.text_cleaned.emit(cleaned)


class LongTextEditor(Editor):
    """Several paragraphs. Tab leaves the field; the character count stands below, at the right."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.box = CleaningBox()
        self.box.text_cleaned.connect(self.say_cleaned)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(spec.label)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = build_label(style="small")
        self.box.textChanged.connect(self._note_typing)
        self.box.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self.watch(self.box)
        self._layout.addWidget(self.box)
        self._layout.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self._show_count()
        self._fit_height()

    def set_value(self, value: StoredValue) -> None:
        """Leave cursor and undo alone where the value is the one this box has just committed."""
        is_ours = value == self._value and not self._has_kept_text
        if is_ours and self.box.hasFocus() and not self.problem:
            return
        super().set_value(value)

    def show_value(self) -> None:
        """Display the text in the box."""
        text = field_type(self.spec, self.form, self.unit).edit_text(self._value)
        if text != self.box.toPlainText():
            self.show_text(text)
        self._show_count()

    def typed_text(self) -> str:
        """What stands in the box."""
        return self.box.toPlainText()

    def show_text(self, text: str) -> None:
        """Display a text as it was typed."""
        blocked = self.box.blockSignals(True)
        self.box.setPlainText(text)
        self.box.blockSignals(blocked)
        self._show_count()

    def keep_typing(self) -> None:
        """Commit the text as it is."""
        self.commit()

    def set_read_only(self, read_only: bool) -> None:
        """Allow reading and copying only, or editing again."""
        self.box.setReadOnly(read_only)

    def commit(self) -> None:
        """Commit the text as it is."""
        self.pause.stop()
        text = self.box.toPlainText()
        try:
            value = self.read(text)
        except ParseProblem as problem:
            self.set_problem(format_message(problem.code, problem.params))
            self.keep_text(text)
            return
        self.emit_value(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what was kept of the text when the box is left."""
        is_done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and not self.problem:
            self._show_cleaned()
        return is_done

    def _show_cleaned(self) -> None:
        """Put the cleaned text in the place of the typed one, where that one was saved."""
        text, handler = self.box.toPlainText(), field_type(self.spec, self.form, self.unit)
        if handler.clean(text).text != text and handler.parse(text) == self._value:
            self.show_value()

    def mark_problem(self, has_problem: bool) -> None:
        """Frame the box."""
        theme.set_problem(self.box, has_problem)

    def can_undo(self) -> bool:
        """Return whether the box has typing to undo."""
        return self.box.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """Return whether the box has typing to redo."""
        return self.box.document().isRedoAvailable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new line breaks."""
        super().resizeEvent(event)
        self._fit_height()

    def _note_typing(self) -> None:
        self._show_count()
        if not self.box.isReadOnly():
            self.pause.note_key()

    def _show_count(self) -> None:
        # Code points, so that 𠮷 counts as one character.
        used = len(clean_text(self.box.toPlainText()).text.strip())
        limit = self.spec.max_length
        if limit is None:
            self.count.setText(tr("{used} 字", used=used))
            theme.set_tone(self.count, Tone.MUTED)
        elif used > limit:
            self.count.setText(
                tr(
                    "{used:,} / {limit:,} 字，超過 {surplus:,} 字",
                    used=used,
                    limit=limit,
                    surplus=used - limit,
                )
            )
            theme.set_tone(self.count, Tone.ERROR)
        else:
            self.count.setText(tr("{used:,} / {limit:,} 字", used=used, limit=limit))
            theme.set_tone(self.count, Tone.MUTED)

    def _fit_height(self) -> None:
        line_height = self.box.fontMetrics().lineSpacing()
        lines = max(_MIN_LINES, min(_MAX_LINES, round(self.box.document().size().height())))
        margins = self.box.contentsMargins()
        padding = 2 * round(self.box.document().documentMargin()) + 2 * theme.GAP_SMALL
        height = lines * line_height + padding + margins.top() + margins.bottom()
        if height != self.box.height():
            self.box.setFixedHeight(height)
