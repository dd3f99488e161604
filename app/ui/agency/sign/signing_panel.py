"""Step 3: whose keys sign, and in a round of two persons which way and for whom."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.agency.handing_in.signers import possible_approvers
from app.models.signatures import SignerRole
from app.ui.agency.key_card import KeyCard
from app.ui.agency.sign.handover_panel import HandoverPanel
from app.ui.agency.sign.signing_ways import SigningWay, SigningWays
from app.ui.agency.sign.step_card import StepState
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme

if TYPE_CHECKING:
    from app.agency.drafts.draft import Draft

_UNREGISTERED = tr("憑證尚未登錄。請到「憑證」頁匯出登錄申請寄給彙整機關，再匯入更新後的填報包。")


class SigningPanel(QWidget):
    """The preparer's card always; the rest where a second signature is wanted."""

    changed = Signal()
    keys_requested = Signal()

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.ways = SigningWays()
        self.key_card = KeyCard(workspace)
        self.approver_card = KeyCard(workspace, remembers=False)
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
        second = QVBoxLayout(self.approver)
        second.setContentsMargins(0, theme.GAP, 0, 0)
        second.addWidget(QLabel(word(SignerRole.APPROVER)))
        second.addWidget(self.approver_card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_SMALL)
        for widget in (self.ways, self.key_card, self.handover, self.approver):
            layout.addWidget(widget)

    def refresh(self) -> None:
        """Show the keys against the round file in hand."""
        self.key_card.refresh()
        self.approver_card.refresh()

    def forget_cards(self) -> None:
        """Whatever happened to a card, its PIN is needed again."""
        self.key_card.forget_card()
        self.approver_card.forget_card()

    def show_round(self, draft: "Draft | None") -> None:
        """Show what a round wants."""
        needs_approver = draft is not None and SignerRole.APPROVER in draft.round.required_roles
        self.ways.setVisible(needs_approver)
        hands_over = needs_approver and self.ways.way() is SigningWay.HAND_OVER
        self.handover.setVisible(hands_over)
        self.approver.setVisible(needs_approver and not hands_over)
        if draft is not None and hands_over:
            round_file = self._workspace.desk.rounds.file(draft.round.id)
            self.handover.show_approvers(possible_approvers(round_file, self._workspace.clock()))

    @property
    def hands_over(self) -> bool:
        """Tell whether the approver signs later."""
        return not self.handover.isHidden()

    @property
    def is_together(self) -> bool:
        """Tell whether both sign here."""
        return not self.approver.isHidden()

    def state(self) -> tuple[StepState, str]:
        """How far the step is, and what is left."""
        cards = [self.key_card, *([self.approver_card] if self.is_together else [])]
        if any(each.key is None for each in cards):
            wanted = tr("請選取金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
            if self.is_together:
                wanted = tr("請選取填報人與核定人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
            elif self.hands_over:
                wanted = tr("請選取填報人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
            return StepState.OPEN, wanted
        if not all(each.is_registered for each in cards):
            return StepState.OPEN, _UNREGISTERED
        if self.hands_over and self.handover.approver_sha256() is None:
            return StepState.OPEN, tr("請選擇核定人。")
        return StepState.DONE, tr("金鑰已解鎖，憑證已登錄。")
