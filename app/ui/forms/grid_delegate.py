"""Item delegate of a grid: a line edit, a combo box, or a text box for long texts."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
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

from app.models.forms import FieldSpec, FieldType, FormSpec
from app.ui.forms.choice_editors import NOT_CHOSEN
from app.visible_text import visible_line

_LONG_TEXT_HEIGHT = 120


class GridDelegate(QStyledItemDelegate):
    """Editors by field type; their content is passed to the model as text."""

    def __init__(
        self,
        fields: tuple[FieldSpec, ...],
        form: Callable[[], FormSpec],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = fields
        self._form = form

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Qt override."""
        spec = self._fields[index.column()]
        if spec.type is FieldType.CHOICE:
            combo = QComboBox(parent)
            combo.addItem(NOT_CHOSEN, "")
            for choice in self._form().choices(spec.choices or ""):
                combo.addItem(visible_line(choice.label), choice.id)
            combo.activated.connect(lambda: self._finish(combo))
            return combo
        if spec.type is FieldType.LONG_TEXT:
            box = QPlainTextEdit(parent)
            box.setTabChangesFocus(True)
            return box
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0))
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt override."""
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
        """Ctrl+Enter finishes a long text; Enter alone begins a new line in it."""
        if isinstance(watched, QPlainTextEdit) and isinstance(event, QKeyEvent):
            enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and event.key() in enters:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self._finish(watched)
                    return True
                return False
        return super().eventFilter(watched, event)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def _editor_text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return "" if not editor.currentData() else editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()
