"""報告: the consolidated report of a round, made off the UI thread, looked at here and saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Progress
from app.files import fit_name, write_atomically
from app.models.rounds import Round
from app.ui.office.page_frame import OfficePage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import as_written, join_sentences, join_words, tr
from app.ui.widgets import dialogs
from app.ui.widgets.desktop import open_path
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.tinted import TintedButton

if TYPE_CHECKING:
    from app.office.desk import OfficeDesk
    from app.ui.office.report.preview import ReportPreview
    from app.ui.widgets.pdf_printing import PrintTask


@dataclass(frozen=True)
class MadeReport:
    """A report as made: its bytes, and what it was made from."""

    round_id: str
    title: str
    content: bytes
    returns: int
    missing: tuple[str, ...]


class ReportPage(OfficePage):
    """產生報告 → preview with contents → 列印, 儲存 PDF, 儲存總表."""

    title = tr("報告")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace)
        self.report: MadeReport | None = None
        self._is_stale = False
        self.preview: ReportPreview | None = None
        self.make_button = TintedButton("refresh-cw", tr("產生報告"))
        self.make_button.clicked.connect(self.make_report)
        self.save_button = TintedButton("save", tr("儲存 PDF…"))
        self.save_button.clicked.connect(self.save_report)
        self.master_button = TintedButton("file-spreadsheet", tr("儲存總表…"))
        self.master_button.setToolTip(tr("各項資料一工作表的 Excel 活頁簿（.xlsx）"))
        self.master_button.clicked.connect(self.save_master)
        self.print_button = TintedButton("printer", tr("列印…"))
        self.print_button.setToolTip(tr("列印畫面上的報告；紙張與報告相同，不放大也不縮小"))
        self.print_button.clicked.connect(self.print_report)
        for each in self._buttons():
            self.tools.addWidget(each)
        self.no_round = EmptyState(
            "file-text",
            tr("還沒有填報期"),
            tr("開立填報期並收到填報表後，可在這裡產生整份年度報告。"),
            (tr("前往總覽開立填報期"), lambda: self.page_requested.emit("overview", None)),
        )
        self.no_report = EmptyState(
            "file-text",
            tr("產生這個填報期的報告"),
            tr(
                "報告以各機關通過的版次為準，之後待審的版次註明為初稿；缺件機關會在報告中載明。"
                "產生後可在此逐頁檢視，再儲存為 PDF。"
            ),
            (tr("產生報告"), self.make_report),
        )
        workspace.records_changed.connect(self._note_stale)
        self.hold_contents(self.no_round, self.no_report)

    def refresh(self) -> None:
        """Show the report of the round in hand, if it was made."""
        round_ = self.workspace.round
        has_report = (
            round_ is not None and self.report is not None and self.report.round_id == round_.id
        )
        self.make_button.setVisible(has_report)
        self.save_button.setVisible(has_report)
        self.print_button.setVisible(has_report)
        self.master_button.setVisible(round_ is not None)
        if round_ is None:
            self.set_content(self.no_round)
        elif not has_report or self.preview is None:
            self.set_content(self.no_report)
        else:
            self.set_content(self.preview)
            if self._is_stale:
                self.notices.show_warning(
                    tr("產生後收件或審查已有變動，此報告不是最新的。"),
                    (tr("重新產生"), self.make_report),
                )

    def make_report(self) -> None:
        """Make the report of the round in hand."""
        round_ = self.workspace.round
        if round_ is None or self.tasks.is_busy:
            return
        self.notices.clear()
        desk, today = self.workspace.desk, self.workspace.today()
        self._is_stale = False
        self._enable(False)
        task = self.tasks.start(
            tr("產生報告"),
            lambda progress: build_report_of(desk, round_, today, progress),
            self._take_report,
            self.notices.show_error,
            lambda: self.notices.show_info(tr("已停止產生報告。")),
        )
        task.finished.connect(lambda: self._enable(True))

    def save_report(self) -> None:
        """Ask for a file name and write the report as it is shown."""
        if self.report is None:
            return
        name = fit_name(f"{self.report.title}{as_written('彙整報告')}", ".pdf")
        proposal = Path(name)
        path = dialogs.ask_save_file(self, tr("儲存 PDF"), "PDF (*.pdf)", proposal)
        if path is None:
            return
        content = self.report.content
        self._save(tr("儲存 PDF"), path, lambda _progress: write_atomically(path, content))

    def print_report(self) -> None:
        """Ask for a printer and print the report as it is shown."""
        if self.report is None or self.tasks.is_busy:
            return
        printer = dialogs.ask_printer(self, tr("列印報告"), self.report.content)
        if printer is None:
            return
        from app.ui.widgets.pdf_printing import PrintTask

        self.notices.clear()
        self._enable(False)
        task = PrintTask(self.report.content, printer, self)
        self.tasks.follow(
            tr("列印"),
            task,
            lambda: self.notices.show_info(tr("已停止列印；已送出的頁可能仍會印出。")),
        )
        task.finished.connect(lambda: self._report_printed(task))

    def save_master(self) -> None:
        """Ask for a file name and write the master workbook."""
        round_ = self.workspace.round
        if round_ is None:
            return
        name = fit_name(f"{round_.title}{as_written('總表')}", ".xlsx")
        proposal = Path(name)
        path = dialogs.ask_save_file(self, tr("儲存總表"), tr("Excel 活頁簿 (*.xlsx)"), proposal)
        if path is None:
            return
        desk, today = self.workspace.desk, self.workspace.today()
        self._save(
            tr("儲存總表"),
            path,
            lambda progress: write_master_of(desk, round_, path, today, progress),
        )

    def start_find(self) -> bool:
        """Ctrl+F goes to the search line of the preview."""
        if self.preview is not None and self.preview.isVisible():
            self.preview.search.setFocus()
        return True

    def _save(self, title: str, path: Path, work: Callable[[Progress], None]) -> None:
        if self.tasks.is_busy:
            return
        self.tasks.start(
            title,
            work,
            lambda _nothing: self.notices.show_done(
                tr("已儲存 {path}", path=path), (tr("開啟"), partial(open_path, path))
            ),
            self.notices.show_error,
        )

    def _take_report(self, report: MadeReport) -> None:
        # QtPdf loads only now: the window starts without it.
        from app.ui.office.report.preview import ReportPreview

        if self.preview is None:
            self.preview = ReportPreview()
            self.hold_contents(self.preview)
        self.report = report
        self.preview.show_pdf(report.content)
        self.refresh()
        missing = join_words(self.workspace.short_name(each) for each in report.missing)
        text = tr(
            "報告已產生：{page_count} 頁，彙整 {returns} 機關。",
            page_count=self.preview.page_count(),
            returns=report.returns,
        )
        if missing:
            self.notices.show_warning(
                join_sentences(text, tr("未列入：{missing}。", missing=missing))
            )
        else:
            self.notices.show_done(text)

    def _report_printed(self, task: "PrintTask") -> None:
        self._enable(True)
        if task.failure is not None:
            self.notices.show_error(task.failure)
        elif not task.was_cancelled:
            self.notices.show_done(tr("已送出列印：{printed} 頁。", printed=task.printed))
        task.deleteLater()

    def _buttons(self) -> tuple[TintedButton, ...]:
        return (self.make_button, self.print_button, self.save_button, self.master_button)

    def _note_stale(self) -> None:
        self._is_stale = self.report is not None
        if self.isVisible():
            self.refresh()

    def _enable(self, is_idle: bool) -> None:
        for each in self._buttons():
            each.setEnabled(is_idle)
        if self.no_report.button is not None:
            self.no_report.button.setEnabled(is_idle)


def build_report_of(
    desk: "OfficeDesk", round_: Round, today: date, progress: Progress
) -> MadeReport:
    """Merge, add up and lay out; runs on a working thread."""
    from app.reports.annual_report.report import build_report
    from app.reports.figures import build_figures

    desk.clock.ensure()  # the report is dated
    progress(0, 0, tr("彙整填報表"))
    merged = desk.returns.merged(round_.id)
    progress(0, 0, tr("計算彙總數"))
    figures = build_figures(merged)
    progress(0, 0, tr("編排版面"))
    content = build_report(figures, merged, today, progress)
    missing = (*merged.missing, *merged.sent_back, *merged.waiting)
    return MadeReport(round_.id, round_.title, content, len(merged.returns), missing)


def write_master_of(
    desk: "OfficeDesk", round_: Round, path: Path, today: date, progress: Progress
) -> None:
    """Write the master workbook; runs on a working thread."""
    from app.reports.figures import build_figures
    from app.reports.master_workbook.workbook import write_master

    desk.clock.ensure()
    progress(0, 0, tr("彙整填報表"))
    merged = desk.returns.merged(round_.id)
    progress(0, 0, tr("寫入工作表"))
    write_master(build_figures(merged), merged, path, today=today)
