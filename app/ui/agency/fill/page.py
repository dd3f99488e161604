"""The page where the form is filled in: tree, form, help, findings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.forms.nil_statements import nil_section
from app.models.answers import Place
from app.models.forms import BlankSection
from app.models.money import format_money
from app.ui.agency.destinations import AGENCY_PART, build_answer_destinations
from app.ui.agency.fill.form_host import AgencyFormHost
from app.ui.agency.fill.help_panel import HelpPanel
from app.ui.agency.fill.project_tree import ProjectTree
from app.ui.agency.fill.set_aside_panel import SetAsidePanel
from app.ui.agency.fill.undo_bar import UndoBar
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.agency.findings.model import MISSING
from app.ui.agency.findings.panel import FindingsPanel
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.project_form import ProjectForm
from app.ui.messages import word
from app.ui.shell.page import Destination, Page
from app.ui.translation import tr
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.splitter import SIDE_BY_SIDE, build_splitter

_NARROW, _LOW = 900, 560
"""Below this width the help gives way, below this height the findings do (in device-independent
pixels)."""


class FillPage(Page):
    """Shows the draft in hand; without one, how to get one."""

    title = tr("填報")

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.desk: FillDesk | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        workspace.draft_changed.connect(self._follow_draft)
        self._rebuild()

    def deactivate(self) -> None:
        """Commit what is being typed."""
        if self.desk is not None:
            self.desk.commit()

    def show_target(self, target: object) -> None:
        """Go to a FillTarget."""
        if self.desk is not None and isinstance(target, FillTarget):
            self.desk.show_target(target)

    def step_finding(self, step: int) -> None:
        """Go to the next or previous finding."""
        if self.desk is not None:
            self.desk.commit()
            self.desk.findings.step(step)

    def findable(self) -> tuple[Destination, ...]:
        """The fields of the project in view, with what stands in them."""
        if self.desk is None:
            return ()
        return build_answer_destinations(
            self.desk.draft, self.workspace.unit, self.desk.project, everywhere=False
        )

    def step_group(self) -> None:
        """Go to the next section."""
        if self.desk is not None:
            self.desk.step_section()

    def show_help(self) -> None:
        """Show the help beside the form, or hide it."""
        if self.desk is not None:
            self.desk.toggle_help()

    def _follow_draft(self, places: frozenset[Place]) -> None:
        if not places:
            self._rebuild()

    def _rebuild(self) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            let_go(self._body)
        draft = self.workspace.draft
        if draft is None:
            self.desk = None
            self._body = ReceivePrompt(self.workspace)
        else:
            self.desk = FillDesk(self.workspace, draft)
            self.desk.target_shown.connect(self.location_changed)
            self._body = self.desk
        self._layout.addWidget(self._body)


class FillDesk(QWidget):
    """Everything about one draft. Forms are built when their project is first looked at."""

    target_shown = Signal(object)

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = draft
        self.host = AgencyFormHost(workspace, draft)
        self.host.setParent(self)
        self.forms: dict[str | None, ProjectForm] = {}
        self.project: str | None = None
        self.section: str | None = None
        self.tree = ProjectTree(draft)
        self.tree.target_chosen.connect(self._choose)
        self.stack = QStackedWidget()
        middle = QWidget()
        self.set_aside = SetAsidePanel(workspace, draft, middle)
        fill_box(QVBoxLayout(middle), self.set_aside, (self.stack, 1), margins=0, spacing=0)
        self.help = HelpPanel(workspace, draft)
        self.findings = FindingsPanel(workspace, hidden_kinds=(MISSING,))
        self.findings.place_chosen.connect(self._choose_place)
        self.findings.emptied.connect(self._give_findings_room)
        self.undo_bar = UndoBar(workspace)
        left = QWidget()
        fill_box(QVBoxLayout(left), self.undo_bar, (self.tree, 1), margins=0, spacing=0)
        columns = (left, middle, self.help)
        self.columns = build_splitter(
            SIDE_BY_SIDE, *columns, stretches=(0, 1, 0), sizes=(215, 840, 225)
        )
        self.host.set_inline_help(False)
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self.rows.addWidget(self.columns)
        self.rows.addWidget(self.findings)
        self.rows.setStretchFactor(0, 1)
        self.rows.setSizes([540, 190])
        fill_box(QVBoxLayout(self), self.rows, margins=0)
        workspace.findings_changed.connect(self._show_states)
        self._show_states()
        self.show_target(
            FillTarget(draft.blank.project_ids[0] if draft.blank.project_ids else None)
        )

    def show_target(self, target: FillTarget) -> None:
        """Show a project; scroll to a section; focus a place."""
        form = self.form(target.project)
        if self.stack.currentWidget() is not form:
            self.commit()
            self.stack.setCurrentWidget(form)
        self.project = target.project
        self.section = target.section
        self.set_aside.show_project(target.project)
        self.tree.mark(FillTarget(target.project, target.section))
        self.findings.follow_project(target.project)
        if target.place is not None:
            if not form.show_place(target.place):
                form.show_section(target.place.section)
        elif target.section is not None:
            form.show_section(target.section)

    def form(self, project_id: str | None) -> ProjectForm:
        """The form of a project, built now if need be."""
        if project_id not in self.forms:
            title, subtitle = self._heading(project_id)
            form = ProjectForm(self.host, project_id, title, subtitle, self.stack)
            form.place_focused.connect(self._note_place)
            self.forms[project_id] = form
            self.stack.addWidget(form)
        return self.forms[project_id]

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.project in self.forms:
            self.forms[self.project].commit()

    def step_section(self) -> None:
        """Go to the section after the one in hand, after the last one to the next project."""
        targets = [FillTarget(each.project_id, each.spec.id) for each in self.draft.blank.sections]
        here = FillTarget(self.project, self.section)
        following = targets.index(here) + 1 if here in targets else 0
        if here not in targets:
            following = next(at for at, each in enumerate(targets) if each.project == self.project)
        if following < len(targets):
            self._choose(targets[following])

    def toggle_help(self) -> None:
        """F1: show the help beside the form, or give its room to the form."""
        self._show_help(self.help.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the form readable: help goes below the focused field."""
        super().resizeEvent(event)
        size, old = event.size(), event.oldSize()
        if (size.width() < _NARROW) != (old.width() < _NARROW) or not old.isValid():
            self._show_help(size.width() >= _NARROW)
            self.columns.setSizes([215 if size.width() >= _NARROW else 175, 840, 225])
        if (size.height() < _LOW) != (old.height() < _LOW) or not old.isValid():
            self._give_findings_room(self.findings.filter.rowCount() == 0)

    def _give_findings_room(self, is_empty: bool) -> None:
        """An empty list takes one line and leaves the rest to the form."""
        height = self.height()
        wanted = 60 if is_empty else (190 if height >= _LOW else 120)
        self.rows.setSizes([height - wanted, wanted])

    def _show_help(self, shown: bool) -> None:
        self.help.setVisible(shown)
        self.host.set_inline_help(not shown)

    def _heading(self, project_id: str | None) -> tuple[str, str]:
        if project_id is None:
            return AGENCY_PART, tr("填報人員與整體執行情形，每期填寫一次。")
        programme, year = self.draft.programme, self.draft.round.year_roc
        project = programme.project(project_id)
        parts = [f"{each} {programme.strategy(each).name}" for each in project.strategies]
        if year in programme.years:
            cell = project.budget(year)
            shown = format_money(cell.amount_ntd, self.workspace.unit)
            unit = word(self.workspace.unit) if cell.amount_ntd is not None else ""
            parts.append(
                tr("{year} 年度核定 {shown} {unit}", year=year, shown=shown, unit=unit).rstrip()
            )
        return project.name, "　".join(parts)

    def _choose(self, target: FillTarget) -> None:
        self.show_target(target)
        self.target_shown.emit(target)

    def _choose_place(self, place: Place) -> None:
        self._choose(target_of(place))

    def _note_place(self, place: Place) -> None:
        self.section = place.section
        self.tree.mark(FillTarget(place.project, place.section))
        self.help.show_place(self._section(place), place)

    def _section(self, place: Place) -> BlankSection | None:
        for section in (nil_section(place.project), *self.draft.blank.sections_of(place.project)):
            if section.spec.id == place.section:
                return section
        return None

    def _show_states(self) -> None:
        self.tree.show_findings(self.workspace.findings())
