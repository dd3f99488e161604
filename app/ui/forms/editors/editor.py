"""Base of the field editors: shows a stored value and announces the values entered."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.characters.cleaning import Cleaned
from app.forms.field_types import field_type
from app.forms.unread_texts import find_problem
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit
from app.ui.forms.composition import Composition
from app.ui.forms.finding_text import describe_cleaning
from app.ui.forms.typing_pause import TypingPause
from app.ui.messages import format_message
from app.ui.widgets import theme


class Editor(QWidget):
    """Base of the editors, one subclass per field type.

    `set_value` never emits. What is typed is kept within a second of its first key: a value with
    `value_committed`, a text that cannot be read with `text_kept`. When the field is left,
    `problem_changed(sentence)` says why it cannot. `text_cleaned(sentence)` says what was changed
    in what was entered.
    """

    value_committed = Signal(object)
    problem_changed = Signal(str)
    text_kept = Signal(str)
    focus_changed = Signal(bool)
    text_cleaned = Signal(str)
    step_ended = Signal()
    """What is entered next is undone by itself."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.form = form
        self.unit = MoneyUnit.YUAN
        self.problem = ""
        self._value: StoredValue = None
        self._has_kept_text = False
        self._compositions: list[Composition] = []
        self.pause = TypingPause(self.keep_typing, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GAP_SMALL)

    @property
    def value(self) -> StoredValue:
        """The value last set or committed."""
        return self._value

    def set_value(self, value: StoredValue) -> None:
        """Show a value; typing in progress is not disturbed by the value it has committed."""
        self._value = value
        self._has_kept_text = False
        self.set_problem("")
        self.show_value()

    def show_value(self) -> None:
        """Display the value, signals blocked."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show text typed earlier that cannot be read, with the reason."""
        self._value = None
        self._has_kept_text = True
        if text != self.typed_text():
            self.show_text(text)
            self.set_problem(self.explain(text))

    def typed_text(self) -> str:
        """What stands in the control."""
        return ""

    def show_text(self, text: str) -> None:
        """Display a text as it was typed, signals blocked."""

    def keep_typing(self) -> None:
        """Keep what is typed as it stands, leaving the control and its cursor alone."""

    def set_unit(self, unit: MoneyUnit) -> None:
        """Show and read money in another unit."""
        self.unit = unit

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied, not changed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Commit what is typed and not committed yet."""

    def hand_over(self) -> None:
        """Commit what is typed, with what is still being composed: the field is left."""
        for each in self._compositions:
            each.settle()
        self.commit()

    def read(self, text: str) -> StoredValue:
        """Read typed text and say what was cleaned. Raises ParseProblem."""
        handler = field_type(self.spec, self.form, self.unit)
        value = handler.parse(text)
        self.say_cleaned(handler.clean(text))
        return value

    def say_cleaned(self, cleaned: Cleaned) -> None:
        """Announce what was changed in a text; nothing where nothing was."""
        if sentence := describe_cleaning(cleaned):
            self.text_cleaned.emit(sentence)

    def set_problem(self, sentence: str) -> None:
        """Announce that the typed text cannot be read, or (empty sentence) that it can."""
        if sentence != self.problem:
            self.problem = sentence
            self.mark_problem(bool(sentence))
            self.problem_changed.emit(sentence)

    def mark_problem(self, has_problem: bool) -> None:
        """Mark the input itself."""

    def explain(self, text: str) -> str:
        """Why a text is no value of the field."""
        problem = find_problem(field_type(self.spec, self.form, self.unit), text)
        return format_message(problem.code, problem.params)

    def keep_text(self, text: str) -> None:
        """Keep a text that cannot be read: it stands in place of the value."""
        self._value = None
        self._has_kept_text = True
        self.text_kept.emit(text)

    def emit_value(self, value: StoredValue) -> None:
        """Commit a value the user has entered, unless it is the present one."""
        self.set_problem("")
        if value != self._value or self._has_kept_text:
            self._value = value
            self._has_kept_text = False
            self.value_committed.emit(value)

    def restore_saved(self, kept: StoredValue) -> None:
        """Restore the saved value after a failed save; the typed text stays for another commit."""
        self._value = kept

    def watch(self, control: QWidget) -> None:
        """Watch a control for focus, Enter, undo and what is composed in it."""
        control.installEventFilter(self)
        self._compositions.append(Composition(control))  # the filter installed last goes first
        if self.focusProxy() is None:
            self.setFocusProxy(control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Track focus; leave Ctrl+Z to others where the control has nothing to undo itself."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.focus_changed.emit(True)
        elif kind == QEvent.Type.FocusOut:
            self.commit()
            if not isinstance(event, QFocusEvent) or event.reason() is not _OPENS_LIST:
                self.focus_changed.emit(False)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            takes_back = event.matches(QKeySequence.StandardKey.Undo)
            does_again = event.matches(QKeySequence.StandardKey.Redo)
            if (takes_back and not self.can_undo()) or (does_again and not self.can_redo()):
                event.ignore()
                return True
        elif kind == QEvent.Type.Wheel and not cast(QWidget, watched).hasFocus():
            event.ignore()  # the wheel scrolls the form and changes no answer
            return True
        return super().eventFilter(watched, event)

    def can_undo(self) -> bool:
        """Return whether the control has typing of its own to undo."""
        return False

    def can_redo(self) -> bool:
        """Return whether the control has typing of its own to redo."""
        return False


_OPENS_LIST = Qt.FocusReason.PopupFocusReason
"""A list, menu or calendar of the field's own has the keyboard: the field is not left."""

NO_WHEEL_POLICY = Qt.FocusPolicy.StrongFocus
"""Focus by Tab and click only, so that scrolling a form never lands in a field."""
