"""The findings, wherever they are shown: filter, list, jump, and the reason in place."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
)

from app.models.answers import Place
from app.models.findings import Finding, Severity
from app.ui.agency.destinations import describe_place
from app.ui.agency.findings.model import (
    FINDING_ROLE,
    KIND_LOOKS,
    KIND_WORDS,
    KINDS,
    MISSING,
    FindingFilter,
    FindingsModel,
    kind_of,
)
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.typing_pause import TypingPause
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_NARROW = 800


class FindingsPanel(QFrame):
    """Emits `place_chosen`; gives reasons through the workspace."""

    place_chosen = Signal(object)
    shown = Signal()
    """The list, or what is marked in it, may have changed."""

    def __init__(self, workspace: AgencyWorkspace, *, hidden_kinds: tuple[str, ...] = ()) -> None:
        super().__init__()
        theme.set_panel(self, "bottom")
        self._workspace = workspace
        self.model = FindingsModel(self._where, self)
        self.model.set_unit(workspace.unit)
        workspace.unit_changed.connect(self.model.set_unit)
        self.filter = FindingFilter(self)
        self.filter.setSourceModel(self.model)
        self._toggles = {kind: self._build_toggle(kind, kind not in hidden_kinds) for kind in KINDS}
        self.only_project = QCheckBox(tr("只看目前計畫"))
        self.only_project.hide()
        self._project: str | None = None
        self.only_project.toggled.connect(lambda on: self.filter.limit_to(self._project, on))
        self.table = self._build_table()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("警告可於此填寫理由；理由隨該數據列印"))
        self.reason.setAccessibleName(tr("理由"))
        self.reason.returnPressed.connect(self._give_reason)
        self._pause = TypingPause(self._keep_reason, self)
        self._explained: Finding | None = None  # what the reason being typed is for
        self.reason.textEdited.connect(self._note_typing)
        self._give = QPushButton(tr("填寫理由"))
        self._give.clicked.connect(self._give_reason)
        self._jump = TintedButton("arrow-right", tr("前往"), self.choose)
        self._none = build_label(tone=Tone.MUTED)
        self._lay_out()
        workspace.findings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the latest findings; the selected one stays selected."""
        selected = self._find_fresh() or self.selected()
        self.model.set_findings(self._workspace.findings())
        for kind, count in self.model.counts().items():
            self._toggles[kind].setText(f"{KIND_WORDS[kind]} {count}")
        if selected is not None:
            self._select(lambda each: (each.code, each.place) == (selected.code, selected.place))
        self._show_selected()

    def _where(self, place: Place) -> str:
        draft = self._workspace.draft
        return "" if draft is None else describe_place(draft, place)

    def _find_fresh(self) -> Finding | None:
        """What has come since: it is marked, unless somebody works in the list."""
        known = {(each.code, each.place) for each in self.model.findings()}
        if not known or self.table.hasFocus() or self.reason.hasFocus():
            return None
        found = (each for each in self._workspace.findings() if kind_of(each) != MISSING)
        return next((each for each in found if (each.code, each.place) not in known), None)

    @property
    def project(self) -> str | None:
        """The project in hand."""
        return self._project

    def follow_project(self, project: str | None) -> None:
        """The project in hand, for 只看目前計畫."""
        self.only_project.show()
        self._project = project
        self.filter.limit_to(project, self.only_project.isChecked())
        self._show_selected()

    def selected(self) -> Finding | None:
        """The marked finding."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        found: Finding = index.data(FINDING_ROLE)
        return found

    def position(self) -> tuple[int, int]:
        """Which of the listed findings is marked (0: none), and how many there are."""
        current = self.table.currentIndex()
        return (current.row() + 1 if current.isValid() else 0, self.filter.rowCount())

    def mark_place(self, place: Place) -> None:
        """Mark the first finding of a place, unless one of it is marked already."""
        selected = self.selected()
        if selected is None or selected.place != place:
            self._select(lambda each: each.place == place)

    def step(self, step: int) -> None:
        """Mark the next or previous finding and go to its place."""
        count = self.filter.rowCount()
        if not count:
            return
        current = self.table.currentIndex()
        row = (current.row() + step) % count if current.isValid() else (0 if step > 0 else -1)
        self.table.setCurrentIndex(self.filter.index(row % count, 0))
        self.choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the sentence comes first."""
        super().resizeEvent(event)
        width = event.size().width()
        self.table.setColumnHidden(4, width < _NARROW)
        self.table.setColumnWidth(3, min(290, width // 4))
        self.table.setColumnWidth(4, min(160, width // 8))

    def choose(self) -> None:
        """Go to the place of the marked finding."""
        finding = self.selected()
        if finding is not None:
            place: Place = finding.place
            self.place_chosen.emit(place)

    def _give_reason(self) -> None:
        finding = self.selected()
        if finding is not None and finding.severity is Severity.WARNING:
            self._workspace.set_reason(finding, self.reason.text())

    def _note_typing(self) -> None:
        self._explained = self.selected()
        self._pause.note_key()

    def _keep_reason(self) -> None:
        """Keep what is typed so far, for the finding it was typed for."""
        finding, self._explained = self._explained, None
        if finding is not None:
            self._workspace.keep_reason(finding, self.reason.text())

    def _show_selected(self) -> None:
        finding = self.selected()
        explains = finding is not None and finding.severity is Severity.WARNING
        self.reason.setVisible(explains)
        self._give.setVisible(explains)
        self._jump.setEnabled(finding is not None)
        is_typing = self.reason.hasFocus() or self._pause.isActive()
        if not is_typing or not explains:
            self.reason.setText("" if finding is None else self._workspace.typed_reason(finding))
        is_empty = self.filter.rowCount() == 0
        hidden = self.model.rowCount()
        self._none.setText(
            tr("依目前的篩選沒有檢核結果，另有 {hidden} 項未顯示。", hidden=hidden)
            if hidden
            else tr("沒有檢核結果。")
        )
        self._none.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        self.shown.emit()

    def _select(self, fits: Callable[[Finding], bool]) -> None:
        for row in range(self.filter.rowCount()):
            index = self.filter.index(row, 0)
            if fits(index.data(FINDING_ROLE)):
                self.table.setCurrentIndex(index)
                return

    def _note_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._pause.isActive():  # the reason belongs to the finding left just now
            self._pause.stop()
            self._keep_reason()
        self._show_selected()

    def _toggle(self, kind: str, shown: bool) -> None:
        self.filter.show_kind(kind, shown)
        self._show_selected()

    def _build_toggle(self, kind: str, shown: bool) -> QToolButton:
        button = QToolButton()
        icon_name, tone = KIND_LOOKS[kind]
        button.setIcon(icons.icon(icon_name, tone))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setText(KIND_WORDS[kind])
        button.setToolTip(build_tip(tr("顯示或隱藏「{kind}」", kind=KIND_WORDS[kind])))
        button.setCheckable(True)
        button.setChecked(shown)
        self.filter.show_kind(kind, shown)
        button.toggled.connect(lambda on: self._toggle(kind, on))
        return button

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.filter)
        table.setAccessibleName(tr("檢核結果"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentChanged.connect(self._note_current)
        table.doubleClicked.connect(lambda: self.choose())
        table.activated.connect(lambda: self.choose())
        return table

    def _lay_out(self) -> None:
        title = build_label(tr("檢核"), style="heading")
        head = fill_box(
            QHBoxLayout(), title, *self._toggles.values(), self.only_project, 1, self._jump
        )
        foot = fill_box(QHBoxLayout(), (self.reason, 1), self._give)
        fill_box(
            QVBoxLayout(self),
            head,
            (self.table, 1000),
            self._none,
            0,
            foot,
            margins=(theme.GAP, theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL),
            spacing=theme.GAP_SMALL,
        )
