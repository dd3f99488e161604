"""Open files exchanged by preparer and approver; the kind is recognised by their suffixes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from app.agency.handing_in.exchange import (
    HandoverPreview,
    preview_handover,
    receive_approved,
    receive_handover,
    receive_send_back,
)
from app.agency.handing_in.papers import PaperKind, recognise_papers
from app.errors import AppError
from app.models.agency_rounds import HandedIn
from app.models.approval import PendingReturn
from app.trust.papers.pinning import OfficeStanding
from app.ui.agency.office_confirmation import confirm_office
from app.ui.agency.page_actions import PageActions
from app.ui.translation import tr
from app.ui.widgets import dialogs

PAPER_FILTER = tr("待核定件、退回單、已核定之填報表 (*.tbpending *.tbsendback *.xlsx *.pdf)")


class PaperIntake(PageActions):
    """Takes the files in off the UI thread; what came of them is said in its notices."""

    received = Signal(object)
    """A PendingReturn to be approved here."""
    answered = Signal(object)
    """A PendingReturn the approver has sent back."""
    approved = Signal(object)
    """The HandedIn of a return both have signed."""

    def ask(self) -> None:
        """Ask for the files."""
        paths = dialogs.ask_open_files(self._page, tr("開啟待核定件或核定結果"), PAPER_FILTER)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Take one hand-over, one send-back, or one approved pair."""
        if self._tasks.is_busy:
            return
        self._notices.clear()
        try:
            kind = recognise_papers(paths)
        except AppError as error:
            self._notices.show_error(error)
            return
        if kind is PaperKind.HANDOVER:
            self._look(paths[0])
        elif kind is PaperKind.SEND_BACK:
            self._take_send_back(paths[0])
        else:
            self._take_approved(tuple(paths))

    def _look(self, path: Path) -> None:
        desk = self._workspace.desk
        self._tasks.start(
            tr("讀取待核定件"),
            lambda _progress: preview_handover(desk, path),
            lambda preview: self._decide(path, preview),
            self._notices.show_error,
        )

    def _decide(self, path: Path, preview: HandoverPreview) -> None:
        """An office nobody here has confirmed yet is confirmed first, as with a round file."""
        standing = preview.round.standing
        is_known = preview.is_round_here or standing is OfficeStanding.KNOWN
        if not is_known and not confirm_office(self._page, preview.round):
            return
        fingerprint = None if is_known else preview.round.fingerprint
        is_changed = standing is OfficeStanding.CHANGED
        self._receive(path, fingerprint, not is_known and is_changed)

    def _receive(self, path: Path, fingerprint: str | None, is_change_agreed: bool) -> None:
        desk = self._workspace.desk
        self._tasks.start(
            tr("收入待核定件"),
            lambda _progress: receive_handover(
                desk, path, confirm_office=fingerprint, is_change_agreed=is_change_agreed
            ),
            self._report_received,
            self._notices.show_error,
        )

    def _report_received(self, pending: PendingReturn) -> None:
        draft = self._workspace.draft
        if draft is None or draft.round.id == pending.round_id:
            self._workspace.choose_round(pending.round_id)
        self._workspace.note_pending()
        self.received.emit(pending)

    def _take_send_back(self, path: Path) -> None:
        try:
            pending = receive_send_back(self._workspace.desk, path)
        except AppError as error:
            self._notices.show_error(error)
            return
        self._notices.show_warning(
            tr(
                "{person_name}已退回第 {revision} 版：{answer}",
                person_name=pending.approver.person_name,
                revision=pending.revision,
                answer=pending.answer,
            )
        )
        self._workspace.note_pending()
        self.answered.emit(pending)

    def _take_approved(self, paths: tuple[Path, ...]) -> None:
        desk = self._workspace.desk
        self._tasks.start(
            tr("驗章並收入核定結果"),
            lambda _progress: receive_approved(desk, paths, self._workspace.clock()),
            self._report_approved,
            self._notices.show_error,
        )

    def _report_approved(self, record: HandedIn) -> None:
        self._notices.show_done(
            tr(
                "已收入核定完成的第 {revision} 版，控制碼 {control_number}。"
                "請確認兩個檔案都已交付彙整機關。",
                revision=record.revision,
                control_number=record.control_number,
            )
        )
        self._workspace.note_pending()
        self.approved.emit(record)
