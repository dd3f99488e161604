"""Everything about one draft: project list, head, form, findings, and the inspector."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.forms.nil_statements import nil_section
from app.forms.sheets.layouts import SheetKind
from app.models.answers import Place
from app.models.forms import BlankSection
from app.ui.agency.fill.agency_sheet import AgencySheet
from app.ui.agency.fill.form_head import FormHead
from app.ui.agency.fill.form_host import AgencyFormHost
from app.ui.agency.fill.inspector.panel import Inspector
from app.ui.agency.fill.part_states import PartStates
from app.ui.agency.fill.project_list import ProjectList
from app.ui.agency.fill.set_aside_panel import SetAsidePanel
from app.ui.agency.fill.undo_bar import UndoBar
from app.ui.agency.fill_target import FillTarget, target_of
from app.ui.agency.findings.model import MISSING
from app.ui.agency.findings.panel import FindingsPanel
from app.ui.agency.findings.strip import FindingStrip
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.project_form import ProjectForm
from app.ui.forms.reading_order import leave_focus, step_focus, tab_stops
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.splitter import SIDE_BY_SIDE, build_splitter

_DOCKED_FROM = 1400
"""From this width of the window on the inspector stands beside the form, else above it."""
_NARROW = 1000
_LIST_WIDTH, _NARROW_LIST_WIDTH, _INSPECTOR_WIDTH = 215, 170, 280
_LIST_SHARE = 0.45
"""Of the height, for the findings when all are shown."""


class FillDesk(QWidget):
    """Forms are built when their project is first looked at."""

    target_shown = Signal(object)

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = draft
        self.host = AgencyFormHost(workspace, draft)
        self.host.setParent(self)
        self.forms: dict[str | None, ProjectForm] = {}
        self.sheets: dict[SheetKind, AgencySheet] = {}
        self.project: str | None = None
        self.sheet: SheetKind | None = None
        """The sheet in view; None while a form is."""
        self.states = PartStates(draft)
        self.states.take(workspace.findings())
        self.stack = QStackedWidget()
        self.list = ProjectList(draft, self.states)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(lambda: self._focus_pane(self.stack))
        self.head = FormHead(self.host, draft, self.states)
        self.head.section_chosen.connect(self._choose)
        self.head.help.clicked.connect(self.toggle_inspector)
        self.undo_bar = UndoBar(workspace)
        left, middle = QWidget(), QWidget()
        self.left = left
        fill_box(QVBoxLayout(left), self.undo_bar, (self.list, 1), margins=0, spacing=0)
        self.set_aside = SetAsidePanel(workspace, draft, middle)
        fill_box(
            QVBoxLayout(middle), self.head, self.set_aside, (self.stack, 1), margins=0, spacing=0
        )
        self.dock = QWidget()
        self.columns = build_splitter(
            SIDE_BY_SIDE,
            left,
            middle,
            self.dock,
            stretches=(0, 1, 0),
            sizes=(_LIST_WIDTH, 900, _INSPECTOR_WIDTH),
        )
        self.dock.installEventFilter(self)
        self.findings = FindingsPanel(workspace, hidden_kinds=(MISSING,))
        self.findings.place_chosen.connect(self._choose_place)
        self.strip = FindingStrip(workspace, self.findings)
        self.strip.list_wanted.connect(self._show_list)
        fill_box(QVBoxLayout(self), (self.columns, 1), self.strip, margins=0, spacing=0)
        self.inspector = Inspector(workspace, draft)
        for each in (self.inspector, self.findings):  # above the form, and never moving it
            each.setParent(self)
            each.setAutoFillBackground(True)
            each.hide()
        self._add_keys()
        workspace.findings_changed.connect(self._show_states)
        first = draft.blank.project_ids[0] if draft.blank.project_ids else None
        self.show_target(FillTarget(first), takes_focus=False)

    @property
    def section(self) -> str:
        """The section in view."""
        return self.form(self.project).section

    def show_target(self, target: FillTarget, *, takes_focus: bool = True) -> None:
        """Show a project, a section, a place, or a sheet; the keyboard goes along."""
        in_view = self.stack.currentWidget()
        is_here = isinstance(in_view, AgencySheet) and target.place and in_view.shows(target.place)
        if target.sheet is not None or (target.may_stay and is_here):
            self._show_sheet(target._replace(sheet=target.sheet or self.sheet), takes_focus)
            return
        self.sheet = None
        form = self.form(target.project)
        if self.stack.currentWidget() is not form:
            self.commit()
            self.stack.setCurrentWidget(form)
        self.project = target.project
        self.set_aside.show_project(target.project)
        section = target.section or (form.section if target.place is None else None)
        if target.place is None or not form.show_place(target.place):
            wanted = section or (target.place.section if target.place else form.section)
            form.show_section(wanted, takes_focus=takes_focus)
        self.head.show_target(FillTarget(target.project, form.section))
        self.list.mark(FillTarget(target.project))
        self.findings.follow_project(target.project)

    def _show_sheet(self, target: FillTarget, takes_focus: bool) -> None:
        assert target.sheet is not None
        sheet = self._build_sheet(target.sheet)
        if self.stack.currentWidget() is not sheet:
            self.commit()
            self.stack.setCurrentWidget(sheet)
        self.sheet = target.sheet
        self.set_aside.hide()  # what it holds is a project's
        sheet.take_changes()
        self.head.show_target(target)
        self.list.mark(FillTarget(None, sheet=target.sheet))
        if takes_focus:
            sheet.focus_place(target.place)

    def _build_sheet(self, kind: SheetKind) -> AgencySheet:
        if kind not in self.sheets:
            sheet = AgencySheet(kind, self.host, self.draft, self.stack)
            sheet.place_focused.connect(self._note_place)
            sheet.field_wanted.connect(self._open_field)
            self.sheets[kind] = sheet
            self.stack.addWidget(sheet)
        return self.sheets[kind]

    def form(self, project_id: str | None) -> ProjectForm:
        """The form of a project, built now if need be."""
        if project_id not in self.forms:
            form = ProjectForm(self.host, project_id, self.stack)
            form.place_focused.connect(self._note_place)
            self.forms[project_id] = form
            self.stack.addWidget(form)
        return self.forms[project_id]

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.project in self.forms:
            self.forms[self.project].commit()
        if self.sheet is not None:
            self.sheets[self.sheet].commit()
        self.inspector.commit()

    def step_section(self) -> None:
        """Go to the section after the one in view, after the last one to the next project.

        From a sheet to the field of the current cell.
        """
        if self.sheet is not None:
            place = self.sheets[self.sheet].place
            if place is not None:
                self._open_field(place)
            return
        targets = [FillTarget(each.project_id, each.spec.id) for each in self.draft.blank.sections]
        following = targets.index(FillTarget(self.project, self.section)) + 1
        if following < len(targets):
            self.show_target(targets[following])
            self.target_shown.emit(targets[following])

    # -- panes -----------------------------------------------------------------------------

    def toggle_inspector(self) -> None:
        """F1: show the inspector, or give its room to the form."""
        self._show_inspector(self.inspector.isHidden())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in reading order through all panes, and at their ends out of the page."""
        return step_focus(self._panes(), forward) or leave_focus(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the form where there is room for both, else above it."""
        super().resizeEvent(event)
        wide, was_wide = self._is_wide(), not self.dock.isHidden()
        if wide != was_wide or not event.oldSize().isValid():
            self._show_inspector(wide)
        width = event.size().width()
        if (width < _NARROW) != (event.oldSize().width() < _NARROW):
            shown = _NARROW_LIST_WIDTH if width < _NARROW else _LIST_WIDTH
            self.columns.setSizes([shown, width - shown - _INSPECTOR_WIDTH, _INSPECTOR_WIDTH])
        self._place_overlays()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """The inspector stands where its room is."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place_overlays()
        return False

    def _is_wide(self) -> bool:
        return self.window().width() >= _DOCKED_FROM

    def _show_inspector(self, shown: bool) -> None:
        self.dock.setVisible(shown and self._is_wide())
        self.inspector.setVisible(shown)
        self.head.help.setChecked(shown)
        self.host.set_inline_help(not shown)
        self._place_overlays()

    def _show_list(self, shown: bool) -> None:
        self.findings.setVisible(shown)
        self._place_overlays()
        if shown:
            self.findings.table.setFocus()
        else:
            self._focus_pane(self.stack)

    def _place_overlays(self) -> None:
        foot = self.strip.y()
        height = round(foot * _LIST_SHARE)
        self.findings.setGeometry(0, foot - height, self.width(), height)
        top = 0 if self._is_wide() else self.head.height()
        width = self.dock.width() if self._is_wide() else min(_INSPECTOR_WIDTH, self.width() // 2)
        self.inspector.setGeometry(QRect(self.width() - width, top, width, foot - top))
        for each in (self.inspector, self.findings):
            each.raise_()

    def _panes(self) -> tuple[QWidget, ...]:
        form = (self.set_aside, self.stack)
        return (self.left, self.head, *form, self.findings, self.strip, self.inspector)

    def _add_keys(self) -> None:
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step_pane(step))
        close = QShortcut(QKeySequence("Escape"), self.findings)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.activated.connect(lambda: self.strip.all.setChecked(False))

    def _step_pane(self, step: int) -> None:
        panes = [each for each in self._panes() if tab_stops(each)]
        focused = QApplication.focusWidget()
        here = (
            next((at for at, each in enumerate(panes) if each.isAncestorOf(focused)), 0)
            if (focused is not None)
            else 0
        )
        self._focus_pane(panes[(here + step) % len(panes)])

    def _focus_pane(self, pane: QWidget) -> None:
        """Put the focus where it was in a pane last, else on its first stop."""
        if pane is self.stack and self.sheet is not None:
            self.sheets[self.sheet].focus_place()
            return
        if pane is self.stack:
            form = self.form(self.project)
            last = form.page(form.section).focusWidget()
            if last is None or not last.isVisible():
                form.page(form.section).focus_first()
                return
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        stops = [self.list.view] if pane is self.left else tab_stops(pane)
        if stops:
            stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- following -------------------------------------------------------------------------

    def _choose(self, target: FillTarget) -> None:
        """From the list or the head, which keep the keyboard."""
        self.show_target(target, takes_focus=False)
        self.target_shown.emit(target)

    def _choose_place(self, place: Place) -> None:
        self._go_on(target_of(place)._replace(may_stay=True))

    def _open_field(self, place: Place) -> None:
        """Alt+← leads back to the cell."""
        self.target_shown.emit(FillTarget(None, place=place, sheet=self.sheet))
        self._go_on(target_of(place))

    def _go_on(self, target: FillTarget) -> None:
        self.show_target(target)
        self.target_shown.emit(target)

    def _note_place(self, place: Place) -> None:
        self.inspector.show_place(self._section(place), place)
        self.findings.mark_place(place)

    def _section(self, place: Place) -> BlankSection | None:
        for section in (nil_section(place.project), *self.draft.blank.sections_of(place.project)):
            if section.spec.id == place.section:
                return section
        return None

    def _show_states(self) -> None:
        self.states.take(self.workspace.findings())
        self.list.show_states()
        self.head.show_states()
