"""Step 3: whose keys sign, and in a round of two persons which way and for whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.agency.handing_in.steps import SigningMeans, SigningSteps, SigningWay
from app.models.signatures import SignerRole
from app.ui.agency.key_card import KeyCard
from app.ui.agency.sign.handover_panel import HandoverPanel
from app.ui.agency.sign.signing_ways import SigningWays
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.task_panel import TaskPanel


class SigningPanel(QWidget):
    """The preparer's card always; the rest where a second signature is wanted."""

    changed = Signal()
    keys_requested = Signal()

    def __init__(self, workspace: AgencyWorkspace, tasks: TaskPanel) -> None:
        super().__init__()
        self._workspace = workspace
        self.ways = SigningWays()
        self.key_card = KeyCard(workspace, tasks)
        self.approver_card = KeyCard(workspace, tasks, remembers=False)
        self.handover = HandoverPanel()
        for changed in (
            self.ways.chosen,
            self.key_card.key_changed,
            self.approver_card.key_changed,
            self.handover.changed,
        ):
            changed.connect(self.changed)
        for card in (self.key_card, self.approver_card):
            card.keys_requested.connect(self.keys_requested)
        self.approver = QWidget()
        fill_box(
            QVBoxLayout(self.approver),
            build_label(word(SignerRole.APPROVER)),
            self.approver_card,
            margins=(0, theme.GAP, 0, 0),
        )
        fill_box(
            QVBoxLayout(self),
            self.ways,
            self.key_card,
            self.handover,
            self.approver,
            margins=0,
            spacing=theme.GAP_SMALL,
        )

    def refresh(self) -> None:
        """Show the keys against the round file in hand."""
        self.key_card.refresh()
        self.approver_card.refresh()

    def means(self) -> SigningMeans:
        """What has been chosen and unlocked."""
        return SigningMeans(
            key=self.key_card.key,
            approver_key=self.approver_card.key,
            way=self.ways.way(),
            approver_sha256=self.handover.approver_sha256(),
        )

    def show_steps(self, steps: SigningSteps) -> None:
        """Show what the round wants."""
        self.ways.setVisible(steps.way is not None)
        self.handover.setVisible(steps.way is SigningWay.HAND_OVER)
        self.handover.show_approvers(steps.approvers, steps.approver_sha256)
        self.approver.setVisible(steps.way is SigningWay.TOGETHER)
