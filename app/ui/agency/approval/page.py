"""核定: what the preparer has signed, looked at before signing, or sent back with a note."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.agency.handing_in.approval import PendingExamination, examine_pending
from app.agency.handing_in.pair import ExportedPair
from app.errors import AppError
from app.models.agency_names import AgencyNames
from app.models.answers import parse_place
from app.models.approval import PendingOrigin, PendingReturn, PendingState
from app.ui.agency.approval.actions import ApprovalActions
from app.ui.agency.approval.approved_card import ApprovedCard
from app.ui.agency.approval.examination_view import ExaminationView
from app.ui.agency.approval.explained_view import ExplainedView
from app.ui.agency.approval.foot import ApprovalFoot
from app.ui.agency.approval.pending_facts import PendingFacts
from app.ui.agency.destinations import describe_place
from app.ui.agency.paper_intake import PaperIntake
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import describe_error, word
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.drop_area import DropTarget
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.pdf_preview import PdfPreview
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.tinted import TintedButton
from app.visible_text import visible_line

_LEFT_WIDTH, _RIGHT_WIDTH = 560, 640


class ApprovalPage(DropTarget, Page):
    """Left what it is and what to do, right the pages; without one, how to open one."""

    title = tr("核定")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.pending: PendingReturn | None = None
        self.examination: PendingExamination | None = None
        self.notices = NoticeBar()
        self.tasks = TaskPanel()
        self.examining = TaskPanel()
        self.intake = PaperIntake(self, workspace, self.notices, self.tasks)
        self.intake.received.connect(self.show_pending)
        self.open = TintedButton("file-input", tr("開啟待核定件…"))
        self.open.clicked.connect(self.intake.ask)
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("待核定件"))
        self.choice.activated.connect(lambda index: self.show_target(self.choice.itemData(index)))
        self.facts = PendingFacts()
        self.verdict = ExaminationView()
        self.explained = ExplainedView(self._place_words)
        self.approved = ApprovedCard()
        self.preview = PdfPreview()
        self.foot = ApprovalFoot(workspace, self.tasks)
        self.approval_actions = ApprovalActions(self, workspace, self.notices, self.tasks)
        self.approval_actions.begun.connect(self._show_foot)
        self.approval_actions.approved.connect(self._report_approved)
        self.approval_actions.sent_back.connect(self._report_sent_back)
        self.approval_actions.failed.connect(self._report_failure)
        self.approval_actions.cancelled.connect(self._show_foot)
        self.foot.approve_asked.connect(
            lambda: self.approval_actions.approve(self.pending, self.foot.card.key)
        )
        self.foot.document_asked.connect(
            lambda note: self.approval_actions.write_send_back(
                self.pending, self.foot.card.key, note
            )
        )
        self.foot.send_back_asked.connect(
            lambda note: self.approval_actions.send_back_here(self.pending, note)
        )
        self.foot.card.keys_requested.connect(lambda: self.page_requested.emit("keys", None))
        self.empty = EmptyState(
            "stamp",
            tr("沒有等待核定的填報表"),
            tr(
                "填報人簽章並送核定後，這裡會列出待核定件。填報人在另一台電腦時，"
                "請開啟寄來的待核定件（.tbpending），或將檔案拖放到視窗。"
            ),
            (tr("開啟待核定件…"), self.intake.ask),
        )
        self.setAcceptDrops(True)
        self._lay_out()
        workspace.pending_changed.connect(self._note_change)

    def activate(self) -> None:
        """Show what waits now; the one in view stays while it waits."""
        self.refresh()

    def show_target(self, target: object) -> None:
        """Look at the pending return with this digest."""
        for each in self.workspace.desk.pending.waiting():
            if each.payload_sha256 == target:
                self.show_pending(each)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open what was dropped."""
        self.intake.take(paths)

    def refresh(self) -> None:
        """List what waits, and keep to the one in view, or take the newest."""
        waiting = self.workspace.desk.pending.waiting()
        self.choice.clear()
        for each in waiting:
            self.choice.addItem(visible_line(self._name(each)), each.payload_sha256)
        self.choice.setVisible(len(waiting) > 1)
        known = {each.payload_sha256: each for each in waiting}
        present = self.pending.payload_sha256 if self.pending is not None else None
        if present in known:
            self._show(known[present])
        elif waiting:
            self._show(waiting[0])
        else:
            self._show(None)

    def show_pending(self, pending: PendingReturn) -> None:
        """Look at one."""
        if pending.state is not PendingState.WAITING:
            number = pending.control_number
            self.notices.show_info(
                tr("控制碼 {number} 的待核定件{state}。", number=number, state=word(pending.state))
            )
        self.approved.hide()
        self.pending = pending
        self.examination = None
        self.refresh()

    # -- deciding --------------------------------------------------------------------------

    def _report_approved(self, pending: PendingReturn, pair: ExportedPair) -> None:
        is_received = pending.origin is PendingOrigin.RECEIVED
        self.approved.show_pair(pair, pending.preparer.person_name, is_received)
        self.pending = None
        self.workspace.note_pending()
        self.refresh()
        if self.pending is None:
            self.preview.show_pdf(pair.pdf.read_bytes())

    def _report_sent_back(self) -> None:
        self.pending = None
        self.workspace.note_pending()
        self.refresh()

    def _report_failure(self, error: AppError) -> None:
        self.notices.show_error(error)
        self._show_foot()

    # -- within ----------------------------------------------------------------------------

    def _show(self, pending: PendingReturn | None) -> None:
        is_new = pending is not None and (
            self.pending is None
            or self.examination is None
            or pending.payload_sha256 != self.pending.payload_sha256
        )
        self.pending = pending
        has_nothing = pending is None and self.approved.isHidden()
        self.empty.setVisible(has_nothing)
        self.board.setVisible(not has_nothing)
        shown: tuple[QWidget, ...] = (self.facts, self.verdict, self.explained, self.foot)
        for each in shown:
            each.setVisible(pending is not None)
        if pending is None:
            self.examination = None
            return
        self.choice.setCurrentIndex(self.choice.findData(pending.payload_sha256))
        if is_new and not self.examining.is_busy:
            self._begin(pending)

    def _begin(self, pending: PendingReturn) -> None:
        round_file = self.workspace.desk.rounds.file(pending.round_id)
        names = AgencyNames(round_file.programme, round_file.round)
        self.facts.show_pending(pending, round_file.round.title, names.full(pending.payload.agency))
        self.explained.show_explained(pending.payload.explained)
        self.foot.show_pending(pending)
        self.preview.show_pdf(pending.pdf)
        self.examination = None
        self.verdict.show_waiting()
        desk, now = self.workspace.desk, self.workspace.clock()
        self.examining.start(
            tr("驗章與逐頁核對"),
            lambda _progress: examine_pending(desk, pending, now),
            lambda found: self._show_examination(pending, found),
            self._report_no_examination,
        )
        self._show_foot()

    def _show_examination(self, pending: PendingReturn, found: PendingExamination) -> None:
        if self.pending is None or self.pending.payload_sha256 != pending.payload_sha256:
            self.refresh()  # another one was chosen meanwhile
            return
        self.examination = found
        self.verdict.show_examination(found)
        self._show_foot()

    def _report_no_examination(self, error: AppError) -> None:
        self.verdict.show_failure(describe_error(error))
        self._show_foot()

    def _show_foot(self) -> None:
        is_good = self.examination is not None and self.examination.is_good
        is_busy = self.tasks.is_busy or self.examining.is_busy
        self.foot.set_state(is_good=is_good, is_busy=is_busy)

    def _name(self, pending: PendingReturn) -> str:
        title = self.workspace.desk.rounds.file(pending.round_id).round.title
        return tr(
            "{title}　第 {revision} 版　{person_name}",
            title=title,
            revision=pending.revision,
            person_name=pending.preparer.person_name,
        )

    def _place_words(self, path: str) -> str:
        if self.pending is None:
            return path
        return describe_place(self.workspace.desk.draft(self.pending.round_id), parse_place(path))

    def _note_change(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        heading = build_label(self.title, style="title")
        head = fill_box(QHBoxLayout(), heading, (self.choice, 1), 1, self.open)
        body = QWidget()
        fill_box(
            QVBoxLayout(body),
            self.approved,
            self.facts,
            self.verdict,
            self.explained,
            1,
            margins=(0, 0, theme.GAP, theme.GAP),
            spacing=theme.GAP_LARGE,
        )
        scroll = build_scroll_area(body)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget()
        fill_box(QVBoxLayout(left), (scroll, 1), self.foot, margins=0)
        self.board = QSplitter()
        self.board.addWidget(left)
        self.board.addWidget(self.preview)
        self.board.setStretchFactor(1, 1)
        self.board.setSizes([_LEFT_WIDTH, _RIGHT_WIDTH])
        fill_box(
            QVBoxLayout(self),
            head,
            self.notices,
            self.tasks,
            self.examining,
            (self.board, 1),
            (self.empty, 1),
            margins=(theme.GAP_LARGE, theme.GAP, theme.GAP, 0),
            spacing=theme.GAP,
        )
