"""A sheet over all projects of the agency: 預算總表, 指標總表."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.forms.sheets.layouts import SheetKind, layout_agency
from app.models.answers import Place
from app.ui.forms.form_host import FormHost
from app.ui.forms.sheets.sheet_panel import SheetPanel
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box


class AgencySheet(QWidget):
    """The figures of the projects' forms, in the same draft; takes changes when it is in view."""

    place_focused = Signal(object)
    field_wanted = Signal(object)
    """The place whose field in the project's form is to be shown."""

    def __init__(
        self, kind: SheetKind, host: FormHost, draft: Draft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        names = {each: draft.programme.project(each).name for each in draft.blank.project_ids}
        layout = layout_agency(
            kind, draft.blank, word(kind), names, draft.answers, draft.basis.earlier.latest
        )
        hint = tr("Ctrl+Enter（或連按兩下灰底的格）前往該計畫的欄位；")
        self.panel = SheetPanel(host, layout, hint, scrolls=True)
        self.table = self.panel.table
        self.table.place_focused.connect(self.place_focused)
        self.table.doubleClicked.connect(self._open)
        fill_box(QVBoxLayout(self), self.panel, margins=theme.GAP)
        self._changed: set[Place] = set()
        self._is_behind = False
        host.values_changed.connect(self._note)
        host.findings_changed.connect(self._note)

    @property
    def place(self) -> Place | None:
        """What the current cell is about."""
        index = self.table.currentIndex()
        return self.panel.sheet.place(index) if index.isValid() else None

    def shows(self, place: Place) -> bool:
        """Return whether a place has its cell here."""
        return self.panel.sheet.index_of(place).isValid()

    def focus_place(self, place: Place | None = None) -> None:
        """Put the focus on a place's cell, else on the cell where it was last."""
        self.take_changes()
        if place is not None and self.panel.focus_place(place):
            return
        if not self.table.currentIndex().isValid():
            self.table.focusNextPrevChild(True)
        self.table.setFocus()

    def commit(self) -> None:
        """Commit what is being typed."""
        self.table.finish_typing()

    def take_changes(self) -> None:
        """Show what has changed while the sheet was out of view."""
        changed, self._changed = frozenset(self._changed), set()
        if self._is_behind:
            self._is_behind = False
            self.panel.sheet.refresh(changed)

    def _note(self, places: frozenset[Place] = frozenset()) -> None:
        self._changed |= places
        self._is_behind = True
        if self.isVisible():
            self.take_changes()

    def _open(self, index: QModelIndex) -> None:
        if not self.panel.sheet.can_edit(index):
            self.field_wanted.emit(self.panel.sheet.place(index))
