"""Sign and hand over on one page, four steps in sight: 檢核 → 預覽 → 簽章 → 交付."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.models.answers import Place
from app.models.signatures import SignerRole
from app.returns.exporting import ExportedPair, export_return
from app.returns.preview import build_preview
from app.returns.timestamping import find_timestamper
from app.ui import dialogs, icons, theme
from app.ui.agency.agency_workspace import AgencyWorkspace
from app.ui.agency.key_card import KeyCard
from app.ui.agency.remark_note import RemarkNote
from app.ui.agency.step_card import StepCard, StepState
from app.ui.agency.trust_notices import TrustNotices
from app.ui.notices import NoticeBar
from app.ui.page import Page
from app.ui.pdf_preview import PdfPreview
from app.ui.task_panel import TaskPanel
from app.ui.timestamp_card import chosen_timestamp_file


class SignPage(Page):
    """Each step says what is left; the last one writes the signed pair off the UI thread."""

    title = "簽章"
    icon_name = "signature"

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notices = NoticeBar()
        self.trust = TrustNotices(workspace)
        self.tasks = TaskPanel()
        self.preview_tasks = TaskPanel()
        self.preview = PdfPreview()
        self.key_card = KeyCard(workspace)
        self.key_card.key_changed.connect(self.show_steps)
        self.approver_card = KeyCard(workspace, remembers=False)
        self.approver_card.key_changed.connect(self.show_steps)
        for card in (self.key_card, self.approver_card):
            card.keys_requested.connect(lambda: self.page_requested.emit("keys", None))
        self.check_step = StepCard(1, "檢核")
        self.preview_step = StepCard(2, "預覽")
        self.sign_step = StepCard(3, "簽章")
        self.deliver_step = StepCard(4, "交付")
        self.exported: ExportedPair | None = None
        self._previewed_at: datetime | None = None
        self._fill_steps()
        self._lay_out()
        workspace.findings_changed.connect(self.show_steps)
        workspace.draft_changed.connect(self._note_change)

    def activate(self) -> None:
        """Show the steps and bring the preview up to date."""
        self.key_card.refresh()
        self.approver_card.refresh()
        self.trust.show_state()
        self.show_steps()
        self.refresh_preview()

    def show_steps(self) -> None:
        """Say of each step how far it is."""
        draft = self.workspace.draft
        left = sum(each.is_open for each in self.workspace.findings())
        unread = len(self.workspace.unfinished_texts)
        if draft is None:
            self.check_step.set_state(StepState.WAITING, "請先匯入填報包。")
        elif left:
            self.check_step.set_state(StepState.OPEN, f"尚有 {left} 項須處理。")
        elif unread:  # what stands on the screen would be missing in the return
            words = f"尚有 {unread} 欄的輸入內容無法讀取，未存入。請到「填報」更正或清空。"
            self.check_step.set_state(StepState.OPEN, words)
        else:
            self.check_step.set_state(StepState.DONE, "檢核通過。")
        self.to_check.setVisible(left > 0)
        self.remarks.show_left(draft)
        needs_approver = draft is not None and SignerRole.APPROVER in draft.round.required_roles
        self.approver.setVisible(needs_approver)
        cards = [self.key_card, *([self.approver_card] if needs_approver else [])]
        locked = sum(each.key is None for each in cards)
        if locked:
            who = "填報人與核定人的" if needs_approver else ""
            self.sign_step.set_state(
                StepState.OPEN, f"請選取{who}金鑰檔並輸入通行碼，或使用憑證 IC 卡。"
            )
        elif not all(each.is_registered for each in cards):
            self.sign_step.set_state(
                StepState.OPEN,
                "憑證尚未登錄。請到「憑證」頁匯出登錄申請寄給彙整機關，再匯入更新後的填報包。",
            )
        else:
            self.sign_step.set_state(StepState.DONE, "金鑰已解鎖，憑證已登錄。")
        registered = all(each.is_registered for each in cards)
        ready = draft is not None and not left and not unread and registered
        self.run.setEnabled(ready and not self.tasks.is_busy)
        if self.exported is not None:
            self.deliver_step.set_state(StepState.DONE, "已產生，請將兩個檔案交付彙整機關。")
        elif ready:
            self.deliver_step.set_state(StepState.OPEN, "可以簽章並匯出。")
        else:
            self.deliver_step.set_state(StepState.WAITING, "完成前面步驟後即可匯出。")

    def refresh_preview(self) -> None:
        """Draw the pages anew where the draft has changed since."""
        draft = self.workspace.draft
        if draft is None or self.preview_tasks.is_busy:
            return
        if self.exported is not None:
            return  # the signed pages are in view
        if self._previewed_at == draft.last_saved_at and self.preview.document.pageCount():
            return
        self._previewed_at = draft.last_saved_at
        self.preview_step.set_state(StepState.OPEN, "正在產生預覽。")
        self.preview_tasks.start(
            "產生預覽",
            lambda progress: build_preview(draft),
            self._show_preview,
            self._tell_preview_failure,
        )

    def export(self) -> None:
        """Sign and write the pair into the chosen folder."""
        draft, key = self.workspace.draft, self.key_card.key
        second = self.approver_card.key if not self.approver.isHidden() else None
        further = () if second is None else (second,)
        if draft is None or key is None or self.tasks.is_busy:
            return
        folder, desk, now = self.folder(), self.workspace.desk, self.workspace.clock()
        chosen = chosen_timestamp_file(self.workspace.preferences.present)
        self.notices.clear()
        self.tasks.start(
            "簽章並匯出",
            lambda progress: export_return(
                desk,
                draft,
                key,
                folder,
                now=now,
                further_keys=further,
                progress=progress,
                timestamper=find_timestamper(chosen, is_forgiving=True),
            ),
            self._show_exported,
            self._tell_export_failure,
            lambda: self.notices.show_info("已取消，沒有產生檔案。"),
        )
        self.run.setEnabled(False)

    def folder(self) -> Path:
        """Where the signed pair goes."""
        chosen = self.workspace.preferences.present.out_folder
        return Path(chosen) if chosen else self.workspace.store.parent / "報送件"

    def _show_preview(self, content: bytes) -> None:
        self.preview.show_pdf(content)
        pages = self.preview.document.pageCount()
        self.preview_step.set_state(
            StepState.DONE, f"共 {pages} 頁。預覽尚未簽章，控制碼於簽章時產生。"
        )

    def _tell_preview_failure(self, error: AppError) -> None:
        self._previewed_at = None
        self.preview_step.set_state(StepState.OPEN, "無法產生預覽。")
        self.notices.show_error(error)

    def _show_exported(self, pair: ExportedPair) -> None:
        self.exported = pair
        number = pair.payload.control_number()
        self.result.setText(
            f"控制碼 {number}\n{pair.workbook.name}\n{pair.pdf.name}\n位置：{pair.pdf.parent}"
        )
        self.result.show()
        self.open_folder.show()
        self.copy_number.show()
        self.preview.show_pdf(pair.pdf.read_bytes())
        self.preview_step.set_state(StepState.DONE, "右側為已簽章之填報表。")
        self._previewed_at = None
        done = f"已簽章並匯出第 {pair.payload.revision} 版，控制碼 {number}。"
        if pair.stamps.failure is not None:
            self.notices.show_warning(done + pair.stamps.sentence())
        else:
            self.notices.show_done(done + pair.stamps.sentence())
        self.show_steps()

    def _tell_export_failure(self, error: AppError) -> None:
        if error.code.startswith("TOKEN_"):  # whatever happened to it, its PIN is needed again
            self.key_card.forget_card()
            self.approver_card.forget_card()
        self.notices.show_error(error)
        self.show_steps()

    def _note_change(self, places: frozenset[Place]) -> None:
        if self.exported is not None:
            self.notices.clear()  # it spoke of the revision before
        self.exported = None
        self.result.hide()
        self.open_folder.hide()
        self.copy_number.hide()
        if self.isVisible():
            self.activate()

    def _choose_folder(self) -> None:
        folder = dialogs.ask_folder(self, "選取匯出資料夾", self.folder())
        if folder is not None:
            self.workspace.preferences.change(out_folder=str(folder))
            self.folder_label.setText(str(folder))

    def _copy_number(self) -> None:
        if self.exported is not None:
            QGuiApplication.clipboard().setText(self.exported.payload.control_number())
            self.notices.show_done("控制碼已複製。")

    def _fill_steps(self) -> None:
        self.to_check = QPushButton("前往檢核")
        self.to_check.clicked.connect(lambda: self.page_requested.emit("check", None))
        self.check_step.add_row(self.to_check)
        self.remarks = RemarkNote()
        self.remarks.asked.connect(lambda target: self.page_requested.emit("fill", target))
        self.check_step.add(self.remarks)
        self.preview_step.add(self.preview_tasks)
        self.sign_step.add(self.key_card)
        self.approver = QWidget()
        second = QVBoxLayout(self.approver)
        second.setContentsMargins(0, theme.GAP, 0, 0)
        second.addWidget(QLabel("核定人"))
        second.addWidget(self.approver_card)
        self.sign_step.add(self.approver)
        self.folder_label = QLabel(str(self.folder()))
        self.folder_label.setWordWrap(True)
        self.choose_folder = QPushButton("選取資料夾…")
        self.choose_folder.setIcon(icons.icon("folder-open"))
        self.choose_folder.clicked.connect(self._choose_folder)
        self.run = QPushButton("簽章並匯出")
        theme.set_primary(self.run)
        self.run.clicked.connect(self.export)
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton("開啟資料夾")
        self.open_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder())))
        )
        self.copy_number = QPushButton("複製控制碼")
        self.copy_number.setIcon(icons.icon("copy"))
        self.copy_number.clicked.connect(self._copy_number)
        self.deliver_step.add(self.folder_label)
        self.deliver_step.add_row(self.choose_folder, self.run)
        self.deliver_step.add(self.tasks)
        self.deliver_step.add(self.result)
        self.deliver_step.add_row(self.open_folder, self.copy_number)
        for widget in (self.result, self.open_folder, self.copy_number):
            widget.hide()

    def _lay_out(self) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(theme.GAP_LARGE, theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE)
        column.setSpacing(theme.GAP)
        column.addWidget(self.trust)
        column.addWidget(self.notices)
        for card in (self.check_step, self.preview_step, self.sign_step, self.deliver_step):
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(steps)
        scroll.setMinimumWidth(380)
        halves = QSplitter()
        halves.addWidget(scroll)
        halves.addWidget(self.preview)
        halves.setStretchFactor(1, 1)
        halves.setSizes([420, 760])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)
