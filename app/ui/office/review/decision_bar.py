"""The foot of the review page: who reviews, and what can be decided now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from app.models.reviews import DecisionKind, ReturnState
from app.office.review.decision_rules import possible_decisions
from app.ui.messages import word
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_ICONS = {
    DecisionKind.SEND_BACK: "undo-2",
    DecisionKind.REOPEN: "refresh-cw",
}


class DecisionBar(QFrame):
    """Buttons for the decisions that are possible; sending back wants a comment."""

    decided = Signal(object)
    """The DecisionKind asked for."""

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.hint = build_label(wraps=True)
        theme.set_tone(self.hint, Tone.MUTED)
        self.reviewer = QLineEdit(workspace.desk.officer)
        self.reviewer.setAccessibleName(tr("審查人"))
        self.reviewer.setPlaceholderText(tr("審查人姓名"))
        # As wide as a name is at this size of text; the hint beside it gives way.
        self.reviewer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.reviewer.editingFinished.connect(self._remember)
        self.buttons: dict[DecisionKind, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP_SMALL, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.hint, 1)
        layout.addWidget(build_label(tr("審查人")))
        layout.addWidget(self.reviewer)
        for kind in (DecisionKind.REOPEN, DecisionKind.SEND_BACK, DecisionKind.ACCEPT):
            has_icon = kind in _ICONS  # the main button stands out by its ground
            button = TintedButton(_ICONS[kind], word(kind)) if has_icon else QPushButton(word(kind))
            button.clicked.connect(lambda _checked, kind=kind: self.decided.emit(kind))
            self.buttons[kind] = button
            layout.addWidget(button)
        theme.set_primary(self.buttons[DecisionKind.ACCEPT])

    def name(self) -> str:
        """The reviewer's name as typed."""
        return self.reviewer.text().strip()

    def show_state(self, state: ReturnState | None, remarks: int) -> None:
        """Offer what can be decided about a return in that state."""
        possible = () if state is None else possible_decisions(state)
        for kind, button in self.buttons.items():
            button.setVisible(kind in possible)
        send_back = self.buttons[DecisionKind.SEND_BACK]
        send_back.setEnabled(remarks > 0)
        send_back.setToolTip(build_tip("" if remarks else tr("退回補正須至少有一則意見")))
        if DecisionKind.SEND_BACK not in possible:
            self.hint.setText("" if state is None else tr("此版已審查：{state}", state=word(state)))
        elif remarks:
            self.hint.setText(tr("已寫意見 {notes} 則", notes=remarks))
        else:
            self.hint.setText(tr("選取欄位後按 F2 寫意見；退回補正須至少一則意見。"))

    def _remember(self) -> None:
        self._workspace.set_officer(self.name())
