"""Editors of choice lists: one entry, or any number of them."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.ui.forms.editors.editor import NO_WHEEL_POLICY, Editor
from app.ui.translation import tr
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_button_text
from app.visible_text import visible_line

NOT_CHOSEN = tr("（未選擇）")


class ChoiceEditor(Editor):
    """Editor of one entry of a list."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.combo = QComboBox()
        self.combo.setAccessibleName(spec.label)
        self.combo.setFocusPolicy(NO_WHEEL_POLICY)
        self.combo.addItem(NOT_CHOSEN, None)
        for choice in form.choices(spec.choices or ""):
            self.combo.addItem(visible_line(choice.label), choice.id)
        self.combo.activated.connect(self._take)
        self.watch(self.combo)
        self._layout.addWidget(self.combo)

    def show_value(self) -> None:
        """Show the chosen entry; an id that is not in the list is shown as it is."""
        blocked = self.combo.blockSignals(True)
        index = self.combo.findData(self._value) if self._value is not None else 0
        if index < 0:
            self.combo.addItem(visible_line(str(self._value)), self._value)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)
        self.combo.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Allow reading the entry only, or editing again."""
        self.combo.setEnabled(not read_only)

    def _take(self, index: int) -> None:
        self.emit_value(self.combo.itemData(index))


class MultiChoiceEditor(Editor):
    """Editor of any number of entries: check boxes in a flow layout."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.boxes: dict[str, QCheckBox] = {}
        area = QWidget()
        area.setAccessibleName(spec.label)
        flow = FlowLayout(area)
        for choice in form.choices(spec.choices or ""):
            box = QCheckBox(build_button_text(choice.label))
            box.clicked.connect(self._take)
            self.watch(box)
            flow.addWidget(box)
            self.boxes[choice.id] = box
        self._layout.addWidget(area)

    def show_value(self) -> None:
        """Check the chosen entries."""
        chosen = self._value if isinstance(self._value, tuple) else ()
        for key, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(key in chosen)
            box.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Allow reading the check boxes only, or editing again."""
        for box in self.boxes.values():
            box.setEnabled(not read_only)

    def _take(self) -> None:
        ticked = tuple(key for key, box in self.boxes.items() if box.isChecked())
        value: StoredValue = ticked or None
        self.emit_value(value)
