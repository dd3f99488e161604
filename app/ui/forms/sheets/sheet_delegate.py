"""Item delegate of a sheet: a line edit, a combo box, or a text box for long texts.

What is typed is kept while the cell's editor is open; Escape takes all of it back.
"""

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.models.forms import FieldType
from app.models.periods import format_roc_date_short
from app.ui.forms.composition import Composition
from app.ui.forms.editors.choice_editors import NOT_CHOSEN
from app.ui.forms.sheets.sheet_model import SheetModel
from app.ui.forms.typing_pause import TypingPause
from app.visible_text import visible_line

_LONG_TEXT_HEIGHT = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class SheetDelegate(QStyledItemDelegate):
    """Editors by field type; their content is passed to the model as text."""

    typing_begun = Signal(object)
    """The index whose editor opens."""
    typing_dropped = Signal()
    """Escape: what stood in the cell before is to come back."""
    typing_ended = Signal()
    cell_left = Signal(int, int)
    """Enter or Tab: by how many rows, or cells, to go on."""

    def __init__(self, model: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._typed_in: QWidget | None = None
        self.composition: Composition | None = None
        """Of the editor that is open."""
        self._is_date = False
        self._pause = TypingPause(self._keep_typing, self)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Qt override."""
        self.typing_begun.emit(index)
        spec = self._model.layout.columns[index.column()].field
        assert spec is not None
        self._is_date = spec.type is FieldType.DATE
        if spec.type is FieldType.CHOICE:
            combo = QComboBox(parent)
            combo.addItem(NOT_CHOSEN, "")
            for choice in self._model.host.blank.form.choices(spec.choices or ""):
                combo.addItem(visible_line(choice.label), choice.id)
            combo.activated.connect(lambda: self._finish(combo))
            return combo
        if spec.type is FieldType.LONG_TEXT:
            box = QPlainTextEdit(parent)
            box.setTabChangesFocus(True)
            box.textChanged.connect(lambda: self._note_typing(box))
            self.composition = Composition(box)
            return box
        line = QLineEdit(parent)
        line.textEdited.connect(lambda: self._note_typing(line))
        self.composition = Composition(line)
        line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0))
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt override: what is being typed stands as it is."""
        if _is_typed_in(editor) or (self.composition is not None and self.composition.text):
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            found = editor.findText(text) if text else 0
            editor.setCurrentIndex(max(found, 0))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt override."""
        text = _editor_text(editor)
        if text != (index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt override: a long text gets room to write, downwards or upwards."""
        rect = option.rect  # type: ignore[attr-defined, unused-ignore]
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), _LONG_TEXT_HEIGHT))
            viewport = editor.parentWidget()
            if viewport is not None and rect.bottom() > viewport.height():
                rect.moveBottom(max(viewport.height(), rect.height()))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab keep the cell and go on, Alt+Enter breaks a line; Escape restores."""
        if event.type() == QEvent.Type.FocusOut and self.composition is not None:
            self.composition.settle()  # this filter goes before the composition's own
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            key = cast(QKeyEvent, event)
            if key.key() == Qt.Key.Key_Escape:
                self._pause.stop()
                self.typing_dropped.emit()
            elif self._take_key(watched, key):
                return True
        return super().eventFilter(watched, event)

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt override."""
        self._pause.stop()
        self._typed_in = self.composition = None
        self.typing_ended.emit()
        super().destroyEditor(editor, index)

    def finish_typing(self) -> None:
        """Keep what is typed or composed in the cell whose editor is open, and close that."""
        if self.composition is not None:
            self.composition.settle()
        if self.composition is not None:  # an input method's answer may have closed it
            self._finish(self.composition.control)

    def _take_key(self, editor: QWidget, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        if event.key() in _ENTER:
            if modifiers & Qt.KeyboardModifier.AltModifier and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
                return True
            self._finish(editor)
            self.cell_left.emit(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1, 0)
            return True
        if event.key() in _TABS:
            self._finish(editor)
            self.cell_left.emit(0, _TABS[Qt.Key(event.key())])
            return True
        if is_today_key(event) and self._is_date and isinstance(editor, QLineEdit):
            editor.insert(format_roc_date_short(self._model.host.today()))
            return True
        return False

    def _note_typing(self, editor: QWidget) -> None:
        self._typed_in = editor
        self._pause.note_key()

    def _keep_typing(self) -> None:
        if self._typed_in is not None:
            self.commitData.emit(self._typed_in)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def is_today_key(event: QKeyEvent) -> bool:
    """Return whether Ctrl+; was pressed."""
    is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_control and event.key() == Qt.Key.Key_Semicolon


def _is_typed_in(editor: QWidget) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isModified()
    return isinstance(editor, QLineEdit) and editor.isModified()


def _editor_text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return "" if not editor.currentData() else editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()
