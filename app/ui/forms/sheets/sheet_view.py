"""Section of rows as a sheet."""

from PySide6.QtWidgets import QWidget

from app.forms.sheets.layouts import layout_section
from app.models.answers import Place
from app.models.forms import BlankSection
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.forms.sheets.sheet_panel import SheetPanel
from app.ui.translation import tr


class SheetSectionView(SectionView):
    """A section of fixed rows."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        self._panel = SheetPanel(host, layout_section(section, host.row_keys(section)))
        self.sheet, self.table, self.notices = (
            self._panel.sheet,
            self._panel.table,
            self._panel.notices,
        )
        self.table.place_focused.connect(self.place_focused)
        self.body.addWidget(self._panel)
        if self.sheet.rowCount() == 0:
            self._panel.hide()
            self.body.addWidget(
                build_help(tr("本計畫本年度沒有{title}，免填。", title=section.spec.title))
            )

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values."""
        self.sheet.refresh(places)

    def refresh_findings(self) -> None:
        """Show the present findings."""
        self.sheet.refresh()

    def commit(self) -> None:
        """Commit what is being typed."""
        self.table.finish_typing()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a cell."""
        return self.table if self._panel.focus_place(place) else None
