"""Verification page (驗證檔案): check any file of this program, without importing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.checks.checked_file import CheckedFile
from app.errors import AppError
from app.ui.messages import format_message, word
from app.ui.shell.page import Page
from app.ui.shell.workspace import Workspace
from app.ui.translation import tr
from app.ui.verify.report import OUTCOME_LOOKS, report_check, report_text
from app.ui.verify.view import VerdictView
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.drop_area import DropArea, DropTarget
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.splitter import SIDE_BY_SIDE, build_splitter
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

VERIFY_FILTER = tr(
    "填報檔案 (*.xlsx *.pdf *.zip *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback)"
    ";;所有檔案 (*)"
)
_WAITING, _AT_WORK, _LEFT_OUT = tr("等待中"), tr("驗章中"), tr("未驗證")


@dataclass(frozen=True)
class VerifyLine:
    """One file of the list; `checked` once it has been checked."""

    number: int
    path: Path
    state: str = _WAITING
    checked: CheckedFile | None = None

    @property
    def sentence(self) -> str:
        """Format the result of the check; empty before it."""
        if self.checked is None:
            return ""
        return format_message(self.checked.code, self.checked.params)


class VerifyPage(DropTarget, Page):
    """Drop area on top, list of files on the left, report of the selected file on the right."""

    title = tr("驗證檔案")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.lines: tuple[VerifyLine, ...] = ()
        self._found: list[tuple[int, CheckedFile]] = []
        """Results put here by the worker thread and collected on the UI thread."""
        self._batch_from = 0
        self._asked: object = None
        self.setAcceptDrops(True)
        self.notices = NoticeBar()
        self.tasks = TaskPanel()
        self.drop_area: DropArea = DropArea(
            tr("將任何一個或多個檔案拖放到此頁，或"),
            tr(
                "填報表、附件包、填報包、收件回條、登錄申請、待核定件、退回單都可以。"
                "只驗章，不收件、不匯入。"
            ),
        )
        self.drop_area.choose_requested.connect(self.choose_files)
        self.table = RecordView(_build_columns(), tr("驗證的檔案"), stretch="sentence")
        self.table.record_selected.connect(self._show_line)
        self.verdict_view = VerdictView()
        self.summary = build_label(tone=Tone.MUTED)
        self.copy_button = TintedButton("copy", tr("複製結果"), self.copy_result)
        self.copy_all_button = TintedButton("copy", tr("複製全部"), self.copy_all)
        self.clear_button = TintedButton("x", tr("清除清單"), self.clear)
        self._lay_out()
        self._show_lines()

    def show_target(self, target: object) -> None:
        """Check these paths; going back to the page does not check them again."""
        if isinstance(target, tuple) and target is not self._asked:
            self._asked = target
            self.check_files(target)

    def choose_files(self) -> None:
        """Ask for files and check them."""
        chosen = dialogs.ask_open_files(self, tr("選擇要驗證的檔案"), VERIFY_FILTER)
        if chosen:
            self.check_files(chosen)

    def check_files(self, paths: Sequence[Path]) -> None:
        """Check files, one line each, the latest batch on top. One batch at a time."""
        if self.tasks.is_busy:
            self.notices.show_warning(tr("前一批檔案仍在驗章，完成後再加入。"))
            return
        if not paths:
            return
        self.notices.clear()
        self._found = []
        self._batch_from = len(self.lines)
        self.lines += tuple(
            VerifyLine(self._batch_from + position, path) for position, path in enumerate(paths)
        )
        self._show_lines()
        try:
            checker = self.workspace.build_checker()
        except AppError as error:
            self._leave_rest()
            self.notices.show_error(error)
            return
        found = self._found
        task = self.tasks.start(
            tr("驗章（{count} 個檔案）", count=len(paths)),
            lambda progress: checker.check_files(
                paths, progress, lambda position, each: found.append((position, each))
            ),
            self._take_results,
            self._report_failure,
            self._report_stopped,
        )
        task.progressed.connect(self._show_progress)

    def copy_result(self) -> None:
        """Copy the report of the selected file to the clipboard."""
        if self.table.selected_record() is not None:
            QGuiApplication.clipboard().setText(self.verdict_view.text())
            self.notices.show_done(tr("驗章結果已複製到剪貼簿。"))

    def copy_all(self) -> None:
        """Copy the reports of all files to the clipboard."""
        checked = [each.checked for each in self.lines if each.checked is not None]
        name = self.workspace.agency_name
        texts = [report_text(report_check(each, name)) for each in checked]
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        self.notices.show_done(tr("{count} 個檔案的驗章結果已複製到剪貼簿。", count=len(checked)))

    def clear(self) -> None:
        """Clear the list; the files stay where they are."""
        if not self.tasks.is_busy:
            self.lines = ()
            self.notices.clear()
            self._show_lines()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Check the dropped files."""
        self.check_files(paths)

    def _show_progress(self, done: int, _total: int, _what: str) -> None:
        self._collect()
        position = self._batch_from + done
        if position < len(self.lines) and self.lines[position].checked is None:
            self._replace(replace(self.lines[position], state=_AT_WORK))
        self._show_lines()

    def _take_results(self, _results: tuple[CheckedFile, ...]) -> None:
        self._collect()
        self._show_lines()
        batch = self.lines[self._batch_from :]
        bad = [each for each in batch if each.checked is not None and not each.checked.is_good]
        self.table.select_record((bad or list(batch))[0])
        if bad:
            words = tr(
                "{count} 個檔案中有 {bad} 個不是驗章無誤；原因見各行說明。",
                count=len(batch),
                bad=len(bad),
            )
            self.notices.show_warning(words)
        else:
            self.notices.show_done(tr("{count} 個檔案驗章無誤。", count=len(batch)))

    def _collect(self) -> None:
        for position, checked in self._found:
            line = self.lines[self._batch_from + position]
            self._replace(replace(line, checked=checked, state=word(checked.outcome)))

    def _replace(self, line: VerifyLine) -> None:
        self.lines = (*self.lines[: line.number], line, *self.lines[line.number + 1 :])

    def _report_failure(self, error: AppError) -> None:
        self._leave_rest()
        self.notices.show_error(error)

    def _report_stopped(self) -> None:
        self._leave_rest()
        self.notices.show_warning(tr("已停止。已驗證的結果保留；其餘可再次拖放。"))

    def _leave_rest(self) -> None:
        self._collect()
        self.lines = tuple(
            replace(each, state=_LEFT_OUT) if each.checked is None else each for each in self.lines
        )
        self._show_lines()

    def _show_lines(self) -> None:
        self.table.set_records(tuple(reversed(self.lines)))
        self.summary.setText(tr("本次 {count} 個檔案", count=len(self.lines)) if self.lines else "")
        for button in (self.copy_button, self.copy_all_button, self.clear_button):
            button.setEnabled(any(each.checked is not None for each in self.lines))

    def _show_line(self, line: VerifyLine | None) -> None:
        if line is None or line.checked is None:
            self.verdict_view.show_report(None)
        else:
            report = report_check(line.checked, self.workspace.agency_name)
            self.verdict_view.show_report(report)

    def _lay_out(self) -> None:
        splitter = build_splitter(SIDE_BY_SIDE, self.table, self.verdict_view, stretches=(3, 2))
        foot = fill_box(
            QHBoxLayout(),
            self.summary,
            1,
            self.clear_button,
            self.copy_all_button,
            self.copy_button,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP)
        layout.setSpacing(theme.GAP)
        fill_box(
            layout,
            build_label(self.title, style="title"),
            self.notices,
            self.tasks,
            self.drop_area,
            (splitter, 1),
            foot,
        )


def _look(line: VerifyLine) -> tuple[str, Tone]:
    if line.checked is not None:
        return OUTCOME_LOOKS[line.checked.outcome]
    icons = {_WAITING: "circle-dashed", _AT_WORK: "refresh-cw", _LEFT_OUT: "ban"}
    return icons[line.state], Tone.MUTED


def _build_columns() -> tuple[RecordColumn, ...]:
    return (
        RecordColumn(
            "state", tr("結果"), lambda each: each.state, lambda each: (each.state, each.number),
            width=18, tone=lambda each: _look(each)[1], icon_name=lambda each: _look(each)[0],
        ),
        RecordColumn(
            "file", tr("檔案"), lambda each: each.path.name, width=26,
            tip=lambda each: str(each.path),
        ),
        RecordColumn("sentence", tr("說明"), lambda each: each.sentence, width=36),
    )  # fmt: skip
