"""Handing a return over for approval, and what its preparer can still do about it."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.agency.handing_in.approval import hand_over
from app.agency.handing_in.exchange import write_handover
from app.agency.handing_in.papers import name_handover
from app.errors import AppError
from app.models.approval import PendingReturn
from app.returns.judging.timestamping import StampAttempt, begin_stamping, find_timestamper
from app.trust.keys.signing_keys import SigningKey
from app.ui.agency.page_actions import PageActions
from app.ui.translation import join_sentences, tr, window_language
from app.ui.widgets import dialogs

HANDOVER_FILTER = tr("待核定件 (*.tbpending)")


class HandoverActions(PageActions):
    """Asks for the file name first, then signs off the UI thread."""

    begun = Signal()
    approval_asked = Signal(str)
    """The approver comes to this computer: the digest of what is to be looked at."""
    handed_over = Signal(object)
    """The PendingReturn, kept in the store whatever became of its file."""
    ended = Signal()
    """Nothing is under way any more, however it went."""
    failed = Signal(object)
    """An AppError."""

    def send(self, key: SigningKey | None, approver_sha256: str | None, note: str) -> None:
        """簽章並送核定, with the one file the approver's computer needs."""
        draft = self._workspace.draft
        if draft is None or key is None or approver_sha256 is None or self._tasks.is_busy:
            return
        path = self._ask_path(draft.basis.agency, draft.round.id, draft.basis.revision)
        if path is not None:
            self._hand_over(key, approver_sha256, note, path)

    def keep_here(self, key: SigningKey | None, approver_sha256: str | None, note: str) -> None:
        """在這台電腦核定: no file, the approver comes to this computer."""
        if key is not None and approver_sha256 is not None and not self._tasks.is_busy:
            self._hand_over(key, approver_sha256, note, None)

    def write_again(self, pending: PendingReturn, key: SigningKey | None) -> None:
        """另存待核定件: the file once more, or for the first time."""
        if key is None or self._tasks.is_busy:
            return
        path = self._ask_path(pending.payload.agency, pending.round_id, pending.revision)
        if path is None:
            return
        self._notices.clear()
        self._write(pending, key, path)
        self.begun.emit()

    def withdraw(self, pending: PendingReturn) -> None:
        """收回; a copy that has left this computer can still be signed."""
        try:
            self._workspace.desk.pending.withdraw(pending.payload_sha256)
        except AppError as error:
            self._notices.show_error(error)
        else:
            self._notices.show_done(
                tr(
                    "已收回第 {revision} 版。已寄出的待核定件請通知{person_name}不要核定。",
                    revision=pending.revision,
                    person_name=pending.approver.person_name,
                )
            )
        self._workspace.note_pending()
        self.ended.emit()

    def _hand_over(
        self, key: SigningKey, approver_sha256: str, note: str, path: Path | None
    ) -> None:
        draft, desk = self._workspace.draft, self._workspace.desk
        assert draft is not None
        now = self._workspace.clock()
        chosen = self._workspace.preferences.present.timestamp_file
        stamps = begin_stamping(find_timestamper(chosen, is_forgiving=True), now)
        self._notices.clear()
        self._tasks.start(
            tr("簽章並送核定"),
            lambda progress: hand_over(
                desk, draft, key, approver_sha256, note=note, now=now,
                progress=progress, stamps=stamps,
            ),
            lambda pending: self._take(pending, key, path, stamps),
            self._fail,
            self._report_cancelled,
        )  # fmt: skip
        self.begun.emit()

    def _take(
        self,
        pending: PendingReturn,
        key: SigningKey,
        path: Path | None,
        stamps: StampAttempt | None,
    ) -> None:
        """It is kept; writing its file may still fail, and can then be tried again."""
        self._workspace.note_pending()
        self.handed_over.emit(pending)
        stamped = "" if stamps is None else stamps.outcome.sentence(window_language())
        if path is None:
            message = tr(
                "已簽章，請{person_name}在這台電腦核定。",
                person_name=pending.approver.person_name,
            )
            self._notices.show_done(join_sentences(message, stamped))
            self.ended.emit()
            self.approval_asked.emit(pending.payload_sha256)
            return
        self._write(pending, key, path, stamped)

    def _write(
        self, pending: PendingReturn, key: SigningKey, path: Path, stamped: str = ""
    ) -> None:
        desk = self._workspace.desk
        self._tasks.start(
            tr("儲存待核定件"),
            lambda _progress: write_handover(desk, pending, key, path, self._workspace.clock()),
            lambda enclosed: self._report_written(pending, path, enclosed, stamped),
            self._fail,
        )

    def _report_written(
        self, pending: PendingReturn, path: Path, enclosed: Path | None, stamped: str
    ) -> None:
        message = tr(
            "待核定件已存於 {path}，請寄給{person_name}；對方核定後會寄回兩個檔案，或退回單。",
            path=path,
            person_name=pending.approver.person_name,
        )
        attached = ""
        if enclosed is not None:
            attached = tr(
                "附件包「{name}」存在同一資料夾，請與核定後的檔案一併交給彙整機關。",
                name=enclosed.name,
            )
        self._notices.show_done(join_sentences(join_sentences(message, attached), stamped))
        self.ended.emit()

    def _report_cancelled(self) -> None:
        self._notices.show_info(tr("已取消，沒有送核定。"))
        self.ended.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)
        self.ended.emit()

    def _ask_path(self, agency: str, round_id: str, revision: int) -> Path | None:
        proposal = Path(name_handover(agency, round_id, revision))
        return dialogs.ask_save_file(self._page, tr("儲存待核定件"), HANDOVER_FILTER, proposal)
