"""收件: files are dropped or chosen, verified off the UI thread, and each gets its line."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.models.received import ImportResult
from app.models.signatures import Verdict
from app.recognition.unpacking import ArchiveRoom
from app.ui.messages import describe_error
from app.ui.office.inbox.lines import InboxLine, LineState, inbox_columns, mark_pairs
from app.ui.office.inbox.receipt_bar import ReceiptBar
from app.ui.office.inbox.receipt_writer import ReceiptWriter
from app.ui.office.inbox.report import report_line
from app.ui.office.page_frame import OfficePage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.verify.page import VERIFY_FILTER
from app.ui.verify.view import VerdictView
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.drop_area import DropArea, DropTarget, describe_files
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.splitter import SIDE_BY_SIDE, build_splitter
from app.ui.widgets.tasks import run_task
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_FILTER = tr("填報表與附件包 (*.xlsx *.pdf *.zip)")


class InboxPage(DropTarget, OfficePage):
    """Drop area on top, one line a file below, the verdict on the selected file on the right."""

    title = tr("收件")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False, minds_clock=True)
        self.lines: tuple[InboxLine, ...] = ()
        self._verdicts: dict[int, Verdict] = {}
        self._batch_from = 0
        self._reported: list[tuple[int, ImportResult]] = []
        """Left by the working thread, collected on this one."""
        self.archives = ArchiveRoom()
        self.destroyed.connect(partial(ArchiveRoom.close, self.archives))
        self.setAcceptDrops(True)
        self.drop_area: DropArea = DropArea()
        self.drop_area.choose_requested.connect(self.choose_files)
        self.summary = build_label(tone=Tone.MUTED)
        self.table = RecordView(inbox_columns(), tr("本次收件"), stretch="sentence")
        self.table.record_selected.connect(self._show_verdict)
        self.verdict_view = VerdictView()
        tip = tr("選取檔案，只看驗章結果，不寫入資料檔")
        words = tr("只驗章，不收件…")
        self.verify_button = TintedButton("shield-check", words, self.verify_only, tip)
        self.tools.addWidget(self.verify_button)
        self.receipts = ReceiptBar(workspace)
        self.writer = ReceiptWriter(self, self.receipts.folder)
        self.writer.settled.connect(self._mark_receipts)
        self.receipts.write_button.clicked.connect(self.write_receipts)
        self.table.selectionModel().selectionChanged.connect(self._show_receipts)
        self.copy_button = TintedButton("copy", tr("複製結果"), self.copy_result)
        self.ready = self._build_ready()
        self.empty = EmptyState(
            "inbox",
            tr("還沒有填報期"),
            tr("開立填報期、寄發填報包之後，各機關簽章的填報表（Excel 與 PDF）在這裡驗章並收件。"),
            (tr("前往總覽開立填報期"), lambda: self.page_requested.emit("overview", None)),
        )
        self.hold_contents(self.empty, self.ready)

    def refresh(self) -> None:
        """Show the page, or what has to come first."""
        self.set_content(self.empty if self.workspace.round is None else self.ready)

    def choose_files(self) -> None:
        """Ask for files and take them in."""
        self.expect_files()
        chosen = dialogs.ask_open_files(self, tr("選擇填報表"), _FILTER)
        if chosen:
            self.take_files(chosen)

    def verify_only(self) -> None:
        """Ask for files that are only to be looked at."""
        chosen = dialogs.ask_open_files(self, tr("選擇要驗證的檔案"), VERIFY_FILTER)
        if chosen:
            self.page_requested.emit("verify", tuple(chosen))

    def expect_files(self) -> None:
        """While the mouse is on its way, what verifies them is loaded."""
        if not self.tasks.is_busy:
            desk = self.workspace.desk
            run_task(self, lambda _progress: desk.inbox.prepare(), lambda _none: None)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Verify and take in files; a line each. One batch at a time."""
        if self.tasks.is_busy:
            self.notices.show_warning(tr("前一批檔案仍在驗章，完成後再加入。"))
            return
        if not paths:
            self.notices.show_warning(
                tr("沒有可收的檔案；請拖放填報表（.xlsx、.pdf）或附件包（.zip）。")
            )
            return
        self.notices.clear()
        paths, opened = self.archives.open_archives(paths)
        if opened:
            self.notices.show_info("".join(describe_error(each) for each in opened))
        self._batch_from = len(self.lines)
        self.lines += tuple(InboxLine(*each) for each in enumerate(paths, self._batch_from))
        self._show_lines()
        desk, now = self.workspace.desk, self.workspace.clock()
        reported = self._reported = []
        task = self.tasks.start(
            describe_files(paths),
            lambda progress: desk.inbox.import_files(
                paths,
                now=now,
                progress=progress,
                on_result=lambda position, result: reported.append((position, result)),
            ),
            self._take_results,
            self._report_failure,
            self._report_stopped,
        )
        task.progressed.connect(self._show_progress)

    def copy_result(self) -> None:
        """Put the verdict shown, or else the selected lines, on the clipboard."""
        if self.table.selected_record() is not None:
            QGuiApplication.clipboard().setText(self.verdict_view.text())
            self.notices.show_done(tr("驗章結果已複製到剪貼簿。"))

    def accepts_files(self) -> bool:
        """Without a round there is nothing a file could belong to."""
        return self.workspace.round is not None

    def write_receipts(self) -> None:
        """Write the receipts of the selected lines, those written before once more."""
        chosen = [each.result for each in self.table.selected_records() if each.result is not None]
        if chosen:
            self.writer.write_again(chosen)

    def _show_progress(self, done: int, _total: int, _what: str) -> None:
        self._collect()
        at_work = self._batch_from + done
        self.lines = tuple(
            replace(each, state=LineState.AT_WORK)
            if each.number == at_work and each.state is LineState.WAITING
            else each
            for each in self.lines
        )
        self._show_lines()

    def _collect(self) -> None:
        """Take up the results reported so far; a later one about a file replaces an earlier."""
        lines = list(self.lines)
        for position, result in self._reported:
            at = self._batch_from + position
            lines[at] = lines[at].settled(result, self.workspace.short_name(result.agency))
        self.lines = tuple(lines)

    def _take_results(self, results: tuple[ImportResult, ...]) -> None:
        self._collect()
        self.lines = mark_pairs(self.lines)
        self._mark_receipts()
        settled = self.lines[self._batch_from :]
        refused = [each for each in settled if each.state is LineState.REFUSED]
        if settled:
            self.table.select_record((refused or settled)[0])
        self.workspace.note_change()
        self._report_outcome(settled, len(refused))
        self.writer.write_due(results)

    def _mark_receipts(self) -> None:
        """Say of every settled line whether it has been answered."""
        results = [each.result for each in self.lines if each.result is not None]
        states = iter(self.workspace.desk.receipts.states(results))
        self.lines = tuple(
            each if each.result is None else replace(each, receipt=next(states))
            for each in self.lines
        )
        self._show_lines()
        self._show_receipts()

    def _show_receipts(self) -> None:
        self.receipts.show_lines(self.table.selected_records())

    def _report_outcome(self, settled: tuple[InboxLine, ...], refused: int) -> None:
        taken = sum(each.state is LineState.TAKEN for each in settled)
        told = tr("新收 {taken} 個檔案", taken=taken)
        if known := sum(each.state is LineState.KNOWN for each in settled):
            told += tr("，") + tr("{known} 個已收過", known=known)
        if refused:
            self.notices.show_warning(
                tr("{told}，拒收 {refused} 個；原因見各行說明。", told=told, refused=refused)
            )
        elif taken:
            agencies = [each.result.agency for each in settled if each.result is not None]
            go = (tr("前往審查"), lambda: self.page_requested.emit("review", agencies[0]))
            self.notices.show_done(tr("{told}。", told=told), go)
        else:
            self.notices.show_info(tr("{told}。", told=told))

    def _report_failure(self, error: AppError) -> None:
        self._stop_lines()
        self.notices.show_error(error)

    def _report_stopped(self) -> None:
        self._stop_lines()
        self.workspace.note_change()
        self.notices.show_warning(tr("已停止。已收的檔案保留；未處理的可再次拖放。"))

    def _stop_lines(self) -> None:
        """What was taken in or refused stays as it is; the rest was not dealt with."""
        self._collect()
        self.lines = tuple(
            InboxLine(each.number, each.path, LineState.STOPPED)
            if each.result is None or each.state is LineState.EXAMINED
            else each
            for each in self.lines
        )
        self._mark_receipts()

    def _show_lines(self) -> None:
        self.table.set_records(tuple(reversed(self.lines)))
        self.summary.setText(tr("本次 {count} 個檔案", count=len(self.lines)) if self.lines else "")
        self.copy_button.setEnabled(bool(self.lines))

    def _show_verdict(self, line: InboxLine | None) -> None:
        known = self._verdicts.get(line.number) if line is not None else None
        self._show_report(line, known)
        if line is None or line.result is None or known is not None:
            return
        if line.state is LineState.EXAMINED:  # the batch is still at work
            return
        if line.result.is_about_attachments:  # it carries no signature to show
            return
        desk, now, result = self.workspace.desk, self.workspace.clock(), line.result
        run_task(
            self,
            lambda _progress: desk.inbox.verdict_of(result, now),
            lambda verdict: self._take_verdict(line, verdict),
            lambda _error: None,  # the line already says why the file could not be read
        )

    def _take_verdict(self, line: InboxLine, verdict: Verdict) -> None:
        self._verdicts[line.number] = verdict
        shown = self.table.selected_record()
        if shown is not None and shown.number == line.number:
            self._show_report(shown, verdict)

    def _show_report(self, line: InboxLine | None, verdict: Verdict | None) -> None:
        report = None if line is None else report_line(line, verdict, self.workspace.agency_name)
        self.verdict_view.show_report(report)

    def _build_ready(self) -> QWidget:
        halves = build_splitter(SIDE_BY_SIDE, self.table, self.verdict_view, stretches=(3, 2))
        foot = fill_box(QHBoxLayout(), self.summary, (self.receipts, 1), self.copy_button)
        self.copy_button.setEnabled(False)
        ready, parts = QWidget(), (self.drop_area, (halves, 1), foot)
        fill_box(QVBoxLayout(ready), *parts, margins=0, spacing=theme.GAP)
        return ready
