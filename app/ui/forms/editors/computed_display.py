"""Display of a computed field: selectable text, not an input."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.forms.field_types import field_type
from app.models.forms import FIGURE_TYPES, FieldSpec, FieldType, FormSpec
from app.models.money import MoneyUnit
from app.models.progress import FigureState
from app.ui.forms.editors.editor import Editor
from app.ui.messages import word
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

STATE_LOOKS: dict[str, tuple[str, Tone]] = {
    FigureState.BEHIND: ("triangle-alert", Tone.WARNING),
    FigureState.OVER_CEILING: ("triangle-alert", Tone.WARNING),
    FigureState.OVERDUE: ("triangle-alert", Tone.WARNING),
    FigureState.NEAR: ("circle-dot", Tone.ACCENT),
    FigureState.MET: ("circle-check", Tone.OK),
    FigureState.COMPLETED: ("circle-check", Tone.OK),
}
"""Icon and tone of a figure's state; the word stands beside it. The rest are plain."""


class ComputedDisplay(Editor):
    """Selectable text of a computed value; figures are right-aligned like those beside them."""

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.mark = build_label()
        self.mark.hide()
        self.text = build_label()
        self.text.setWordWrap(spec.shows not in FIGURE_TYPES)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(spec.label)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setMinimumHeight(self.text.fontMetrics().height() + 10)
        if spec.shows in FIGURE_TYPES:
            self.text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = fill_box(QHBoxLayout(), self.mark, (self.text, 1), spacing=theme.GAP_SMALL)
        self._layout.addLayout(row)

    def show_value(self) -> None:
        """Show the value as it will be printed, with its unit."""
        shown = field_type(self.spec, self.form, self.unit).format(self._value)
        if self.spec.shows is FieldType.MONEY and self._value is not None:
            shown = f"{shown} {word(self.unit)}"
        self.text.setText(shown or "—")
        if isinstance(self._value, str) and self._value in STATE_LOOKS:
            icon_name, tone = STATE_LOOKS[self._value]
            self.mark.setPixmap(icons.pixmap(icon_name, tone))
            self.mark.show()
            theme.set_tone(self.text, tone)
        else:
            self.mark.hide()
            theme.set_tone(self.text, Tone.PLAIN)

    def set_unit(self, unit: MoneyUnit) -> None:
        """Show money in another unit."""
        super().set_unit(unit)
        self.show_value()

    def set_read_only(self, read_only: bool) -> None:
        """Change nothing: a computed field is always read-only."""
