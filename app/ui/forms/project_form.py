"""Form of one project (or of the agency): all sections on one scrolling page."""

from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.models.answers import NIL, Place, nil_place
from app.models.forms import BlankSection
from app.ui.forms.cards_view import CardsView
from app.ui.forms.fields_view import DelayView, FieldsView
from app.ui.forms.form_host import FormHost
from app.ui.forms.nil_view import NilView
from app.ui.forms.section_view import SectionView
from app.ui.forms.sheets.sheet_view import SheetSectionView
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_SETTLED_AFTER_MS = 600
_BUILT_AT_ONCE = 2
"""Sections that fill the screen; the others are built one per iteration of the event loop."""


class ProjectForm(QScrollArea):
    """Built when the project is first shown. It listens to its host until it is deleted."""

    place_focused = Signal(object)

    def __init__(
        self,
        host: FormHost,
        project_id: str | None,
        title: str,
        subtitle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.project_id = project_id
        self._views: dict[str, SectionView] = {}
        self._to_build = deque(host.blank.sections_of(project_id))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # From the outside in: a widget that changes its parent is styled anew with all it holds.
        outer = QWidget()
        self.setWidget(outer)
        body = QWidget(outer)
        body.setMaximumWidth(theme.READING_WIDTH)
        fill_box(QHBoxLayout(outer), 1, (body, 1000), 1, margins=0)
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE)
        column.setSpacing(theme.GAP_LARGE)
        column.addLayout(_build_heading(title, subtitle))
        column.addStretch(1)
        self._nil = NilView(host, project_id)
        self._add_view(NIL, self._nil)
        self._anchor: tuple[QWidget, Scroll] | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_AFTER_MS)
        self.verticalScrollBar().rangeChanged.connect(self._follow_anchor)
        self._next_turn = QTimer(self)
        self._next_turn.timeout.connect(self._build_next)
        for _ in range(_BUILT_AT_ONCE):
            self._build_next()
        if self._to_build:
            self._next_turn.start(0)
        host.values_changed.connect(self._refresh)
        host.findings_changed.connect(self._refresh_findings)

    @property
    def sections(self) -> Mapping[str, SectionView]:
        """The views by section, all of them built."""
        while self._to_build:
            self._build_next()
        return self._views

    def show_section(self, section_id: str) -> None:
        """Scroll a section's heading to the top."""
        view = self.sections.get(section_id)
        if view is not None and view.isHidden():
            view = self._nil
        if view is not None:
            self._keep_in_view(view, _scroll_heading_up)

    def show_place(self, place: Place) -> bool:
        """Put the focus on a place and bring it into view; false when it is not here."""
        view = self.sections.get(place.section)
        widget = view.focus_place(place) if view is not None else None
        if widget is None:
            return False
        self._keep_in_view(widget, _scroll_into_view)
        return True

    def commit(self) -> None:
        """Commit what is being typed."""
        for view in self._views.values():
            view.commit()

    def _build_next(self) -> None:
        if not self._to_build:
            self._next_turn.stop()
            return
        section = self._to_build.popleft()
        view = build_section_view(self.host, section)
        self._add_view(section.spec.id, view)
        self._show_if_owed(view)  # in its place by now: on its own it would be a window

    def _add_view(self, section_id: str, view: SectionView) -> None:
        view.place_focused.connect(self.place_focused)
        self._views[section_id] = view
        self._column.insertWidget(self._column.count() - 1, view)

    def _show_if_owed(self, view: SectionView) -> None:
        """Hide what a nil statement stands in for, unless it has to be cleared first."""
        section, host = view.section, self.host
        is_hidden = host.is_covered(section) and not any(
            each.section == section.spec.id for each in host.entered_beside_nil(self.project_id)
        )
        if is_hidden != view.isHidden():
            view.setHidden(is_hidden)

    def _keep_in_view(self, widget: QWidget, scroll: "Scroll") -> None:
        """Scroll there, and again while a form built just now settles its sizes."""
        self._anchor = (widget, scroll)
        self._settled.start()
        QTimer.singleShot(0, self, self._follow_anchor)

    def _follow_anchor(self) -> None:
        if self._anchor is not None and self._settled.isActive():
            widget, scroll = self._anchor
            if isValid(widget):  # a card may have been removed meanwhile
                scroll(self, widget)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Stop holding a widget in view: the user scrolls."""
        self._anchor = None
        super().wheelEvent(event)

    def _refresh(self, places: frozenset[Place]) -> None:
        is_here = any(place.project == self.project_id for place in places)
        if places and not is_here and nil_place(None) not in places:
            return
        for view in self._views.values():
            view.refresh(places)
            if view is not self._nil:
                self._show_if_owed(view)

    def _refresh_findings(self) -> None:
        for view in self._views.values():
            view.refresh_findings()


Scroll = Callable[[QScrollArea, QWidget], None]


def _scroll_heading_up(area: QScrollArea, view: QWidget) -> None:
    body = area.widget()
    assert body is not None
    area.verticalScrollBar().setValue(view.mapTo(body, QPoint(0, 0)).y() - theme.GAP)


def _scroll_into_view(area: QScrollArea, widget: QWidget) -> None:
    area.ensureWidgetVisible(widget, 0, 80)


def build_section_view(host: FormHost, section: BlankSection) -> SectionView:
    """Build the view for a section's shape."""
    spec = section.spec
    if spec.rows is not None:
        return CardsView(host, section) if spec.as_cards else SheetSectionView(host, section)
    if spec.refused_unless_behind:
        return DelayView(host, section)
    return FieldsView(host, section)


def _build_heading(title: str, subtitle: str) -> QVBoxLayout:
    heading = fill_box(QVBoxLayout(), build_label(title, style="title", wraps=True), spacing=2)
    if subtitle:
        heading.addWidget(build_label(subtitle, Tone.MUTED, wraps=True))
    return heading
