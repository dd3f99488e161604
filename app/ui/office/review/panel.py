"""One return under review: chapters, the table, and the line to write a comment on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.models.answers import parse_place
from app.models.reviews import ReturnState
from app.office.review.sheet import ReviewRow, ReviewSheet
from app.ui.office.review.table import ReviewLine, ReviewTableModel, build_lines
from app.ui.office.review.view import ReviewView
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.record_view import choose_row
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

CHANGED, REMARKED, EVERYTHING = "changed", "remarked", "everything"
_FILTERS = (
    (CHANGED, tr("只看變動")),
    (REMARKED, tr("只看注意事項與意見")),
    (EVERYTHING, tr("全部內容")),
)
_COMMENT_PROMPT = tr("寫下意見；隨打隨存，退回補正時一併送出。")
_AGENCY_CHAPTER = tr("全機關資料")


class ReviewPanel(QWidget):
    """Shows a sheet chapter by chapter. Comments are kept in the workspace as they are typed.

    `navigation` (what is shown, and the chapters) is placed by the page, left of the table.
    """

    remarks_changed = Signal()

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sheet: ReviewSheet | None = None
        self._line: ReviewLine | None = None
        self._remarks: dict[str | None, str] = {}
        """As in the store, by place."""
        self.filter = QComboBox()
        self.filter.setAccessibleName(tr("顯示範圍"))
        for key, title in _FILTERS:
            self.filter.addItem(title, key)
        self.filter.currentIndexChanged.connect(self._show_chapter)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(tr("計畫"))
        self.chapters.setWordWrap(True)
        self.chapters.setUniformItemSizes(False)
        self.chapters.currentRowChanged.connect(self._show_chapter)
        self.model = ReviewTableModel(self.remark_at, self)
        self.view = ReviewView(self.model)
        self.view.line_selected.connect(self._take_line)
        self.view.comment_requested.connect(self._focus_comment)
        self.nothing = build_label(tone=Tone.MUTED, wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.anchor = build_label(tone=Tone.MUTED)
        self.comment = QPlainTextEdit()
        self.comment.setAccessibleName(tr("審查意見"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(self.fontMetrics().height() * 3 + 14)
        self.comment.textChanged.connect(self._write_remark)
        self._build_layout()

    @property
    def sheet(self) -> ReviewSheet | None:
        """The sheet shown."""
        return self._sheet

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Show a return; only its changes where there is something to compare with."""
        self._sheet = sheet
        current = sheet.current
        written = self._workspace.desk.remarks.about(
            current.round_id, current.agency, current.revision
        )
        self._remarks = {each.place: each.text for each in written}
        self.filter.blockSignals(True)
        self.filter.setCurrentIndex(
            self.filter.findData(EVERYTHING if sheet.baseline is None else CHANGED)
        )
        self.filter.blockSignals(False)
        self.view.setColumnHidden(2, sheet.baseline is None)
        self._fill_chapters()
        first = next(
            (
                row
                for row, project in enumerate((None, *sheet.project_ids))
                if any(self._keeps(each) for each in sheet.rows_of(project))
            ),
            0,
        )
        self.chapters.setCurrentRow(first)
        self._show_chapter()

    def show_place(self, path: str) -> bool:
        """Bring a place into view, or its section; False where this revision has neither."""
        if self._sheet is None:
            return False
        place = parse_place(path)
        if place.project not in (None, *self._sheet.project_ids):
            return False
        self.filter.setCurrentIndex(self.filter.findData(EVERYTHING))
        self.chapters.setCurrentRow((None, *self._sheet.project_ids).index(place.project))
        places = [None if each.row is None else each.row.place for each in self.model.lines]
        alike = [at for at, each in enumerate(places) if each is not None and each == place]
        near = [at for at, each in enumerate(places)
                if each is not None and each.section == place.section]  # fmt: skip
        row = next(iter(alike or near), None)
        if row is None:
            return False
        choose_row(self.view, row)
        self.view.scrollTo(self.model.index(row, 0))
        self.view.setFocus()
        return True

    def remark_at(self, place: str | None) -> str:
        """What the reviewer has written at a place."""
        return self._remarks.get(place, "")

    def count_remarks(self) -> int:
        """How many comments there are on this revision."""
        return len(self._remarks)

    def project_id(self) -> str | None:
        """The project of the chapter shown; None for the agency's own part."""
        item = self.chapters.currentItem()
        project: str | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return project

    def step(self, step: int) -> None:
        """Go to the next or previous chapter that has something to look at."""
        rows = self.chapters.count()
        if rows and self._sheet is not None:
            row = (self.chapters.currentRow() + step) % rows
            self.chapters.setCurrentRow(row)

    def _keeps(self, row: ReviewRow) -> bool:
        chosen = self.filter.currentData()
        if chosen == CHANGED:
            return row.is_changed or bool(row.past_comments) or row.printed is not None
        if chosen == REMARKED:
            return row.wants_notice or bool(row.past_comments or self.remark_at(row.place.path))
        return True

    def _fill_chapters(self) -> None:
        assert self._sheet is not None
        present = self.chapters.currentRow()
        self.chapters.blockSignals(True)
        self.chapters.clear()
        for project in (None, *self._sheet.project_ids):
            item = QListWidgetItem(self._describe_chapter(project))
            item.setToolTip(build_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, project)
            self.chapters.addItem(item)
        self.chapters.setCurrentRow(max(0, present))
        self.chapters.blockSignals(False)

    def _describe_chapter(self, project: str | None) -> str:
        assert self._sheet is not None
        rows = self._sheet.rows_of(project)
        counts = (
            (tr("變動"), sum(each.is_changed for each in rows)),
            (tr("注意"), sum(len(each.explained) + (each.printed is not None) for each in rows)),
            (tr("意見"), self._count_remarks_in(project)),
        )
        words = "　".join(f"{word} {count}" for word, count in counts if count)
        name = (
            _AGENCY_CHAPTER
            if project is None
            else f"{project} {self._workspace.programme.project(project).name}"
        )
        return f"{visible_line(name)}\n{words}" if words else visible_line(name)

    def _count_remarks_in(self, project: str | None) -> int:
        assert self._sheet is not None
        return sum(
            project is None if place is None else parse_place(place).project == project
            for place in self._remarks
        )

    def _show_chapter(self, _row: int = 0) -> None:
        if self._sheet is None:
            return
        project, baseline = self.project_id(), self._sheet.baseline
        rows = self._sheet.rows_of(project)
        lines = build_lines(rows, self._keeps, with_whole=project is None)
        before = tr("前版")
        if baseline is not None:
            is_accepted = baseline.state is ReturnState.ACCEPTED
            kind = tr("上次通過") if is_accepted else tr("前版")
            before = f"{kind} r{baseline.revision}"
        now = tr("本次填報 r{revision}", revision=self._sheet.current.revision)
        self.model.set_lines(lines, now, before, self.filter.currentData() == CHANGED)
        is_bare = all(each.place is None for each in lines)
        self.nothing.setVisible(is_bare)
        self.nothing.setText(
            tr("此計畫與前版相比沒有變動。可改選「全部內容」。")
            if self.filter.currentData() == CHANGED
            else tr("沒有符合的內容。可改選「全部內容」。")
        )
        self.view.setVisible(bool(lines))
        if lines:
            first = next((at for at, each in enumerate(lines) if not each.is_head), 0)
            choose_row(self.view, first)
            self.view.scrollToTop()
        else:
            self._take_line(None)

    def _take_line(self, line: ReviewLine | None) -> None:
        self._line = line
        self.comment.blockSignals(True)
        self.comment.setPlainText(self.remark_at(line.place) if line is not None else "")
        self.comment.blockSignals(False)
        can_comment = line is not None and self._can_comment()
        self.comment.setEnabled(can_comment)
        self.comment.setPlaceholderText(_COMMENT_PROMPT if can_comment else "")
        self.anchor.setText(
            "" if line is None else tr("意見（{anchor}）", anchor=self._describe_anchor(line))
        )

    def _describe_anchor(self, line: ReviewLine) -> str:
        if line.place is None:
            return line.title
        if line.row is None:
            return tr("{title}全節", title=line.title)
        return tr("{section}／{title}", section=line.row.section, title=line.title)

    def _can_comment(self) -> bool:
        return self._sheet is not None and self._sheet.current.state is ReturnState.UNDER_REVIEW

    def _focus_comment(self) -> None:
        self.comment.setFocus()

    def _write_remark(self) -> None:
        if self._line is None or self._sheet is None:
            return
        current, place = self._sheet.current, self._line.place
        text = self.comment.toPlainText().strip()
        try:
            self._workspace.desk.remarks.write(
                current.round_id, current.agency, current.revision, place, text
            )
        except AppError as error:
            self._workspace.error_raised.emit(error)
            return
        self._remarks.pop(place, None)
        if text:
            self._remarks[place] = text
        self.model.remark_changed(place)
        item = self.chapters.currentItem()
        if item is not None:
            item.setText(self._describe_chapter(self.project_id()))
        self.remarks_changed.emit()

    def _build_layout(self) -> None:
        self.navigation = QWidget()
        fill_box(QVBoxLayout(self.navigation), self.filter, (self.chapters, 1), margins=0)
        parts = ((self.view, 1), self.nothing, self.anchor, self.comment)
        fill_box(QVBoxLayout(self), *parts, margins=0, spacing=theme.GAP_SMALL)
