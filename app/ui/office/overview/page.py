"""總覽: how far every agency is in the round in hand, and what the round amounts to so far.

The window paints it from the store's snapshot: nothing imported here loads the database's library.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.models.answers import Place
from app.models.day import DayTask, TaskKind
from app.models.forms import Scope
from app.models.received import OverviewRow, ProjectLine
from app.models.rounds import Round
from app.office.review.standing import count_states, count_times
from app.programme.reconciliation import reconcile
from app.ui.office.destinations import ReviewPlace
from app.ui.office.overview.columns import (
    OverviewRecord,
    find_columns_without_matter,
)
from app.ui.office.overview.day_strip import DayStrip
from app.ui.office.overview.figures import (
    ChartView,
    OverviewFigures,
    build_overview_figures,
)
from app.ui.office.overview.matrix import OverviewMatrix
from app.ui.office.overview.project_lines import MatrixRecord, ProjectRecord, owner_of
from app.ui.office.overview.round_due import RoundDue, describe_span
from app.ui.office.overview.state_chips import StateChips
from app.ui.office.page_frame import OfficePage
from app.ui.office.reconciliation_dialog import ReconciliationDialog, describe_reconciliation
from app.ui.office.round_file_notice import RoundFileNotice
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_label
from app.ui.widgets.tasks import Task, run_task
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_CHARTS = (
    ("rates", tr("執行率（依策略）")),
    ("indicators", tr("指標達成情形")),
    ("standings", tr("計畫辦理情形")),
)

_DRAWN_AFTER_MS = 120
"""The matrix can be worked with before the chart libraries begin to load."""

_LOW = 520
_WITH_CHARTS, _MATRIX_ONLY = [600, 168], [600, 0]


class OverviewPage(OfficePage):
    """Headline counts, the matrix of agencies, charts, and the reconciliation line."""

    title = tr("總覽")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, minds_clock=True)
        self._figures: OverviewFigures | None = None
        self._figures_key: object = None
        self._rows: tuple[OverviewRow, ...] = ()
        self._task: Task | None = None
        self._draw_timer = QTimer(self)
        self._draw_timer.setSingleShot(True)
        self._draw_timer.setInterval(_DRAWN_AFTER_MS)
        self._draw_timer.timeout.connect(self._draw_charts)
        self.due = RoundDue(self.change_dates, self.change_form)
        self.total = build_label()
        theme.set_text_style(self.total, "heading")
        self.day = DayStrip()
        self.day.chosen.connect(self._go_to_task)
        self.chips = StateChips()
        self.times = build_label()
        theme.set_tone(self.times, Tone.MUTED)
        self.news = RoundFileNotice(workspace, self.write_round_files)
        self.matrix = OverviewMatrix(self._load_lines, self._name_project)
        self.chips.chosen_changed.connect(self.matrix.show_states)
        self.matrix.record_activated.connect(self._open_agency)
        self.charts = {key: ChartView(name) for key, name in _CHARTS}
        self.chart_titles = {key: build_label(name) for key, name in _CHARTS}
        self.charts_hint = build_label()
        theme.set_tone(self.charts_hint, Tone.MUTED)
        self.reconciliation = build_label()
        self.reconciliation.setWordWrap(True)
        self.empty = EmptyState(
            "layout-dashboard",
            tr("還沒有填報期"),
            tr(
                "開立填報期後，這裡會列出各機關的收件、審查情形與彙總圖表。"
                "開立後請產生填報包寄發各機關，並於「名冊」登錄各機關簽章人的憑證。"
            ),
            (tr("開立填報期"), self.open_round),
        )
        self._add_tools()
        self.board = self._build_board()
        self.hold_contents(self.empty, self.board)

    def refresh(self) -> None:
        """Show rounds, counts and matrix at once; charts follow when they are drawn."""
        round_ = self.workspace.round
        self.files_button.setVisible(round_ is not None)
        self.open_button.setVisible(round_ is not None)
        if round_ is None:
            self.set_content(self.empty)
            return
        self.set_content(self.board)
        self.news.show_state()
        if self.workspace.is_open:
            self.day.show_tasks(self.workspace.desk.overview.tasks(self.workspace.today()))
        rows = self._rows = self.workspace.overview()
        self.due.show_dates(round_, self.workspace.today())
        self._show_counts(rows)
        key = (round_.id, rows, theme.is_dark())
        if key != self._figures_key and self.workspace.is_open:
            self._figures_key = key
            self._draw_timer.start()
        self._hide_columns(round_)
        self._show_matrix(rows)
        result = reconcile(self.workspace.programme)
        self.reconciliation.setText(describe_reconciliation(result))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the agencies get the room; the charts can be drawn up from the edge."""
        super().resizeEvent(event)
        is_low, was_low = event.size().height() < _LOW, event.oldSize().height() < _LOW
        if is_low != was_low or not event.oldSize().isValid():
            self.halves.setSizes(_MATRIX_ONLY if is_low else _WITH_CHARTS)

    def open_round(self) -> None:
        """Ask for a round, open it, and go on with it."""
        from app.ui.office.overview.open_round_dialog import ask_for_round

        opened = ask_for_round(self.workspace, self)
        if opened is None:
            return
        self.workspace.choose_round(opened.id)
        self.workspace.note_change()
        self.refresh()
        self.notices.show_done(
            tr("已開立「{title}」。下一步：產生填報包，寄發各機關。", title=opened.title),
            (tr("產生填報包…"), self.write_round_files),
        )

    def change_dates(self) -> None:
        """Ask for other dates of the round in hand; `news` then says whom to tell."""
        from app.ui.office.overview.round_dates_dialog import ask_for_dates

        round_ = self.workspace.round
        changed = None if round_ is None else ask_for_dates(self.workspace, round_, self)
        if changed is not None:
            span = describe_span(changed)
            self._go_on(tr("已變更「{title}」的期限：{span}。", title=changed.title, span=span))

    def change_form(self) -> None:
        """Ask for another version of the form; `news` then says whom to tell."""
        from app.ui.office.overview.reissue_dialog import ask_for_form

        round_ = self.workspace.round
        changed = None if round_ is None else ask_for_form(self.workspace, round_, self)
        if changed is not None:
            title, version = changed.title, changed.form_version
            self._go_on(tr("「{title}」已改用表單第 {version} 版。", title=title, version=version))

    def _go_on(self, words: str) -> None:
        """Show the round in hand as it is now, and say what was changed in it."""
        self.workspace.reload_round()
        self.workspace.note_change()
        self.refresh()
        self.notices.show_done(words)

    def show_reconciliation(self) -> None:
        """Open the reconciliation tables."""
        dialog = ReconciliationDialog(self.workspace.programme, self)
        dialog.exec()
        dialog.deleteLater()

    def remind(self) -> None:
        """List the late agencies of the round in hand with their letters."""
        from app.ui.office.overview.reminder_dialog import ReminderDialog

        round_ = self.workspace.round
        if round_ is not None:
            dialog = ReminderDialog(self.workspace, round_, self)
            dialog.exec()
            dialog.deleteLater()

    def _go_to_task(self, task: DayTask) -> None:
        if task.round_id is not None:
            self.workspace.choose_round(task.round_id)
        match task.kind:
            case TaskKind.REVIEW:
                self.page_requested.emit("review", task.agencies[0])
            case TaskKind.REMIND:
                self.remind()
            case TaskKind.ROUND_FILES:
                self.write_round_files(task.agencies)
            case TaskKind.ENROLMENTS:
                self.page_requested.emit("registry", None)

    def _open_agency(self, record: MatrixRecord) -> None:
        owner = owner_of(record)
        if owner.row.revision is None:
            self.notices.show_info(
                tr("{name}尚未報送；收到檔案後請於「收件」匯入。", name=owner.name)
            )
        elif isinstance(record, ProjectRecord):
            self.page_requested.emit("review", self._find_place(owner.row, record.line.project))
        else:
            self.page_requested.emit("review", owner.row.agency)

    def _find_place(self, row: OverviewRow, project: str) -> ReviewPlace:
        """The first thing said about a project."""
        round_ = self.workspace.round
        assert round_ is not None and row.revision is not None  # it has a line
        form = self.workspace.desk.rounds.form_of(round_.id)
        section = next(each for each in form.sections if each.scope is Scope.PROJECT)
        place = Place(project, section.id, None, section.fields[0].id)
        return ReviewPlace(round_.id, row.agency, row.revision, place.path)

    def _load_lines(self, agency: str) -> tuple[ProjectLine, ...]:
        round_ = self.workspace.round
        if round_ is None or not self.workspace.is_open:
            return ()
        return self.workspace.desk.overview.lines(round_.id, agency)

    def _name_project(self, project: str) -> str:
        return self.workspace.programme.project(project).name

    def _hide_columns(self, round_: Round) -> None:
        """Those that the form of the round never fills."""
        if not self.workspace.is_open:
            return
        empty = find_columns_without_matter(self.workspace.desk.rounds.form_of(round_.id))
        for index, column in enumerate(self.matrix.records.columns):
            self.matrix.setColumnHidden(index, column.key in empty)

    def _show_counts(self, rows: tuple[OverviewRow, ...]) -> None:
        self.total.setText(tr("{count} 機關", count=len(rows)))
        self.chips.show_counts(count_states(rows))
        times = count_times(rows)
        self.times.setText(
            tr(
                "如期 {on_time}　逾期報送 {late}　未報送 {missing}",
                on_time=times.on_time,
                late=times.late,
                missing=times.missing,
            )
        )

    def _show_matrix(self, rows: tuple[OverviewRow, ...]) -> None:
        sections = self._figures.sections if self._figures is not None else {}
        news = self.workspace.file_news()
        self.matrix.set_agencies(
            tuple(
                OverviewRecord(
                    each,
                    self.workspace.agency_name(each.agency),
                    self.workspace.agency_order(each.agency),
                    sections.get(each.agency, {}),
                    news,
                )
                for each in rows
            )
        )

    def _draw_charts(self) -> None:
        round_ = self.workspace.round
        if round_ is None or not self.workspace.is_open:
            return
        if self._task is not None:
            self._task.cancel()
        desk, ink = self.workspace.desk, theme.current_colours().text
        family = QFontInfo(self.font()).family()
        key = self._figures_key
        self._task = run_task(
            self,
            lambda progress: build_overview_figures(desk, round_.id, ink, family, progress),
            lambda figures: self._take_figures(figures, key),
            self.notices.show_error,
        )

    def _take_figures(self, figures: OverviewFigures, key: object) -> None:
        if key != self._figures_key or not self.workspace.is_open:
            return  # another round was chosen meanwhile, or the store closed
        self._task = None
        self._figures = figures
        for name, view in self.charts.items():
            svg = figures.charts.get(name)
            view.set_svg(svg or b"")
            view.setVisible(svg is not None and figures.returns > 0)
            self.chart_titles[name].setVisible(svg is not None and figures.returns > 0)
        self.charts_hint.setVisible(figures.returns == 0)
        self.charts_hint.setText(
            tr("收到第一份填報表後，這裡會顯示執行率、指標達成情形與經費圖表。")
        )
        self._show_matrix(self._rows)

    def _add_tools(self) -> None:
        self.files_button = TintedButton("package", tr("產生填報包…"))
        self.files_button.setToolTip(tr("為各機關各產生一個填報包（.tbround）"))
        self.files_button.clicked.connect(lambda: self.write_round_files())
        self.open_button = TintedButton("plus", tr("開立填報期…"))
        self.open_button.clicked.connect(self.open_round)
        self.tools.addWidget(self.files_button)
        self.tools.addWidget(self.open_button)

    def _build_board(self) -> QWidget:
        lower = QWidget()
        charts = QHBoxLayout(lower)
        charts.setContentsMargins(0, theme.GAP, 0, 0)
        charts.setSpacing(theme.GAP_LARGE)
        charts.addWidget(self.charts_hint, 1)
        columns = [self._build_chart_column(key) for key in self.charts]
        columns[-1].addLayout(self._build_reconciliation())
        for column in columns:
            charts.addLayout(column, 1)
        self.halves = splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.matrix)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes(_WITH_CHARTS)
        lower.setMinimumHeight(120)
        splitter.setCollapsible(0, False)  # the charts may be closed where the screen is low
        board = QWidget()
        layout = QVBoxLayout(board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.day)
        layout.addWidget(self.news)
        layout.addLayout(self._build_headline())
        layout.addWidget(splitter, 1)
        return board

    def _build_headline(self) -> FlowLayout:
        headline = FlowLayout()
        headline.addWidget(self.total)
        headline.addWidget(self.chips)
        headline.addWidget(self.times)
        headline.addWidget(self.due)
        return headline

    def _build_reconciliation(self) -> QHBoxLayout:
        tables = TintedButton("scale", tr("調節表…"))
        tables.clicked.connect(self.show_reconciliation)
        line = QHBoxLayout()
        line.addWidget(self.reconciliation, 1)
        line.addWidget(tables)
        return line

    def _build_chart_column(self, key: str) -> QVBoxLayout:
        name = self.chart_titles[key]
        theme.set_text_style(name, "small")
        theme.set_tone(name, Tone.MUTED)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(name)
        column.addWidget(self.charts[key], 1)
        return column
