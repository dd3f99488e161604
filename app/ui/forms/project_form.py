"""Form of one project (or of the agency): one section a page, built when it is first looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.models.answers import NIL, Place, nil_place
from app.models.forms import BlankSection
from app.ui.forms.cards_view import CardsView
from app.ui.forms.fields_view import DelayView, FieldsView
from app.ui.forms.form_host import FormHost
from app.ui.forms.nil_view import NilView
from app.ui.forms.section_page import SectionPage
from app.ui.forms.section_view import SectionView
from app.ui.forms.sheets.sheet_view import SheetSectionView
from app.ui.translation import tr
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


@dataclass
class BuiltPage:
    """A page, its views, and what has changed since it was last in view."""

    page: SectionPage
    views: tuple[SectionView, ...]
    covered: QWidget
    changed: set[Place] = field(default_factory=set)
    has_new_findings: bool = False


class ProjectForm(QStackedWidget):
    """Built when the project is first shown. It listens to its host until it is deleted.

    A page out of view takes what has changed when it comes back into view.
    """

    place_focused = Signal(object)

    def __init__(
        self, host: FormHost, project_id: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.project_id = project_id
        self._sections = {each.spec.id: each for each in host.blank.sections_of(project_id)}
        self._first = next(iter(self._sections))
        self._built: dict[str, BuiltPage] = {}
        self._shown = ""
        self.show_section(self._first)
        host.values_changed.connect(self._note_values)
        host.findings_changed.connect(self._note_findings)

    @property
    def section(self) -> str:
        """The section in view."""
        return self._shown

    def page(self, section_id: str) -> SectionPage:
        """The page of a section, built now if need be; the nil statement heads the first one."""
        return self._build(section_id).page

    def view(self, section_id: str) -> SectionView:
        """The view of a section or of the nil statement, built now if need be."""
        views = self._build(section_id).views
        return views[0] if section_id == NIL else views[-1]

    def show_section(self, section_id: str, *, takes_focus: bool = False) -> None:
        """Show a section's page, and put the focus on its first field if wanted."""
        if section_id != NIL and section_id not in self._sections:
            return
        built = self._build(section_id)
        if self.currentWidget() is not built.page:
            self.commit()
        self._shown = self._page_id(section_id)
        self._take_changes(built)
        self.setCurrentWidget(built.page)
        if takes_focus:
            built.page.focus_first()

    def show_place(self, place: Place) -> bool:
        """Put the focus on a place and bring it into view; false when it is not here."""
        if place.section != NIL and place.section not in self._sections:
            return False
        self.show_section(place.section)
        widget = self.view(place.section).focus_place(place)
        if widget is None:
            return False
        self.page(place.section).keep_in_view(widget)
        return True

    def commit(self) -> None:
        """Commit what is being typed."""
        for view in self._views():
            view.commit()

    def _page_id(self, section_id: str) -> str:
        return self._first if section_id == NIL else section_id

    def _views(self) -> Iterator[SectionView]:
        for built in self._built.values():
            yield from built.views

    def _build(self, section_id: str) -> BuiltPage:
        section_id = self._page_id(section_id)
        if section_id not in self._built:
            self._built[section_id] = self._build_page(section_id)
        return self._built[section_id]

    def _build_page(self, section_id: str) -> BuiltPage:
        page = SectionPage(self)
        self.addWidget(page)
        view = build_section_view(self.host, self._sections[section_id])
        views: tuple[SectionView, ...] = (view,)
        if section_id == self._first:
            views = (NilView(self.host, self.project_id), view)
        covered = self._build_covered()
        for each in (covered, *views):
            page.add(each)
        for each in views:
            each.place_focused.connect(self.place_focused)
            each.place_focused.connect(lambda _: page.follow_hand())
            each.moved.connect(page.keep_in_view)
        built = BuiltPage(page, views, covered)
        self._show_if_owed(built)
        return built

    def _build_covered(self) -> QWidget:
        row = QWidget()
        sentence = build_label(tr("已填本期無執行，本節免填。"), Tone.MUTED)
        to_nil = QPushButton(tr("前往本期無執行"))
        to_nil.clicked.connect(lambda: self.show_place(nil_place(self.project_id)))
        fill_box(QHBoxLayout(row), sentence, to_nil, 1, margins=0)
        return row

    def _show_if_owed(self, built: BuiltPage) -> None:
        """Hide what a nil statement stands in for, unless it has to be cleared first."""
        view, host = built.views[-1], self.host
        section = view.section
        is_hidden = host.is_covered(section) and not any(
            each.section == section.spec.id for each in host.entered_beside_nil(self.project_id)
        )
        if is_hidden != view.isHidden():
            view.setHidden(is_hidden)
        built.covered.setVisible(is_hidden and len(built.views) == 1)

    def _note_values(self, places: frozenset[Place]) -> None:
        is_here = any(place.project == self.project_id for place in places)
        if not is_here and nil_place(None) not in places:
            return
        for built in self._built.values():
            built.changed |= places
            if built.page is self.currentWidget():
                self._take_changes(built)

    def _note_findings(self) -> None:
        for built in self._built.values():
            built.has_new_findings = True
            if built.page is self.currentWidget():
                self._take_changes(built)

    def _take_changes(self, built: BuiltPage) -> None:
        changed, built.changed = frozenset(built.changed), set()
        if changed:
            for view in built.views:
                view.refresh(changed)
            self._show_if_owed(built)
        if built.has_new_findings:
            built.has_new_findings = False
            for view in built.views:
                view.refresh_findings()


def build_section_view(host: FormHost, section: BlankSection) -> SectionView:
    """Build the view for a section's shape."""
    spec = section.spec
    if spec.rows is not None:
        return CardsView(host, section) if spec.as_cards else SheetSectionView(host, section)
    if spec.refused_unless_behind:
        return DelayView(host, section)
    return FieldsView(host, section)
