"""方案: the approved plan, to look things up in: projects, indicators, agencies, sums."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QTextBrowser, QWidget

from app.models.programme import Programme
from app.ui.office.page_frame import OfficePage
from app.ui.office.programme.columns import (
    agency_columns,
    discrepancy_columns,
    indicator_columns,
    project_columns,
    work_content_columns,
)
from app.ui.office.programme.details import (
    describe_agency,
    describe_discrepancy,
    describe_indicator,
    describe_project,
)
from app.ui.office.reconciliation_dialog import ReconciliationTables
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.filter_line import FilterLine
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone


class ProgrammePage(OfficePage):
    """Tables by kind, with the whole of the selected entry beside them. Nothing is edited here."""

    title = tr("方案")

    def __init__(self, workspace: OfficeWorkspace) -> None:
        super().__init__(workspace, has_round=False)
        programme = workspace.programme
        name = build_label(
            tr(
                "{name}（{first_year} 至 {last_year} 年，第 {version} 版）",
                name=programme.name,
                first_year=programme.first_year,
                last_year=programme.last_year,
                version=programme.version,
            )
        )
        theme.set_tone(name, Tone.MUTED)
        self.filter = FilterLine(tr("篩選計畫、指標、機關"), tr("篩選方案"))
        self.tools.addWidget(name)
        self.tools.addWidget(self.filter)
        self.details: dict[str, QTextBrowser] = {}
        self.views: dict[str, RecordView] = {}
        self.tabs = QTabWidget()
        self.reconciliation = ReconciliationTables(programme)
        self._add_tabs()
        self.hold_contents(self.tabs)

    def _add_tabs(self) -> None:
        programme, short_name = self.workspace.programme, self.workspace.short_name
        strategies = tuple(
            (strategy, content)
            for strategy in programme.strategies
            for content in strategy.work_contents
        )
        self._add_tab(
            "projects",
            tr("計畫"),
            project_columns(programme, short_name),
            programme.projects,
            "name",
        )
        self._add_tab(
            "indicators",
            tr("量化指標"),
            indicator_columns(programme, short_name),
            programme.indicators,
            "summary",
        )
        self._add_tab(
            "strategies", tr("策略與工作內容"), work_content_columns(), strategies, "content"
        )
        self._add_tab(
            "agencies",
            tr("機關", "several"),
            agency_columns(programme),
            sorted(programme.agencies, key=lambda each: each.order),
            "names",
        )
        self.tabs.addTab(self.reconciliation, tr("經費調節"))
        self._add_tab(
            "discrepancies", tr("本文與附件差異"), discrepancy_columns(programme),
            programme.discrepancies, "body",
        )  # fmt: skip

    def refresh(self) -> None:
        """The plan does not change while the store is open."""
        self.set_content(self.tabs)
        for view in self.views.values():
            if view.selected_record() is None and view.proxy.rowCount():
                view.select_row(0)

    def start_find(self) -> bool:
        """Ctrl+F goes to the filter."""
        self.filter.setFocus()
        return True

    def show_target(self, target: object) -> None:
        """Go to ("projects", "P04") or ("indicators", 21)."""
        if not isinstance(target, tuple):
            return
        kind, key = target
        self.filter.clear()
        view = self.views[str(kind)]
        self.tabs.setCurrentIndex(list(self.views).index(str(kind)))
        for record in view.records.records:
            if getattr(record, "id" if kind == "projects" else "number") == key:
                view.select_record(record)
                view.setFocus()

    def _add_tab(self, key: str, title: str, columns: Any, records: Any, stretch: str) -> None:
        view = RecordView(columns, title, stretch=stretch)
        view.set_records(tuple(records))
        self.filter.textChanged.connect(view.proxy.set_words)
        self.views[key] = view
        content: QWidget = view
        if key in ("projects", "indicators", "agencies", "discrepancies"):
            detail = QTextBrowser()
            detail.setAccessibleName(tr("{title}內容", title=title))
            detail.setOpenLinks(False)
            detail.anchorClicked.connect(lambda url: self.show_target(_read_link(url.toString())))
            self.details[key] = detail
            view.record_selected.connect(lambda record: self._show_detail(key, record))
            splitter = QSplitter(Qt.Orientation.Vertical)
            splitter.addWidget(view)
            splitter.addWidget(detail)
            splitter.setStretchFactor(0, 3)
            splitter.setStretchFactor(1, 2)
            splitter.setSizes([360, 220])
            splitter.setChildrenCollapsible(False)
            content = splitter
        self.tabs.addTab(content, build_button_text(title))

    def _show_detail(self, key: str, record: Any) -> None:
        describers: dict[str, Callable[[Programme, Any], str]] = {
            "projects": describe_project,
            "indicators": describe_indicator,
            "agencies": describe_agency,
            "discrepancies": describe_discrepancy,
        }
        detail = self.details[key]
        if record is None:
            detail.clear()
        else:
            detail.setHtml(describers[key](self.workspace.programme, record))


def _read_link(text: str) -> tuple[str, object]:
    kind, key = text.split(":", 1)
    return (kind, int(key) if kind == "indicators" else key)
