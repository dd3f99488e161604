"""Answering imported files: by itself after a batch, or when asked, off the UI thread."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.models.received import ImportResult
from app.office.receipts.states import ReceiptState
from app.ui.office.page_frame import OfficePage
from app.ui.translation import tr
from app.ui.widgets.desktop import open_path


class ReceiptWriter(QObject):
    """Writes receipts for a page, which shows the work and what came of it."""

    settled = Signal()
    """Receipts were written, or not: how each file stands is to be asked anew."""

    def __init__(self, page: OfficePage, folder: Callable[[], Path]) -> None:
        super().__init__(page)
        self._page = page
        self._folder = folder
        self._was_declined = False
        """The passphrase was asked for and not given: not asked again by itself this session."""

    def write_due(self, results: Sequence[ImportResult]) -> None:
        """Write what a batch makes due, where the key is unlocked, or the user unlocks it now."""
        desk = self._page.workspace.desk
        if ReceiptState.DUE not in desk.receipts.states(results):
            return
        may_ask = self._page.isVisible() and not self._was_declined
        if not desk.keys.is_unlocked and may_ask and desk.keys.certificate() is not None:
            self._was_declined = not self._page.ensure_key()
        if desk.keys.is_unlocked:
            self._write(results, again=False)
            return
        retry = (tr("產生回條"), lambda: self._unlock_and_write(results, again=False))
        self._page.notices.show_info(tr("回條未產生：彙整機關金鑰尚未解鎖。"), retry)

    def write_again(self, results: Sequence[ImportResult]) -> None:
        """Write receipts for these, those written before once more."""
        self._unlock_and_write(results, again=True)

    def _unlock_and_write(self, results: Sequence[ImportResult], *, again: bool) -> None:
        if not self._page.tasks.is_busy and self._page.ensure_key():
            self._was_declined = False
            self._write(results, again=again)

    def _write(self, results: Sequence[ImportResult], *, again: bool) -> None:
        desk, folder = self._page.workspace.desk, self._folder()
        self._page.tasks.start(
            tr("產生回條"),
            lambda progress: desk.receipts.answer(results, folder, again=again, progress=progress),
            lambda written: self._tell(written, folder),
            self._report_failure,
            self._report_stopped,
        )

    def _tell(self, written: tuple[Path, ...], folder: Path) -> None:
        self.settled.emit()
        self._page.workspace.note_change()
        sentence = tr(
            "已產生 {count} 份回條，請寄給各該機關。位置：{folder}",
            count=len(written),
            folder=folder,
        )
        opening = (tr("開啟資料夾"), partial(open_path, folder))
        self._page.notices.show_info(sentence, opening)

    def _report_failure(self, error: AppError) -> None:
        self.settled.emit()
        self._page.notices.show_error(error)

    def _report_stopped(self) -> None:
        self.settled.emit()
        self._page.notices.show_info(tr("已停止。已產生的回條保留，其餘可選取後按「產生回條」。"))
