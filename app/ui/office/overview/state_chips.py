"""The states of a round as buttons: how many agencies, and a filter of the matrix."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.models.reviews import ReturnState
from app.ui.messages import word
from app.ui.office.state_marks import COUNT_ORDER, STATE_ICONS, STATE_TONES
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.labels import build_tip
from app.ui.widgets.theme import Tone


class StateChips(QWidget):
    """One button a state; those pressed say which agencies are kept."""

    chosen_changed = Signal(frozenset)
    """The states pressed; none of them means all."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP_SMALL)
        self.buttons = {state: QToolButton() for state in COUNT_ORDER}
        for state, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(build_tip(tr("只看{state}的機關；再按一次看全部", state=word(state))))
            button.clicked.connect(self._tell)
            line.addWidget(button)

    def show_counts(self, counts: Mapping[ReturnState, int]) -> None:
        """Show how many agencies are in each state."""
        for state, button in self.buttons.items():
            tone = STATE_TONES[state] if counts[state] else Tone.MUTED
            button.setText(f"{word(state)} {counts[state]}")
            button.setIcon(icons.icon(STATE_ICONS[state], tone))

    def chosen(self) -> frozenset[ReturnState]:
        """The states pressed."""
        return frozenset(state for state, button in self.buttons.items() if button.isChecked())

    def _tell(self) -> None:
        self.chosen_changed.emit(self.chosen())
