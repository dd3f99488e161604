"""Step 3: the preparer's key, and in a round of two persons for whose approval it signs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.agency.handing_in.steps import SigningMeans, SigningSteps
from app.ui.agency.key_card import KeyCard
from app.ui.agency.sign.handover_panel import HandoverPanel
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone


class SigningPanel(QWidget):
    """One key, for one act of signing; the approver's has its place on the page of approvals."""

    changed = Signal()
    keys_requested = Signal()

    def __init__(self, workspace: AgencyWorkspace, tasks: TaskPanel) -> None:
        super().__init__()
        self.key_card = KeyCard(workspace, tasks)
        self.handover = HandoverPanel()
        for changed in (self.key_card.key_changed, self.handover.changed):
            changed.connect(self.changed)
        self.key_card.keys_requested.connect(self.keys_requested)
        self.words = build_label(
            tr("填報人先簽章；核定人檢視後，以自己的金鑰簽章或退回。"), Tone.MUTED, wraps=True
        )
        fill_box(
            QVBoxLayout(self),
            self.words,
            self.key_card,
            self.handover,
            margins=0,
            spacing=theme.GAP_SMALL,
        )

    def refresh(self) -> None:
        """Show the key against the round file in hand."""
        self.key_card.refresh()

    def means(self) -> SigningMeans:
        """What has been chosen and unlocked."""
        return SigningMeans(key=self.key_card.key, approver_sha256=self.handover.approver_sha256())

    def show_steps(self, steps: SigningSteps) -> None:
        """Show what the round wants."""
        self.words.setVisible(steps.hands_over)
        self.handover.setVisible(steps.hands_over)
        self.handover.show_approvers(steps.approvers, steps.approver_sha256)
