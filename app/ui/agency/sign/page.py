"""Sign and hand over on one page, four steps in sight: 檢核 → 預覽 → 簽章 → 交付."""

from datetime import datetime

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.agency.handing_in.exporting import export_return
from app.agency.handing_in.freezing import build_preview
from app.agency.handing_in.pair import ExportedPair
from app.agency.handing_in.steps import NO_STEPS, StepState, find_steps
from app.errors import AppError
from app.models.answers import Place
from app.returns.judging.timestamping import find_timestamper
from app.trust.keys.signing_keys import SigningKey
from app.ui.agency.page_actions import report_signed
from app.ui.agency.paper_intake import PaperIntake
from app.ui.agency.sign.deliver_panel import DeliverPanel
from app.ui.agency.sign.handover_actions import HandoverActions
from app.ui.agency.sign.pending_card import PendingCard
from app.ui.agency.sign.remark_note import RemarkNote
from app.ui.agency.sign.signing_panel import SigningPanel
from app.ui.agency.sign.step_card import StepCard
from app.ui.agency.sign.step_words import describe_check, describe_delivery, describe_sign
from app.ui.agency.trust_notices import TrustNotices
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.pdf_preview import PdfPreview
from app.ui.widgets.task_panel import TaskPanel


class SignPage(Page):
    """Each step says what is left; the last one writes the signed pair off the UI thread."""

    title = tr("簽章")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.trust = TrustNotices(workspace)
        self.tasks = TaskPanel()
        self.preview_tasks = TaskPanel()
        self.preview = PdfPreview()
        self.signing = SigningPanel(workspace, self.tasks)
        self.signing.changed.connect(self.show_steps)
        self.signing.keys_requested.connect(lambda: self.page_requested.emit("keys", None))
        self.key_card = self.signing.key_card
        self.check_step = StepCard(1, tr("檢核"))
        self.preview_step = StepCard(2, tr("預覽"))
        self.sign_step = StepCard(3, tr("簽章"))
        self.deliver_step = StepCard(4, tr("交付"))
        self.steps = NO_STEPS
        self.exported: ExportedPair | None = None
        self._previewed_at: datetime | None = None
        self.deliver = DeliverPanel(workspace, self.tasks)
        self.deliver.run_asked.connect(self.export)
        self.deliver.copied.connect(lambda: self.notices.show_done(tr("控制碼已複製。")))
        self._build_handover()
        self._fill_steps()
        self._lay_out()
        workspace.findings_changed.connect(self._follow)
        workspace.draft_changed.connect(self._note_change)

    def _build_handover(self) -> None:
        """The parts of a round that two persons sign."""
        self.handover_actions = HandoverActions(self, self.workspace, self.notices, self.tasks)
        self.send = QPushButton(tr("簽章並送核定…"))
        theme.set_primary(self.send)
        self.send.clicked.connect(lambda: self.handover_actions.send(*self._handed()))
        self.keep_here = QPushButton(tr("在這台電腦核定"))
        self.keep_here.setToolTip(tr("簽章後留在這台電腦，由核定人到「核定」頁檢視並簽章"))
        self.keep_here.clicked.connect(lambda: self.handover_actions.keep_here(*self._handed()))
        for signal in (self.handover_actions.begun, self.handover_actions.ended):
            signal.connect(self.show_steps)
        self.handover_actions.failed.connect(self._report_export_failure)
        self.handover_actions.approval_asked.connect(self._go_to_approval)
        self.intake = PaperIntake(self, self.workspace, self.notices, self.tasks)
        self.pending_card = PendingCard()
        self.pending_card.open_asked.connect(self.intake.ask)
        self.pending_card.withdraw_asked.connect(self.handover_actions.withdraw)
        self.pending_card.save_asked.connect(
            lambda pending: self.handover_actions.write_again(pending, self.key_card.key)
        )
        self.pending_card.look_asked.connect(self._go_to_approval)
        self.pending_card.fill_asked.connect(lambda: self.page_requested.emit("fill", None))
        self.workspace.pending_changed.connect(self._follow)

    def _handed(self) -> tuple[SigningKey | None, str | None, str]:
        handover = self.signing.handover
        return self.key_card.key, handover.approver_sha256(), handover.note.toPlainText()

    def _go_to_approval(self, payload_sha256: str) -> None:
        self.page_requested.emit("approval", payload_sha256)

    def _follow(self) -> None:
        if self.isVisible():
            self.show_steps()

    def activate(self) -> None:
        """Show the steps and bring the preview up to date."""
        self.signing.refresh()
        self.trust.show_state()
        self.show_steps()
        self.refresh_preview()

    def show_steps(self) -> None:
        """Say of each step how far it is."""
        draft, desk = self.workspace.draft, self.workspace.desk
        means, now = self.signing.means(), self.workspace.clock()
        steps = NO_STEPS if draft is None else find_steps(desk, draft, means, now)
        self.steps = steps
        self.check_step.set_state(steps.check.state, describe_check(steps))
        self.sign_step.set_state(steps.sign.state, describe_sign(steps))
        self.deliver_step.set_state(steps.deliver.state, describe_delivery(steps))
        self.to_check.setVisible(steps.open_findings > 0)
        self.remarks.show_left(steps.unanswered)
        self.pending_card.show_pending(
            steps.pending, is_changed=steps.is_changed_since, has_key=self.key_card.key is not None
        )
        self.signing.show_steps(steps)
        self.deliver.asking.setVisible(not steps.hands_over)
        self.handover_row.setVisible(steps.hands_over)
        for button in (self.deliver.run, self.send, self.keep_here):
            button.setEnabled(steps.may_sign and not self.tasks.is_busy)

    def refresh_preview(self) -> None:
        """Draw the pages anew where the draft has changed since."""
        draft = self.workspace.draft
        if draft is None or self.preview_tasks.is_busy:
            return
        if self.exported is not None:
            return  # the signed pages are in view
        if self._previewed_at == draft.journal.last_saved_at and self.preview.document.pageCount():
            return
        self._previewed_at = draft.journal.last_saved_at
        self.preview_step.set_state(StepState.OPEN, tr("正在產生預覽。"))
        self.preview_tasks.start(
            tr("產生預覽"),
            lambda progress: build_preview(draft),
            self._show_preview,
            self._report_preview_failure,
        )

    def export(self) -> None:
        """Sign and write the pair into the chosen folder."""
        draft, key = self.workspace.draft, self.key_card.key
        if draft is None or key is None or not self.steps.may_sign or self.tasks.is_busy:
            return
        folder, desk, now = self.workspace.out_folder(), self.workspace.desk, self.workspace.clock()
        chosen = self.workspace.preferences.present.timestamp_file
        self.notices.clear()
        self.tasks.start(
            tr("簽章並匯出"),
            lambda progress: export_return(
                desk,
                draft,
                key,
                folder,
                now=now,
                progress=progress,
                timestamper=find_timestamper(chosen, is_forgiving=True),
            ),
            self._show_exported,
            self._report_export_failure,
            lambda: self.notices.show_info(tr("已取消，沒有產生檔案。")),
        )
        self.deliver.run.setEnabled(False)

    def _show_preview(self, content: bytes) -> None:
        self.preview.show_pdf(content)
        pages = self.preview.document.pageCount()
        self.preview_step.set_state(
            StepState.DONE, tr("共 {pages} 頁。預覽尚未簽章，控制碼於簽章時產生。", pages=pages)
        )

    def _report_preview_failure(self, error: AppError) -> None:
        self._previewed_at = None
        self.preview_step.set_state(StepState.OPEN, tr("無法產生預覽。"))
        self.notices.show_error(error)

    def _show_exported(self, pair: ExportedPair) -> None:
        self.exported = pair
        number = pair.payload.control_number()
        self.deliver.show_pair(pair)
        self.preview.show_pdf(pair.pdf.read_bytes())
        self.preview_step.set_state(StepState.DONE, tr("右側為已簽章之填報表。"))
        self._previewed_at = None
        done = tr(
            "已簽章並匯出第 {revision} 版，控制碼 {number}。",
            revision=pair.payload.revision,
            number=number,
        )
        report_signed(self.notices, done, pair.stamps)
        self.show_steps()

    def _report_export_failure(self, error: AppError) -> None:
        self.notices.show_error(error)
        self.show_steps()

    def _note_change(self, places: frozenset[Place]) -> None:
        if self.exported is not None:
            self.notices.clear()  # it spoke of the revision before
        self.exported = None
        self.deliver.show_pair(None)
        if self.isVisible():
            self.activate()

    def _fill_steps(self) -> None:
        self.to_check = QPushButton(tr("前往檢核"))
        self.to_check.clicked.connect(lambda: self.page_requested.emit("check", None))
        self.check_step.add_row(self.to_check)
        self.remarks = RemarkNote()
        self.remarks.asked.connect(lambda target: self.page_requested.emit("fill", target))
        self.check_step.add(self.remarks)
        self.preview_step.add(self.preview_tasks)
        self.sign_step.add(self.signing)
        self.deliver_step.add(self.deliver)
        self.handover_row = QWidget()
        row = FlowLayout(self.handover_row)
        row.addWidget(self.send)
        row.addWidget(self.keep_here)
        self.deliver_step.add(self.handover_row)

    def _lay_out(self) -> None:
        steps = QWidget()
        fill_box(
            QVBoxLayout(steps),
            self.trust,
            self.notices,
            self.pending_card,
            self.check_step,
            self.preview_step,
            self.sign_step,
            self.deliver_step,
            1,
            margins=(theme.GAP_LARGE, theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE),
            spacing=theme.GAP,
        )
        scroll = build_scroll_area(steps)
        scroll.setMinimumWidth(380)
        halves = QSplitter()
        halves.addWidget(scroll)
        halves.addWidget(self.preview)
        halves.setStretchFactor(1, 1)
        halves.setSizes([420, 760])
        fill_box(QHBoxLayout(self), halves, margins=0)
