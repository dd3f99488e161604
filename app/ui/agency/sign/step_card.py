"""One numbered step of signing: its state in icon and word, what is left, and its controls."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.agency.handing_in.steps import StepState
from app.ui.messages import word
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_LOOKS = {
    StepState.DONE: ("circle-check", Tone.OK),
    StepState.OPEN: ("circle-dot", Tone.ACCENT),
    StepState.WAITING: ("circle-dashed", Tone.MUTED),
}


class StepCard(QFrame):
    """A card that its page fills with controls."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        theme.set_panel(self, "card")
        self.state = StepState.WAITING
        self._mark = build_label()
        self._word = build_label()
        name = build_label(f"{number}　{title}", style="heading")
        self.left = build_label(wraps=True)
        head = fill_box(QHBoxLayout(), (name, 1), self._mark, self._word)
        self._body = fill_box(
            QVBoxLayout(self),
            head,
            self.left,
            margins=(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE),
            spacing=theme.GAP_SMALL,
        )

    def set_state(self, state: StepState, left: str) -> None:
        """Say how far the step is and what is left."""
        self.state = state
        icon_name, tone = _LOOKS[state]
        self._mark.setPixmap(icons.pixmap(icon_name, tone))
        self._word.setText(word(state))
        theme.set_tone(self._word, tone)
        self.left.setText(left)

    def add(self, widget: QWidget) -> None:
        """Put a control below the others."""
        self._body.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> None:
        """Put controls beside one another below the others."""
        row = fill_box(QHBoxLayout(), *widgets, 1)
        self._body.addLayout(row)
