"""Approving a pending return and sending it back, off the UI thread."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.agency.handing_in.approval import approve, send_back
from app.agency.handing_in.pair import ExportedPair
from app.agency.handing_in.papers import name_send_back
from app.models.approval import PendingReturn
from app.returns.judging.timestamping import find_timestamper
from app.trust.keys.signing_keys import SigningKey
from app.ui.agency.page_actions import PageActions, report_signed
from app.ui.translation import tr
from app.ui.widgets import dialogs

SEND_BACK_FILTER = tr("退回單 (*.tbsendback)")


class ApprovalActions(PageActions):
    """Asks for folder or file name, runs the task, and shows the outcome."""

    begun = Signal()
    approved = Signal(object, object)
    """The PendingReturn, and the ExportedPair it became."""
    sent_back = Signal()
    failed = Signal(object)
    """An AppError."""
    cancelled = Signal()

    def approve(self, pending: PendingReturn | None, key: SigningKey | None) -> None:
        """核定並匯出: sign both files as approver, and write them."""
        if pending is None or key is None or self._tasks.is_busy:
            return
        folder = dialogs.ask_folder(
            self._page, tr("選取核定完成之檔案的資料夾"), self._workspace.out_folder()
        )
        if folder is None:
            return
        self._workspace.preferences.change(out_folder=str(folder))
        desk = self._workspace.desk
        chosen = self._workspace.preferences.present.timestamp_file
        self._notices.clear()
        self._tasks.start(
            tr("核定並匯出"),
            lambda progress: approve(
                desk,
                pending,
                key,
                folder,
                now=self._workspace.clock(),
                progress=progress,
                timestamper=find_timestamper(chosen, is_forgiving=True),
            ),
            lambda pair: self._report_approved(pending, pair),
            self.failed.emit,
            self._report_cancelled,
        )
        self.begun.emit()

    def write_send_back(
        self, pending: PendingReturn | None, key: SigningKey | None, note: str
    ) -> None:
        """退回 with a send-back for the preparer's computer, signed with the approver's key."""
        if pending is None or key is None or self._tasks.is_busy:
            return
        proposal = Path(name_send_back(pending))
        path = dialogs.ask_save_file(self._page, tr("儲存退回單"), SEND_BACK_FILTER, proposal)
        if path is not None:
            self._send_back(pending, note, key, path)

    def send_back_here(self, pending: PendingReturn | None, note: str) -> None:
        """退回 on this computer: the preparer works on this very store and will see it there."""
        if pending is not None and not self._tasks.is_busy:
            self._send_back(pending, note, None, None)

    def _send_back(
        self, pending: PendingReturn, note: str, key: SigningKey | None, path: Path | None
    ) -> None:
        desk = self._workspace.desk
        self._notices.clear()
        self._tasks.start(
            tr("退回填報人"),
            lambda _progress: send_back(
                desk, pending, note, now=self._workspace.clock(), key=key, path=path
            ),
            lambda answered: self._report_sent_back(answered, path),
            self.failed.emit,
        )
        self.begun.emit()

    def _report_approved(self, pending: PendingReturn, pair: ExportedPair) -> None:
        number = pair.payload.control_number()
        done = tr(
            "已核定並匯出第 {revision} 版，控制碼 {number}。",
            revision=pair.payload.revision,
            number=number,
        )
        report_signed(self._notices, done, pair.stamps)
        self.approved.emit(pending, pair)

    def _report_sent_back(self, answered: PendingReturn, path: Path | None) -> None:
        name = answered.preparer.person_name
        words = tr("已退回，{name}的「簽章」頁會顯示理由。", name=name)
        if path is not None:
            words = tr(
                "退回單已存於 {path}，請寄給{name}；對方開啟後就會看到理由。", path=path, name=name
            )
        self._notices.show_done(words)
        self.sent_back.emit()

    def _report_cancelled(self) -> None:
        self._notices.show_info(tr("已取消，沒有簽章。"))
        self.cancelled.emit()
